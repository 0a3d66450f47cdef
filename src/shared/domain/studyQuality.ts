// What is wrong with a study that came from outside, series by series, with the figures a radiologist asks for. Pure; words are the screens' (H4, H5, H9, H16).
import { z } from 'zod'
import { DicomUid } from '../kit/ids.ts'
import { seriesGeometry } from './geometry.ts'
import type { ImagingInstance, ImagingSeries, ImagingStudy } from './imagingStudy.ts'

const QUALITY_CODES = [
  'missingSlices',
  'missingByNumber',
  'unevenGaps',
  'tiltedGantry',
  'severalStacks',
  'severalAtOnePosition',
  'mixedThickness',
  'thicknessIsNotSpacing',
  'lossy',
  'noPosition',
  'noPixelSpacing',
  'noSuv',
] as const
export type QualityCode = (typeof QUALITY_CODES)[number]

export const QualityFinding = z.object({
  code: z.enum(QUALITY_CODES),
  /** Slices, stacks or images that it concerns. */
  count: z.number().int().nullable(),
  /** Smallest and largest: mm of gaps and thickness, degrees of tilt, ratio of compression. */
  from: z.number().nullable(),
  to: z.number().nullable(),
  /** DICOM keywords of what is missing. */
  fields: z.array(z.string()),
  /** It limits what may be concluded or measured: offered to the report as a limitation. */
  limits: z.boolean(),
})
export type QualityFinding = z.infer<typeof QualityFinding>

export const StudyQuality = z.object({
  StudyInstanceUID: DicomUid,
  StudyDescription: z.string(),
  /** As in the study: null while its objects contradict each other and nobody said which date holds. */
  studyDate: z.string().nullable(),
  /** The dates that contradict each other; empty when none do. */
  studyDates: z.array(z.string()),
  series: z.array(z.object({ SeriesInstanceUID: DicomUid, SeriesDescription: z.string(), Modality: z.string(), findings: z.array(QualityFinding) })),
})
export type StudyQuality = z.infer<typeof StudyQuality>

/** @param imagesOf displayable images of a series. Only series with findings are told. */
export function studyQuality({ StudyInstanceUID, StudyDescription, studyDate, studyDates = [], series }: ImagingStudy, imagesOf: (SeriesInstanceUID: string) => readonly ImagingInstance[]): StudyQuality {
  const told = series.map((each) => {
    const { SeriesInstanceUID, SeriesDescription, Modality } = each
    return { SeriesInstanceUID, SeriesDescription, Modality, findings: seriesFindings(each, imagesOf(SeriesInstanceUID)) }
  })
  return { StudyInstanceUID, StudyDescription, studyDate, studyDates, series: told.filter(({ findings }) => findings.length > 0) }
}

type Detail = Partial<Omit<QualityFinding, 'code'>>
const finding = (code: QualityCode, detail: Detail = {}): QualityFinding => ({ code, count: null, from: null, to: null, fields: [], limits: true, ...detail })

export function seriesFindings(series: ImagingSeries, images: readonly ImagingInstance[]): QualityFinding[] {
  const has = (issue: ImagingSeries['issues'][number]) => series.issues.includes(issue)
  return [
    ...gapFindings(series, images),
    ...(!series.complete && !hasMissingPosition(series) ? [finding('missingByNumber')] : []),
    ...(series.stacks.length > 1 ? [finding('severalStacks', { count: series.stacks.length, limits: false })] : []),
    ...(has('duplicatePosition') ? [finding('severalAtOnePosition')] : []),
    ...thicknessFindings(images, has('thicknessDiffersFromSpacing')),
    ...lossyFindings(images, has('lossy')),
    ...(has('noPosition') ? [finding('noPosition')] : []),
    ...(has('noPixelSpacing') ? [finding('noPixelSpacing', { fields: ['PixelSpacing'] })] : []),
    ...(series.Modality === 'PT' ? suvFindings(images) : []),
  ]
}

const hasMissingPosition = ({ stacks }: ImagingSeries) => stacks.some(({ issues }) => issues.includes('missingSlice'))

/** Measured anew per stack: the stored stack keeps no gaps when they are uneven. */
function gapFindings({ stacks }: ImagingSeries, images: readonly ImagingInstance[]): QualityFinding[] {
  const byUid = new Map(images.map((image) => [image.SOPInstanceUID, image]))
  const measured = stacks.flatMap(({ SOPInstanceUIDs, issues }) => {
    const slices = SOPInstanceUIDs.flatMap((uid) => byUid.get(uid) ?? []).filter(({ NumberOfFrames }) => NumberOfFrames === 1)
    const [only] = seriesGeometry(slices).stacks
    return only ? [{ ...only, issuesOfStack: issues }] : []
  })
  const missing = measured.reduce((sum, { missingSlices }) => sum + missingSlices, 0)
  const uneven = measured.filter(({ issuesOfStack }) => issuesOfStack.includes('unevenSpacing')).flatMap(({ gaps }) => gaps)
  const tilts = measured.filter(({ issuesOfStack }) => issuesOfStack.includes('gantryTilt')).flatMap(({ tiltDegrees }) => tiltDegrees ?? [])
  return [
    ...(missing > 0 ? [finding('missingSlices', { count: missing })] : []),
    ...(uneven.length > 0 ? [finding('unevenGaps', span(uneven, 2))] : []),
    ...(tilts.length > 0 ? [finding('tiltedGantry', span(tilts, 1))] : []),
  ]
}

function thicknessFindings(images: readonly ImagingInstance[], differs: boolean): QualityFinding[] {
  const stated = images.flatMap(({ SliceThickness }) => SliceThickness ?? [])
  const range = span(stated, 2)
  if (stated.length > 1 && range.to - range.from > 0.01) return [finding('mixedThickness', range)]
  return differs ? [finding('thicknessIsNotSpacing', { ...range, limits: false })] : []
}

function lossyFindings(images: readonly ImagingInstance[], isLossy: boolean): QualityFinding[] {
  if (!isLossy) return []
  const ratios = images.flatMap(({ LossyImageCompressionRatio }) => LossyImageCompressionRatio ?? [])
  return [finding('lossy', ratios.length > 0 ? span(ratios, 1) : {})]
}

/** Without these no standardised uptake value (QIBA FDG-PET/CT profile): told by keyword. */
const SUV_INPUTS = ['PatientWeight', 'RadionuclideTotalDose', 'RadionuclideHalfLife', 'DecayCorrection', 'SeriesTime'] as const

function suvFindings(images: readonly ImagingInstance[]): QualityFinding[] {
  const suv = images[0]?.suv
  if (!suv || suv.Units === 'GML') return []
  const start = suv.RadiopharmaceuticalStartTime ?? suv.RadiopharmaceuticalStartDateTime ?? null
  const fields = [
    ...(suv.Units === 'BQML' || (suv['70531000'] ?? null) !== null ? [] : ['Units']),
    ...SUV_INPUTS.filter((keyword) => (suv[keyword] ?? null) === null || suv[keyword] === 0),
    ...(start === null ? ['RadiopharmaceuticalStartTime'] : []),
  ]
  return fields.length > 0 ? [finding('noSuv', { fields })] : []
}

function span(values: readonly number[], digits: number): { from: number; to: number } {
  const round = (value: number) => Number(value.toFixed(digits))
  return { from: round(Math.min(...values)), to: round(Math.max(...values)) }
}
