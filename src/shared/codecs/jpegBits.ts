// Entropy-coded bits of a JPEG scan: Huffman codes, byte stuffing, restart markers. @source ITU-T T.81 annex F
import { CodecError } from './codecError.ts'

/** First code and first index per code length, as in T.81 figure F.15. */
export interface Huffman {
  maxCode: Int32Array
  offset: Int32Array
  values: Uint8Array
}

export interface BitReader {
  bit(): number
  bits(n: number): number
  code(table: Huffman | undefined): number
  /** Skips to just after the restart marker. */
  restart(): void
  /** Position of the marker that ends the scan. */
  end(): number
}

export function buildHuffman(counts: Uint8Array, values: Uint8Array): Huffman {
  const maxCode = new Int32Array(17).fill(-1)
  const offset = new Int32Array(17)
  let code = 0
  let index = 0
  for (let length = 1; length <= 16; length++) {
    const n = counts[length - 1] as number
    offset[length] = index - code
    if (n > 0) maxCode[length] = code + n - 1
    code = (code + n) << 1
    index += n
  }
  return { maxCode, offset, values: values.slice() }
}

/** @throws CodecError truncated when bits are asked for after a marker, damaged for an unknown code */
export function createBitReader(bytes: Uint8Array, start: number): BitReader {
  let at = start
  let held = 0
  let left = 0

  function bit(): number {
    if (left === 0) {
      if (at >= bytes.length) throw new CodecError('truncated')
      held = bytes[at] as number
      if (held === 0xff) {
        if (bytes[at + 1] !== 0) throw new CodecError('truncated')
        at++
      }
      at++
      left = 8
    }
    left--
    return (held >> left) & 1
  }

  function bits(n: number): number {
    let value = 0
    for (let i = 0; i < n; i++) value = (value << 1) | bit()
    return value
  }

  function code(table: Huffman | undefined): number {
    if (!table) throw new CodecError('damaged')
    let value = 0
    for (let length = 1; length <= 16; length++) {
      value = (value << 1) | bit()
      if (value <= (table.maxCode[length] as number)) return table.values[value + (table.offset[length] as number)] as number
    }
    throw new CodecError('damaged')
  }

  function restart(): void {
    left = 0
    while (at + 1 < bytes.length) {
      const next = bytes[at + 1] as number
      if (bytes[at] === 0xff && next >= 0xd0 && next <= 0xd7) {
        at += 2
        return
      }
      at++
    }
    throw new CodecError('truncated')
  }

  function end(): number {
    left = 0
    while (at + 1 < bytes.length && !(bytes[at] === 0xff && isEndMarker(bytes[at + 1] as number))) at++
    return at
  }

  return { bit, bits, code, restart, end }
}

function isEndMarker(second: number): boolean {
  return second !== 0 && second !== 0xff && (second < 0xd0 || second > 0xd7)
}
