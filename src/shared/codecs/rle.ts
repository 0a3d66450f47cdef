// RLE Lossless frames: PackBits segments, one per byte plane, most significant first. @source DICOM PS3.5 annex G
import { CodecError } from './codecError.ts'
import type { PixelLayout } from './pixelLayout.ts'

/**
 * @param bytes one frame with its 64-byte segment header
 * @returns little-endian native bytes, samples of a pixel beside each other (PlanarConfiguration 0)
 * @throws CodecError truncated or damaged
 */
export function decodeRle(bytes: Uint8Array, layout: PixelLayout): Uint8Array {
  const { Rows, Columns, SamplesPerPixel, BitsAllocated } = layout
  const bytesPerSample = BitsAllocated / 8
  const pixels = Rows * Columns
  if (bytes.length < 64) throw new CodecError('truncated')
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const segments = view.getUint32(0, true)
  if (segments !== SamplesPerPixel * bytesPerSample || segments > 15) throw new CodecError('damaged')
  const out = new Uint8Array(pixels * SamplesPerPixel * bytesPerSample)
  const step = SamplesPerPixel * bytesPerSample
  for (let segment = 0; segment < segments; segment++) {
    const start = view.getUint32(4 + segment * 4, true)
    const next = segment + 1 < segments ? view.getUint32(8 + segment * 4, true) : bytes.length
    if (start < 64 || start > bytes.length || next < start || next > bytes.length) throw new CodecError('damaged')
    const sample = Math.floor(segment / bytesPerSample)
    const plane = segment % bytesPerSample
    unpack(bytes.subarray(start, next), out, sample * bytesPerSample + (bytesPerSample - 1 - plane), step, pixels)
  }
  return out
}

function unpack(source: Uint8Array, out: Uint8Array, offset: number, step: number, count: number): void {
  let at = 0
  let written = 0
  let to = offset
  while (written < count) {
    if (at >= source.length) throw new CodecError('truncated')
    const control = source[at++] as number
    if (control === 128) continue
    const run = control > 128
    const length = Math.min(run ? 257 - control : control + 1, count - written)
    if (at + (run ? 0 : length - 1) >= source.length) throw new CodecError('truncated')
    for (let i = 0; i < length; i++, to += step) out[to] = source[run ? at : at + i] as number
    at += run ? 1 : control + 1
    written += length
  }
}
