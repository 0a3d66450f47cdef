// Colour as stored -> RGB, 8 bit, interleaved. @source DICOM PS3.3 C.7.6.3.1.2 and C.7.6.3.1.5
import { CodecError } from './codecError.ts'
import type { NativeFrame, Palette, PixelLayout } from './pixelLayout.ts'
import type { StoredValues } from '../domain/windowing.ts'
import { interleave } from './wasmFrames.ts'

/** @throws CodecError layoutNotSupported for colour that is neither RGB nor YBR_FULL(_422) */
export function toInterleavedRgb(native: NativeFrame, layout: PixelLayout): Uint8Array {
  const pixels = layout.Rows * layout.Columns
  const depth = layout.BitsAllocated / 8
  if (native.PhotometricInterpretation === 'YBR_FULL_422' && native.bytes.length < pixels * 3) {
    return ybrToRgb(unpack422(native.bytes, layout.Columns, pixels), pixels)
  }
  const planar = native.PlanarConfiguration === 1
  const bytes = planar ? interleave(native.bytes, 3, pixels, depth) : native.bytes.slice(0, pixels * 3 * depth)
  const eight = depth === 1 ? bytes : highBytes(bytes, depth, layout.BitsStored)
  switch (native.PhotometricInterpretation) {
    case 'RGB':
      return eight
    case 'YBR_FULL':
    case 'YBR_FULL_422':
      return ybrToRgb(eight, pixels)
    default:
      throw new CodecError('layoutNotSupported')
  }
}

function highBytes(bytes: Uint8Array, depth: number, bitsStored: number): Uint8Array {
  const out = new Uint8Array(bytes.length / depth)
  for (let i = 0; i < out.length; i++) {
    let word = 0
    for (let b = depth - 1; b >= 0; b--) word = word * 256 + (bytes[i * depth + b] as number)
    out[i] = Math.floor(word / 2 ** (bitsStored - 8))
  }
  return out
}

/** Y1 Y2 Cb Cr -> Y Cb Cr per pixel. */
function unpack422(bytes: Uint8Array, columns: number, pixels: number): Uint8Array {
  if (columns % 2 !== 0) throw new CodecError('layoutNotSupported')
  const out = new Uint8Array(pixels * 3)
  for (let pair = 0; pair < pixels / 2; pair++) {
    const at = pair * 4
    for (let n = 0; n < 2; n++) out.set([bytes[at + n] as number, bytes[at + 2] as number, bytes[at + 3] as number], (pair * 2 + n) * 3)
  }
  return out
}

function ybrToRgb(ybr: Uint8Array, pixels: number): Uint8Array {
  const out = new Uint8ClampedArray(pixels * 3)
  for (let i = 0; i < pixels * 3; i += 3) {
    const y = ybr[i] as number
    const cb = (ybr[i + 1] as number) - 128
    const cr = (ybr[i + 2] as number) - 128
    out[i] = y + 1.402 * cr
    out[i + 1] = y - 0.344136 * cb - 0.714136 * cr
    out[i + 2] = y + 1.772 * cb
  }
  return new Uint8Array(out.buffer)
}

/** Values below the first or above the last entry take that entry. */
export function paletteToRgb(values: StoredValues, palette: Palette): Uint8Array {
  const last = palette.red.length - 1
  const shift = palette.bits === 16 ? 8 : 0
  const out = new Uint8Array(values.length * 3)
  for (let i = 0; i < values.length; i++) {
    const n = Math.min(last, Math.max(0, (values[i] as number) - palette.first))
    out[i * 3] = (palette.red[n] as number) >> shift
    out[i * 3 + 1] = (palette.green[n] as number) >> shift
    out[i * 3 + 2] = (palette.blue[n] as number) >> shift
  }
  return out
}
