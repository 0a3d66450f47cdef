// What every demo image says about patient, study, series and machine (data note: "tags the generator must always write").
import { uidFor } from '../random.ts'
import type { Dataset } from '../../imaging/dicom/part10.ts'

export interface DemoPatient {
  readonly familyName: string
  readonly givenName: string
  readonly id: string
  readonly issuer: string
  /** YYYY-MM-DD */
  readonly birthDate: string
  readonly sex: 'M' | 'F'
  readonly weightKg: number
  readonly sizeM: number
}

export interface DemoStudy {
  readonly patient: DemoPatient
  readonly StudyInstanceUID: string
  /** YYYY-MM-DD and HH:MM:SS */
  readonly date: string
  readonly time: string
  readonly accession: string
  readonly studyId: string
  /** Without the leading "DEMO". */
  readonly description: string
  readonly institution: string
}

export interface DemoSeries {
  readonly study: DemoStudy
  readonly SeriesInstanceUID: string
  readonly number: number
  readonly description: string
  readonly modality: string
  readonly bodyPart: string
  readonly manufacturer: string
  readonly model: string
  /** HH:MM:SS */
  readonly time: string
  readonly FrameOfReferenceUID?: string
  readonly PatientPosition?: string
}

export function createStudy(seed: number, label: string, study: Omit<DemoStudy, 'StudyInstanceUID'>): DemoStudy {
  return { ...study, StudyInstanceUID: uidFor(seed, `study/${label}`) }
}

export function createSeries(seed: number, label: string, series: Omit<DemoSeries, 'SeriesInstanceUID'>): DemoSeries {
  return { ...series, SeriesInstanceUID: uidFor(seed, `series/${label}`) }
}

export const dicomDate = (date: string): string => date.replaceAll('-', '')
export const dicomTime = (time: string): string => time.replaceAll(':', '')
export const personName = (patient: DemoPatient): string => `${patient.familyName}^${patient.givenName}`

/** @param more seconds after `time`, HH:MM:SS */
export function laterTime(time: string, more: number): string {
  const [h = 0, m = 0, s = 0] = time.split(':').map(Number)
  const all = h * 3600 + m * 60 + s + more
  const two = (value: number) => String(value).padStart(2, '0')
  return `${two(Math.floor(all / 3600))}:${two(Math.floor(all / 60) % 60)}:${two(all % 60)}`
}

/** Attributes shared by all instances of a series. @param SOPClassUID what kind of image */
export function seriesAttributes(series: DemoSeries, SOPClassUID: string): Dataset {
  const { study } = series
  const { patient } = study
  const age = Number(study.date.slice(0, 4)) - Number(patient.birthDate.slice(0, 4))
  const hadBirthday = study.date.slice(5) >= patient.birthDate.slice(5)
  return {
    SpecificCharacterSet: 'ISO_IR 192',
    SOPClassUID,
    StudyDate: dicomDate(study.date),
    SeriesDate: dicomDate(study.date),
    AcquisitionDate: dicomDate(study.date),
    ContentDate: dicomDate(study.date),
    StudyTime: dicomTime(study.time),
    SeriesTime: dicomTime(series.time),
    AcquisitionTime: dicomTime(series.time),
    ContentTime: dicomTime(series.time),
    AccessionNumber: study.accession,
    Modality: series.modality,
    Manufacturer: series.manufacturer,
    ManufacturerModelName: series.model,
    InstitutionName: study.institution,
    ReferringPhysicianName: '',
    StationName: 'DEMO',
    StudyDescription: `DEMO ${study.description}`,
    SeriesDescription: series.description,
    PatientName: personName(patient),
    PatientID: patient.id,
    IssuerOfPatientID: patient.issuer,
    PatientBirthDate: dicomDate(patient.birthDate),
    PatientSex: patient.sex,
    PatientAge: `${String(hadBirthday ? age : age - 1).padStart(3, '0')}Y`,
    PatientSize: patient.sizeM,
    PatientWeight: patient.weightKg,
    PatientIdentityRemoved: 'YES',
    DeidentificationMethod: 'SYNTHETIC PHANTOM - NO REAL PERSON',
    BodyPartExamined: series.bodyPart,
    SoftwareVersions: 'CONSILIUM DEMO',
    ProtocolName: series.description,
    PatientPosition: series.PatientPosition,
    StudyInstanceUID: study.StudyInstanceUID,
    SeriesInstanceUID: series.SeriesInstanceUID,
    StudyID: study.studyId,
    SeriesNumber: series.number,
    FrameOfReferenceUID: series.FrameOfReferenceUID,
    PositionReferenceIndicator: series.FrameOfReferenceUID === undefined ? undefined : '',
    SamplesPerPixel: 1,
    PhotometricInterpretation: 'MONOCHROME2',
    BurnedInAnnotation: 'NO',
    LossyImageCompression: '00',
  }
}

/** The bytes of stored values, little endian. */
export function pixelBytes(values: Int16Array | Uint16Array | Uint8Array): Uint8Array {
  return new Uint8Array(values.buffer, values.byteOffset, values.byteLength)
}
