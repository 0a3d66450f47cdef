// Makes the marks of the walkthrough: passages where the documents say so, measurements where the slices show it. Places come from the demo's truth.
import { basename } from 'node:path'
import { saveAnnotation } from '#shared/casedoc/edit.ts'
import { roomName } from '#shared/casedoc/layout.ts'
import { Annotation } from '#shared/domain/annotation.ts'
import { formatDecimal } from '#shared/domain/localFormat.ts'
import type { ImagingInstance } from '#shared/domain/imagingStudy.ts'
import { Proof } from '#shared/domain/report.ts'
import { isoInstant } from '#shared/kit/clock.ts'
import { newUuid } from '#shared/kit/ids.ts'
import type { CasesService } from '../cases/casesService.ts'
import type { Rooms } from '../collab/rooms.ts'
import type { ContentStore } from '../content/contentStore.ts'
import type { BundleTruth, LesionTimepoint, PointMm, QuoteTruth } from '../demo/truth.ts'
import type { Session } from '../identity/session.ts'
import type { ImagingService } from '../imaging/imagingService.ts'
import { runTask } from '../jobs/workers.ts'
import { PRINT_WORDS } from '../reports/pdf/words.ts'
import { LUNG_MEASUREMENTS, LUNG_PASSAGES, type LungEvidence } from './lungOpinion.ts'

export interface MarkingWork {
  readonly session: Pick<Session, 'user'>
  readonly cases: Pick<CasesService, 'documents'>
  readonly imaging: Pick<ImagingService, 'studies' | 'series'>
  readonly rooms: Pick<Rooms, 'edit'>
  readonly content: Pick<ContentStore, 'readAll'>
}

interface Marking {
  readonly work: MarkingWork
  readonly caseId: string
  readonly truth: BundleTruth
  readonly now: () => number
}

/** @throws Error when the demo does not hold what its truth says */
export async function markEvidence(marking: Marking): Promise<LungEvidence> {
  const proofs: Record<string, Proof> = {}
  for (const [key, about] of Object.entries(LUNG_PASSAGES)) proofs[key] = await markPassage(marking, about)
  for (const [key, { lesion, study, label }] of Object.entries(LUNG_MEASUREMENTS)) {
    const timepoint = marking.truth.lesions.find(({ id }) => id === lesion)?.timepoints[study]
    proofs[key] = await measureLesion(marking, needed(timepoint), label, lesion === 'T2')
  }
  return proofs as unknown as LungEvidence
}

function needed<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('the demo does not hold what its truth says')
  return value
}

function authored({ work: { session }, now }: Marking) {
  const at = isoInstant(now())
  return { id: newUuid(now()), author: session.user.id, authorName: session.user.name, createdAt: at, changedAt: at }
}

async function save({ work: { rooms, session } }: Marking, room: string, annotation: Annotation): Promise<void> {
  const origin = { actorId: session.user.id, room, tool: 'walkthrough' }
  await rooms.edit(room, origin, (doc) => saveAnnotation(doc, origin, annotation))
}

async function markPassage(marking: Marking, about: string): Promise<Proof> {
  const { work, caseId, truth } = marking
  const { file, quote } = needed(findQuote(truth, about))
  const document = needed(work.cases.documents({ caseId }).find(({ name }) => basename(name) === basename(file)))
  const rects = await runTask('parse', 'findPdfPassage', { bytes: await work.content.readAll(document.sha256), page: quote.page, quote: quote.text })
  const anchor = { kind: 'passage', documentId: document.id, sha256: document.sha256, page: quote.page, rects, quote: quote.text }
  const annotation = Annotation.parse({ ...authored(marking), type: 'highlight', anchor, category: 'claim', note: '' })
  await save(marking, roomName({ kind: 'documentAnnotations', caseId }), annotation)
  return Proof.parse({ annotationId: annotation.id, kind: 'passage', label: `${PRINT_WORDS.es.documentKind[document.kind]}, p. ${quote.page}`, anchor })
}

function findQuote(truth: BundleTruth, about: string): { file: string; quote: QuoteTruth } | undefined {
  for (const { path, quotes } of truth.documents) {
    const quote = quotes.find((one) => one.about === about)
    if (quote) return { file: path, quote }
  }
  return undefined
}

/** Long axis, then short axis: as a reader draws them. For nodes the short axis is what counts, and is drawn alone. */
async function measureLesion(marking: Marking, lesion: LesionTimepoint, label: string, isNode: boolean): Promise<Proof> {
  const { work, caseId } = marking
  const { SeriesInstanceUID, SOPInstanceUID, FrameOfReferenceUID } = lesion
  const study = needed(work.imaging.studies({ caseId }).find(({ series }) => series.some((one) => one.SeriesInstanceUID === SeriesInstanceUID && one.stacks.some(({ SOPInstanceUIDs }) => SOPInstanceUIDs.some((uid) => uid === SOPInstanceUID)))))
  const image = needed(work.imaging.series({ caseId, StudyInstanceUID: study.StudyInstanceUID, SeriesInstanceUID }).instances.find((one) => one.SOPInstanceUID === SOPInstanceUID))
  const axes = isNode ? [lesion.shortAxis] : [lesion.longAxis, lesion.shortAxis]
  const values = axes.map(([a, b]) => Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]).toFixed(1))
  const anchor = {
    kind: 'image', StudyInstanceUID: study.StudyInstanceUID, SeriesInstanceUID, SOPInstanceUID, frame: 1, FrameOfReferenceUID,
    view: { windowCenter: 40, windowWidth: 400, zoom: 2, centre: [...lesion.centre], invert: false },
  }
  const points = axes.flat()
  const annotation = Annotation.parse({
    ...authored(marking), type: 'measurement', anchor, label, values, spacingSource: 'patientCoordinates', note: '',
    shape: { type: isNode ? 'length' : 'bidirectional', points: { pixels: points.map((point) => pixelOf(image, point)), patient: points.map((point) => [...point]) } },
  })
  await save(marking, roomName({ kind: 'studyAnnotations', caseId, study: study.StudyInstanceUID }), annotation)
  return Proof.parse({ annotationId: annotation.id, kind: 'measurement', label: `${label}, ${formatDecimal(values[0] ?? '', 'es')} mm`, anchor })
}

/**
 * [column, row] of a point in patient millimetres.
 * @throws Error for an image without position, orientation or spacing: nothing is guessed
 * @source DICOM PS3.3 C.7.6.2.1.1
 */
function pixelOf({ ImagePositionPatient, ImageOrientationPatient, PixelSpacing }: ImagingInstance, point: PointMm): [number, number] {
  if (!ImagePositionPatient || !ImageOrientationPatient || !PixelSpacing) throw new Error('the image has no geometry')
  const [rx, ry, rz, cx, cy, cz] = ImageOrientationPatient
  const [dx, dy, dz] = [point[0] - ImagePositionPatient[0], point[1] - ImagePositionPatient[1], point[2] - ImagePositionPatient[2]]
  return [(dx * rx + dy * ry + dz * rz) / PixelSpacing[1], (dx * cx + dy * cy + dz * cz) / PixelSpacing[0]]
}
