// `import PATH`: takes in a bundle by the same job as the window, and accounts for every item.
import path from 'node:path'
import { existsSync, statSync } from 'node:fs'
import type { ImportResult } from '#shared/domain/importing.ts'
import { argument, type Command, type CommandCall, type WorkstationClient } from '../command.ts'
import { CommandEnd, EXIT } from '../exits.ts'
import { STORE_OPTIONS, withUnlockedStore } from '../withStore.ts'
import { caseIdOf } from './show.ts'

export const importBundle: Command = {
  usage: 'PATH --store DIR [--case ID]',
  does: 'takes in a folder, ZIP or single file',
  options: { ...STORE_OPTIONS, case: { type: 'string' } },
  arguments: [1, 1],
  run: (call) => {
    const source = path.resolve(argument(call, 0))
    if (!existsSync(source)) throw new CommandEnd(EXIT.refused, 'there is nothing at this path')
    return withUnlockedStore(call, ({ client }) => takeIn(call, client, source), source)
  },
}

async function takeIn(call: CommandCall, client: WorkstationClient, source: string) {
  const picked = await client.bundles.pick({ what: statSync(source).isDirectory() ? 'folder' : 'file' })
  if (!picked) throw new CommandEnd(EXIT.refused, 'the path could not be opened')
  const named = call.values.case
  const { importId, jobId } = await client.bundles.import({
    source: { kind: 'picked', pickId: picked.pickId },
    caseId: typeof named === 'string' ? caseIdOf(named) : null,
  })
  const cancel = () => void client.jobs.cancel({ jobId })
  call.signal.addEventListener('abort', cancel, { once: true })
  for await (const progress of await client.jobs.watch({ jobId })) {
    call.progress(`${progress.state} ${progress.doneItems}/${progress.totalItems ?? '?'} items, ${Math.round(progress.doneBytes / 2 ** 20)} MB`)
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
      `set aside ${json.quarantined.length}, refused ${json.rejected.length}, skipped ${json.skipped.length}, duplicates ${json.duplicates}`,
    ],
    exit: takenIn ? EXIT.done : EXIT.refused,
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
    files: result.items.length,
    documents: documents.map(({ id, name, mediaType, pages, language, sha256 }) => ({ id, name, mediaType, pages, language, sha256 })),
    studies: studies.map(({ StudyInstanceUID, series }) => ({
      StudyInstanceUID,
      series: series.map(({ SeriesInstanceUID, Modality, instances, frames, complete, issues }) => ({ SeriesInstanceUID, Modality, instances, frames, complete, issues })),
    })),
    quarantined: of('quarantined'),
    rejected: of('rejected'),
    skipped: of('skipped'),
    duplicates: of('duplicate').length,
    seconds: result.seconds,
    bytes: result.bytes,
  }
}
