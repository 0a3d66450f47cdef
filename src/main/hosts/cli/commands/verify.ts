// `verify STORE`: reads everything of one profile through: audit chain, every file against its hash, every signature.
import { statSync } from 'node:fs'
import { argument, type Command, type CommandCall, type OpenStore } from '../command.ts'
import { CommandEnd, EXIT } from '../exits.ts'
import { STORE_OPTIONS, withUnlockedStore } from '../withStore.ts'

interface Finding {
  ok: boolean
  code: string
  detail: string
}

export const verify: Command = {
  usage: 'STORE',
  does: 'checks a whole store: audit chain, files, signatures; reports every finding',
  options: STORE_OPTIONS,
  arguments: [1, 1],
  run: (call) => {
    const store = argument(call, 0)
    if (!statSync(store, { throwIfNoEntry: false })?.isDirectory()) throw new CommandEnd(EXIT.refused, 'there is no store at this path')
    return withUnlockedStore({ ...call, values: { ...call.values, store } }, (open) => examine(call, open))
  },
}

async function examine(call: CommandCall, store: OpenStore) {
  const findings = [...(await store.examine(call.signal)), ...(await verifySignatures(store))]
  const ok = findings.every((finding) => finding.ok)
  return {
    json: { ok, findings },
    text: findings.map((finding) => `${finding.ok ? 'ok  ' : 'FAIL'} ${finding.code} ${finding.detail}`),
    exit: ok ? EXIT.done : EXIT.integrity,
  }
}

async function verifySignatures({ client }: OpenStore): Promise<Finding[]> {
  const findings: Finding[] = []
  for (const { reviewCase } of await client.cases.list()) {
    const caseId = reviewCase.id
    for (const { reportId } of await client.signOff.list({ caseId })) {
      const verified = await client.signOff.verify({ caseId, reportId })
      findings.push(...verified.findings.map((finding) => ({ ...finding, detail: `${reportId} ${finding.detail}` })))
    }
  }
  return findings
}
