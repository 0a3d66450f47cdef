// How much of a DICOM file a reader of headers needs, told without parsing it. A wrong answer costs a second reading, never a wrong header.
import { hasDicomPrefix } from './openDataSet.ts'
import { DEFLATED, isNative } from './transferSyntaxes.ts'

/** Enough to hold the header of nearly every image (imaging note §5). */
export const HEAD_BYTES = 64 * 1024
const PIXEL_TAG = Buffer.from([0xe0, 0x7f, 0x10, 0x00])
const SYNTAX_TAG = Buffer.from([0x02, 0x00, 0x10, 0x00, 0x55, 0x49])
/** Tag, VR and length of the pixel data, and room for a misjudged few bytes. */
const BEYOND_TAG = 64

/**
 * @param start first bytes of the file, HEAD_BYTES of them or all
 * @param fileBytes length of the whole file
 * @returns bytes before the pixels of an uncompressed image; null when only the whole file tells (fragments, reports, damage)
 */
export function headOf(start: Uint8Array, fileBytes: number): number | null {
  if (fileBytes <= BEYOND_TAG || !hasDicomPrefix(start)) return null
  const head = Buffer.from(start.buffer, start.byteOffset, Math.min(start.length, HEAD_BYTES))
  const tag = head.subarray(0, 1024).indexOf(SYNTAX_TAG)
  if (tag < 0 || tag + 8 > head.length) return null
  const uid = head.toString('latin1', tag + 8, tag + 8 + head.readUInt16LE(tag + 6)).replace(/[\0 ]+$/, '')
  if (!isNative(uid) || uid === DEFLATED) return null
  const pixels = head.indexOf(PIXEL_TAG)
  if (pixels < 0) return null
  // A second one: the first may be the icon's, inside a sequence. Then nothing is cut.
  const isAlone = head.indexOf(PIXEL_TAG, pixels + 4) < 0
  return Math.min(fileBytes, isAlone ? pixels + BEYOND_TAG : HEAD_BYTES)
}
