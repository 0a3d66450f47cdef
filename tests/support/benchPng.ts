// Makes screenshots small enough for a repository: 256 colours or fewer, chosen by median cut, written as an indexed PNG. Source: PNG specification (W3C).
import { writeFileSync } from 'node:fs'
import { crc32, deflateSync, inflateSync } from 'node:zlib'

interface Picture {
  columns: number
  rows: number
  /** RGB, three bytes per pixel. */
  rgb: Uint8Array
}

interface Colours {
  /** 0xRRGGBB and how many pixels have it. */
  members: [colour: number, count: number][]
  widest: 0 | 8 | 16
  spread: number
}

/** Writes the screenshot with as many colours as fit. @throws when even 32 colours are too large */
export function toSmallPng(screenshot: Uint8Array, path: string, mostBytes: number): void {
  const picture = readPng(screenshot)
  for (const colours of [256, 128, 64, 32]) {
    const file = writeIndexed(picture, colours)
    if (file.length > mostBytes) continue
    writeFileSync(path, file)
    return
  }
  throw new Error('the picture does not get small enough')
}

/** Reads what Chromium writes: 8 bits, RGB or RGBA, not interlaced. */
function readPng(bytes: Uint8Array): Picture {
  const file = Buffer.from(bytes)
  const parts: Buffer[] = []
  let [columns, rows, channels] = [0, 0, 0]
  for (let at = 8; at < file.length; ) {
    const length = file.readUInt32BE(at)
    const name = file.toString('latin1', at + 4, at + 8)
    const content = file.subarray(at + 8, at + 8 + length)
    if (name === 'IHDR') {
      columns = content.readUInt32BE(0)
      rows = content.readUInt32BE(4)
      channels = content[9] === 6 ? 4 : 3
      if (content[8] !== 8 || (content[9] !== 2 && content[9] !== 6) || content[12] !== 0) throw new Error('not a screenshot of this kind')
    }
    if (name === 'IDAT') parts.push(content)
    at += length + 12
  }
  const samples = unfilter(inflateSync(Buffer.concat(parts)), columns * channels, rows, channels)
  const rgb = new Uint8Array(columns * rows * 3)
  for (let i = 0; i < columns * rows; i++) rgb.set(samples.subarray(i * channels, i * channels + 3), i * 3)
  return { columns, rows, rgb }
}

function unfilter(lines: Uint8Array, stride: number, rows: number, step: number): Uint8Array {
  const out = new Uint8Array(stride * rows)
  for (let row = 0; row < rows; row++) {
    const kind = lines[row * (stride + 1)]
    for (let x = 0; x < stride; x++) {
      const at = row * stride + x
      const left = x >= step ? (out[at - step] as number) : 0
      const up = row > 0 ? (out[at - stride] as number) : 0
      const corner = row > 0 && x >= step ? (out[at - stride - step] as number) : 0
      const guess = [0, left, up, (left + up) >> 1, paeth(left, up, corner)][kind ?? 0] ?? 0
      out[at] = (lines[row * (stride + 1) + 1 + x] as number) + guess
    }
  }
  return out
}

function paeth(left: number, up: number, corner: number): number {
  const p = left + up - corner
  const [a, b, c] = [Math.abs(p - left), Math.abs(p - up), Math.abs(p - corner)]
  return a <= b && a <= c ? left : b <= c ? up : corner
}

function writeIndexed({ columns, rows, rgb }: Picture, most: number): Buffer {
  const counts = new Map<number, number>()
  for (let i = 0; i < rgb.length; i += 3) {
    const colour = colourAt(rgb, i)
    counts.set(colour, (counts.get(colour) ?? 0) + 1)
  }
  const { palette, placeOf } = choosePalette([...counts], most)
  const lines = Buffer.alloc((columns + 1) * rows)
  for (let i = 0; i < columns * rows; i++) lines[i + Math.floor(i / columns) + 1] = placeOf.get(colourAt(rgb, i * 3)) as number
  const header = Buffer.alloc(13)
  header.writeUInt32BE(columns, 0)
  header.writeUInt32BE(rows, 4)
  header.set([8, 3, 0, 0, 0], 8)
  const table = Buffer.from(palette.flatMap((colour) => [colour >> 16, (colour >> 8) & 255, colour & 255]))
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  return Buffer.concat([signature, chunk('IHDR', header), chunk('PLTE', table), chunk('IDAT', deflateSync(lines, { level: 9, memLevel: 9 })), chunk('IEND', Buffer.alloc(0))])
}

const colourAt = (rgb: Uint8Array, i: number): number => ((rgb[i] as number) << 16) | ((rgb[i + 1] as number) << 8) | (rgb[i + 2] as number)

function choosePalette(colours: [number, number][], most: number): { palette: number[]; placeOf: Map<number, number> } {
  let boxes = [boxOf(colours)]
  while (boxes.length < Math.min(most, colours.length)) {
    const next = boxes.reduce((a, b) => (b.spread > a.spread ? b : a))
    if (next.members.length < 2) break
    const shift = next.widest
    const sorted = [...next.members].sort(([a], [b]) => ((a >> shift) & 255) - ((b >> shift) & 255))
    const half = cutAt(sorted)
    boxes = [...boxes.filter((box) => box !== next), boxOf(sorted.slice(0, half)), boxOf(sorted.slice(half))]
  }
  const placeOf = new Map<number, number>()
  const palette = boxes.map(({ members }, place) => {
    for (const [colour] of members) placeOf.set(colour, place)
    return meanOf(members)
  })
  return { palette, placeOf }
}

/** Where half of the pixels lie on either side; large plain areas keep their own colour. */
function cutAt(sorted: [number, number][]): number {
  const half = sorted.reduce((sum, [, count]) => sum + count, 0) / 2
  let seen = 0
  const at = sorted.findIndex(([, count]) => {
    seen += count
    return seen > half
  })
  return Math.min(sorted.length - 1, Math.max(1, at))
}

function boxOf(members: [number, number][]): Colours {
  const pixels = members.reduce((sum, [, count]) => sum + count, 0)
  const ranges = ([16, 8, 0] as const).map((shift) => {
    const values = members.map(([colour]) => (colour >> shift) & 255)
    return { shift, range: values.reduce((a, b) => Math.max(a, b), 0) - values.reduce((a, b) => Math.min(a, b), 255) }
  })
  const widest = ranges.reduce((a, b) => (b.range > a.range ? b : a))
  // Wide boxes first, so that a small coloured sign is not lost in a large grey area.
  return { members, widest: widest.shift, spread: members.length < 2 ? 0 : widest.range ** 2 * Math.sqrt(Math.sqrt(pixels)) }
}

function meanOf(members: [number, number][]): number {
  const pixels = members.reduce((sum, [, count]) => sum + count, 0)
  const mean = (shift: number) => Math.round(members.reduce((sum, [colour, count]) => sum + ((colour >> shift) & 255) * count, 0) / pixels)
  return (mean(16) << 16) | (mean(8) << 8) | mean(0)
}

function chunk(name: string, content: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), content])
  const out = Buffer.alloc(body.length + 8)
  out.writeUInt32BE(content.length, 0)
  out.set(body, 4)
  out.writeUInt32BE(crc32(body), body.length + 4)
  return out
}
