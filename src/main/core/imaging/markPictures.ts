// The picture of a measurement or key image for whoever points at its proof: its slice as its author saw it, with what is drawn there now. Made when asked for.
import { Readable } from 'node:stream'
import { roomName } from '#shared/casedoc/layout.ts'
import { readAnnotations } from '#shared/casedoc/read.ts'
import { type Annotation, type ImageAnchor, visibleOn } from '#shared/domain/annotation.ts'
import { linesOfShape } from '#shared/domain/roi.ts'
import { AnnotationId, CaseId, DicomUid } from '#shared/kit/ids.ts'
import { isMember } from '../cases/caseStore.ts'
import type { Rooms } from '../collab/rooms.ts'
import type { OpenContent } from '../content/contentRoutes.ts'
import type { Session } from '../identity/session.ts'
import type { ProofFrame } from '../jobs/tasks/renderProofRasters.ts'
import { runTask, WorkerFailure } from '../jobs/workers.ts'
import type { Logger } from '../ports.ts'
import { drawOnRaster, type RasterLine } from './drawOnRaster.ts'
import { encodePng } from './encodePng.ts'
import type { ImagingService } from './imagingService.ts'
import { readProofFrame } from './proofFrame.ts'

export interface MarkPicturesPorts {
  session: Pick<Session, 'db' | 'user'>
  rooms: Pick<Rooms, 'snapshot'>
  imaging: Pick<ImagingService, 'studies' | 'series' | 'openFrame'>
  log: Logger
}

type ImageMark = Extract<Annotation, { anchor: ImageAnchor }>

const TIMEOUT_MS = 20_000
/** Pictures kept ready: pointing at a chip again does not decode again. */
const KEPT = 24

export function createMarkPictures({ session: { db, user }, rooms, imaging, log }: MarkPicturesPorts) {
  const kept = new Map<string, Uint8Array>()

  /** @returns undefined where the mark, its slice or its pixels are not there: then no other picture stands for it */
  async function open(study: string, caseId: string, annotationId: string): Promise<OpenContent | undefined> {
    const [theCase, theStudy, theMark] = [CaseId.safeParse(caseId), DicomUid.safeParse(study), AnnotationId.safeParse(annotationId)]
    if (!theCase.success || !theStudy.success || !theMark.success || !db.read((r) => isMember(r, caseId, user))) return undefined
    const { annotations } = readAnnotations(await rooms.snapshot(roomName({ kind: 'studyAnnotations', caseId: theCase.data, study: theStudy.data })))
    const marks = annotations.filter((one): one is ImageMark => one.anchor.kind === 'image' && one.anchor.StudyInstanceUID === study)
    const mark = marks.find(({ id }) => id === annotationId)
    if (!mark) return undefined
    const png = await pictureOf(caseId, mark, marks)
    return png && { mediaType: 'image/png', reader: { bytes: png.length, stream: (start = 0, end = png.length) => Readable.from([Buffer.from(png.subarray(start, end))]) } }
  }

  async function pictureOf(caseId: string, mark: ImageMark, marks: readonly ImageMark[]): Promise<Uint8Array | undefined> {
    const drawn = drawnOn(mark, marks)
    const key = JSON.stringify([caseId, mark.anchor, drawn])
    const ready = kept.get(key)
    if (ready) return ready
    const frame = await frameOf(caseId, mark, drawn)
    if (!frame) return undefined
    try {
      const [raster] = await runTask('derive', 'renderProofRasters', [frame], { timeoutMs: TIMEOUT_MS })
      if (!raster) return undefined
      drawOnRaster(raster, drawn)
      const png = encodePng({ columns: raster.width, rows: raster.height }, raster.channels, raster.samples)
      kept.set(key, png)
      for (const old of [...kept.keys()].slice(0, -KEPT)) kept.delete(old)
      return png
    } catch (error) {
      if (!(error instanceof WorkerFailure)) throw error
      log.info('imaging.noMarkPicture', { reason: error.reason })
      return undefined
    }
  }

  async function frameOf(caseId: string, { anchor, type }: ImageMark, drawn: readonly RasterLine[]): Promise<ProofFrame | undefined> {
    const series = imaging.studies({ caseId }).find(({ StudyInstanceUID }) => StudyInstanceUID === anchor.StudyInstanceUID)?.series.find((one) => one.SeriesInstanceUID === anchor.SeriesInstanceUID)
    return series && readProofFrame(imaging, { caseId, number: 1, place: anchor, Modality: series.Modality, view: anchor.view, points: type === 'measurement' ? drawn.flatMap(({ points }) => points) : [] })
  }

  return { open }
}

/** A measurement shows itself; a key image everything measured on its slice that is not hidden. Lines drawn on another plane are not on the slice. */
function drawnOn(mark: ImageMark, marks: readonly ImageMark[]): RasterLine[] {
  const shown = mark.type === 'measurement' ? [mark] : visibleOn(marks, mark.anchor)
  return shown.filter(({ plane }) => plane === null).flatMap(({ shape }) => linesOfShape(shape.type, shape.points.pixels))
}
