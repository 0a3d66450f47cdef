// Letters as outlines, read from a TrueType font: for text in pictures (scans, photographs, the phantom mark). No hinting, no kerning.
import type { Outline } from '../raster/polygon.ts'

export interface GlyphFont {
  /** Width of a line in units of the em. */
  widthOf(text: string): number
  /** Outlines of a line starting at (x, y), y being the base line and growing downwards. @param size em in pixels */
  outlinesOf(text: string, x: number, y: number, size: number): Outline[]
}

interface Tables {
  readonly view: DataView
  readonly unitsPerEm: number
  readonly longOffsets: boolean
  readonly loca: number
  readonly glyf: number
  readonly hmtx: number
  readonly metrics: number
  readonly glyphOf: (code: number) => number
}

/** @throws RangeError when the bytes are not a TrueType font with glyf outlines */
export function openGlyphFont(bytes: Uint8Array): GlyphFont {
  const tables = readTables(new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength))
  const advance = (glyph: number) =>
    tables.view.getUint16(tables.hmtx + 4 * Math.min(glyph, tables.metrics - 1)) / tables.unitsPerEm
  const glyphs = (text: string) => Array.from(text, (letter) => tables.glyphOf(letter.codePointAt(0) ?? 0))
  return {
    widthOf: (text) => glyphs(text).reduce((width, glyph) => width + advance(glyph), 0),
    outlinesOf(text, x, y, size) {
      const outlines: Outline[] = []
      let pen = x
      for (const glyph of glyphs(text)) {
        for (const contour of readContours(tables, glyph, 0)) {
          outlines.push(flatten(contour, pen, y, size / tables.unitsPerEm))
        }
        pen += advance(glyph) * size
      }
      return outlines
    },
  }
}

function readTables(view: DataView): Tables {
  const starts = new Map<string, number>()
  for (let i = 0; i < view.getUint16(4); i++) {
    const at = 12 + 16 * i
    const name = String.fromCharCode(...[0, 1, 2, 3].map((k) => view.getUint8(at + k)))
    starts.set(name, view.getUint32(at + 8))
  }
  const start = (name: string): number => {
    const at = starts.get(name)
    if (at === undefined) throw new RangeError(`font has no ${name} table`)
    return at
  }
  const head = start('head')
  return {
    view,
    unitsPerEm: view.getUint16(head + 18),
    longOffsets: view.getInt16(head + 50) === 1,
    loca: start('loca'),
    glyf: start('glyf'),
    hmtx: start('hmtx'),
    metrics: view.getUint16(start('hhea') + 34),
    glyphOf: readCharacterMap(view, start('cmap')),
  }
}

/** The Unicode basic plane (format 4), which every text font carries. */
function readCharacterMap(view: DataView, cmap: number): (code: number) => number {
  let table = 0
  for (let i = 0; i < view.getUint16(cmap + 2); i++) {
    const at = cmap + view.getUint32(cmap + 4 + 8 * i + 4)
    if (view.getUint16(at) === 4) table = at
  }
  if (table === 0) throw new RangeError('font has no format 4 character map')
  const count = view.getUint16(table + 6) / 2
  return (code) => {
    for (let i = 0; i < count; i++) {
      if (view.getUint16(table + 14 + 2 * i) < code) continue
      const first = view.getUint16(table + 16 + 2 * (count + i))
      if (first > code) return 0
      const delta = view.getUint16(table + 16 + 2 * (2 * count + i))
      const rangeAt = table + 16 + 2 * (3 * count + i)
      const range = view.getUint16(rangeAt)
      if (range === 0) return (code + delta) & 0xffff
      const glyph = view.getUint16(rangeAt + range + 2 * (code - first))
      return glyph === 0 ? 0 : (glyph + delta) & 0xffff
    }
    return 0
  }
}

interface Point {
  readonly x: number
  readonly y: number
  readonly on: boolean
}

function readContours(tables: Tables, glyph: number, depth: number): Point[][] {
  const { view, loca, glyf, longOffsets } = tables
  const offset = (i: number) => (longOffsets ? view.getUint32(loca + 4 * i) : 2 * view.getUint16(loca + 2 * i))
  const from = offset(glyph)
  if (offset(glyph + 1) === from || depth > 5) return []
  const at = glyf + from
  const contours = view.getInt16(at)
  return contours >= 0 ? readSimple(view, at + 10, contours) : readComposite(tables, at + 10, depth)
}

function readSimple(view: DataView, at: number, contours: number): Point[][] {
  const ends = Array.from({ length: contours }, (_, i) => view.getUint16(at + 2 * i))
  const total = (ends.at(-1) ?? -1) + 1
  let cursor = at + 2 * contours
  cursor += 2 + view.getUint16(cursor)
  const flags: number[] = []
  while (flags.length < total) {
    const flag = view.getUint8(cursor++)
    const repeats = flag & 8 ? view.getUint8(cursor++) : 0
    for (let i = 0; i <= repeats; i++) flags.push(flag)
  }
  const axis = (short: number, same: number): number[] => {
    let value = 0
    return flags.map((flag) => {
      if (flag & short) value += flag & same ? view.getUint8(cursor++) : -view.getUint8(cursor++)
      else if (!(flag & same)) {
        value += view.getInt16(cursor)
        cursor += 2
      }
      return value
    })
  }
  const xs = axis(2, 16)
  const ys = axis(4, 32)
  const points = flags.map((flag, i) => ({ x: xs[i] ?? 0, y: ys[i] ?? 0, on: (flag & 1) === 1 }))
  return ends.map((end, i) => points.slice(i === 0 ? 0 : (ends[i - 1] ?? 0) + 1, end + 1))
}

/** Accented letters are a base and a mark, each moved; scaling is not used by the fonts we ship. */
function readComposite(tables: Tables, start: number, depth: number): Point[][] {
  const { view } = tables
  const contours: Point[][] = []
  let at = start
  let more = true
  while (more) {
    const flags = view.getUint16(at)
    const wide = (flags & 1) === 1
    const dx = wide ? view.getInt16(at + 4) : view.getInt8(at + 4)
    const dy = wide ? view.getInt16(at + 6) : view.getInt8(at + 5)
    for (const contour of readContours(tables, view.getUint16(at + 2), depth + 1)) {
      contours.push(contour.map((point) => ({ x: point.x + dx, y: point.y + dy, on: point.on })))
    }
    at += (wide ? 8 : 6) + (flags & 8 ? 2 : flags & 64 ? 4 : flags & 128 ? 8 : 0)
    more = (flags & 32) !== 0
  }
  return contours
}

/** Quadratic curves as short straight lines. */
function flatten(contour: readonly Point[], x: number, y: number, scale: number): number[] {
  const line: number[] = []
  const put = (px: number, py: number) => line.push(x + px * scale, y - py * scale)
  const count = contour.length
  for (let i = 0; i < count; i++) {
    const here = contour[i] as Point
    if (here.on) {
      put(here.x, here.y)
      continue
    }
    const before = contour[(i + count - 1) % count] as Point
    const after = contour[(i + 1) % count] as Point
    const from = before.on ? before : { x: (before.x + here.x) / 2, y: (before.y + here.y) / 2 }
    const to = after.on ? after : { x: (after.x + here.x) / 2, y: (after.y + here.y) / 2 }
    for (let s = before.on ? 1 : 0; s < 4; s++) {
      const t = s / 4
      const u = 1 - t
      put(u * u * from.x + 2 * u * t * here.x + t * t * to.x, u * u * from.y + 2 * u * t * here.y + t * t * to.y)
    }
  }
  return line
}
