// JPEG (DCT) with 12 bits per sample, one component, sequential or progressive: what 8-bit JPEG libraries refuse and CT files contain.
// Huffman only. @source ITU-T T.81
import { CodecError } from './codecError.ts'
import { buildHuffman, createBitReader, type Huffman } from './jpegBits.ts'
import { inverseDct12 } from './jpegIdct12.ts'
import type { PixelLayout } from './pixelLayout.ts'
import { decodeScan, ZIGZAG, type Scan } from './jpegScan.ts'
import { DHT, DQT, DRI, isStartOfFrame, SOF2, SOS, walkJpeg, word } from './jpegSegments.ts'

interface Frame {
  columns: number
  rows: number
  progressive: boolean
  quantisation: number
}

/**
 * @returns undefined for an 8-bit stream, which the wasm library decodes
 * @throws CodecError
 */
export function decodeDctJpeg(bytes: Uint8Array, layout: PixelLayout): Uint8Array | undefined {
  if (precisionOf(bytes) === 8) return undefined
  const tables: Int32Array[] = []
  const dc: Huffman[] = []
  const ac: Huffman[] = []
  let frame: Frame | undefined
  let coefficients = new Int16Array(0)
  let restart = 0
  walkJpeg(bytes, (marker, segment, after) => {
    if (marker === DQT) readQuantisation(segment, tables)
    else if (marker === DHT) readHuffman(segment, dc, ac)
    else if (marker === DRI) restart = word(segment, 0)
    else if (isStartOfFrame(marker)) {
      if (marker > SOF2) throw new CodecError('layoutNotSupported')
      frame = readFrame(segment, marker === SOF2, layout)
      coefficients = new Int16Array(blocks(frame.columns) * blocks(frame.rows) * 64)
    } else if (marker === SOS) {
      if (!frame) throw new CodecError('damaged')
      const reader = createBitReader(bytes, after)
      decodeScan(readScan(segment, frame, dc, ac, restart), reader, coefficients)
      return reader.end()
    }
    return after
  })
  const table = frame && tables[frame.quantisation]
  if (!frame || !table) throw new CodecError('truncated')
  return picture(frame, table, coefficients)
}

/** Bits per sample by the first start of frame; 0 when there is none. */
function precisionOf(bytes: Uint8Array): number {
  let precision = 0
  walkJpeg(bytes, (marker, segment, after) => {
    if (!isStartOfFrame(marker)) return after
    precision = segment[0] as number
    return bytes.length
  })
  return precision
}

const blocks = (length: number) => Math.ceil(length / 8)

function readFrame(segment: Uint8Array, progressive: boolean, layout: PixelLayout): Frame {
  const rows = word(segment, 1)
  const columns = word(segment, 3)
  if (segment[0] !== 12 || segment[5] !== 1 || layout.BitsAllocated !== 16) throw new CodecError('layoutNotSupported')
  if (rows !== layout.Rows || columns !== layout.Columns) throw new CodecError('sizeDiffers')
  return { rows, columns, progressive, quantisation: segment[8] as number }
}

function readQuantisation(segment: Uint8Array, tables: Int32Array[]): void {
  for (let p = 0; p < segment.length; ) {
    const head = segment[p++] as number
    const table = new Int32Array(64)
    for (let n = 0; n < 64; n++) {
      const value = head >> 4 ? ((segment[p++] as number) << 8) | (segment[p++] as number) : (segment[p++] as number)
      table[ZIGZAG[n] as number] = value
    }
    tables[head & 15] = table
  }
}

function readHuffman(segment: Uint8Array, dc: Huffman[], ac: Huffman[]): void {
  for (let p = 0; p + 17 <= segment.length; ) {
    const head = segment[p] as number
    const counts = segment.subarray(p + 1, p + 17)
    const size = counts.reduce((sum, n) => sum + n, 0)
    const target = head >> 4 ? ac : dc
    target[head & 15] = buildHuffman(counts, segment.subarray(p + 17, p + 17 + size))
    p += 17 + size
  }
}

function readScan(segment: Uint8Array, frame: Frame, dc: Huffman[], ac: Huffman[], restart: number): Scan {
  const selectors = segment[2] as number
  return {
    dc: dc[selectors >> 4],
    ac: ac[selectors & 15],
    progressive: frame.progressive,
    from: segment[3] as number,
    to: segment[4] as number,
    high: (segment[5] as number) >> 4,
    low: (segment[5] as number) & 15,
    restart,
    blocks: blocks(frame.columns) * blocks(frame.rows),
  }
}

function picture(frame: Frame, table: Int32Array, coefficients: Int16Array): Uint8Array {
  const across = blocks(frame.columns)
  const out = new Uint16Array(frame.columns * frame.rows)
  const block = new Int32Array(64)
  for (let b = 0; b < coefficients.length / 64; b++) {
    for (let n = 0; n < 64; n++) block[n] = (coefficients[b * 64 + n] as number) * (table[n] as number)
    inverseDct12(block)
    const top = Math.floor(b / across) * 8
    const left = (b % across) * 8
    for (let y = 0; y < 8 && top + y < frame.rows; y++) {
      for (let x = 0; x < 8 && left + x < frame.columns; x++) out[(top + y) * frame.columns + left + x] = block[y * 8 + x] as number
    }
  }
  return new Uint8Array(out.buffer)
}
