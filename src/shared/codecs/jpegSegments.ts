// Walks the marker segments of a JPEG stream. Knows the markers, not what they mean. @source ITU-T T.81 annex B
import { CodecError } from './codecError.ts'

/**
 * @param handle is given each segment's marker, its content and the position after it; returns where to go on (after a scan: behind its bits)
 * @throws CodecError damaged when it does not begin as a JPEG, truncated when a segment leaves the stream
 */
export function walkJpeg(bytes: Uint8Array, handle: (marker: number, segment: Uint8Array, after: number) => number): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (bytes.length < 4 || view.getUint16(0) !== SOI) throw new CodecError('damaged')
  let at = 2
  while (at + 4 <= bytes.length) {
    const marker = view.getUint16(at)
    if (marker === EOI) return
    if (!hasSegment(marker)) {
      at++
      continue
    }
    const after = at + 2 + view.getUint16(at + 2)
    if (after > bytes.length) throw new CodecError('truncated')
    at = handle(marker, bytes.subarray(at + 4, after), after)
  }
}

const SOI = 0xffd8
const EOI = 0xffd9
export const SOF0 = 0xffc0
export const SOF2 = 0xffc2
export const SOF3 = 0xffc3
export const SOF15 = 0xffcf
export const DHT = 0xffc4
export const JPG = 0xffc8
export const DQT = 0xffdb
export const DRI = 0xffdd
export const SOS = 0xffda

function hasSegment(marker: number): boolean {
  return marker >= SOF0 && marker !== 0xffff && !(marker >= 0xffd0 && marker <= SOI)
}

/** Any start of frame: baseline, progressive, lossless, arithmetic... */
export function isStartOfFrame(marker: number): boolean {
  return marker >= SOF0 && marker <= SOF15 && marker !== DHT && marker !== JPG && marker !== 0xffcc
}

export function word(segment: Uint8Array, at: number): number {
  return ((segment[at] as number) << 8) | (segment[at + 1] as number)
}
