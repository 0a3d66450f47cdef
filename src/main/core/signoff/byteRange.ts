// The signature's place inside a PDF: which bytes it covers and where its CMS stands. Knows no cryptography.
import { RANGE_PLACEHOLDER } from '../reports/pdf/signatureField.ts'

/** Bytes [0, start) and [end, length): everything but the hexadecimal text of the CMS with its brackets. */
export interface SignedRange {
  readonly start: number
  readonly end: number
}

/**
 * Writes the real byte range into a PDF with an empty signature field.
 * @returns the PDF and its range; the length does not change
 * @throws Error when the PDF has not exactly one such field
 */
export function fillByteRange(pdf: Uint8Array): { pdf: Buffer; range: SignedRange } {
  const file = Buffer.from(pdf)
  const placeholder = `/ByteRange [0 ${RANGE_PLACEHOLDER} ${RANGE_PLACEHOLDER} ${RANGE_PLACEHOLDER}]`
  const at = file.indexOf(placeholder, 0, 'latin1')
  if (at < 0 || file.indexOf(placeholder, at + 1, 'latin1') >= 0) throw new Error('a PDF with one empty signature field is needed')
  const start = file.indexOf('<', file.indexOf('/Contents', at, 'latin1'), 'latin1')
  const end = file.indexOf('>', start, 'latin1') + 1
  const actual = `/ByteRange [0 ${start} ${end} ${file.length - end}]`
  file.write(actual.padEnd(placeholder.length, ' '), at, 'latin1')
  return { pdf: file, range: { start, end } }
}

/** The bytes that the signature is over. */
export function signedBytes(pdf: Uint8Array, { start, end }: SignedRange): Uint8Array {
  return Buffer.concat([pdf.subarray(0, start), pdf.subarray(end)])
}

/** Puts the CMS (DER) into its place, filled up with zeros. @throws Error when it is longer than the place */
export function insertCms(pdf: Buffer, { start, end }: SignedRange, cms: Uint8Array): Buffer {
  const room = end - start - 2
  const text = Buffer.from(cms).toString('hex')
  if (text.length > room) throw new Error('the signature is longer than its place')
  pdf.write(text.padEnd(room, '0'), start + 1, 'latin1')
  return pdf
}

/**
 * Reads the last signature of a PDF.
 * @returns undefined when there is none or its range is not of the one shape that covers the whole file
 */
export function readSignature(pdf: Uint8Array): { range: SignedRange; cms: Uint8Array; coversWhole: boolean } | undefined {
  const file = Buffer.from(pdf.buffer, pdf.byteOffset, pdf.byteLength)
  const at = file.lastIndexOf('/ByteRange', undefined, 'latin1')
  if (at < 0) return undefined
  const numbers = /^\/ByteRange\s*\[\s*(\d{1,10})\s+(\d{1,10})\s+(\d{1,10})\s+(\d{1,10})\s*\]/.exec(file.toString('latin1', at, at + 80))
  if (!numbers) return undefined
  const [first = 0, start = 0, end = 0, rest = 0] = numbers.slice(1).map(Number)
  if (start >= end || end > file.length) return undefined
  const text = file.toString('latin1', start, end)
  if (!/^<[0-9a-f]+>$/.test(text)) return undefined
  const filled = Buffer.from(text.slice(1, -1), 'hex')
  const cms = trimDer(filled)
  // These bytes are outside of the signature: they have one spelling, and what fills them up is nothing but zeros.
  if (filled.subarray(cms.length).some((byte) => byte !== 0)) return undefined
  return { range: { start, end }, cms, coversWhole: first === 0 && end + rest === file.length }
}

/** The zeros behind the DER element are filling. */
function trimDer(bytes: Buffer): Uint8Array {
  const length = bytes[1] ?? 0
  if (length < 0x80) return bytes.subarray(0, 2 + length)
  const octets = length & 0x7f
  let size = 0
  for (let i = 0; i < octets; i++) size = size * 256 + (bytes[2 + i] ?? 0)
  return bytes.subarray(0, 2 + octets + size)
}
