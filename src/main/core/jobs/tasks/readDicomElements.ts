// The header of one DICOM file, line by line.
import type { DicomElements } from '#shared/domain/dicomElement.ts'
import { readElements } from '../../imaging/tags/readElements.ts'
import { TaskRefusal } from '../task.ts'

export function run({ bytes }: { bytes: Uint8Array }): DicomElements {
  const read = readElements(bytes)
  if (!read) throw new TaskRefusal('HEADER_NOT_READABLE')
  return read
}
