// `verify FILE-or-STORE`: a signed file alone, or everything of one profile: audit chain, every file against its hash, every signature.
import { statSync } from 'node:fs'
import { argument, type Command, type OpenStore } from '../command.ts'
import { CommandEnd, EXIT } from '../exits.ts'
import { STORE_OPTIONS, withUnlockedStore } from '../withStore.ts'
import { type VerifyFinding, verifyFile } from './verifyFile.ts'

export const verify: Command = {
  usage: 'FILE-or-STORE [--content FILE]',
  does: 'checks a signed file, or a whole store: audit chain, files, signatures; reports every finding',
  options: { ...STORE_OPTIONS, content: { type: 'string' } },
  arguments: [1, 1],
  run: async (call) => {
    const target = argument(call, 0)
    const found = statSync(target, { throwIfNoEntry: false })
    if (found?.isFile()) return resultOf(await verifyFile(call, target))
    if (!found?.isDirectory()) throw new CommandEnd(EXIT.refused, 'there is neither a file nor a store at this path')
    return withUnlockedStore({ ...call, values: { ...call.values, store: target } }, async (open) => resultOf([...(await open.examine(call.signal)), ...(await verifySignatures(open))]))
  },
}

function resultOf(findings: VerifyFinding[]) {
  const ok = findings.every((finding) => finding.ok)
  return {
    json: { ok, findings },
    text: findings.map((finding) => `${finding.ok ? 'ok  ' : 'FAIL'} ${finding.code} ${finding.detail}`),
    exit: ok ? EXIT.done : EXIT.integrity,
  }
}

async function verifySignatures({ client }: OpenStore): Promise<VerifyFinding[]> {
  const findings: VerifyFinding[] = []
  for (const { reviewCase } of await client.cases.list()) {
    const caseId = reviewCase.id
    for (const { reportId } of await client.signOff.list({ caseId })) {
      const verified = await client.signOff.verify({ caseId, reportId })
      findings.push(...verified.findings.map((finding) => ({ ...finding, detail: `${reportId} ${finding.detail}` })))
    }
  }
  return findings
}
