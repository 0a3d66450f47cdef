// One SeriesInstanceUID in two studies of a case, and stores that were indexed before this was told apart.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { createImagingService } from '../../../../../src/main/core/imaging/imagingService.ts'
import { listSeriesFiles } from '../../../../../src/main/core/imaging/imagingStore.ts'
import { rereadStudies } from '../../../../../src/main/core/imaging/rereadStudies.ts'
import { createLiveBus } from '../../../../../src/main/core/workspace/liveBus.ts'
import { migration } from '../../../../../src/main/core/storage/migrations/0141-series-of-study.ts'
import { type Element, slice } from '../../../../support/dicomFile.ts'
import { openIntakeClinic } from '../../../../support/intakeClinic.ts'
import { slideLevel } from '../../../../support/slideFile.ts'
import { temporaryFolder } from '../../../../support/temporaryFolder.ts'

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined }
const SERIES = '2.25.200'
const SLIDE = { StudyInstanceUID: '2.25.103', SeriesInstanceUID: '2.25.203' }

async function openWith(files: readonly Uint8Array[]) {
  const clinic = openIntakeClinic(temporaryFolder())
  onTestFinished(clinic.close)
  const bundle = join(temporaryFolder(), 'bundle')
  mkdirSync(bundle)
  for (const [n, bytes] of files.entries()) writeFileSync(join(bundle, `${n}.dcm`), bytes)
  const { state, caseId } = await clinic.takeIn(bundle)
  expect(state).toBe('done')
  const { db, content } = clinic
  const imaging = createImagingService({ session: { db }, content, log: silent })
  return { db, content, imaging, caseId: caseId as string }
}

const thickness = (mm: string): Element[] => [[0x00180050, 'DS', mm]]
const shared = [
  ...[1, 2, 3].map((number) => slice({ study: '2.25.101', series: SERIES, instance: `2.25.7.${number}`, number, extra: thickness('5') })),
  ...[1, 2].map((number) => slice({ study: '2.25.102', series: SERIES, instance: `2.25.8.${number}`, number, pixels: Array.from({ length: 16 }, (_, i) => 900 - i), extra: [...thickness('4'), [0x00280301, 'CS', 'YES']] })),
]
const stacksOf = (studies: readonly { StudyInstanceUID: string; series: readonly { stacks: readonly { SOPInstanceUIDs: readonly string[] }[] }[] }[]) =>
  Object.fromEntries(studies.map(({ StudyInstanceUID, series }) => [StudyInstanceUID, series.map(({ stacks }) => stacks.map(({ SOPInstanceUIDs }) => SOPInstanceUIDs))]))
const APART = { '2.25.101': [[['2.25.7.1', '2.25.7.2', '2.25.7.3']]], '2.25.102': [[['2.25.8.1', '2.25.8.2']]] }

test('each of two studies has its own stack, slices, picture, findings and files', async () => {
  const { db, imaging, caseId } = await openWith(shared)
  const studies = imaging.studies({ caseId })
  expect(stacksOf(studies)).toEqual(APART)
  expect(studies.map(({ series }) => series.map(({ instances }) => instances))).toEqual([[3], [2]])
  // Only the second study says of its pictures that they carry texts.
  expect(studies.map(({ series }) => series.map(({ namedPixels }) => namedPixels))).toEqual([['none'], ['stated']])
  // Whoever asks for the series of one study gets the slices of that study, in the order of its stacks, and no others' headers or tables.
  for (const [StudyInstanceUID, [[uids]]] of Object.entries(APART) as [string, [[string[]]]][]) {
    const of = { caseId, StudyInstanceUID, SeriesInstanceUID: SERIES }
    expect(imaging.series(of).instances.map(({ SOPInstanceUID }) => SOPInstanceUID)).toEqual(uids)
    const { elements } = await imaging.elements({ ...of, SOPInstanceUID: uids[0] as string })
    expect(elements.find(({ keyword }) => keyword === 'StudyInstanceUID')?.value).toBe(StudyInstanceUID)
  }
  const other = { caseId, StudyInstanceUID: '2.25.101', SeriesInstanceUID: SERIES, SOPInstanceUID: '2.25.8.1' }
  await expect(imaging.elements(other)).rejects.toMatchObject({ code: 'STUDY_NOT_FOUND' })
  expect(() => imaging.series({ ...other, StudyInstanceUID: '2.25.199' })).toThrow('STUDY_NOT_FOUND')
  const pictures = await Promise.all(['2.25.101', '2.25.102'].map(async (study) => {
    const { reader } = (await imaging.openThumbnail(study, SERIES)) ?? {}
    return Buffer.concat((await reader?.stream(0, reader.bytes).toArray()) ?? []).toString('hex')
  }))
  expect(pictures[0]).not.toBe(pictures[1])
  expect(pictures.every((picture) => picture.startsWith('89504e47'))).toBe(true)
  expect(await imaging.openFrame('2.25.102', SERIES, '2.25.8.2', 1)).toBeDefined()
  // Both together would be of mixed thickness.
  expect(imaging.quality({ caseId }).flatMap(({ series }) => series.flatMap(({ findings }) => findings.map(({ code }) => code)))).not.toContain('mixedThickness')
  expect(db.read((r) => listSeriesFiles(r, caseId)).map(({ StudyInstanceUID, sha256s }) => [StudyInstanceUID, sha256s.length])).toEqual([['2.25.101', 3], ['2.25.102', 2]])
})

/** The index as the version before kept it: one row for each series UID, with the body of whichever study came last. */
function asBefore(db: Awaited<ReturnType<typeof openWith>>['db']): void {
  db.write((tx) => {
    tx.run("DELETE FROM series WHERE study_uid = '2.25.102'")
    tx.run('DROP TABLE study_to_reread')
    tx.run('ALTER TABLE series RENAME TO newer')
    tx.run('CREATE TABLE series (case_id TEXT NOT NULL, series_uid TEXT NOT NULL, study_uid TEXT NOT NULL, body TEXT NOT NULL, missing INTEGER NOT NULL, thumbnail_sha256 TEXT, PRIMARY KEY (case_id, series_uid)) STRICT')
    tx.run('INSERT INTO series SELECT case_id, series_uid, study_uid, body, missing, thumbnail_sha256 FROM newer')
    tx.run('DROP TABLE newer')
  })
}

test('a store of the version before is read again at its next opening: both studies are whole, a slide is put together, nothing is asked twice', async () => {
  const level = slideLevel({ study: '2.25.103', series: '2.25.203', instance: '2.25.9.1', columns: 50, rows: 37, tile: 16, spacing: 0.0005, colour: (x, y) => [x, y, 0] })
  const { db, content, imaging, caseId } = await openWith([...shared, level])
  const whole = imaging.series({ caseId, ...SLIDE }).instances[0]?.slide
  expect(whole).toEqual({ TotalPixelMatrixColumns: 50, TotalPixelMatrixRows: 37 })
  asBefore(db)
  // Rows of such a store know no whole: its tiles were frames of a cine.
  for (const table of ['instance', 'instance_form'] as const) {
    const column = table === 'instance' ? 'image' : 'body'
    const path = table === 'instance' ? '$.slide' : '$.image.slide'
    db.write((tx) => tx.run(`UPDATE ${table} SET ${column} = json_remove(${column}, '${path}') WHERE series_uid = '2.25.203' AND ${column} IS NOT NULL`))
  }
  expect(imaging.series({ caseId, ...SLIDE }).instances[0]?.slide).toBeUndefined()
  db.write((tx) => migration.up(tx))
  const told: string[] = []
  const live = createLiveBus()
  live.watch(({ topic }) => told.push(topic))
  await rereadStudies({ session: { db }, content, live, log: silent }).done
  expect(stacksOf(imaging.studies({ caseId }))).toMatchObject(APART)
  expect(imaging.series({ caseId, ...SLIDE }).instances[0]?.slide).toEqual(whole)
  expect(told).toEqual(['case', 'case', 'case'])
  await rereadStudies({ session: { db }, content, live, log: silent }).done
  expect(told).toHaveLength(3)
})
