// Owns the imaging index of one unlocked profile: studies, series, frames, thumbnails. Knows no transport and no viewer.
import { caseError } from '#shared/contract/errors.ts'
import type { ImagePresentation } from '#shared/domain/presentation.ts'
import type { DicomElements } from '#shared/domain/dicomElement.ts'
import type { ReadableObject } from '#shared/domain/readableObject.ts'
import type { StructureSet } from '#shared/domain/structures.ts'
import type { ImagingInstance, ImagingStudy, SeriesOfStudy } from '#shared/domain/imagingStudy.ts'
import { type StudyQuality, studyQuality } from '#shared/domain/studyQuality.ts'
import type { OpenContent } from '../content/contentRoutes.ts'
import type { ContentStore } from '../content/contentStore.ts'
import type { Session } from '../identity/session.ts'
import { runTask, WorkerFailure } from '../jobs/workers.ts'
import type { Logger } from '../ports.ts'
import { openFrameBytes } from './frameReader.ts'
import { findFrames, findSeries, keepThumbnail, listFiles, listImages, listStudies, type SeriesPlace } from './imagingStore.ts'

export interface ImagingPorts {
  session: Pick<Session, 'db'>
  content: ContentStore
  log: Logger
  /** How long a thumbnail that could not be made is left alone, ms. */
  restMs?: number
}

export type ImagingService = ReturnType<typeof createImagingService>

interface SeriesOfCase extends SeriesOfStudy {
  caseId: string
}

/** Frames larger than this are not worth a list picture. */
const MAX_THUMBNAIL_SOURCE = 64 * 1024 * 1024

export function createImagingService({ session: { db }, content, log, restMs = 10_000 }: ImagingPorts) {
  const making = new Map<string, Promise<string | undefined>>()
  /** When a thumbnail that could not be made may be tried again, on the clock of this process. */
  const restUntil = new Map<string, number>()

  function studies({ caseId }: { caseId: string }): ImagingStudy[] {
    return db.read((r) => listStudies(r, caseId))
  }

  function quality({ caseId }: { caseId: string }): StudyQuality[] {
    return db.read((r) => listStudies(r, caseId).map((study) => studyQuality(study, (SeriesInstanceUID) => listImages(r, caseId, { StudyInstanceUID: study.StudyInstanceUID, SeriesInstanceUID }) ?? [])))
  }

  /** @throws CaseError STUDY_NOT_FOUND */
  function series({ caseId, ...of }: SeriesOfCase): { instances: ImagingInstance[] } {
    const instances = db.read((r) => listImages(r, caseId, of))
    if (!instances) throw caseError('STUDY_NOT_FOUND', {})
    return { instances }
  }

  /** Lookup tables and overlays; read from the files when asked, in a worker. @throws CaseError STUDY_NOT_FOUND */
  async function presentations(of: SeriesOfCase): Promise<ImagePresentation[]> {
    const files = await filesOf(of, 'presented')
    return files.length === 0 ? [] : runTask('parse', 'readPresentations', { files }, { timeoutMs: 30_000 })
  }

  /** @throws CaseError STUDY_NOT_FOUND */
  async function structures(of: SeriesOfCase): Promise<{ sets: StructureSet[]; unreadable: number }> {
    const { read, unreadable } = await readEach(of, (bytes) => runTask('parse', 'readStructureSet', { bytes }, { timeoutMs: 60_000 }))
    return { sets: read, unreadable }
  }

  /** Reports, key object selections, presentation states, waveforms. @throws CaseError STUDY_NOT_FOUND */
  async function objects(of: SeriesOfCase): Promise<{ objects: ReadableObject[]; unreadable: number }> {
    const { read, unreadable } = await readEach(of, (bytes) => runTask('parse', 'readReadableObject', { bytes }, { timeoutMs: 30_000 }))
    return { objects: read, unreadable }
  }

  /** Every file of a series; one that cannot be read is counted, never left out in silence. */
  async function readEach<T>(of: SeriesOfCase, readOne: (bytes: Uint8Array) => Promise<T>): Promise<{ read: T[]; unreadable: number }> {
    const read: T[] = []
    let unreadable = 0
    for (const bytes of await filesOf(of, 'all')) {
      try {
        read.push(await readOne(bytes))
      } catch (error) {
        if (!(error instanceof WorkerFailure)) throw error
        log.info('imaging.notReadable', { reason: error.reason })
        unreadable++
      }
    }
    return { read, unreadable }
  }

  /** The header of one object as it is written. @throws CaseError STUDY_NOT_FOUND, DOCUMENT_UNREADABLE */
  async function elements({ caseId, SOPInstanceUID, ...of }: SeriesOfCase & { SOPInstanceUID: string }): Promise<DicomElements> {
    const files = db.read((r) => listFiles(r, caseId, of, 'all', SOPInstanceUID))
    const [bytes] = await bytesOf(caseId, files ?? [], true)
    if (!bytes) throw caseError('STUDY_NOT_FOUND', {})
    return runTask('parse', 'readDicomElements', { bytes }, { timeoutMs: 20_000 }).catch((error: unknown) => {
      throw error instanceof WorkerFailure ? caseError('DOCUMENT_UNREADABLE', {}) : error
    })
  }

  async function filesOf({ caseId, ...of }: SeriesOfCase, which: 'presented' | 'all'): Promise<Uint8Array[]> {
    const files = db.read((r) => listFiles(r, caseId, of, which))
    if (!files) throw caseError('STUDY_NOT_FOUND', {})
    return bytesOf(caseId, files, which === 'presented')
  }

  /** @param headOnly up to the pixels, where it is known where they begin */
  async function bytesOf(caseId: string, files: readonly { sha256: string; headBytes: number | null }[], headOnly: boolean): Promise<Uint8Array[]> {
    const bytes: Uint8Array[] = []
    for (const { sha256, headBytes } of files) {
      const reader = content.open(sha256, caseId)
      // With its pixel data's header the parser knows that it has seen everything before it.
      if (reader) bytes.push(await reader.read(0, headOnly && headBytes !== null ? Math.min(reader.bytes, headBytes + 64) : reader.bytes))
    }
    return bytes
  }

  /** Pixel bytes as stored, in the object's own transfer syntax; of a deflated object in explicit little endian. First frame is 1. */
  async function openFrame(study: string, seriesUid: string, instance: string, frame: number): Promise<OpenContent | undefined> {
    const place = db.read((r) => findFrames(r, study, seriesUid, instance))
    const file = place && content.open(place.framesSha256, place.caseId)
    const reader = file && (await openFrameBytes(file, place.frames, frame, place.image.NumberOfFrames))
    return reader && { mediaType: `application/octet-stream; transfer-syntax=${place.image.TransferSyntaxUID}`, reader }
  }

  /** PNG, made at first use when the import did not; undefined for series that cannot be shown. */
  async function openThumbnail(study: string, seriesUid: string): Promise<OpenContent | undefined> {
    const place = db.read((r) => findSeries(r, study, seriesUid))
    if (!place) return undefined
    const sha256 = place.thumbnailSha256 ?? (await makeOnce(study, place))
    const reader = sha256 === undefined ? undefined : content.open(sha256, place.caseId)
    return reader && { mediaType: 'image/png', reader }
  }

  /** Thumbnails of all series of a case that have none; ends at once when `signal` aborts. */
  async function makeThumbnails(caseId: string, signal?: AbortSignal): Promise<void> {
    for (const study of studies({ caseId })) {
      for (const { SeriesInstanceUID } of study.series) {
        if (signal?.aborted) return
        const place = db.read((r) => findSeries(r, study.StudyInstanceUID, SeriesInstanceUID))
        if (place && place.thumbnailSha256 === null) await makeOnce(study.StudyInstanceUID, place)
      }
    }
  }

  /** One attempt at a time per series; after a failed one (a busy machine, a file not yet here) the next request after a rest tries again. */
  function makeOnce(study: string, place: SeriesPlace): Promise<string | undefined> {
    const key = `${place.caseId} ${study} ${place.series.SeriesInstanceUID}`
    const running = making.get(key)
    if (running) return running
    if (performance.now() < (restUntil.get(key) ?? 0)) return Promise.resolve(undefined)
    const made = makeThumbnail(study, place)
      .then((sha256) => {
        if (sha256 === undefined) restUntil.set(key, performance.now() + restMs)
        return sha256
      })
      .finally(() => making.delete(key))
    making.set(key, made)
    return made
  }

  async function makeThumbnail(study: string, { caseId, series: { SeriesInstanceUID, Modality, stacks } }: SeriesPlace): Promise<string | undefined> {
    const uids = stacks[0]?.SOPInstanceUIDs ?? []
    const uid = uids[Math.floor(uids.length / 2)]
    const place = uid === undefined ? undefined : db.read((r) => findFrames(r, study, SeriesInstanceUID, uid))
    if (!uid || !place) return undefined
    const frame = await openFrame(study, SeriesInstanceUID, uid, Math.ceil(place.image.NumberOfFrames / 2))
    if (!frame || frame.reader.bytes > MAX_THUMBNAIL_SOURCE) return undefined
    const bytes = new Uint8Array(Buffer.concat(await frame.reader.stream(0, frame.reader.bytes).toArray()))
    try {
      const png = await runTask('derive', 'renderThumbnail', { bytes, image: place.image, Modality }, { timeoutMs: 20_000, transfer: [bytes.buffer] })
      const staged = await content.stage(once(png), caseId)
      db.write((tx) => keepThumbnail(tx, caseId, study, SeriesInstanceUID, staged.claim(tx, caseId, 'image/png').sha256))
      return staged.sha256
    } catch (error) {
      if (!(error instanceof WorkerFailure)) throw error
      log.info('imaging.noThumbnail', { reason: error.reason })
      return undefined
    }
  }

  return { studies, quality, series, presentations, elements, objects, structures, openFrame, openThumbnail, makeThumbnails }
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}
