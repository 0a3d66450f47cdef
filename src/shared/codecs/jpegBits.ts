// Entropy-coded bits of a JPEG scan: Huffman codes, byte stuffing, restart markers. @source ITU-T T.81 annexes C and F
import { CodecError } from './codecError.ts'

/** Every prefix of 16 bits -> length of its code << 8 | value of the code; 0 = no such code. */
export type Huffman = Uint16Array

export interface BitReader {
  bit(): number
  /** @param n up to 16 */
  bits(n: number): number
  code(table: Huffman | undefined): number
  /** Skips to just after the restart marker. */
  restart(): void
  /** Position of the marker that ends the scan. */
  end(): number
}

/** Reads a DHT segment; tables with the number n of class c are put at `into[c][n]`. Class 0 is DC or lossless, 1 is AC. */
export function readHuffman(segment: Uint8Array, into: readonly [Huffman[], Huffman[]]): void {
  for (let p = 0; p + 17 <= segment.length; ) {
    const head = segment[p] as number
    const counts = segment.subarray(p + 1, p + 17)
    const size = counts.reduce((sum, n) => sum + n, 0)
    const tables = into[head >> 4 === 0 ? 0 : 1]
    tables[head & 15] = buildHuffman(counts, segment.subarray(p + 17, p + 17 + size))
    p += 17 + size
  }
}

function buildHuffman(counts: Uint8Array, values: Uint8Array): Huffman {
  const table = new Uint16Array(65_536)
  let code = 0
  let index = 0
  for (let length = 1; length <= 16; length++, code <<= 1) {
    for (let n = counts[length - 1] as number; n > 0; n--, code++, index++) {
      const first = code << (16 - length)
      table.fill((length << 8) | (values[index] as number), first, first + (1 << (16 - length)))
    }
  }
  return table
}

/** Zero bytes that may be handed out behind the end of a scan: look-ahead needs some, more mean a cut file. */
const BEYOND = 8

/** @throws CodecError truncated when bits are asked for behind the end of the scan, damaged for an unknown code */
export function createBitReader(bytes: Uint8Array, start: number): BitReader {
  let at = start
  let held = 0
  let count = 0
  let beyond = 0

  /** At least 17 bits held. */
  function fill(): void {
    while (count <= 16) {
      let byte = at < bytes.length ? (bytes[at] as number) : -1
      if (byte === 0xff) {
        if (bytes[at + 1] === 0) at++
        else byte = -1
      }
      if (byte < 0) {
        if (++beyond > BEYOND) throw new CodecError('truncated')
        byte = 0
      } else at++
      held = ((held << 8) | byte) & 0xffffff
      count += 8
    }
  }

  function bits(n: number): number {
    if (n === 0) return 0
    fill()
    count -= n
    return (held >>> count) & ((1 << n) - 1)
  }

  function code(table: Huffman | undefined): number {
    if (!table) throw new CodecError('damaged')
    fill()
    const entry = table[(held >>> (count - 16)) & 0xffff] as number
    if (entry < 256) throw new CodecError('damaged')
    count -= entry >> 8
    return entry & 0xff
  }

  function toMarker(): void {
    held = 0
    count = 0
    beyond = 0
    while (at + 1 < bytes.length && !(bytes[at] === 0xff && bytes[at + 1] !== 0 && bytes[at + 1] !== 0xff)) at++
  }

  function restart(): void {
    toMarker()
    const second = bytes[at + 1] ?? 0
    if (second < 0xd0 || second > 0xd7) throw new CodecError('truncated')
    at += 2
  }

  function end(): number {
    toMarker()
    return at
  }

  return { bit: () => bits(1), bits, code, restart, end }
}

/** A difference or coefficient of `size` bits in the sign convention of JPEG. */
export function signedBits(reader: BitReader, size: number): number {
  if (size === 0) return 0
  const value = reader.bits(size)
  return value < 1 << (size - 1) ? value - (1 << size) + 1 : value
}
