// JPEG (DCT) with 12 bits per sample, one component, sequential or progressive: what 8-bit JPEG libraries refuse and CT files contain.
// Huffman only. @source ITU-T T.81
import { CodecError } from './codecError.ts'
import { buildHuffman, createBitReader, type Huffman } from './jpegBits.ts'
import { inverseDct12 } from './jpegIdct12.ts'
import type { PixelLayout } from './pixelLayout.ts'
import { decodeScan, ZIGZAG, type Scan } from './jpegScan.ts'

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
export function decodeDctJpeg(
  bytes: Uint8Array,
  layout: PixelLayout,
): { bytes: Uint8Array; PhotometricInterpretation: string } | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const tables: Int32Array[] = []
  const dc: Huffman[] = []
  const ac: Huffman[] = []
  let frame: Frame | undefined
  let coefficients = new Int16Array(0)
  let restart = 0
  let at = 2
  if (bytes.length < 4 || view.getUint16(0) !== 0xffd8) throw new CodecError('damaged')
  while (at + 4 <= bytes.length) {
    const marker = view.getUint16(at)
    if (marker === 0xffd9) break
    if (marker < 0xff01 || (marker >= 0xffd0 && marker <= 0xffd8) || marker === 0xffff) {
      at += 1
      continue
    }
    const length = view.getUint16(at + 2)
    const segment = bytes.subarray(at + 4, at + 2 + length)
    at += 2 + length
    if (at > bytes.length) throw new CodecError('truncated')
    if (marker === 0xffdb) readQuantisation(segment, tables)
    else if (marker === 0xffc4) readHuffman(segment, dc, ac)
    else if (marker === 0xffdd) restart = ((segment[0] as number) << 8) | (segment[1] as number)
    else if (marker >= 0xffc0 && marker <= 0xffc2) {
      if (segment[0] === 8) return undefined
      frame = readFrame(segment, marker === 0xffc2, layout)
      coefficients = new Int16Array(blocks(frame.columns) * blocks(frame.rows) * 64)
    } else if (marker === 0xffda) {
      if (!frame) throw new CodecError('damaged')
      const scan = readScan(segment, frame, dc, ac, restart)
      const reader = createBitReader(bytes, at)
      decodeScan(scan, reader, coefficients)
      at = reader.end()
    } else if (marker > 0xffc2 && marker <= 0xffcf && marker !== 0xffc8) throw new CodecError('layoutNotSupported')
  }
  const table = frame && tables[frame.quantisation]
  if (!frame || !table) throw new CodecError('truncated')
  return { bytes: picture(frame, table, coefficients), PhotometricInterpretation: layout.PhotometricInterpretation }
}

const blocks = (length: number) => Math.ceil(length / 8)

function readFrame(segment: Uint8Array, progressive: boolean, layout: PixelLayout): Frame {
  const rows = ((segment[1] as number) << 8) | (segment[2] as number)
  const columns = ((segment[3] as number) << 8) | (segment[4] as number)
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
