// One encapsulated or native frame -> native pixel bytes, exactly as an uncompressed file would hold them. No display decisions here.
import { assertNever } from '../kit/assertNever.ts'
import { CodecError } from './codecError.ts'
import { decodeDctJpeg } from './jpegDct.ts'
import { decodeJpegLossless } from './jpegLossless.ts'
import type { CodecLibraries } from './libraries.ts'
import { nativeFrameBytes, type NativeFrame, type PixelLayout } from './pixelLayout.ts'
import { decodeRle } from './rle.ts'
import { pixelCoding } from './transferSyntaxes.ts'
import { runWasm, toAllocated } from './wasmFrames.ts'

/**
 * @param encoded one whole frame, fragments already joined
 * @throws CodecError
 */
export async function decodeNative(encoded: Uint8Array, layout: PixelLayout, libraries: CodecLibraries): Promise<NativeFrame> {
  const coding = pixelCoding(layout.TransferSyntaxUID)
  if (!coding) throw new CodecError('syntaxNotSupported')
  const photometric = layout.PhotometricInterpretation
  switch (coding) {
    case 'native':
    case 'nativeBigEndian': {
      const length = nativeFrameBytes(layout)
      if (encoded.length < length) throw new CodecError('truncated')
      const bytes = encoded.subarray(0, length)
      return {
        bytes: coding === 'nativeBigEndian' ? swapped(bytes, layout.BitsAllocated / 8) : bytes,
        PhotometricInterpretation: photometric,
        PlanarConfiguration: layout.SamplesPerPixel > 1 ? (layout.PlanarConfiguration ?? 0) : 0,
      }
    }
    case 'rle':
      return interleaved(decodeRle(encoded, layout), photometric)
    case 'jpeg':
      return jpegFrame(encoded, layout, libraries)
    case 'jpegLossless':
      return interleaved(decodeJpegLossless(encoded, layout), photometric)
    case 'jpegLs':
      return interleaved(toAllocated(runWasm((await libraries.jpegLs()).JpegLSDecoder, encoded), layout), photometric)
    case 'jpeg2000':
      return interleaved(toAllocated(runWasm((await libraries.jpeg2000()).J2KDecoder, encoded), layout), withoutTransform(photometric))
    case 'htj2k':
      return interleaved(toAllocated(runWasm((await libraries.htj2k()).HTJ2KDecoder, encoded), layout), withoutTransform(photometric))
    default:
      return assertNever(coding)
  }
}

function interleaved(bytes: Uint8Array, PhotometricInterpretation: string): NativeFrame {
  return { bytes, PhotometricInterpretation, PlanarConfiguration: 0 }
}

/** JPEG 2000 undoes its own colour transform while decoding: RCT and ICT come out as RGB. */
function withoutTransform(photometric: string): string {
  return photometric === 'YBR_RCT' || photometric === 'YBR_ICT' ? 'RGB' : photometric
}

/** JPEG (DCT), 8 or 12 bit: YCbCr by the stream's own markers comes out as RGB, as every JPEG library does it. */
async function jpegFrame(encoded: Uint8Array, layout: PixelLayout, libraries: CodecLibraries): Promise<NativeFrame> {
  const picture = decodeDctJpeg(encoded, layout)
  if (picture) return interleaved(picture, layout.PhotometricInterpretation)
  const decoded = runWasm((await libraries.jpeg()).JPEGDecoder, encoded)
  const photometric = decoded.info.componentCount === 3 ? 'RGB' : layout.PhotometricInterpretation
  return interleaved(toAllocated(decoded, layout), photometric)
}

function swapped(bytes: Uint8Array, size: number): Uint8Array {
  if (size <= 1) return bytes
  const out = new Uint8Array(bytes.length)
  for (let i = 0; i < bytes.length; i += size) for (let b = 0; b < size; b++) out[i + b] = bytes[i + size - 1 - b] as number
  return out
}
