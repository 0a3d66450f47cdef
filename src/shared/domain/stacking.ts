// How the images of one series are shown: stacks that scroll as one, what is wrong with them, whether any is missing (H4, H9).
import { type GeometryIssue, type SliceAttributes, seriesGeometry, type StackGeometry } from './geometry.ts'
import type { ImageStack, ImagingInstance, SeriesIssue } from './imagingStudy.ts'
import { planeOf } from './orientation.ts'
import { slideRole } from './slide.ts'
import { normalOf, dot } from './vector.ts'

/** Attributes that tell apart images at one position; null = not stated. */
export interface OrderAttributes {
  EchoTime: number | null
  TemporalPositionIdentifier: number | null
  AcquisitionNumber: number | null
  TriggerTime: number | null
  DiffusionBValue: number | null
}

export interface SeriesImage {
  image: ImagingInstance
  order: OrderAttributes
}

export interface StackedSeries {
  stacks: ImageStack[]
  issues: SeriesIssue[]
  complete: boolean
}

/** Modalities whose images have a place in the patient: without it they cannot be ordered or measured in space. */
const SPATIAL = new Set(['CT', 'MR', 'PT'])
const ALWAYS_LOSSY = new Set(['1.2.840.10008.1.2.4.50', '1.2.840.10008.1.2.4.51', '1.2.840.10008.1.2.4.81', '1.2.840.10008.1.2.4.203'])

const ISSUE_OF: Readonly<Record<GeometryIssue, SeriesIssue | null>> = {
  tooFewSlices: null,
  duplicatePosition: 'duplicatePosition',
  missingSlice: 'missingSlice',
  irregularSpacing: 'unevenSpacing',
  shearedStack: 'gantryTilt',
  notCollinear: 'unevenSpacing',
  instanceNumberNotSpatial: null,
}

/** @param missing images that a DICOMDIR lists for the series and the bundle does not hold */
export function stackSeries(images: readonly SeriesImage[], Modality: string, missing: number): StackedSeries {
  const slides = images.filter(({ image }) => image.slide)
  const others = images.filter(({ image }) => !image.slide)
  const single = others.filter(({ image }) => image.NumberOfFrames === 1)
  const positioned = seriesGeometry(single.map(toSlice), kindOf)
  const stacks = positioned.stacks.flatMap(splitRepeated)
  const loose = new Set(positioned.withoutGeometry)
  const looseImages = single.filter(({ image }) => loose.has(image.SOPInstanceUID))
  const all = [
    ...stacks.map(({ geometry, slices }) => positionedStack(geometry, slices)),
    ...looseStacks(looseImages),
    ...others.filter(({ image }) => image.NumberOfFrames > 1).map(({ image }) => multiFrameStack(image)),
    ...slideStacks(slides),
  ]
  const issues = new Set(all.flatMap((stack) => stack.issues))
  for (const issue of seriesIssues(images, stacks.map(({ geometry }) => geometry), Modality)) issues.add(issue)
  if (loose.size > 0 && SPATIAL.has(Modality)) issues.add('noPosition')
  if (missing > 0) issues.add('missingSlice')
  const complete = missing === 0 && !issues.has('missingSlice') && !hasNumberGap(looseImages)
  return { stacks: all, issues: [...issues].sort(), complete }
}

interface Slice extends SliceAttributes {
  source: SeriesImage
}

function toSlice(source: SeriesImage): Slice {
  const { image, order } = source
  return { ...image, EchoTime: order.EchoTime, TemporalPositionIdentifier: order.TemporalPositionIdentifier, source }
}

const kindOf = ({ source: { image } }: Slice) => image.SOPClassUID

const SEPARATORS: readonly ((image: SeriesImage) => string | number | null)[] = [
  ({ image }) => image.ImageType.join('\\'),
  ({ order }) => order.AcquisitionNumber,
  ({ order }) => order.DiffusionBValue,
  ({ order }) => order.TriggerTime,
  ({ image }) => image.AcquisitionTime,
]

interface MeasuredStack {
  geometry: StackGeometry
  slices: readonly Slice[]
}

/** Several images at each position: the first attribute that makes clean stacks of them splits them; else they stay together, flagged. */
function splitRepeated(geometry: StackGeometry & { slices: readonly Slice[] }): MeasuredStack[] {
  const { slices } = geometry
  if (!geometry.issues.includes('duplicatePosition')) return [{ geometry, slices }]
  for (const separator of SEPARATORS) {
    const values = new Set(slices.map(({ source }) => separator(source)))
    if (values.size < 2 || values.size > slices.length / 2 || values.has(null)) continue
    const parts = seriesGeometry(slices, ({ source }) => String(separator(source))).stacks
    if (parts.every(({ issues }) => !issues.includes('duplicatePosition'))) {
      return parts.map((part) => ({ geometry: part, slices: part.slices }))
    }
  }
  return [{ geometry, slices }]
}

function positionedStack(geometry: StackGeometry, slices: readonly Slice[]): ImageStack {
  const issues = new Set(geometry.issues.flatMap((issue) => ISSUE_OF[issue] ?? []))
  const isEven = !issues.has('unevenSpacing') && !issues.has('missingSlice')
  const thickness = slices[0]?.source.image.SliceThickness ?? null
  if (differs(thickness, geometry.spacingMm)) issues.add('thicknessDiffersFromSpacing')
  return {
    stackId: geometry.order[0] ?? '',
    orientation: planeOf(geometry.orientation),
    spacingMm: isEven ? geometry.spacingMm : null,
    volume: geometry.volume,
    issues: [...issues].sort(),
    SOPInstanceUIDs: geometry.all,
  }
}

function differs(thickness: number | null, spacingMm: number | null): boolean {
  return thickness !== null && spacingMm !== null && Math.abs(thickness - spacingMm) > Math.max(0.01, spacingMm * 0.01)
}

/** Images without a place in space (radiographs, captures): one stack per matrix, side and view, in the order of their numbers. */
function looseStacks(images: readonly SeriesImage[]): ImageStack[] {
  const bySize = new Map<string, SeriesImage[]>()
  for (const entry of images) {
    const { Rows, Columns, ViewPosition, Laterality } = entry.image
    const size = `${Rows}x${Columns} ${ViewPosition ? `${Laterality ?? ''} ${ViewPosition}` : ''}`
    const same = bySize.get(size)
    if (same) same.push(entry)
    else bySize.set(size, [entry])
  }
  return [...bySize.values()].map((same) => {
    const last = Number.MAX_SAFE_INTEGER
    same.sort((a, b) => (a.image.InstanceNumber ?? last) - (b.image.InstanceNumber ?? last) || (a.image.SOPInstanceUID < b.image.SOPInstanceUID ? -1 : 1))
    const uids = same.map(({ image }) => image.SOPInstanceUID)
    return { stackId: uids[0] ?? '', orientation: null, spacingMm: null, volume: false, issues: [], ...viewOf(same), SOPInstanceUIDs: uids }
  })
}

/** The levels of a pyramid, finest first, scroll as one; label and overview stand for themselves. */
function slideStacks(images: readonly SeriesImage[]): ImageStack[] {
  const roles = [...new Set(images.map(({ image }) => slideRole(image.ImageType)))]
  return roles.map((role) => {
    const same = images.filter(({ image }) => slideRole(image.ImageType) === role)
    const width = ({ image }: SeriesImage) => image.slide?.TotalPixelMatrixColumns ?? 0
    const uids = same.toSorted((a, b) => width(b) - width(a) || (a.image.SOPInstanceUID < b.image.SOPInstanceUID ? -1 : 1)).map(({ image }) => image.SOPInstanceUID)
    return { stackId: uids[0] ?? '', orientation: null, spacingMm: null, volume: false, issues: [], SOPInstanceUIDs: uids }
  })
}

function viewOf(images: readonly SeriesImage[]): Pick<ImageStack, 'Laterality' | 'ViewPosition'> {
  const [first] = images
  if (!first) return {}
  const { Laterality, ViewPosition } = first.image
  return {
    ...(Laterality && images.every(({ image }) => image.Laterality === Laterality) ? { Laterality } : {}),
    ...(ViewPosition && images.every(({ image }) => image.ViewPosition === ViewPosition) ? { ViewPosition } : {}),
  }
}

/** A multi-frame object is a stack by itself; it is a volume only if its frames make exactly one even stack. */
function multiFrameStack(image: ImagingInstance): ImageStack {
  const uid = image.SOPInstanceUID
  const slices = (image.perFrame ?? []).map((frame, i) => ({ ...image, ...frame, SOPInstanceUID: String(i).padStart(7, '0'), InstanceNumber: i }))
  const { stacks, withoutGeometry } = seriesGeometry(slices)
  const only = stacks.length === 1 && withoutGeometry.length === 0 ? stacks[0] : undefined
  const stack = { stackId: uid, orientation: null, spacingMm: null, volume: false, issues: [], SOPInstanceUIDs: [uid] }
  if (!only) return stack
  const measured = positionedStack(only, [])
  return { ...measured, stackId: uid, SOPInstanceUIDs: [uid] }
}

function seriesIssues(images: readonly SeriesImage[], stacks: readonly StackGeometry[], Modality: string): SeriesIssue[] {
  const issues: SeriesIssue[] = []
  const first = stacks[0]
  const isTurned = ({ orientation }: StackGeometry) => first !== undefined && Math.abs(dot(normalOf(orientation), normalOf(first.orientation))) < 0.999
  if (stacks.some(isTurned)) issues.push('mixedOrientation')
  const geometries = new Set(images.filter(({ image }) => !image.slide).map(({ image }) => `${image.Rows}x${image.Columns} ${image.PixelSpacing?.map((mm) => mm.toFixed(4)).join(' ') ?? ''}`))
  if (geometries.size > 1) issues.push('mixedGeometry')
  if (SPATIAL.has(Modality) && images.some(({ image }) => !image.PixelSpacing && !image.ImagerPixelSpacing)) issues.push('noPixelSpacing')
  if (images.some(({ image }) => image.LossyImageCompression === '01' || ALWAYS_LOSSY.has(image.TransferSyntaxUID))) issues.push('lossy')
  return issues
}

/** A number is skipped among images that only their numbers order. */
function hasNumberGap(images: readonly SeriesImage[]): boolean {
  const numbers = [...new Set(images.map(({ image }) => image.InstanceNumber))]
  if (numbers.includes(null) || numbers.length < 2) return false
  const known = numbers as number[]
  const span = Math.max(...known) - Math.min(...known) + 1
  return span > known.length && span - known.length <= known.length / 2
}
