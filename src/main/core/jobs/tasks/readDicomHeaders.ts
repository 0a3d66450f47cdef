// Reads the headers of several DICOM files at once: one message for many small files is what makes a CD fast.
import { type HeaderReading, readHeader } from '../../imaging/dicom/readHeader.ts'

export interface DicomHeaderInput {
  /** Head or whole of each file. */
  files: readonly { bytes: Uint8Array; fileBytes: number }[]
}

export function run({ files }: DicomHeaderInput): HeaderReading[] {
  return files.map(({ bytes, fileBytes }) => readHeader(bytes, fileBytes))
}
