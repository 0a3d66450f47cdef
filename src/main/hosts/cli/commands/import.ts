// `import PATH`: takes in a bundle by the same job as the window, and accounts for every item.
import path from 'node:path'
import { existsSync, readFileSync, statSync } from 'node:fs'
import type { ImportResult } from '#shared/domain/importing.ts'
import { PolicyId } from '#shared/domain/reviewCase.ts'
import { argument, type Command, type CommandCall, type WorkstationClient } from '../command.ts'
import { CommandEnd, EXIT } from '../exits.ts'
import { STORE_OPTIONS, withUnlockedStore } from '../withStore.ts'
import { caseIdOf } from './show.ts'

export const importBundle: Command = {
  usage: 'PATH --store DIR [--case ID] [--separate] [--resume] [--policy P] [--password-file F]',
  does: 'takes in a folder, ZIP or single file; what a case holds already is added to that case unless --separate is given',
  options: { ...STORE_OPTIONS, case: { type: 'string' }, separate: { type: 'boolean' }, resume: { type: 'boolean' }, policy: { type: 'string' }, 'password-file': { type: 'string' } },
  arguments: [1, 1],
  run: (call) => {
    const source = path.resolve(argument(call, 0))
    if (!existsSync(source)) throw new CommandEnd(EXIT.refused, 'there is nothing at this path')
    return withUnlockedStore(call, ({ client }) => takeIn(call, client, source), source)
  },
}

async function takeIn(call: CommandCall, client: WorkstationClient, source: string) {
  const password = archivePassword(call)
  const { importId, jobId } = await begin(call, client, source)
  const cancel = () => void client.jobs.cancel({ jobId })
  call.signal.addEventListener('abort', cancel, { once: true })
  for await (const { state, doneItems, totalItems, doneBytes, bytesPerSecond, question } of await client.jobs.watch({ jobId })) {
    if (question?.kind === 'password') await client.jobs.answer({ jobId, answer: { kind: 'password', password: question.again ? null : password } })
    const rate = bytesPerSecond === null ? '' : `, ${Math.round(bytesPerSecond / 2 ** 20)} MB/s`
    call.progress(`${state} ${doneItems}/${totalItems ?? '?'} items, ${Math.round(doneBytes / 2 ** 20)} MB${rate}`)
  }
  call.signal.removeEventListener('abort', cancel)
  const result = await client.bundles.result({ importId })
  if (result.state === 'cancelled') throw new CommandEnd(EXIT.internal, 'cancelled; nothing was taken in')
  if (result.state !== 'done') throw new CommandEnd(EXIT.refused, 'the bundle could not be taken in')
  const json = await describeImport(client, result)
  const takenIn = result.documents + result.images > 0 || json.duplicates > 0
  return {
    json,
    text: [
      `case ${result.caseId ?? 'none'}: ${result.documents} documents, ${result.images} images in ${result.studies} studies`,
      `set aside ${json.quarantined.length}, refused ${json.rejected.length}, missing ${json.missing.length}, skipped ${json.skipped.length}, duplicates ${json.duplicates}`,
    ],
    exit: takenIn ? EXIT.done : EXIT.refused,
  }
}

/** A new import, or with `--resume` the stopped one of the same source. */
async function begin({ values }: CommandCall, client: WorkstationClient, source: string) {
  if (values.resume === true) {
    const { imports } = await client.bundles.unfinished()
    const stopped = imports.find(({ name }) => name === path.basename(source))
    if (!stopped) throw new CommandEnd(EXIT.refused, 'no import of this source was stopped')
    return client.bundles.resume({ importId: stopped.importId })
  }
  const picked = await client.bundles.pick({ what: statSync(source).isDirectory() ? 'folder' : 'file' })
  if (!picked) throw new CommandEnd(EXIT.refused, 'the path could not be opened')
  const policy = values.policy === undefined ? undefined : PolicyId.safeParse(values.policy)
  if (policy && !policy.success) throw new CommandEnd(EXIT.usage, 'there is no such programme policy')
  return client.bundles.import({
    source: { kind: 'picked', pickId: picked.pickId },
    caseId: typeof values.case === 'string' ? caseIdOf(values.case) : null,
    ifPresent: values.separate === true ? 'separate' : 'add',
    ...(policy ? { policyId: policy.data } : {}),
  })
}

/** Of an encrypted ZIP: from the environment or a file, never from an argument. */
function archivePassword({ values, env }: CommandCall): string | null {
  const file = values['password-file']
  if (typeof file !== 'string') return env.CONSILIUM_ARCHIVE_PASSWORD ?? null
  try {
    return readFileSync(file, 'utf8').replace(/\r?\n$/, '')
  } catch (cause) {
    throw new CommandEnd(EXIT.usage, 'the password file cannot be read', { cause })
  }
}

async function describeImport(client: WorkstationClient, result: ImportResult) {
  const { caseId } = result
  const documents = caseId ? await client.cases.documents({ caseId }) : []
  const studies = caseId ? await client.imaging.studies({ caseId }) : []
  const of = (outcome: ImportResult['items'][number]['outcome']) =>
    result.items.filter((item) => item.outcome === outcome).map(({ name, code }) => ({ name, code }))
  return {
    caseId,
    files: result.items.filter(({ outcome }) => outcome !== 'missing').length,
    documents: documents.map(({ id, name, mediaType, pages, language, sha256 }) => ({ id, name, mediaType, pages, language, sha256 })),
    studies: studies.map(({ StudyInstanceUID, series }) => ({
      StudyInstanceUID,
      series: series.map(({ SeriesInstanceUID, Modality, instances, frames, complete, issues }) => ({ SeriesInstanceUID, Modality, instances, frames, complete, issues })),
    })),
    quarantined: of('quarantined'),
    rejected: of('rejected'),
    missing: of('missing'),
    skipped: of('skipped'),
    duplicates: of('duplicate').length,
    seconds: result.seconds,
    bytes: result.bytes,
  }
}
