// Writes the DICOMDIR of a patient CD: records for patients, studies, series and images, linked by byte offsets.
import { type Dataset, encodeFile, encodeItem, EXPLICIT_LITTLE_ENDIAN, MEDIA_DIRECTORY } from '../../imaging/dicom/part10.ts'

export interface DirectoryImage {
  /** Path on the disc, parts in capitals of at most 8 characters. */
  readonly path: readonly string[]
  readonly attributes: Dataset
}

interface Entity {
  readonly key: string
  readonly record: Dataset
  readonly children: Entity[]
}

interface Placed {
  readonly record: Dataset
  offset: number
  next: number
  lower: number
}

/** @param instanceUid the directory's own SOP instance UID */
export function encodeDicomdir(fileSetId: string, instanceUid: string, images: readonly DirectoryImage[]): Buffer {
  const placed: Placed[] = []
  const roots = placeAll(gatherEntities(images), placed)
  const sop = { classUid: MEDIA_DIRECTORY, instanceUid }
  const head = (first: number, last: number, records: readonly Dataset[]): Dataset => ({
    FileSetID: fileSetId,
    OffsetOfTheFirstDirectoryRecordOfTheRootDirectoryEntity: first,
    OffsetOfTheLastDirectoryRecordOfTheRootDirectoryEntity: last,
    FileSetConsistencyFlag: 0,
    DirectoryRecordSequence: records,
  })
  // The offsets have a fixed width, so the lengths of the first pass are those of the last.
  let at = encodeFile(head(0, 0, []), sop).length
  for (const entry of placed) {
    entry.offset = at
    at += encodeItem(linked(entry)).length
  }
  for (const entry of placed) {
    entry.next = placed[entry.next]?.offset ?? 0
    entry.lower = placed[entry.lower]?.offset ?? 0
  }
  const first = placed[roots[0] ?? 0]?.offset ?? 0
  const last = placed[roots.at(-1) ?? 0]?.offset ?? 0
  return encodeFile(head(first, last, placed.map(linked)), sop)
}

function linked(entry: Placed): Dataset {
  return {
    ...entry.record,
    OffsetOfTheNextDirectoryRecord: entry.next < 0 ? 0 : entry.next,
    RecordInUseFlag: 0xffff,
    OffsetOfReferencedLowerLevelDirectoryEntity: entry.lower < 0 ? 0 : entry.lower,
  }
}

/** Lays records out depth first; `next` and `lower` hold indices until the offsets are known, -1 for none. */
function placeAll(entities: readonly Entity[], placed: Placed[]): number[] {
  const indices: number[] = []
  for (const entity of entities) {
    const index = placed.length
    const entry: Placed = { record: entity.record, offset: 0, next: -1, lower: -1 }
    placed.push(entry)
    const children = placeAll(entity.children, placed)
    entry.lower = children[0] ?? -1
    const before = placed[indices.at(-1) ?? -1]
    if (before) before.next = index
    indices.push(index)
  }
  return indices
}

function gatherEntities(images: readonly DirectoryImage[]): Entity[] {
  const patients: Entity[] = []
  for (const { path, attributes: a } of images) {
    const charset = { SpecificCharacterSet: a.SpecificCharacterSet }
    const patient = entityOf(patients, String(a.PatientID), {
      DirectoryRecordType: 'PATIENT', ...charset, PatientName: a.PatientName, PatientID: a.PatientID,
      PatientBirthDate: a.PatientBirthDate, PatientSex: a.PatientSex,
    })
    const study = entityOf(patient.children, String(a.StudyInstanceUID), {
      DirectoryRecordType: 'STUDY', ...charset, StudyDate: a.StudyDate, StudyTime: a.StudyTime, AccessionNumber: a.AccessionNumber,
      StudyDescription: a.StudyDescription, StudyInstanceUID: a.StudyInstanceUID, StudyID: a.StudyID,
    })
    const series = entityOf(study.children, String(a.SeriesInstanceUID), {
      DirectoryRecordType: 'SERIES', ...charset, Modality: a.Modality, SeriesDescription: a.SeriesDescription,
      SeriesInstanceUID: a.SeriesInstanceUID, SeriesNumber: a.SeriesNumber,
    })
    entityOf(series.children, path.join('/'), {
      DirectoryRecordType: 'IMAGE', ...charset, ReferencedFileID: path, ReferencedSOPClassUIDInFile: a.SOPClassUID,
      ReferencedSOPInstanceUIDInFile: a.SOPInstanceUID, ReferencedTransferSyntaxUIDInFile: EXPLICIT_LITTLE_ENDIAN,
      InstanceNumber: a.InstanceNumber, ImageType: a.ImageType,
    })
  }
  return patients
}

function entityOf(among: Entity[], key: string, record: Dataset): Entity {
  const known = among.find((entity) => entity.key === key)
  if (known) return known
  const entity = { key, record, children: [] }
  among.push(entity)
  return entity
}
