// JPEG (DCT), 8 and 12 bits per sample, sequential or progressive: the stored samples, without any colour transform.
// Huffman only. @source ITU-T T.81; markers of colour: JFIF 1.02, Adobe APP14
import { CodecError } from './codecError.ts'
import { createBitReader, readHuffman, type Huffman } from './jpegBits.ts'
import { inverseDct } from './jpegIdct.ts'
import { decodeScan, ZIGZAG, type Component, type Scan } from './jpegScan.ts'
import { DHT, DQT, DRI, isStartOfFrame, SOF2, SOS, walkJpeg, word } from './jpegSegments.ts'
import { upsample, type Plane } from './jpegUpsample.ts'
import type { PixelLayout } from './pixelLayout.ts'

const APP0 = 0xffe0
const APP14 = 0xffee

interface Frame {
  precision: 8 | 12
  columns: number
  rows: number
  progressive: boolean
  components: Component[]
  mcus: [number, number]
  /** Largest sampling factors. */
  h: number
  v: number
}

export interface JpegHead {
  precision: number
  components: number
  isJfif: boolean
  /** Adobe's word on colour: 0 = none (RGB), 1 = YCbCr; null when the marker is absent. */
  adobeTransform: number | null
}

/** What the stream says of itself before its first scan. @throws CodecError */
export function readJpegHead(bytes: Uint8Array): JpegHead {
  const head: JpegHead = { precision: 0, components: 0, isJfif: false, adobeTransform: null }
  walkJpeg(bytes, (marker, segment, after) => {
    if (marker === APP0) head.isJfif ||= startsWith(segment, 'JFIF')
    else if (marker === APP14 && startsWith(segment, 'Adobe')) head.adobeTransform = segment[11] ?? null
    else if (isStartOfFrame(marker)) {
      head.precision = segment[0] as number
      head.components = segment[5] as number
    } else if (marker === SOS) return bytes.length
    return after
  })
  return head
}

/**
 * @returns samples of a pixel beside each other, in words of BitsAllocated
 * @throws CodecError
 */
export function decodeDctJpeg(bytes: Uint8Array, layout: PixelLayout): Uint8Array {
  const tables: Int32Array[] = []
  const huffman: [Huffman[], Huffman[]] = [[], []]
  let frame: Frame | undefined
  let restart = 0
  walkJpeg(bytes, (marker, segment, after) => {
    if (marker === DQT) readQuantisation(segment, tables)
    else if (marker === DHT) readHuffman(segment, huffman)
    else if (marker === DRI) restart = word(segment, 0)
    else if (isStartOfFrame(marker)) {
      if (marker > SOF2) throw new CodecError('layoutNotSupported')
      frame = readFrame(segment, marker === SOF2, layout)
    } else if (marker === SOS) {
      if (!frame) throw new CodecError('damaged')
      const reader = createBitReader(bytes, after)
      decodeScan(readScan(segment, frame, huffman, restart), reader)
      return reader.end()
    }
    return after
  })
  if (!frame) throw new CodecError('truncated')
  const { h, v, precision } = frame
  const planes = frame.components.map((c) => upsample(planeOf(c, tables[c.quantisation], precision), h / c.h, v / c.v))
  return interleaved(planes, layout)
}

function readFrame(segment: Uint8Array, progressive: boolean, layout: PixelLayout): Frame {
  const precision = segment[0]
  const [rows, columns, count] = [word(segment, 1), word(segment, 3), segment[5] as number]
  if ((precision !== 8 && precision !== 12) || layout.BitsAllocated !== (precision === 8 ? 8 : 16)) throw new CodecError('layoutNotSupported')
  if (rows !== layout.Rows || columns !== layout.Columns || count !== layout.SamplesPerPixel) throw new CodecError('sizeDiffers')
  const factors = Array.from({ length: count }, (_, n) => (segment[7 + n * 3] as number) || 0)
  const [h, v] = [Math.max(...factors.map((f) => f >> 4)), Math.max(...factors.map((f) => f & 15))]
  if (factors.some((f) => !(f >> 4) || !(f & 15) || h % (f >> 4) || v % (f & 15)) || h > 4 || v > 4) throw new CodecError('layoutNotSupported')
  const mcus: [number, number] = [Math.ceil(columns / (8 * h)), Math.ceil(rows / (8 * v))]
  const components = factors.map((f, n): Component => {
    const [ch, cv] = [f >> 4, f & 15]
    const [across, down] = [mcus[0] * ch, mcus[1] * cv]
    return {
      id: segment[6 + n * 3] as number,
      h: ch,
      v: cv,
      quantisation: segment[8 + n * 3] as number,
      across,
      down,
      coefficients: new Int16Array(across * down * 64),
      columns: Math.ceil((columns * ch) / h),
      rows: Math.ceil((rows * cv) / v),
    }
  })
  return { precision, rows, columns, progressive, components, mcus, h, v }
}

function readQuantisation(segment: Uint8Array, tables: Int32Array[]): void {
  for (let p = 0; p < segment.length; ) {
    const head = segment[p++] as number
    const table = new Int32Array(64)
    for (let n = 0; n < 64; n++) {
      table[ZIGZAG[n] as number] = head >> 4 ? word(segment, p) : (segment[p] as number)
      p += head >> 4 ? 2 : 1
    }
    tables[head & 15] = table
  }
}

function readScan(segment: Uint8Array, frame: Frame, [dc, ac]: readonly [Huffman[], Huffman[]], restart: number): Scan {
  const count = segment[0] as number
  const parts = Array.from({ length: count }, (_, n) => {
    const component = frame.components.find(({ id }) => id === segment[1 + n * 2])
    const selectors = segment[2 + n * 2] as number
    if (!component) throw new CodecError('damaged')
    return { component, dc: dc[selectors >> 4], ac: ac[selectors & 15] }
  })
  const tail = 1 + count * 2
  const approximation = segment[tail + 2] as number
  return {
    parts,
    progressive: frame.progressive,
    from: segment[tail] as number,
    to: Math.min(63, segment[tail + 1] as number),
    high: approximation >> 4,
    low: approximation & 15,
    restart,
    mcus: frame.mcus,
  }
}

/** The component's own samples, without the padding of its last blocks. */
function planeOf(component: Component, table: Int32Array | undefined, precision: 8 | 12): Plane {
  if (!table) throw new CodecError('damaged')
  const { columns, rows, across, coefficients } = component
  const data = precision === 8 ? new Uint8Array(columns * rows) : new Uint16Array(columns * rows)
  const block = new Int32Array(64)
  for (let top = 0; top < rows; top += 8) {
    for (let left = 0; left < columns; left += 8) {
      const at = ((top / 8) * across + left / 8) * 64
      for (let n = 0; n < 64; n++) block[n] = (coefficients[at + n] as number) * (table[n] as number)
      inverseDct(block, precision)
      const width = Math.min(8, columns - left)
      for (let y = 0; y < 8 && top + y < rows; y++) data.set(block.subarray(y * 8, y * 8 + width), (top + y) * columns + left)
    }
  }
  return { data, columns, rows }
}

function interleaved(planes: readonly Plane[], { Rows, Columns, BitsAllocated }: PixelLayout): Uint8Array {
  const samples = planes.length
  const out = BitsAllocated === 8 ? new Uint8Array(Rows * Columns * samples) : new Uint16Array(Rows * Columns * samples)
  for (const [s, { data, columns }] of planes.entries()) {
    for (let y = 0; y < Rows; y++) {
      for (let x = 0; x < Columns; x++) out[(y * Columns + x) * samples + s] = data[y * columns + x] as number
    }
  }
  return out instanceof Uint8Array ? out : new Uint8Array(out.buffer)
}

function startsWith(segment: Uint8Array, word: string): boolean {
  return [...word].every((letter, n) => segment[n] === letter.charCodeAt(0))
}
