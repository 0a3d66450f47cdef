// Words as the font's tables shape them, kept per font for the life of the thread: the same word is shaped once, not once per line and document.
// Knows no report. Shaping depends on the font's bytes, the word and its features alone, so what is kept never changes a page.
interface GlyphRun {
  readonly glyphs: readonly unknown[]
  readonly positions: readonly unknown[]
  readonly advanceWidth: number
}
/** The library's own font object; its published types leave it out. */
interface Shaper {
  layoutRun(text: string, features?: readonly string[]): GlyphRun
}

/** About 40 MB of glyph runs at the most, six fonts together. */
const MOST_WORDS = 60_000

let kept = new Map<string, GlyphRun>()

/** Makes the font current and lets it use what was shaped before. @param name of one font file, for the life of the program */
export function withFont<P extends { font(name: string): unknown }>(pdf: P, name: string): P {
  pdf.font(name)
  const shaper = (pdf as unknown as { _font: Shaper })._font
  if (Object.hasOwn(shaper, 'layoutRun')) return pdf
  const shape = shaper.layoutRun.bind(shaper)
  shaper.layoutRun = (text, features) => {
    const key = `${name} ${features?.join() ?? ''} ${text}`
    const known = kept.get(key)
    if (known) return known
    if (kept.size >= MOST_WORDS) kept = new Map()
    const run = shape(text, features)
    kept.set(key, run)
    return run
  }
  return pdf
}
