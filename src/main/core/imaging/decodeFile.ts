// Every frame of one DICOM file as stored values, and their MD5: what the command line prints and what is compared with other toolkits.
import { createHash } from 'node:crypto'
import { CodecError, type CodecErrorCode } from '#shared/codecs/codecError.ts'
import { decodeNative } from '#shared/codecs/decodeNative.ts'
import type { CodecLibraries } from '#shared/codecs/libraries.ts'
import type { PixelLayout } from '#shared/codecs/pixelLayout.ts'
import { pixelCoding, undecodedName } from '#shared/codecs/transferSyntaxes.ts'
import { readAttributes } from './dicom/attributes.ts'
import { frameBitsOf, nativeFrames, type FrameTable } from './dicom/frameTable.ts'
import { readPixelModule } from './dicom/imageAttributes.ts'
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

export type DecodeRefusal = {
  error: CodecErrorCode | 'notDicom' | 'noPixels'
  /** The compression by name, when it is the reason. */
  syntax?: string
}

/** Ultrasound stores YBR_FULL in planes when uncompressed. @source DICOM PS3.3 C.8.5.6.1.16 */
const ULTRASOUND = new Set(['1.2.840.10008.5.1.4.1.1.6.1', '1.2.840.10008.5.1.4.1.1.3.1'])

interface PixelSource {
  layout: PixelLayout
  frames: number
  encoded: Uint8Array[]
  isUltrasound: boolean
}

/**
 * @param onFrame gets each frame's native bytes, first frame is 1; e.g. to write them out
 * @returns a refusal instead of a partial answer: no MD5 of some of the frames
 */
export async function decodeFile(
  bytes: Uint8Array,
  libraries: CodecLibraries,
  onFrame: (frame: number, native: Uint8Array) => void = () => undefined,
): Promise<DecodedFile | DecodeRefusal> {
  const source = pixelSource(bytes)
  if ('error' in source) return source
  const { layout, frames, encoded, isUltrasound } = source
  const hash = createHash('md5')
  try {
    for (const [n, frame] of encoded.entries()) {
      const native = isPackedBits(layout) ? frame : await nativeBytes(frame, layout, libraries, isUltrasound)
      hash.update(native)
      onFrame(n + 1, native)
    }
  } catch (error) {
    if (error instanceof CodecError) return { error: error.code, ...(error.code === 'syntaxNotSupported' ? { syntax: undecodedName(layout.TransferSyntaxUID) } : {}) }
    throw error
  }
  const { TransferSyntaxUID, Rows, Columns, SamplesPerPixel, PhotometricInterpretation, BitsAllocated, BitsStored, PixelRepresentation } = layout
  return {
    TransferSyntaxUID,
    Rows,
    Columns,
    SamplesPerPixel,
    PhotometricInterpretation,
    BitsAllocated,
    BitsStored,
    PixelRepresentation,
    frames,
    md5: hash.digest('hex'),
  }
}

async function nativeBytes(encoded: Uint8Array, layout: PixelLayout, libraries: CodecLibraries, isUltrasound: boolean): Promise<Uint8Array> {
  const native = await decodeNative(encoded, layout, libraries)
  const coding = pixelCoding(layout.TransferSyntaxUID)
  const wasNative = coding === 'native' || coding === 'nativeBigEndian'
  if (wasNative || !isUltrasound || native.PhotometricInterpretation !== 'YBR_FULL' || native.PlanarConfiguration === 1) return native.bytes
  return inPlanes(native.bytes, layout.Rows * layout.Columns)
}

function inPlanes(interleaved: Uint8Array, pixels: number): Uint8Array {
  const out = new Uint8Array(interleaved.length)
  for (let p = 0; p < pixels; p++) for (let s = 0; s < 3; s++) out[s * pixels + p] = interleaved[p * 3 + s] as number
  return out
}

/** Layout and encoded frames of one file; frames of one bit are taken together as they lie. */
export function pixelSource(bytes: Uint8Array): PixelSource | DecodeRefusal {
  const reading = readHeader(bytes)
  if (reading.kind === 'damaged') return { error: 'damaged' }
  if (reading.kind !== 'object') return { error: 'notDicom' }
  const { image, frames, inflated, SOPClassUID } = reading.object
  if (!image || !frames) return floatSource(bytes)
  const source = inflated ? openDataSet(bytes, false)?.bytes : bytes
  if (!source) return { error: 'damaged' }
  return {
    layout: { ...image, palette: image.palette ?? null },
    frames: image.NumberOfFrames,
    encoded: encodedFrames(source, frames, image.NumberOfFrames),
    isUltrasound: ULTRASOUND.has(SOPClassUID),
  }
}

/** Parametric maps keep their values in Float or Double Float Pixel Data, always native. @source PS3.3 C.7.6.24, C.7.6.25 */
function floatSource(bytes: Uint8Array): PixelSource | DecodeRefusal {
  const opened = openDataSet(bytes, false)
  const element = opened?.dataSet.elements.x7fe00008 ?? opened?.dataSet.elements.x7fe00009
  if (!opened || !element) return { error: 'noPixels' }
  const attributes = readAttributes(opened.dataSet)
  const pixels = readPixelModule(attributes)
  const frameBits = pixels && frameBitsOf(pixels)
  const found = frameBits === undefined ? undefined : nativeFrames(element, opened.bytes.length, frameBits, attributes.number('x00280008') ?? 1)
  if (!pixels || !found) return { error: 'damaged' }
  return {
    layout: { ...pixels, TransferSyntaxUID: opened.TransferSyntaxUID, float: true },
    frames: found.NumberOfFrames,
    encoded: encodedFrames(opened.bytes, found.table, found.NumberOfFrames),
    isUltrasound: false,
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
