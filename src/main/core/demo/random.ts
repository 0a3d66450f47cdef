// Seeded chance for the demo clinic: the same seed and label give the same numbers on every run. Never the wall clock.
import { createHash } from 'node:crypto'

/** Uniform numbers in [0, 1) and what is made of them. */
export interface Random {
  next(): number
  between(low: number, high: number): number
  /** Whole number, both ends included. */
  integer(low: number, high: number): number
  /** Standard normal deviate (Box-Muller). */
  gaussian(): number
}

/**
 * An independent stream per label, so that adding a consumer moves no other stream.
 * @source sfc32, PractRand 0.94 (public domain); seeded with SHA-256 of seed and label
 */
export function createRandom(seed: number, label: string): Random {
  const digest = createHash('sha256').update(`consilium demo/${seed}/${label}`).digest()
  let a = digest.readUInt32LE(0) | 0
  let b = digest.readUInt32LE(4) | 0
  let c = digest.readUInt32LE(8) | 0
  let d = digest.readUInt32LE(12) | 0
  let spare: number | null = null

  function next(): number {
    const t = (((a + b) | 0) + d) | 0
    d = (d + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (c << 21) | (c >>> 11)
    c = (c + t) | 0
    return (t >>> 0) / 4294967296
  }

  function gaussian(): number {
    if (spare !== null) {
      const kept = spare
      spare = null
      return kept
    }
    const radius = Math.sqrt(-2 * Math.log(1 - next()))
    const angle = 2 * Math.PI * next()
    spare = radius * Math.sin(angle)
    return radius * Math.cos(angle)
  }

  return {
    next,
    between: (low, high) => low + (high - low) * next(),
    integer: (low, high) => low + Math.floor((high - low + 1) * next()),
    gaussian,
  }
}

/**
 * A DICOM UID under 2.25 (a UUID written as one decimal number), fixed by seed and label.
 * @source DICOM PS3.5 B.2; the 128 bits carry the version and variant of a UUIDv8 (RFC 9562)
 */
export function uidFor(seed: number, label: string): string {
  const bytes = createHash('sha256').update(`consilium demo uid/${seed}/${label}`).digest().subarray(0, 16)
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  return `2.25.${BigInt(`0x${bytes.toString('hex')}`)}`
}
