// Branching arteries and veins of the right half of the head as an angiographic projection shows them, with the time each place fills.
import { createRandom, type Random } from '../random.ts'

/** A short piece of vessel: pixels and seconds from injection. */
export interface Piece {
  readonly x0: number
  readonly y0: number
  readonly x1: number
  readonly y1: number
  readonly r0: number
  readonly r1: number
  readonly from: number
  readonly to: number
}

interface Projection {
  readonly arteries: readonly Piece[]
  readonly veins: readonly Piece[]
  /** Arteries that fill late and faintly by detours. */
  readonly detours: readonly Piece[]
}

/** Seconds that contrast needs for one pixel of vessel. */
const PIXEL_SECONDS = 0.0035

type Way = readonly (readonly [x: number, y: number, r: number])[]

const CAROTID: Way = [
  [196, 515, 8.5], [203, 470, 8.3], [200, 430, 8], [204, 395, 7.6], [214, 374, 7.4], [233, 366, 7.2], [249, 356, 7], [254, 338, 7],
  [244, 326, 6.8], [236, 315, 6.6], [244, 303, 6.3], [252, 293, 6],
]
const MIDDLE_STEM: Way = [[252, 293, 5.4], [238, 285, 5.2], [222, 282, 5], [205, 283, 4.8], [190, 279, 4.6]]
const ANTERIOR: Way = [
  [252, 293, 4.4], [264, 285, 4.2], [277, 281, 4], [286, 272, 3.8], [288, 250, 3.6], [284, 225, 3.4], [289, 195, 3.1], [286, 165, 2.8],
  [290, 132, 2.3],
]
const OPHTHALMIC: Way = [[244, 318, 1.8], [226, 322, 1.5], [205, 318, 1.2]]
const SINUS: Way = [[291, 84, 4], [293, 140, 5], [292, 220, 5.5], [294, 300, 6], [290, 352, 7], [262, 388, 7], [226, 404, 7], [190, 402, 7], [170, 430, 6.5], [174, 512, 6.5]]

/**
 * Right internal carotid injection, seen from the front.
 * @param isBlocked whether the middle cerebral artery's stem is closed
 */
export function projectArteries(seed: number, isBlocked: boolean): Projection {
  const random = createRandom(seed, 'angiography/tree')
  const arteries: Piece[] = []
  const start = 0.35
  const atTop = follow(arteries, CAROTID, start)
  follow(arteries, OPHTHALMIC, atTop - 0.1)
  const anteriorEnd = follow(arteries, ANTERIOR, atTop)
  for (const [x, y, r] of ANTERIOR.slice(4)) {
    for (const turn of [-0.5, 0.15]) sprout(arteries, random, x, y, -Math.PI / 2 + turn, r * 0.55, atTop + 0.35, 3, 30)
  }
  sprout(arteries, random, 290, 132, -Math.PI / 2 - 0.2, 2, anteriorEnd, 3, 26)
  const middle: Piece[] = []
  const stemEnd = follow(middle, MIDDLE_STEM, atTop)
  for (const [turn, r] of [[-2.75, 4], [-2.2, 3.6], [2.85, 3]] as const) sprout(middle, random, 190, 279, turn, r, stemEnd, 7, 34)
  for (let i = 1; i <= 5; i++) sprout(middle, random, 240 - i * 7, 283, -Math.PI / 2 - 0.08 * i, 0.85, atTop + 0.1, 2, 16)
  if (!isBlocked) arteries.push(...middle)
  else follow(arteries, [[252, 293, 5.2], [240, 286, 5], [229, 283, 4.2], [225, 283, 2.4]], atTop)
  const detours = isBlocked ? middle.filter((piece) => piece.r0 < 1.6 && piece.y0 < 230) : []
  return { arteries, detours, veins: growVeins(seed) }
}

function growVeins(seed: number): Piece[] {
  const random = createRandom(seed, 'angiography/veins')
  const veins: Piece[] = []
  follow(veins, SINUS, 5.2)
  for (let i = 0; i < 9; i++) {
    const y = 92 + i * 12
    sprout(veins, random, 289, y, Math.PI - 0.5 + 0.13 * i + random.between(-0.15, 0.15), 1.9, 4.9, 4, 40)
  }
  return veins
}

/** Lays a given way; returns when its end fills. */
function follow(pieces: Piece[], corners: Way, from: number): number {
  const way = rounded(rounded(corners))
  let time = from
  for (let i = 0; i + 1 < way.length; i++) {
    const [x0, y0, r0] = way[i] as Way[number]
    const [x1, y1, r1] = way[i + 1] as Way[number]
    const next = time + Math.hypot(x1 - x0, y1 - y0) * PIXEL_SECONDS
    pieces.push({ x0, y0, x1, y1, r0, r1, from: time, to: next })
    time = next
  }
  return time
}

/** Corners cut at a quarter and three quarters of each side (Chaikin). */
function rounded(way: Way): Way {
  const first = way[0]
  const last = way.at(-1)
  if (!first || !last) return way
  const cut = way.slice(1).flatMap((b, i) => {
    const a = way[i] as Way[number]
    const at = (t: number) => [a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1]), a[2] + t * (b[2] - a[2])] as const
    return [at(0.25), at(0.75)]
  })
  return [first, ...cut, last]
}

/** A winding branch that divides until it is too thin or leaves the head. */
function sprout(
  pieces: Piece[],
  random: Random,
  x: number,
  y: number,
  direction: number,
  r: number,
  from: number,
  depth: number,
  length: number,
): void {
  let [px, py, angle, time] = [x, y, direction, from]
  const steps = 6
  const bend = random.between(-0.14, 0.14)
  for (let i = 0; i < steps; i++) {
    angle += bend + random.between(-0.16, 0.16)
    const nx = px + (length / steps) * Math.cos(angle)
    const ny = py + (length / steps) * Math.sin(angle)
    if (Math.hypot((nx - 262) / 205, (ny - 262) / 205) > 1) return
    const next = time + (length / steps) * PIXEL_SECONDS * 1.6
    pieces.push({ x0: px, y0: py, x1: nx, y1: ny, r0: r, r1: r * 0.97, from: time, to: next })
    ;[px, py, time] = [nx, ny, next]
  }
  if (depth === 0 || r < 0.55) return
  const spread = random.between(0.35, 0.75)
  sprout(pieces, random, px, py, angle - spread * 0.6, r * random.between(0.76, 0.9), time, depth - 1, length * random.between(0.8, 1.05))
  sprout(pieces, random, px, py, angle + spread, r * random.between(0.55, 0.78), time, depth - 1, length * random.between(0.7, 1))
}
