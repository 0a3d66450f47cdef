// Every frame of one DICOM file as stored values, and their MD5: what the command line prints and what is compared with other toolkits.
import { createHash } from 'node:crypto'
import { CodecError, type CodecErrorCode } from '#shared/codecs/codecError.ts'
import { decodeNative } from '#shared/codecs/decodeNative.ts'
import type { CodecLibraries } from '#shared/codecs/libraries.ts'
import type { PixelLayout } from '#shared/codecs/pixelLayout.ts'
import type { FrameTable } from './dicom/frameTable.ts'
import { openDataSet } from './dicom/openDataSet.ts'
import { readHeader } from './dicom/readHeader.ts'

export interface DecodedFile {
  TransferSyntaxUID: string
  Rows: number
  Columns: number
  SamplesPerPixel: number
  PhotometricInterpretation: string
  BitsAllocated: number
  BitsStored: number
  PixelRepresentation: number
  frames: number
  /** Over the stored values of all frames, little endian, colour as stored. */
  md5: string
}

export type DecodeRefusal = { error: CodecErrorCode | 'notDicom' | 'noPixels' }

/**
 * @param onFrame gets each frame's native bytes, first frame is 1; e.g. to write them out
 * @returns a refusal instead of a partial answer: no MD5 of some of the frames
 */
export async function decodeFile(
  bytes: Uint8Array,
  libraries: CodecLibraries,
  onFrame: (frame: number, native: Uint8Array) => void = () => undefined,
): Promise<DecodedFile | DecodeRefusal> {
  const reading = readHeader(bytes)
  if (reading.kind === 'damaged') return { error: 'damaged' }
  if (reading.kind !== 'object') return { error: 'notDicom' }
  const { image, frames, inflated } = reading.object
  if (!image || !frames) return { error: 'noPixels' }
  const source = inflated ? openDataSet(bytes, false)?.bytes : bytes
  if (!source) return { error: 'damaged' }
  const layout: PixelLayout = { ...image, palette: image.palette ?? null }
  const hash = createHash('md5')
  try {
    for (const [n, encoded] of encodedFrames(source, frames, image.NumberOfFrames).entries()) {
      const native = isPackedBits(layout) ? encoded : (await decodeNative(encoded, layout, libraries)).bytes
      hash.update(native)
      onFrame(n + 1, native)
    }
  } catch (error) {
    if (error instanceof CodecError) return { error: error.code }
    throw error
  }
  const { TransferSyntaxUID, Rows, Columns, SamplesPerPixel, PhotometricInterpretation, BitsAllocated, BitsStored, PixelRepresentation } = image
  return {
    TransferSyntaxUID,
    Rows,
    Columns,
    SamplesPerPixel,
    PhotometricInterpretation,
    BitsAllocated,
    BitsStored,
    PixelRepresentation,
    frames: image.NumberOfFrames,
    md5: hash.digest('hex'),
  }
}

/** One bit per pixel: frames follow each other within bytes, so they are taken together as they lie in the file. */
function isPackedBits(layout: PixelLayout): boolean {
  return layout.BitsAllocated === 1
}

function encodedFrames(source: Uint8Array, table: FrameTable, count: number): Uint8Array[] {
  if (table.kind === 'encapsulated') return table.frames.map((spans) => joined(source, spans))
  if (table.frameBits % 8 !== 0) {
    return [source.subarray(table.offset, table.offset + Math.ceil((table.frameBits * count) / 8))]
  }
  const length = table.frameBits / 8
  return Array.from({ length: count }, (_, n) => source.subarray(table.offset + n * length, table.offset + (n + 1) * length))
}

function joined(source: Uint8Array, spans: readonly (readonly [number, number])[]): Uint8Array {
  const [only] = spans
  if (spans.length === 1 && only) return source.subarray(only[0], only[0] + only[1])
  const out = new Uint8Array(spans.reduce((sum, [, length]) => sum + length, 0))
  let at = 0
  for (const [offset, length] of spans) {
    out.set(source.subarray(offset, offset + length), at)
    at += length
  }
  return out
}
