// Facts of a photographed or scanned page: only the EXIF orientation matters to a reader; pixels are not decoded here.
import { classifyDocument } from '#shared/domain/documentKind.ts'
import { type DocumentFacts, NOTHING_STATED } from './documentFacts.ts'

export function readImageFacts(bytes: Uint8Array, fileName: string): DocumentFacts {
  const orientation = exifOrientation(bytes)
  const issues = ['noTextLayer', ...(orientation !== null && orientation !== 1 ? ['exifRotated'] : [])]
  return {
    kind: classifyDocument('', fileName),
    pages: 1,
    language: null,
    documentDate: null,
    hasText: false,
    stated: NOTHING_STATED,
    name: null,
    issuer: null,
    issues,
  }
}

/** EXIF orientation 1..8 of a JPEG; null when none is recorded. */
export function exifOrientation(bytes: Uint8Array): number | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (bytes.length < 4 || view.getUint16(0) !== 0xffd8) return null
  let at = 2
  while (at + 4 <= bytes.length && bytes[at] === 0xff) {
    const marker = bytes[at + 1] ?? 0
    const length = view.getUint16(at + 2)
    if (marker === 0xda || length < 2) return null
    const isExif = marker === 0xe1 && String.fromCharCode(...bytes.subarray(at + 4, at + 10)) === 'Exif\0\0'
    if (isExif) return tiffOrientation(bytes.subarray(at + 10, at + 2 + length))
    at += 2 + length
  }
  return null
}

function tiffOrientation(tiff: Uint8Array): number | null {
  if (tiff.length < 14) return null
  const view = new DataView(tiff.buffer, tiff.byteOffset, tiff.byteLength)
  const little = view.getUint16(0) === 0x4949
  const directory = view.getUint32(4, little)
  if (directory + 2 > tiff.length) return null
  const entries = view.getUint16(directory, little)
  for (let i = 0; i < entries; i++) {
    const at = directory + 2 + i * 12
    if (at + 12 > tiff.length) return null
    if (view.getUint16(at, little) === 0x0112) {
      const value = view.getUint16(at + 8, little)
      return value >= 1 && value <= 8 ? value : null
    }
  }
  return null
}
