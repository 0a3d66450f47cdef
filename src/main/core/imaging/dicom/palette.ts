// Palette Color Lookup Tables of an image, descriptors applied. Source: DICOM PS3.3 C.7.6.3.1.5, C.7.6.3.1.6.
import type { ImagingInstance } from '#shared/domain/imagingStudy.ts'
import type { DataSet } from './parser.ts'

/** null when a table is absent, segmented or shorter than its descriptor says. */
export function readPalette(dataSet: DataSet): NonNullable<ImagingInstance['palette']> | null {
  const descriptor = [0, 1, 2].map((i) => dataSet.elements.x00281101 && readable(dataSet, 'x00281101', 6) && dataSet.uint16('x00281101', i))
  const [entriesWord, firstWord, bits] = descriptor
  if (typeof entriesWord !== 'number' || typeof firstWord !== 'number' || (bits !== 8 && bits !== 16)) return null
  const entries = entriesWord === 0 ? 65_536 : entriesWord
  const isSigned = dataSet.elements.x00281101?.vr === 'SS'
  const first = isSigned && firstWord > 32_767 ? firstWord - 65_536 : firstWord
  const [red, green, blue] = ['x00281201', 'x00281202', 'x00281203'].map((tag) => readTable(dataSet, tag, entries, bits))
  return red && green && blue ? { first, bits, red, green, blue } : null
}

function readable(dataSet: DataSet, tag: string, bytes: number): boolean {
  const element = dataSet.elements[tag]
  return element !== undefined && element.length >= bytes && element.dataOffset + bytes <= dataSet.byteArray.length
}

function readTable(dataSet: DataSet, tag: string, entries: number, bits: number): number[] | null {
  const element = dataSet.elements[tag]
  // 8-bit entries are stored one per byte or, by some, one per word.
  const perByte = bits === 8 && element !== undefined && element.length < entries * 2
  if (!element || !readable(dataSet, tag, perByte ? entries : entries * 2)) return null
  if (perByte) return Array.from(dataSet.byteArray.subarray(element.dataOffset, element.dataOffset + entries))
  return Array.from({ length: entries }, (_, i) => dataSet.uint16(tag, i) ?? 0)
}
