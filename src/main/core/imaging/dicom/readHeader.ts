// From the bytes of one file to all that the index keeps of it. The only function the parse worker calls for DICOM.
import type { StatedIdentity } from '#shared/domain/identity.ts'
import type { ImagingInstance } from '#shared/domain/imagingStudy.ts'
import { type Attributes, readAttributes } from './attributes.ts'
import { readDirectory, type DirectoryEntry } from './directory.ts'
import { encapsulatedFrames, type FrameTable, frameBitsOf, nativeFrames, type Span } from './frameTable.ts'
import { readImage, readPixelModule } from './imageAttributes.ts'
import { DIRECTORY_CLASS, encapsulatedType, isDisplayable } from './objectKind.ts'
import { hasDicomPrefix, openDataSet, type OpenedDataSet, PIXEL_DATA } from './openDataSet.ts'
import { readPalette } from './palette.ts'
import { isNative } from './transferSyntaxes.ts'

/** UIDs that the object does not state are empty: such an object cannot be filed, but its pixels can be read. */
export interface DicomObject {
  SOPInstanceUID: string
  SOPClassUID: string
  TransferSyntaxUID: string
  /** PatientName as written, component groups and all; null when absent. */
  PatientName: string | null
  IssuerOfPatientID: string | null
  stated: StatedIdentity
  repeatedIdentityTag: boolean
  study: {
    StudyInstanceUID: string
    StudyDescription: string
    studyDate: string | null
    studyTime: string | null
    AccessionNumber: string | null
    InstitutionName: string | null
  }
  series: {
    SeriesInstanceUID: string
    Modality: string
    SeriesNumber: number | null
    SeriesDescription: string
    BodyPartExamined: string | null
    PatientPosition: string | null
    Manufacturer: string | null
  }
  /** null for objects without pixels (reports, plans, presentation states). */
  image: ImagingInstance | null
  frames: FrameTable | null
  /** Frame spans point into the inflated bytes, not into the file. */
  inflated: boolean
  displayable: boolean
  /** What tells apart images at one position of one series. */
  order: Record<(typeof ORDER_TAGS)[number][0], number | null>
  /** Document carried inside the object; its span lies in the file. */
  document: { mediaType: string; title: string | null; span: Span } | null
}

export type HeaderReading =
  | { kind: 'object'; object: DicomObject }
  | { kind: 'directory'; entries: DirectoryEntry[] }
  | { kind: 'needsWhole' }
  | { kind: 'notDicom' }
  | { kind: 'damaged' }

const ORDER_TAGS = [
  ['EchoTime', 'x00180081'],
  ['TemporalPositionIdentifier', 'x00200100'],
  ['AcquisitionNumber', 'x00200012'],
  ['TriggerTime', 'x00181060'],
  ['DiffusionBValue', 'x00189087'],
] as const

/**
 * @param bytes the file, or its head
 * @param fileBytes length of the whole file
 */
export function readHeader(bytes: Uint8Array, fileBytes = bytes.length): HeaderReading {
  const isHead = bytes.length < fileBytes
  let opened: OpenedDataSet | undefined
  try {
    opened = openDataSet(bytes, isHead)
  } catch {
    return isHead ? { kind: 'needsWhole' } : { kind: 'damaged' }
  }
  const again: HeaderReading = isHead ? { kind: 'needsWhole' } : { kind: opened || hasDicomPrefix(bytes) ? 'damaged' : 'notDicom' }
  if (!opened) return again
  const isDirectory = opened.mediaStorageSOPClassUID === DIRECTORY_CLASS
  if (!opened.complete && !(isDirectory && !isHead)) return again
  const top = readAttributes(opened.dataSet)
  if (isDirectory || opened.dataSet.elements.x00041220) {
    return isHead ? again : { kind: 'directory', entries: readDirectory(opened.dataSet, top) }
  }
  const object = describeObject(opened, top, fileBytes, isHead)
  return object ? { kind: 'object', object } : again
}

function describeObject(opened: OpenedDataSet, top: Attributes, fileBytes: number, isHead: boolean): DicomObject | undefined {
  const [SOPInstanceUID, SOPClassUID] = [top.uid('x00080018') ?? '', top.uid('x00080016') ?? '']
  const [StudyInstanceUID, SeriesInstanceUID] = [top.uid('x0020000d') ?? '', top.uid('x0020000e') ?? '']
  const uids = { SOPInstanceUID, SOPClassUID, TransferSyntaxUID: opened.TransferSyntaxUID }
  const Modality = top.text('x00080060') ?? 'OT'
  const pixels = readPixels(opened, top, uids, fileBytes, isHead, Modality)
  if (pixels === 'bad') return undefined
  const document = readDocument(opened, top, SOPClassUID)
  if (document === 'bad') return undefined
  return {
    ...uids,
    PatientName: top.text('x00100010'),
    IssuerOfPatientID: top.text('x00100021'),
    stated: statedIdentity(top),
    repeatedIdentityTag: opened.repeatedIdentityTag,
    study: {
      StudyInstanceUID,
      StudyDescription: top.text('x00081030') ?? '',
      studyDate: calendarDate(top.text('x00080020')),
      studyTime: clockTime(top.text('x00080030')),
      AccessionNumber: top.text('x00080050'),
      InstitutionName: top.text('x00080080'),
    },
    series: {
      SeriesInstanceUID,
      Modality,
      SeriesNumber: top.number('x00200011'),
      SeriesDescription: top.text('x0008103e') ?? '',
      BodyPartExamined: top.text('x00180015'),
      PatientPosition: top.text('x00185100'),
      Manufacturer: top.text('x00080070'),
    },
    image: pixels?.image ?? null,
    frames: pixels?.frames ?? null,
    inflated: opened.wasInflated,
    displayable: isDisplayable(Modality, pixels !== null),
    order: Object.fromEntries(ORDER_TAGS.map(([name, tag]) => [name, top.number(tag)])) as DicomObject['order'],
    document,
  }
}

/** null: the object has no pixels. 'bad': it says it has, but the bytes do not hold them. */
function readPixels(
  opened: OpenedDataSet,
  top: Attributes,
  uids: { SOPInstanceUID: string; SOPClassUID: string; TransferSyntaxUID: string },
  fileBytes: number,
  isHead: boolean,
  Modality: string,
): { image: ImagingInstance; frames: FrameTable } | null | 'bad' {
  const element = opened.dataSet.elements[PIXEL_DATA]
  if (!element) return null
  const module = readPixelModule(top)
  const frameBits = module && frameBitsOf(module)
  if (!module || frameBits === undefined) return 'bad'
  const stated = top.has('x00280008') ? (top.number('x00280008') ?? Number.NaN) : null
  const native = isNative(opened.TransferSyntaxUID)
  if (!native && isHead) return 'bad'
  const length = opened.wasInflated ? opened.bytes.length : fileBytes
  const found = native ? nativeFrames(element, length, frameBits, stated) : encapsulatedFrames(opened, stated)
  if (!found) return 'bad'
  const palette = module.PhotometricInterpretation === 'PALETTE COLOR' ? readPalette(opened.dataSet) : null
  const image = readImage(top, uids, module, found.NumberOfFrames, Modality)
  return { image: palette ? { ...image, palette } : image, frames: found.table }
}

function readDocument(opened: OpenedDataSet, top: Attributes, SOPClassUID: string): DicomObject['document'] | 'bad' {
  const mediaType = encapsulatedType(SOPClassUID)
  const element = opened.dataSet.elements.x00420011
  if (!mediaType || !element || opened.wasInflated) return null
  if (element.dataOffset + element.length > opened.bytes.length) return 'bad'
  return { mediaType, title: top.text('x00420010'), span: [element.dataOffset, element.length] }
}

function statedIdentity(top: Attributes): StatedIdentity {
  const groups = (top.text('x00100010') ?? '').split('=')
  const [family = '', given = '', middle = ''] = (groups.find((group) => group.replaceAll('^', '').trim() !== '') ?? '').split('^')
  return {
    familyName: family.trim() || null,
    givenName: `${given.trim()} ${middle.trim()}`.trim() || null,
    birthDate: calendarDate(top.text('x00100030')) ?? top.text('x00100030'),
    sex: top.text('x00100040'),
    identifier: top.text('x00100020'),
  }
}

/** DA as YYYY-MM-DD, ACR-NEMA's dotted form included; null when it is not one. */
function calendarDate(written: string | null): string | null {
  const parts = /^(\d{4})\.?(0[1-9]|1[0-2])\.?(0[1-9]|[12]\d|3[01])$/.exec(written ?? '')
  return parts ? `${parts[1]}-${parts[2]}-${parts[3]}` : null
}

/** TM as HH:MM:SS; missing seconds are not made up into a later time: they read 00. */
function clockTime(written: string | null): string | null {
  const parts = /^([01]\d|2[0-3]):?([0-5]\d)?:?([0-5]\d)?(\.\d+)?$/.exec(written ?? '')
  return parts ? `${parts[1]}:${parts[2] ?? '00'}:${parts[3] ?? '00'}` : null
}
