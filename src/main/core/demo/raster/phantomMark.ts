// The word that keeps a demo image from being taken for a person: PHANTOM, softly, in a corner.
import type { GlyphFont } from '../paper/glyphs.ts'
import { coverOutlines, createCoverage } from './polygon.ts'

/** Pixels of the mark as pairs of index and share, for one size of picture. */
export interface PhantomMark {
  readonly at: Uint32Array
  readonly share: Float32Array
}

export function createPhantomMark(font: GlyphFont, columns: number, rows: number): PhantomMark {
  const size = Math.max(9, columns / 26)
  const coverage = createCoverage(columns, rows)
  coverOutlines(coverage, font.outlinesOf('PHANTOM', columns * 0.018, size * 1.15, size))
  const at: number[] = []
  const share: number[] = []
  for (let i = 0; i < coverage.values.length; i++) {
    if ((coverage.values[i] as number) < 0.02) continue
    at.push(i)
    share.push(coverage.values[i] as number)
  }
  return { at: Uint32Array.from(at), share: Float32Array.from(share) }
}

/** @param value what a fully covered pixel shows, in the plane's own unit */
export function burnMark(plane: Float32Array, mark: PhantomMark, value: number): void {
  for (let i = 0; i < mark.at.length; i++) {
    const at = mark.at[i] as number
    const old = plane[at] as number
    plane[at] = old + (mark.share[i] as number) * (value - old)
  }
}
