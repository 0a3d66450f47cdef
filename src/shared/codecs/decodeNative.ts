// One encapsulated or native frame -> native pixel bytes, exactly as an uncompressed file would hold them. No display decisions here.
import { assertNever } from '../kit/assertNever.ts'
import { CodecError } from './codecError.ts'
import { decodeDctJpeg, readJpegHead, type JpegHead } from './jpegDct.ts'
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

/**
 * Grey 8-bit pictures go through the wasm library; 12 bits and colour are decoded here, because the library refuses the first
 * and returns transformed colours of the second, also where the stream has none.
 */
async function jpegFrame(encoded: Uint8Array, layout: PixelLayout, libraries: CodecLibraries): Promise<NativeFrame> {
  const head = readJpegHead(encoded)
  if (head.precision === 8 && head.components === 1 && layout.BitsAllocated === 8) {
    return interleaved(toAllocated(runWasm((await libraries.jpeg()).JPEGDecoder, encoded), layout), layout.PhotometricInterpretation)
  }
  return interleaved(decodeDctJpeg(encoded, layout), head.components === 3 ? colourOf(head, layout) : layout.PhotometricInterpretation)
}

/** What the stream says of its colours counts more than the header, which is often left from the uncompressed original. */
function colourOf({ adobeTransform, isJfif }: JpegHead, { PhotometricInterpretation }: PixelLayout): string {
  if (adobeTransform !== null) return adobeTransform === 0 ? 'RGB' : 'YBR_FULL'
  if (isJfif || PhotometricInterpretation.startsWith('YBR')) return 'YBR_FULL'
  return PhotometricInterpretation
}

function swapped(bytes: Uint8Array, size: number): Uint8Array {
  if (size <= 1) return bytes
  const out = new Uint8Array(bytes.length)
  for (let i = 0; i < bytes.length; i += size) for (let b = 0; b < size; b++) out[i + b] = bytes[i + size - 1 - b] as number
  return out
}
