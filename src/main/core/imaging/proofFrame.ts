// Reads the frame behind a mark for whoever draws its picture: printed report and proof chip read it alike. Draws nothing.
import type { SavedView } from '#shared/domain/annotation.ts'
import { imagePlane } from '#shared/domain/imagePlane.ts'
import type { ImagingInstance, SeriesOfStudy } from '#shared/domain/imagingStudy.ts'
import type { OpenContent } from '../content/contentRoutes.ts'
import type { ProofFrame } from '../jobs/tasks/renderProofRasters.ts'

/** What is needed of the imaging room. */
export interface ProofImages {
  /** @throws CaseError STUDY_NOT_FOUND */
  series(input: SeriesOfStudy & { caseId: string }): { instances: ImagingInstance[] }
  openFrame(study: string, series: string, instance: string, frame: number): Promise<OpenContent | undefined>
}

export interface WantedFrame {
  caseId: string
  /** Of the proof; any where only one is drawn. */
  number: number
  place: { StudyInstanceUID: string; SeriesInstanceUID: string; SOPInstanceUID: string; frame: number }
  Modality: string
  /** How its author saw it; null = as recorded in the object. */
  view: Pick<SavedView, 'windowCenter' | 'windowWidth' | 'invert' | 'fit' | 'centre' | 'turn'> | null
  /** [column, row] of what was measured: the picture is cut around it. Empty = what the view shows. */
  points: ProofFrame['points']
}

const LARGEST_FRAME_BYTES = 64 * 1024 * 1024

/** @returns undefined where the slice or its pixels are not on this machine: then no other picture stands for it */
export async function readProofFrame(imaging: ProofImages, { caseId, number, place, Modality, view, points }: WantedFrame): Promise<ProofFrame | undefined> {
  const { StudyInstanceUID, SeriesInstanceUID, SOPInstanceUID, frame } = place
  const image = imaging.series({ caseId, StudyInstanceUID, SeriesInstanceUID }).instances.find((one) => one.SOPInstanceUID === SOPInstanceUID)
  const opened = image && (await imaging.openFrame(StudyInstanceUID, SeriesInstanceUID, SOPInstanceUID, frame))
  if (!opened || opened.reader.bytes > LARGEST_FRAME_BYTES) return undefined
  const bytes = new Uint8Array(Buffer.concat(await opened.reader.stream(0, opened.reader.bytes).toArray()))
  return {
    number, bytes, image, frame, Modality, points,
    window: view && view.windowWidth >= 1 ? { center: view.windowCenter, width: view.windowWidth } : null,
    invert: view?.invert ?? false,
    part: view ? partOf(view, image) : null,
    turn: view?.turn ?? null,
  }
}

/** What a saved view shows of the slice. */
function partOf({ fit, centre }: Pick<SavedView, 'fit' | 'centre'>, image: ImagingInstance): NonNullable<ProofFrame['part']> | null {
  if (!fit || fit <= 1) return null
  const plane = centre && imagePlane(image)
  return { share: 1 / fit, centre: plane ? plane.toPixel(centre) : null }
}
