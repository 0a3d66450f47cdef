// Runs one wasm decoder on one frame and brings its answer into native little-endian bytes.
import { CodecError } from './codecError.ts'
import type { WasmDecoder, WasmFrameInfo } from './libraries.ts'
import type { PixelLayout } from './pixelLayout.ts'

export interface WasmPicture {
  info: WasmFrameInfo
  /** A copy: the decoder's memory is freed. */
  bytes: Uint8Array
  planes: boolean
}

/** @throws CodecError damaged when the codec refuses the stream */
export function runWasm(Decoder: new () => WasmDecoder, encoded: Uint8Array): WasmPicture {
  const decoder = new Decoder()
  try {
    decoder.getEncodedBuffer(encoded.length).set(encoded)
    decoder.decode()
    const info = { ...decoder.getFrameInfo() }
    if (!(info.width > 0 && info.height > 0)) throw new CodecError('damaged')
    return { info, bytes: decoder.getDecodedBuffer().slice(), planes: decoder.getInterleaveMode?.() === 0 && info.componentCount > 1 }
  } catch (cause) {
    throw cause instanceof CodecError ? cause : new CodecError('damaged', { cause })
  } finally {
    decoder.delete()
  }
}

/**
 * Brings decoded words to the header's BitsAllocated; the codestream's own depth may be smaller.
 * A codestream that says it is unsigned while the header says signed is read as the header's two's complement (mismatch of real scanners).
 */
export function toAllocated({ info, bytes, planes }: WasmPicture, layout: PixelLayout): Uint8Array {
  if (info.width !== layout.Columns || info.height !== layout.Rows || info.componentCount !== layout.SamplesPerPixel) {
    throw new CodecError('sizeDiffers')
  }
  const count = info.width * info.height * info.componentCount
  const from = info.bitsPerSample <= 8 ? 1 : info.bitsPerSample <= 16 ? 2 : 4
  if (bytes.length < count * from) throw new CodecError('truncated')
  const to = layout.BitsAllocated / 8
  const words = from === to ? bytes.subarray(0, count * from) : widen(bytes, count, from, to, info.isSigned === true)
  return planes ? interleave(words, info.componentCount, count / info.componentCount, to) : words
}

function widen(bytes: Uint8Array, count: number, from: number, to: number, signed: boolean): Uint8Array {
  const out = new Uint8Array(count * to)
  for (let i = 0; i < count; i++) {
    for (let b = 0; b < Math.min(from, to); b++) out[i * to + b] = bytes[i * from + b] as number
    const negative = signed && to > from && ((bytes[i * from + from - 1] as number) & 0x80) !== 0
    if (negative) out.fill(0xff, i * to + from, i * to + to)
  }
  return out
}

/** Planes of samples -> samples of a pixel beside each other. */
export function interleave(bytes: Uint8Array, samples: number, pixels: number, bytesPerSample: number): Uint8Array {
  const out = new Uint8Array(pixels * samples * bytesPerSample)
  for (let s = 0; s < samples; s++) {
    for (let p = 0; p < pixels; p++) {
      for (let b = 0; b < bytesPerSample; b++) {
        out[(p * samples + s) * bytesPerSample + b] = bytes[(s * pixels + p) * bytesPerSample + b] as number
      }
    }
  }
  return out
}
