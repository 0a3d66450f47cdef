// Rows of the imaging index. The only place with SQL of these tables. Series and study rows are derived from their instances and rebuilt with them.
import { namedPixelsOf } from '#shared/domain/board/namedPixels.ts'
import { worstCheck } from '#shared/domain/caseIdentity.ts'
import { IdentityCheck } from '#shared/domain/identity.ts'
import { ImagingInstance, ImagingSeries, ImagingStudy, type SeriesOfStudy } from '#shared/domain/imagingStudy.ts'
import { type OrderAttributes, stackSeries } from '#shared/domain/stacking.ts'
import type { Readable, Writable } from '../storage/handles.ts'
import type { FrameTable } from './dicom/frameTable.ts'
import type { DicomObject } from './dicom/readHeader.ts'
import { packRow, rowReader } from './instanceForm.ts'
import { studyFacts } from './studyFacts.ts'

/** One DICOM file as it is filed: its bytes by hash and all that was read of it. */
export interface FiledInstance {
  sha256: string
  /** Blob that the frame spans point into: the file itself, or its inflated bytes. */
  framesSha256: string
  object: DicomObject
  check: IdentityCheck
}

/** @returns false when the case already holds an object of this UID */
export function putInstance(tx: Writable, caseId: string, { sha256, framesSha256, object, check }: FiledInstance): boolean {
  const { image, frames, ...header } = object
  const packed = packRow(tx, caseId, object.series.SeriesInstanceUID, { header, image: image && { ...image }, identity: check })
  const { changes } = tx.run(
    `INSERT INTO instance (case_id, sop_uid, study_uid, series_uid, sha256, frames_sha256, frames, image, header, displayable, identity, form)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (case_id, sop_uid) DO NOTHING`,
    [
      caseId,
      object.SOPInstanceUID,
      object.study.StudyInstanceUID,
      object.series.SeriesInstanceUID,
      sha256,
      framesSha256,
      frames && JSON.stringify(frames),
      packed.image,
      packed.header,
      Number(object.displayable),
      packed.identity,
      packed.form,
    ],
  )
  return changes > 0
}

export function findInstance(r: Readable, caseId: string, SOPInstanceUID: string): { sha256: string } | undefined {
  return r.get<{ sha256: string }>('SELECT sha256 FROM instance WHERE case_id = ? AND sop_uid = ?', [caseId, SOPInstanceUID])
}

/** Hashes of the files of each series of the case, sorted. */
export function listSeriesFiles(r: Readable, caseId: string): { StudyInstanceUID: string; SeriesInstanceUID: string; sha256s: string[] }[] {
  const rows = r.all<{ study: string; series: string; sha256: string }>('SELECT study_uid AS study, series_uid AS series, sha256 FROM instance WHERE case_id = ? ORDER BY study_uid, series_uid, sha256', [caseId])
  const files: ReturnType<typeof listSeriesFiles> = []
  for (const { study, series, sha256 } of rows) {
    const last = files.at(-1)
    if (last?.StudyInstanceUID === study && last.SeriesInstanceUID === series) last.sha256s.push(sha256)
    else files.push({ StudyInstanceUID: study, SeriesInstanceUID: series, sha256s: [sha256] })
  }
  return files
}

interface InstanceRow {
  sha256: string
  framesSha256: string
  frames: string | null
  image: string | null
  header: string
  displayable: number
  identity: string
  form: number | null
}

const COLUMNS = 'sha256, frames_sha256 AS framesSha256, frames, image, header, displayable, identity, form'

function filed(row: InstanceRow, read: ReturnType<typeof rowReader>): FiledInstance {
  const { header, image, identity } = read(row)
  const object = { ...header, image, frames: row.frames && JSON.parse(row.frames) } as unknown as DicomObject
  return { sha256: row.sha256, framesSha256: row.framesSha256, object, check: IdentityCheck.parse(identity) }
}

export function listInstances(r: Readable, caseId: string): FiledInstance[] {
  const read = rowReader(r)
  return r.all<InstanceRow & Record<string, never>>(`SELECT ${COLUMNS} FROM instance WHERE case_id = ? ORDER BY sop_uid`, [caseId]).map((row) => filed(row, read))
}

/** The object whose file this is, as filed. */
export function findInstanceOfFile(r: Readable, caseId: string, sha256: string): FiledInstance | undefined {
  const row = r.get<InstanceRow & Record<string, never>>(`SELECT ${COLUMNS} FROM instance WHERE case_id = ? AND sha256 = ?`, [caseId, sha256])
  return row && filed(row, rowReader(r))
}

/** Puts what was read of the file itself in the place of what was filed before. */
export function replaceInstance(tx: Writable, caseId: string, SOPInstanceUID: string, instance: FiledInstance): void {
  tx.run('DELETE FROM instance WHERE case_id = ? AND sop_uid = ?', [caseId, SOPInstanceUID])
  putInstance(tx, caseId, instance)
}

/**
 * Recomputes series and study rows of one study: stacks, issues, completeness, identity. Part of every change of its instances.
 * @param fresh instances of the study that were just put: when they are all there are, nothing is read back
 */
export function rebuildStudy(tx: Writable, caseId: string, StudyInstanceUID: string, fresh: readonly FiledInstance[] = []): void {
  const instances = countInstances(tx, caseId, StudyInstanceUID) === fresh.length ? fresh : listOfStudy(tx, caseId, StudyInstanceUID)
  const bySeries = new Map<string, FiledInstance[]>()
  for (const instance of instances) {
    const uid = instance.object.series.SeriesInstanceUID
    const members = bySeries.get(uid)
    if (members) members.push(instance)
    else bySeries.set(uid, [instance])
  }
  for (const [uid, members] of bySeries) {
    const missing = countMissing(tx, caseId, { StudyInstanceUID, SeriesInstanceUID: uid })
    putSeries(tx, caseId, StudyInstanceUID, describeSeries(members, missing), missing)
  }
  if (instances.length === 0) return
  const facts = studyFacts(instances.map(({ object }) => object.study), decidedDate(tx, caseId, StudyInstanceUID))
  const body = { StudyInstanceUID, caseId, ...facts, identity: worstCheck(instances.map(({ check }) => check)) }
  tx.run('INSERT INTO study (case_id, study_uid, body) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET body = excluded.body', [caseId, StudyInstanceUID, JSON.stringify(body)])
}

/** The date that a person said holds for a study whose objects contradict each other; null when nobody did. */
export function decidedDate(r: Readable, caseId: string, StudyInstanceUID: string): string | null {
  return r.get<{ date: string }>('SELECT study_date AS date FROM study_date WHERE case_id = ? AND study_uid = ?', [caseId, StudyInstanceUID])?.date ?? null
}

/** What a person said of a study whose objects contradict each other; null: it is open again. Part of the caller's transaction. */
export function dateStudy(tx: Writable, caseId: string, StudyInstanceUID: string, studyDate: string | null): void {
  tx.run('DELETE FROM study_date WHERE case_id = ? AND study_uid = ?', [caseId, StudyInstanceUID])
  if (studyDate !== null) tx.run('INSERT INTO study_date (case_id, study_uid, study_date) VALUES (?, ?, ?)', [caseId, StudyInstanceUID, studyDate])
  rebuildStudy(tx, caseId, StudyInstanceUID)
}

/** A file of the study, of those that state this date where one is named. */
export function findFileOfStudy(r: Readable, caseId: string, StudyInstanceUID: string, studyDate: string | null): string | undefined {
  return listOfStudy(r, caseId, StudyInstanceUID).find(({ object }) => studyDate === null || object.study.studyDate === studyDate)?.sha256
}

function countInstances(r: Readable, caseId: string, StudyInstanceUID: string): number {
  return r.get<{ n: number }>('SELECT count(*) AS n FROM instance WHERE case_id = ? AND study_uid = ?', [caseId, StudyInstanceUID])?.n ?? 0
}

export function listOfStudy(r: Readable, caseId: string, StudyInstanceUID: string): FiledInstance[] {
  const rows = r.all<InstanceRow & Record<string, never>>(`SELECT ${COLUMNS} FROM instance WHERE case_id = ? AND study_uid = ?`, [caseId, StudyInstanceUID])
  const read = rowReader(r)
  return rows.map((row) => filed(row, read))
}

function putSeries(tx: Writable, caseId: string, StudyInstanceUID: string, series: ImagingSeries, missing: number): void {
  tx.run(
    `INSERT INTO series (case_id, series_uid, study_uid, body, missing, thumbnail_sha256) VALUES (?, ?, ?, ?, ?, NULL)
     ON CONFLICT DO UPDATE SET body = excluded.body, missing = excluded.missing`,
    [caseId, series.SeriesInstanceUID, StudyInstanceUID, JSON.stringify(series), missing],
  )
}

function describeSeries(members: readonly FiledInstance[], missing: number): ImagingSeries {
  const { series } = (members[0] as FiledInstance).object
  const images = members.flatMap(({ object }) => (object.displayable && object.image ? [{ image: object.image, order: object.order as OrderAttributes }] : []))
  const stacked = stackSeries(images, series.Modality, missing)
  const hidden = members.some(({ object }) => !object.displayable)
  return {
    ...series,
    instances: members.length,
    frames: members.reduce((sum, { object }) => sum + (object.image?.NumberOfFrames ?? 0), 0),
    complete: stacked.complete,
    issues: hidden ? [...stacked.issues, 'notDisplayable'] : stacked.issues,
    namedPixels: namedPixelsOf(images.map(({ image }) => image), series.Modality),
    stacks: stacked.stacks,
  }
}

/** Studies whose index an earlier version of the program made otherwise; each once. */
export function listStudiesToReread(r: Readable): { caseId: string; StudyInstanceUID: string }[] {
  return r.all<{ caseId: string; StudyInstanceUID: string }>('SELECT case_id AS caseId, study_uid AS StudyInstanceUID FROM study_to_reread ORDER BY case_id, study_uid')
}

export function studyIsReread(tx: Writable, caseId: string, StudyInstanceUID: string): void {
  tx.run('DELETE FROM study_to_reread WHERE case_id = ? AND study_uid = ?', [caseId, StudyInstanceUID])
}

/** An image that a DICOMDIR lists for a series and that is not there; counts until it comes. Kept before `rebuildStudy`. @param of study null: the directory does not say it */
export function noteListed(tx: Writable, caseId: string, of: { StudyInstanceUID: string | null; SeriesInstanceUID: string; SOPInstanceUID: string }): void {
  tx.run('INSERT OR IGNORE INTO listed_image (case_id, study_uid, series_uid, sop_uid) VALUES (?, ?, ?, ?)', [caseId, of.StudyInstanceUID, of.SeriesInstanceUID, of.SOPInstanceUID])
}

function countMissing(r: Readable, caseId: string, { StudyInstanceUID, SeriesInstanceUID }: SeriesOfStudy): number {
  const counted = r.get<{ n: number }>(
    `SELECT count(*) AS n FROM listed_image WHERE case_id = ? AND series_uid = ? AND (study_uid IS NULL OR study_uid = ?)
     AND NOT EXISTS (SELECT 1 FROM instance WHERE instance.case_id = listed_image.case_id AND instance.sop_uid = listed_image.sop_uid)`,
    [caseId, SeriesInstanceUID, StudyInstanceUID],
  )
  return counted?.n ?? 0
}

export function listStudies(r: Readable, caseId: string): ImagingStudy[] {
  const series = r.all<{ study_uid: string; body: string }>('SELECT study_uid, body FROM series WHERE case_id = ?', [caseId])
  return r
    .all<{ study_uid: string; body: string }>('SELECT study_uid, body FROM study WHERE case_id = ?', [caseId])
    .map(({ study_uid, body }) => {
      const own = series.filter((row) => row.study_uid === study_uid).map((row) => ImagingSeries.parse(JSON.parse(row.body)))
      own.sort((a, b) => (a.SeriesNumber ?? 1e9) - (b.SeriesNumber ?? 1e9) || (a.SeriesInstanceUID < b.SeriesInstanceUID ? -1 : 1))
      return ImagingStudy.parse({ ...JSON.parse(body), series: own })
    })
    .sort((a, b) => ((a.studyDate ?? '') + (a.studyTime ?? '') < (b.studyDate ?? '') + (b.studyTime ?? '') ? -1 : 1))
}

/** Images of a series of this study, in the order of its stacks. */
export function listImages(r: Readable, caseId: string, { StudyInstanceUID, SeriesInstanceUID }: SeriesOfStudy): ImagingInstance[] | undefined {
  const row = r.get<{ body: string }>('SELECT body FROM series WHERE case_id = ? AND series_uid = ? AND study_uid = ?', [caseId, SeriesInstanceUID, StudyInstanceUID])
  if (!row) return undefined
  const { stacks } = ImagingSeries.parse(JSON.parse(row.body))
  const place = new Map(stacks.flatMap((stack) => stack.SOPInstanceUIDs).map((uid, i) => [uid, i]))
  const read = rowReader(r)
  const images = r.all<{ image: string; form: number | null }>(
    'SELECT image, form FROM instance WHERE case_id = ? AND series_uid = ? AND study_uid = ? AND displayable = 1',
    [caseId, SeriesInstanceUID, StudyInstanceUID],
  )
  return images
    .map((row) => ImagingInstance.parse(read(row).image))
    .sort((a, b) => (place.get(a.SOPInstanceUID) ?? 0) - (place.get(b.SOPInstanceUID) ?? 0))
}

/** Files of a series of this study: those of its images that carry lookup tables or overlays, or all, or that of one object. Bytes before the pixel data, where known. */
export function listFiles(r: Readable, caseId: string, { StudyInstanceUID, SeriesInstanceUID }: SeriesOfStudy, which: 'presented' | 'all', only: string | null = null): { sha256: string; headBytes: number | null }[] | undefined {
  const read = rowReader(r)
  const rows = r.all<{ sha256: string; frames: string | null; image: string | null; form: number | null }>(
    'SELECT frames_sha256 AS sha256, frames, image, form FROM instance WHERE case_id = ? AND series_uid = ? AND study_uid = ? AND (? IS NULL OR sop_uid = ?) ORDER BY sop_uid',
    [caseId, SeriesInstanceUID, StudyInstanceUID, only, only],
  )
  if (rows.length === 0) return undefined
  return rows
    .filter((row) => which === 'all' || read(row).image?.presented === true)
    .map(({ sha256, frames }) => {
      const table = frames ? (JSON.parse(frames) as FrameTable) : null
      return { sha256, headBytes: table?.kind === 'native' ? table.offset : null }
    })
}

export interface FramePlace {
  caseId: string
  framesSha256: string
  frames: FrameTable
  image: ImagingInstance
}

/** In whichever case of the profile the object lies. */
export function findFrames(r: Readable, study: string, series: string, instance: string): FramePlace | undefined {
  const row = r.get<{ caseId: string; framesSha256: string; frames: string; image: string; form: number | null }>(
    `SELECT case_id AS caseId, frames_sha256 AS framesSha256, frames, image, form FROM instance
     WHERE sop_uid = ? AND series_uid = ? AND study_uid = ? AND frames IS NOT NULL LIMIT 1`,
    [instance, series, study],
  )
  return row && { caseId: row.caseId, framesSha256: row.framesSha256, frames: JSON.parse(row.frames) as FrameTable, image: rowReader(r)(row).image as unknown as ImagingInstance }
}

export interface SeriesPlace {
  caseId: string
  thumbnailSha256: string | null
  series: ImagingSeries
}

export function findSeries(r: Readable, study: string, series: string): SeriesPlace | undefined {
  const row = r.get<{ caseId: string; thumbnailSha256: string | null; body: string }>(
    'SELECT case_id AS caseId, thumbnail_sha256 AS thumbnailSha256, body FROM series WHERE series_uid = ? AND study_uid = ? LIMIT 1',
    [series, study],
  )
  return row && { caseId: row.caseId, thumbnailSha256: row.thumbnailSha256, series: ImagingSeries.parse(JSON.parse(row.body)) }
}

export function keepThumbnail(tx: Writable, caseId: string, StudyInstanceUID: string, SeriesInstanceUID: string, sha256: string): void {
  tx.run('UPDATE series SET thumbnail_sha256 = ? WHERE case_id = ? AND series_uid = ? AND study_uid = ?', [sha256, caseId, SeriesInstanceUID, StudyInstanceUID])
}

export interface StudyFile {
  readonly sha256: string
  readonly StudyInstanceUID: string
  readonly SeriesInstanceUID: string
  readonly SOPInstanceUID: string
}

/** Every object of the case by its file, in the order of its studies and series. */
export function listStudyFiles(r: Readable, caseId: string): StudyFile[] {
  return r.all<StudyFile & Record<string, string>>(
    'SELECT sha256, study_uid AS StudyInstanceUID, series_uid AS SeriesInstanceUID, sop_uid AS SOPInstanceUID FROM instance WHERE case_id = ? ORDER BY study_uid, series_uid, sop_uid',
    [caseId],
  )
}
