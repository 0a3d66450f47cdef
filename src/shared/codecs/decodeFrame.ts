// Native bytes -> typed stored values that a viewer can window: bits masked, sign extended, colour as RGB.
import { valueRange, type StoredValues } from '../domain/windowing.ts'
import { CodecError } from './codecError.ts'
import { paletteToRgb, toInterleavedRgb } from './colour.ts'
import type { DecodedFrame } from './decodedFrame.ts'
import { decodeNative } from './decodeNative.ts'
import type { CodecLibraries } from './libraries.ts'
import type { NativeFrame, PixelLayout } from './pixelLayout.ts'

/**
 * @param encoded is given up: where it holds exactly the pixels, its memory becomes the frame's (no second copy of every uncompressed slice)
 * @throws CodecError
 */
export async function decodeFrame(encoded: Uint8Array, layout: PixelLayout, libraries: CodecLibraries): Promise<DecodedFrame> {
  return toDecodedFrame(await decodeNative(encoded, layout, libraries), layout)
}

/** @throws CodecError layoutNotSupported, paletteMissing */
export function toDecodedFrame(native: NativeFrame, layout: PixelLayout): DecodedFrame {
  const { Rows: rows, Columns: columns } = layout
  if (layout.SamplesPerPixel === 3) {
    return { rows, columns, samples: 3, values: toInterleavedRgb(native, layout), min: 0, max: 255 }
  }
  if (layout.SamplesPerPixel !== 1) throw new CodecError('layoutNotSupported')
  const values = storedValues(native.bytes, layout)
  if (native.PhotometricInterpretation === 'PALETTE COLOR') {
    if (!layout.palette) throw new CodecError('paletteMissing')
    return { rows, columns, samples: 3, values: paletteToRgb(values, layout.palette), min: 0, max: 255 }
  }
  return { rows, columns, samples: 1, values, ...valueRange(values) }
}

/** One value per pixel, overlay bits outside BitsStored removed, two's complement by PixelRepresentation. */
function storedValues(bytes: Uint8Array, layout: PixelLayout): StoredValues {
  const { BitsAllocated, BitsStored, HighBit, PixelRepresentation } = layout
  const count = layout.Rows * layout.Columns
  const own = ownMemory(bytes, Math.ceil((count * BitsAllocated) / 8))
  if (layout.float) return BitsAllocated === 64 ? new Float64Array(own) : new Float32Array(own)
  switch (BitsAllocated) {
    case 1:
      return Uint8Array.from({ length: count }, (_, i) => ((bytes[i >> 3] as number) >> (i & 7)) & 1)
    case 8: {
      const words = PixelRepresentation === 1 ? new Int8Array(own) : new Uint8Array(own)
      return BitsStored < 8 ? masked(words, BitsStored, HighBit, PixelRepresentation, 8) : words
    }
    case 16: {
      const words = PixelRepresentation === 1 ? new Int16Array(own) : new Uint16Array(own)
      return BitsStored < 16 ? masked(words, BitsStored, HighBit, PixelRepresentation, 16) : words
    }
    case 32:
      return PixelRepresentation === 1 ? new Int32Array(own) : new Uint32Array(own)
    default:
      throw new CodecError('layoutNotSupported')
  }
}

/** Aligned and alone: the very memory when it holds these bytes and nothing else. */
function ownMemory(bytes: Uint8Array, length: number): ArrayBuffer {
  const { buffer } = bytes
  return buffer instanceof ArrayBuffer && buffer.byteLength === length && bytes.byteLength === length ? buffer : bytes.slice(0, length).buffer
}

function masked<T extends Int8Array | Uint8Array | Int16Array | Uint16Array>(
  words: T,
  bitsStored: number,
  highBit: number,
  representation: number,
  allocated: number,
): T {
  const left = 31 - highBit
  const right = 32 - bitsStored
  if (highBit + 1 < bitsStored || highBit >= allocated) throw new CodecError('layoutNotSupported')
  if (representation === 1) for (let i = 0; i < words.length; i++) words[i] = ((words[i] as number) << left) >> right
  else for (let i = 0; i < words.length; i++) words[i] = ((words[i] as number) << left) >>> right
  return words
}
