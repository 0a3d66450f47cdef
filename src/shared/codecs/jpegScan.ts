// Decodes the coefficients of one scan: sequential, or one pass of a progressive picture; one component or several interleaved. @source ITU-T T.81 F.2, G.1-G.2
import { signedBits, type BitReader, type Huffman } from './jpegBits.ts'

/** Position in the block (row-major) of the n-th coefficient in the stream. */
export const ZIGZAG: readonly number[] = [
  0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4, 5, 12, 19, 26, 33, 40, 48, 41, 34, 27, 20, 13, 6, 7, 14, 21, 28, 35, 42,
  49, 56, 57, 50, 43, 36, 29, 22, 15, 23, 30, 37, 44, 51, 58, 59, 52, 45, 38, 31, 39, 46, 53, 60, 61, 54, 47, 55, 62, 63,
]

/** One component of a frame: its blocks fill whole MCUs. */
export interface Component {
  id: number
  h: number
  v: number
  quantisation: number
  /** Blocks per row and rows of blocks, padded to whole MCUs. */
  across: number
  down: number
  /** 64 per block, row-major; refined in place by progressive scans. */
  coefficients: Int16Array
  /** Samples that belong to the picture. */
  columns: number
  rows: number
}

export interface ScanPart {
  component: Component
  dc: Huffman | undefined
  ac: Huffman | undefined
}

export interface Scan {
  parts: readonly ScanPart[]
  progressive: boolean
  from: number
  to: number
  high: number
  low: number
  restart: number
  /** MCUs of the frame, [across, down]; used when several components are interleaved. */
  mcus: readonly [number, number]
}

interface State {
  prediction: number
  /** Blocks still to be skipped: end-of-band run. */
  endOfBand: number
}

interface Coding extends ScanPart {
  from: number
  to: number
  high: number
  low: number
}

type BlockDecoder = (scan: Coding, reader: BitReader, out: Int16Array, at: number, state: State) => void

export function decodeScan(scan: Scan, reader: BitReader): void {
  const decode = blockDecoder(scan)
  const codings = scan.parts.map((part): Coding => ({ ...part, from: scan.from, to: scan.to, high: scan.high, low: scan.low }))
  const [only] = codings
  const units = codings.length === 1 && only ? Math.ceil(only.component.columns / 8) * Math.ceil(only.component.rows / 8) : scan.mcus[0] * scan.mcus[1]
  let states = codings.map((): State => ({ prediction: 0, endOfBand: 0 }))
  for (let unit = 0; unit < units; unit++) {
    if (scan.restart > 0 && unit > 0 && unit % scan.restart === 0) {
      reader.restart()
      states = codings.map(() => ({ prediction: 0, endOfBand: 0 }))
    }
    for (const [n, coding] of codings.entries()) {
      for (const block of codings.length === 1 ? [soleBlock(coding.component, unit)] : mcuBlocks(coding.component, unit, scan.mcus[0])) {
        decode(coding, reader, coding.component.coefficients, block * 64, states[n] as State)
      }
    }
  }
}

/** A scan of one component has no padding: its blocks are those of the component's own samples. */
function soleBlock({ columns, across }: Component, unit: number): number {
  const real = Math.ceil(columns / 8)
  return Math.floor(unit / real) * across + (unit % real)
}

function mcuBlocks({ h, v, across }: Component, unit: number, mcusAcross: number): number[] {
  const top = Math.floor(unit / mcusAcross) * v
  const left = (unit % mcusAcross) * h
  return Array.from({ length: h * v }, (_, n) => (top + Math.floor(n / h)) * across + left + (n % h))
}

function blockDecoder(scan: Scan): BlockDecoder {
  if (!scan.progressive) return sequential
  if (scan.from === 0) return scan.high === 0 ? dcFirst : dcRefine
  return scan.high === 0 ? acFirst : acRefine
}

const sequential: BlockDecoder = (scan, reader, out, at, state) => {
  state.prediction += signedBits(reader, reader.code(scan.dc))
  out[at] = state.prediction
  for (let n = 1; n < 64; n++) {
    const symbol = reader.code(scan.ac)
    const size = symbol & 15
    const run = symbol >> 4
    if (size === 0) {
      if (run < 15) return
      n += 15
      continue
    }
    n += run
    const value = signedBits(reader, size)
    if (n < 64) out[at + (ZIGZAG[n] as number)] = value
  }
}

const dcFirst: BlockDecoder = (scan, reader, out, at, state) => {
  state.prediction += signedBits(reader, reader.code(scan.dc))
  out[at] = state.prediction << scan.low
}

const dcRefine: BlockDecoder = (scan, reader, out, at) => {
  if (reader.bit()) out[at] = (out[at] as number) | (1 << scan.low)
}

const acFirst: BlockDecoder = (scan, reader, out, at, state) => {
  if (state.endOfBand > 0) {
    state.endOfBand--
    return
  }
  for (let n = scan.from; n <= scan.to; n++) {
    const symbol = reader.code(scan.ac)
    const size = symbol & 15
    const run = symbol >> 4
    if (size === 0) {
      if (run < 15) {
        state.endOfBand = (1 << run) - 1 + reader.bits(run)
        return
      }
      n += 15
      continue
    }
    n += run
    const value = signedBits(reader, size)
    if (n < 64) out[at + (ZIGZAG[n] as number)] = value << scan.low
  }
}

const acRefine: BlockDecoder = (scan, reader, out, at, state) => {
  const step = 1 << scan.low
  let n = scan.from
  while (state.endOfBand === 0 && n <= scan.to) {
    const symbol = reader.code(scan.ac)
    const run = symbol >> 4
    const isNew = (symbol & 15) !== 0
    if (!isNew && run < 15) {
      state.endOfBand = (1 << run) + reader.bits(run)
      break
    }
    const value = isNew ? (reader.bit() ? step : -step) : 0
    n = refineUpTo(scan, reader, out, at, n, run)
    if (isNew && n < 64) out[at + (ZIGZAG[n] as number)] = value
    n++
  }
  if (state.endOfBand > 0) {
    refineUpTo(scan, reader, out, at, n, Number.POSITIVE_INFINITY)
    state.endOfBand--
  }
}

/** Refines known coefficients until `zeros` unknown ones are passed. @returns place of the next unknown one */
function refineUpTo(scan: Coding, reader: BitReader, out: Int16Array, at: number, from: number, zeros: number): number {
  const step = 1 << scan.low
  let left = zeros
  for (let n = from; n <= scan.to; n++) {
    const place = at + (ZIGZAG[n] as number)
    if (out[place] !== 0) refine(reader, out, place, step)
    else if (left-- === 0) return n
  }
  return scan.to + 1
}

function refine(reader: BitReader, out: Int16Array, place: number, step: number): void {
  const value = out[place] as number
  if (reader.bit() && (Math.abs(value) & step) === 0) out[place] = value + (value > 0 ? step : -step)
}
