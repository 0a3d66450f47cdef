// JPEG lossless (process 14, any predictor, 2-16 bits): decoded here, because the library at hand gave other values than
// two reference toolkits for signed 16-bit CT. Huffman only. @source ITU-T T.81 annex H
import { CodecError } from './codecError.ts'
import { createBitReader, readHuffman, signedBits, type BitReader, type Huffman } from './jpegBits.ts'
import { DHT, DRI, isStartOfFrame, SOF3, SOS, walkJpeg, word } from './jpegSegments.ts'
import type { PixelLayout } from './pixelLayout.ts'

interface Frame {
  precision: number
  rows: number
  columns: number
  /** Component identifiers in the order of the frame. */
  components: number[]
}

interface Scan {
  /** Code table per component of the scan. */
  tables: Huffman[]
  components: number[]
  predictor: number
  pointTransform: number
}

/**
 * @returns little-endian words of BitsAllocated, samples of a pixel beside each other
 * @throws CodecError
 */
export function decodeJpegLossless(bytes: Uint8Array, layout: PixelLayout): Uint8Array {
  const tables: [Huffman[], Huffman[]] = [[], []]
  let frame: Frame | undefined
  let out = new Uint16Array(0)
  let restart = 0
  let scans = 0
  walkJpeg(bytes, (marker, segment, after) => {
    if (marker === DHT) readHuffman(segment, tables)
    else if (marker === DRI) restart = word(segment, 0)
    else if (isStartOfFrame(marker)) {
      if (marker !== SOF3) throw new CodecError('layoutNotSupported')
      frame = readFrame(segment, layout)
      out = new Uint16Array(frame.rows * frame.columns * frame.components.length)
    } else if (marker === SOS) {
      if (!frame) throw new CodecError('damaged')
      scans++
      return decodeScan(bytes, after, frame, readScan(segment, frame, tables[0]), restart, out)
    }
    return after
  })
  if (scans === 0) throw new CodecError('truncated')
  return layout.BitsAllocated === 8 ? Uint8Array.from(out) : new Uint8Array(out.buffer)
}

function readFrame(segment: Uint8Array, layout: PixelLayout): Frame {
  const rows = word(segment, 1)
  const columns = word(segment, 3)
  const count = segment[5] as number
  if (rows !== layout.Rows || columns !== layout.Columns || count !== layout.SamplesPerPixel) throw new CodecError('sizeDiffers')
  if (layout.BitsAllocated > 16) throw new CodecError('layoutNotSupported')
  const components = Array.from({ length: count }, (_, n) => segment[6 + n * 3] as number)
  return { precision: segment[0] as number, rows, columns, components }
}

function readScan(segment: Uint8Array, frame: Frame, tables: readonly Huffman[]): Scan {
  const count = segment[0] as number
  const components: number[] = []
  const used: Huffman[] = []
  for (let n = 0; n < count; n++) {
    const component = frame.components.indexOf(segment[1 + n * 2] as number)
    const table = tables[(segment[2 + n * 2] as number) >> 4]
    if (component < 0 || !table) throw new CodecError('damaged')
    components.push(component)
    used.push(table)
  }
  return { components, tables: used, predictor: segment[1 + count * 2] as number, pointTransform: (segment[3 + count * 2] as number) & 15 }
}

/** @returns position of the marker that follows */
function decodeScan(bytes: Uint8Array, start: number, frame: Frame, scan: Scan, restart: number, out: Uint16Array): number {
  const reader = createBitReader(bytes, start)
  const samples = frame.components.length
  const stride = frame.columns * samples
  const initial = 1 << (frame.precision - scan.pointTransform - 1)
  const shift = scan.pointTransform
  let units = 0
  /** First row after the start or a restart is predicted from the left only. */
  let freshRow = 0
  let freshColumn = 0
  for (let y = 0; y < frame.rows; y++) {
    for (let x = 0; x < frame.columns; x++, units++) {
      if (restart > 0 && units > 0 && units % restart === 0) {
        reader.restart()
        freshRow = y
        freshColumn = x
      }
      for (let n = 0; n < scan.components.length; n++) {
        const at = y * stride + x * samples + (scan.components[n] as number)
        const fresh = y === freshRow && x === freshColumn
        const predicted = fresh ? initial : predict(scan.predictor, out, at, samples, stride, x > 0, y > freshRow, shift)
        out[at] = (predicted + difference(reader, scan.tables[n])) << shift
      }
    }
  }
  return reader.end()
}

/** 16 bits of difference are 32768 itself: nothing follows (T.81 H.1.2.2). */
function difference(reader: BitReader, table: Huffman | undefined): number {
  const size = reader.code(table)
  return size === 16 ? 32_768 : signedBits(reader, size)
}

function predict(
  predictor: number,
  out: Uint16Array,
  at: number,
  samples: number,
  stride: number,
  hasLeft: boolean,
  hasAbove: boolean,
  shift: number,
): number {
  const left = hasLeft ? (out[at - samples] as number) >> shift : 0
  if (!hasAbove) return left
  const above = (out[at - stride] as number) >> shift
  if (!hasLeft) return above
  const corner = (out[at - stride - samples] as number) >> shift
  switch (predictor) {
    case 1:
      return left
    case 2:
      return above
    case 3:
      return corner
    case 4:
      return left + above - corner
    case 5:
      return left + ((above - corner) >> 1)
    case 6:
      return above + ((left - corner) >> 1)
    case 7:
      return (left + above) >> 1
    default:
      throw new CodecError('damaged')
  }
}
