// The measurements and key images of one study as DICOM objects other systems read: SR TID 1500 and a key object selection (TID 2010).
import type { KeyImage, Measurement, MeasurementShape } from '#shared/domain/annotation.ts'
import type { ImagingStudy } from '#shared/domain/imagingStudy.ts'
import type { Patient } from '#shared/domain/patient.ts'
import { outlineInPatient } from '#shared/domain/planeMeasurement.ts'
import { outlineOf, isRoi } from '#shared/domain/roi.ts'
import type { Dataset } from '../dicom/part10.ts'
import { codeItem, codeOf, type Code, container, type ImageReference, imageItem, numberItem, personItem, spatialNumberItem, textItem, uidItem, uidOfUuid } from './content.ts'

const COMPREHENSIVE_SR = '1.2.840.10008.5.1.4.1.1.88.33'
const COMPREHENSIVE_3D_SR = '1.2.840.10008.5.1.4.1.1.88.34'
const KEY_OBJECT_SELECTION = '1.2.840.10008.5.1.4.1.1.88.59'
const REPORT: Code = ['126000', 'DCM', 'Imaging Measurement Report']
const OF_INTEREST: Code = ['113000', 'DCM', 'Of Interest']
const UNITS = { mm: ['mm', 'UCUM', 'millimeter'], mm2: ['mm2', 'UCUM', 'square millimeter'], deg: ['deg', 'UCUM', 'degree'], px: ['{pixels}', 'UCUM', 'pixels'] } as const
const LENGTH: Code = ['410668003', 'SCT', 'Length']
const LONG_AXIS: Code = ['103339001', 'SCT', 'Long Axis']
const SHORT_AXIS: Code = ['103340004', 'SCT', 'Short Axis']
const AREA: Code = ['42798000', 'SCT', 'Area']
const ANGLE: Code = ['1483009', 'SCT', 'Angle']

export interface ImageFacts {
  SOPClassUID: string
  NumberOfFrames: number
  SeriesInstanceUID: string
  Rows: number
  Columns: number
  /** [between rows, between columns], mm. */
  PixelSpacing: readonly [number, number] | null
  /** Absent or null: it does not say where it lies. */
  ImagePositionPatient?: readonly number[] | null
  ImageOrientationPatient?: readonly number[] | null
}

export interface ObjectSource {
  patient: Patient
  study: ImagingStudy
  /** An image of the study; null when it is not there. */
  imageOf(SOPInstanceUID: string): ImageFacts | null
  author: string
  /** Fresh UUIDs of series and object. */
  uuids: readonly [series: string, object: string]
  /** YYYYMMDD and HHMMSS at which the object is made. */
  date: string
  time: string
}

/** @returns null when no measurement of the study can be said in TID 1500 */
export function measurementReport(source: ObjectSource, measurements: readonly Measurement[]): Dataset | null {
  const used: ImageReference[] = []
  const groups = measurements.flatMap((measurement) => {
    const image = referenceOf(source, measurement)
    const numbers = image ? numbersOf(measurement, image) : []
    if (!image || numbers.length === 0) return []
    used.push(image)
    return [
      container('CONTAINS', ['125007', 'DCM', 'Measurement Group'], [
        textItem('HAS OBS CONTEXT', ['112039', 'DCM', 'Tracking Identifier'], measurement.label || measurement.id.slice(0, 8)),
        uidItem('HAS OBS CONTEXT', ['112040', 'DCM', 'Tracking Unique Identifier'], uidOfUuid(measurement.lesionId ?? measurement.id)),
        ...numbers,
      ]),
    ]
  })
  if (groups.length === 0) return null
  return {
    ...headOf(source, measurements.some(({ plane }) => plane) ? COMPREHENSIVE_3D_SR : COMPREHENSIVE_SR, 'SR', 9001),
    CompletionFlag: 'PARTIAL',
    VerificationFlag: 'UNVERIFIED',
    PerformedProcedureCodeSequence: [],
    CurrentRequestedProcedureEvidenceSequence: evidenceOf(source, used),
    ValueType: 'CONTAINER',
    ConceptNameCodeSequence: [codeOf(REPORT)],
    ContinuityOfContent: 'SEPARATE',
    ContentTemplateSequence: [{ MappingResource: 'DCMR', TemplateIdentifier: '1500' }],
    ContentSequence: [
      codeItem('HAS CONCEPT MOD', ['121049', 'DCM', 'Language of Content Item and Descendants'], ['en', 'RFC5646', 'English']),
      codeItem('HAS OBS CONTEXT', ['121005', 'DCM', 'Observer Type'], ['121006', 'DCM', 'Person']),
      personItem('HAS OBS CONTEXT', ['121008', 'DCM', 'Person Observer Name'], source.author),
      codeItem('HAS CONCEPT MOD', ['121058', 'DCM', 'Procedure reported'], ['363679005', 'SCT', 'Imaging procedure']),
      container('CONTAINS', ['126010', 'DCM', 'Imaging Measurements'], groups),
    ],
  }
}

/** @returns null without key images of the study */
export function keyObjectSelection(source: ObjectSource, keyImages: readonly KeyImage[]): Dataset | null {
  const images = keyImages.flatMap((mark) => referenceOf(source, mark) ?? [])
  if (images.length === 0) return null
  const words = keyImages.map(({ label, note }) => [label, note].filter(Boolean).join(': ')).join('\n')
  return {
    ...headOf(source, KEY_OBJECT_SELECTION, 'KO', 9002),
    ReferencedPerformedProcedureStepSequence: [],
    CurrentRequestedProcedureEvidenceSequence: evidenceOf(source, images),
    ValueType: 'CONTAINER',
    ConceptNameCodeSequence: [codeOf(OF_INTEREST)],
    ContinuityOfContent: 'SEPARATE',
    ContentTemplateSequence: [{ MappingResource: 'DCMR', TemplateIdentifier: '2010' }],
    ContentSequence: [textItem('CONTAINS', ['113012', 'DCM', 'Key Object Description'], words), ...images.map((image) => imageItem('CONTAINS', image))],
  }
}

export function referenceOf({ imageOf }: ObjectSource, { anchor }: Measurement | KeyImage): ImageReference | null {
  const image = imageOf(anchor.SOPInstanceUID)
  return image && { SOPClassUID: image.SOPClassUID, SOPInstanceUID: anchor.SOPInstanceUID, frame: image.NumberOfFrames > 1 ? anchor.frame : null }
}

function numbersOf(measurement: Measurement, image: ImageReference): Dataset[] {
  if (measurement.plane) return numbersInPatient(measurement)
  const { shape, values, spacingSource } = measurement
  const points = shape.points.pixels
  const [first, second] = values
  const unit = spacingSource === 'none' ? UNITS.px : UNITS.mm
  if (first === undefined) return []
  if (shape.type === 'length') return [numberItem(LENGTH, first, unit, points, image)]
  if (shape.type === 'bidirectional') return [numberItem(LONG_AXIS, first, unit, points.slice(0, 2), image), ...(second === undefined ? [] : [numberItem(SHORT_AXIS, second, unit, points.slice(2, 4), image)])]
  if (shape.type === 'angle' || shape.type === 'cobb') return [numberItem(ANGLE, first, UNITS.deg, points, image)]
  return spacingSource === 'none' ? [] : areaOf(shape, first, image)
}

/** Drawn on a plane cut through the volume: its points lie in the patient, not on an image. */
function numbersInPatient({ shape, values, anchor, plane }: Measurement): Dataset[] {
  const space = anchor.FrameOfReferenceUID
  const points = shape.points.patient
  if (!space || !points) return []
  const [first, second] = values
  if (first === undefined) return []
  if (shape.type === 'length') return [spatialNumberItem(LENGTH, first, UNITS.mm, points, space)]
  if (shape.type === 'bidirectional') return [spatialNumberItem(LONG_AXIS, first, UNITS.mm, points.slice(0, 2), space), ...(second === undefined ? [] : [spatialNumberItem(SHORT_AXIS, second, UNITS.mm, points.slice(2, 4), space)])]
  if (shape.type === 'angle' || shape.type === 'cobb') return [spatialNumberItem(ANGLE, first, UNITS.deg, points, space)]
  const outline = outlineInPatient({ shape, plane })
  return outline.length === 0 ? [] : [spatialNumberItem(AREA, first, UNITS.mm2, [...outline, ...outline.slice(0, 1)], space, 'POLYGON')]
}

function areaOf({ type, points }: MeasurementShape, value: string, image: ImageReference): Dataset[] {
  if (!isRoi(type)) return []
  const outline = outlineOf(type, points.pixels)
  return [numberItem(AREA, value, UNITS.mm2, [...outline, ...outline.slice(0, 1)], image)]
}

function evidenceOf({ study, imageOf }: ObjectSource, images: readonly ImageReference[]): Dataset[] {
  const bySeries = new Map<string, Map<string, string>>()
  for (const { SOPInstanceUID, SOPClassUID } of images) {
    const series = imageOf(SOPInstanceUID)?.SeriesInstanceUID ?? ''
    bySeries.set(series, (bySeries.get(series) ?? new Map()).set(SOPInstanceUID, SOPClassUID))
  }
  return [
    {
      StudyInstanceUID: study.StudyInstanceUID,
      ReferencedSeriesSequence: [...bySeries].map(([SeriesInstanceUID, objects]) => ({
        SeriesInstanceUID,
        ReferencedSOPSequence: [...objects].map(([ReferencedSOPInstanceUID, ReferencedSOPClassUID]) => ({ ReferencedSOPClassUID, ReferencedSOPInstanceUID })),
      })),
    },
  ]
}

export function headOf({ patient, study, uuids: [series, object], date, time }: ObjectSource, SOPClassUID: string, Modality: string, SeriesNumber: number): Dataset {
  const sex = { male: 'M', female: 'F', other: 'O' }[patient.sex as string] ?? ''
  return {
    SpecificCharacterSet: 'ISO_IR 192',
    SOPClassUID,
    SOPInstanceUID: uidOfUuid(object),
    StudyDate: study.studyDate?.replaceAll('-', '') ?? '',
    ContentDate: date,
    StudyTime: study.studyTime?.replaceAll(':', '') ?? '',
    ContentTime: time,
    AccessionNumber: study.AccessionNumber ?? '',
    Modality,
    Manufacturer: 'Consilium',
    ReferringPhysicianName: '',
    StudyDescription: study.StudyDescription || undefined,
    PatientName: `${patient.familyName}^${patient.givenName}`,
    PatientID: patient.identifiers[0]?.value ?? '',
    PatientBirthDate: patient.birthDate?.replaceAll('-', '') ?? '',
    PatientSex: sex,
    StudyInstanceUID: study.StudyInstanceUID,
    SeriesInstanceUID: uidOfUuid(series),
    StudyID: '',
    SeriesNumber,
    InstanceNumber: 1,
    ...(Modality === 'SR' ? { ReferencedPerformedProcedureStepSequence: [] } : {}),
  }
}
