// An image object's attributes as the contract names them. Absent = null; geometry only as written, never derived.
import type { ImagingInstance } from '#shared/domain/imagingStudy.ts'
import type { Attributes } from './attributes.ts'
import { macroOf, MACRO, readFrameGroups, type FrameGroups } from './frameGroups.ts'
import type { PixelSizes } from './frameTable.ts'
import { isPosition, isValidOrientation, normalOf } from '#shared/domain/vector.ts'
import { readPetAttributes } from './petAttributes.ts'
import { readSlide } from './slideAttributes.ts'

export interface PixelModule extends PixelSizes {
  BitsStored: number
  HighBit: number
  PixelRepresentation: number
  PlanarConfiguration: number | null
}

/** @returns undefined when an attribute without which pixels cannot be read is absent */
export function readPixelModule(top: Attributes): PixelModule | undefined {
  const [Rows, Columns, BitsAllocated] = [top.short('x00280010'), top.short('x00280011'), top.short('x00280100')]
  if (Rows === null || Columns === null || BitsAllocated === null) return undefined
  const BitsStored = top.short('x00280101') ?? BitsAllocated
  return {
    Rows,
    Columns,
    BitsAllocated,
    BitsStored,
    HighBit: top.short('x00280102') ?? BitsStored - 1,
    SamplesPerPixel: top.short('x00280002') ?? 1,
    PixelRepresentation: top.short('x00280103') ?? 0,
    PhotometricInterpretation: top.text('x00280004') ?? 'MONOCHROME2',
    PlanarConfiguration: top.short('x00280006'),
  }
}

export interface ObjectUids {
  SOPInstanceUID: string
  SOPClassUID: string
  TransferSyntaxUID: string
}

export function readImage(top: Attributes, uids: ObjectUids, pixels: PixelModule, NumberOfFrames: number, Modality: string): ImagingInstance {
  const groups = readFrameGroups(top)
  const measures = macroOf(groups, MACRO.pixelMeasures) ?? top
  const value = macroOf(groups, MACRO.pixelValueTransformation) ?? top
  const voi = macroOf(groups, MACRO.frameVoiLut) ?? top
  const slide = Modality === 'SM' ? readSlide(top, groups, pixels, NumberOfFrames) : undefined
  const perFrame = slide ? undefined : groups.frames.length > 0 ? framesOf(top, groups, NumberOfFrames) : Modality === 'RTDOSE' ? doseFrames(top, NumberOfFrames) : undefined
  return {
    ...uids,
    ...pixels,
    InstanceNumber: top.number('x00200013'),
    NumberOfFrames,
    RescaleSlope: value.number('x00281053'),
    RescaleIntercept: value.number('x00281052'),
    RescaleType: value.text('x00281054'),
    WindowCenter: voi.numbers('x00281050'),
    WindowWidth: voi.numbers('x00281051'),
    WindowCenterWidthExplanation: voi.texts('x00281055'),
    VOILUTFunction: voi.text('x00281056'),
    PixelPaddingValue: top.short('x00280120', pixels.PixelRepresentation === 1),
    PixelSpacing: pair(measures.numbers('x00280030')),
    ImagerPixelSpacing: pair(top.numbers('x00181164')),
    EstimatedRadiographicMagnificationFactor: top.number('x00181114'),
    PixelSpacingCalibrationType: top.text('x00280a02'),
    ...planeOf(top, groups, 0),
    FrameOfReferenceUID: top.uid('x00200052'),
    SliceThickness: measures.number('x00180050'),
    frameTimeMs: readFrameTime(top),
    LossyImageCompression: top.text('x00282110'),
    LossyImageCompressionRatio: top.number('x00282112'),
    Laterality: top.text('x00200062') ?? top.text('x00200060'),
    ImageType: top.texts('x00080008'),
    AcquisitionTime: top.text('x00080032'),
    ...readPicture(top),
    ...(Modality === 'RTDOSE' ? doseScale(top) : {}),
    suv: Modality === 'PT' ? readPetAttributes(top) : null,
    ...(slide ? { slide } : {}),
    ...(perFrame ? { perFrame } : {}),
    ...(hasPresentation(top) ? { presented: true } : {}),
  }
}

/** Views of mammograms by code, where no word is written. @source PS3.16 CID 4014 */
const VIEW_OF: Readonly<Record<string, string>> = { 'R-10242': 'CC', '399162004': 'CC', 'R-10226': 'MLO', '399368009': 'MLO', 'R-10224': 'ML', '399260004': 'ML', 'R-10228': 'LM', '399352003': 'LM' }

/** What only some pictures state: view and directions of projections, burned-in text, scales of ultrasound. */
function readPicture(top: Attributes): Partial<ImagingInstance> {
  const view = top.text('x00185101') ?? VIEW_OF[top.items('x00540220')[0]?.text('x00080100') ?? ''] ?? null
  const directions = top.numbers('x00200037').length === 6 ? [] : top.texts('x00200020')
  const burned = top.text('x00280301')
  const nominal = pair(top.numbers('x00182010'))
  const regions = top.items('x00186011').flatMap((item) => regionOf(item) ?? [])
  return {
    ...(view ? { ViewPosition: view } : {}),
    ...(directions.length === 2 ? { PatientOrientation: directions } : {}),
    ...(burned ? { BurnedInAnnotation: burned } : {}),
    ...(nominal ? { NominalScannedPixelSpacing: nominal } : {}),
    ...(regions.length > 0 ? { SequenceOfUltrasoundRegions: regions } : {}),
  }
}

/** null when the region does not say where it lies. @source PS3.3 C.8.5.5 */
function regionOf(item: Attributes): NonNullable<ImagingInstance['SequenceOfUltrasoundRegions']>[number] | null {
  const [x0, y0, x1, y1] = [item.short('x00186018'), item.short('x0018601a'), item.short('x0018601c'), item.short('x0018601e')]
  const [unitX, unitY] = [item.short('x00186024'), item.short('x00186026')]
  if (x0 === null || y0 === null || x1 === null || y1 === null || unitX === null || unitY === null || x1 <= x0 || y1 <= y0) return null
  const [dx, dy] = [item.number('x0018602c'), item.number('x0018602e')]
  return {
    RegionLocationMinX0: x0, RegionLocationMinY0: y0, RegionLocationMaxX1: x1, RegionLocationMaxY1: y1,
    PhysicalUnitsXDirection: unitX, PhysicalUnitsYDirection: unitY,
    ...(dx === null ? {} : { PhysicalDeltaX: dx }),
    ...(dy === null ? {} : { PhysicalDeltaY: dy }),
  }
}

const OVERLAYS = Array.from({ length: 16 }, (_, n) => `x${(0x6000 + n * 2).toString(16)}3000`)

/** Lookup tables or overlay planes: read when the image is looked at. */
function hasPresentation(top: Attributes): boolean {
  if (top.has('x00283000') || top.has('x00283010')) return true
  return OVERLAYS.some((tag) => top.has(tag))
}

/** A dose grid says its unit (GY or RELATIVE) and its scale by attributes of its own. @source PS3.3 C.8.8.3 */
function doseScale(top: Attributes): Partial<ImagingInstance> {
  return { RescaleSlope: top.number('x3004000e'), RescaleIntercept: 0, RescaleType: top.text('x30040002') }
}

/** Its planes lie along the normal: offsets from the first, or positions along z where the first offset is not 0. */
function doseFrames(top: Attributes, count: number): ImagingInstance['perFrame'] {
  const offsets = top.floats('x3004000c')
  const position = top.numbers('x00200032')
  const orientation = top.numbers('x00200037')
  const scale = top.number('x3004000e')
  if (offsets.length !== count || !isPosition(position) || !isValidOrientation(orientation) || scale === null) return undefined
  const normal = normalOf(orientation)
  const isAbsolute = offsets[0] !== 0
  // Positions along z mean something only for planes across z.
  if (isAbsolute && Math.abs(normal[2]) < 0.9999) return undefined
  return offsets.map((offset) => {
    const by = isAbsolute ? (offset - position[2]) * normal[2] : offset
    const at = (n: 0 | 1 | 2) => position[n] + normal[n] * by
    return { ImagePositionPatient: [at(0), at(1), at(2)], ImageOrientationPatient: [...orientation] as [number, number, number, number, number, number], RescaleSlope: scale, RescaleIntercept: 0 }
  })
}

function framesOf(top: Attributes, groups: FrameGroups, count: number): NonNullable<ImagingInstance['perFrame']> {
  return Array.from({ length: Math.min(count, groups.frames.length) }, (_, frame) => {
    const value = macroOf(groups, MACRO.pixelValueTransformation, frame) ?? top
    return {
      ...planeOf(top, groups, frame),
      RescaleSlope: value.number('x00281053'),
      RescaleIntercept: value.number('x00281052'),
    }
  })
}

function planeOf(top: Attributes, groups: FrameGroups, frame: number) {
  const position = (macroOf(groups, MACRO.planePosition, frame) ?? top).numbers('x00200032')
  const orientation = (macroOf(groups, MACRO.planeOrientation, frame) ?? top).numbers('x00200037')
  return {
    ImagePositionPatient: position.length === 3 ? (position as [number, number, number]) : null,
    ImageOrientationPatient: orientation.length === 6 ? (orientation as [number, number, number, number, number, number]) : null,
  }
}

function pair(values: readonly number[]): [number, number] | null {
  const [a, b] = values
  return values.length === 2 && a !== undefined && b !== undefined && a > 0 && b > 0 ? [a, b] : null
}

/** FrameTime, else the mean of FrameTimeVector, else RecommendedDisplayFrameRate, else CineRate; ms. */
function readFrameTime(top: Attributes): number | null {
  const stated = top.number('x00181063')
  if (stated !== null && stated > 0) return stated
  const vector = top.numbers('x00181065').slice(1)
  if (vector.length > 0) return vector.reduce((sum, ms) => sum + ms, 0) / vector.length
  const rate = top.number('x00082144') ?? top.number('x00180040')
  return rate !== null && rate > 0 ? 1000 / rate : null
}
