// Where the labels of measurements go: off the lesion, outwards from the middle of the picture, inside the viewport, apart from each other. Pure; CSS pixels.
import type { Point, Size } from '../camera.ts'

export interface Labelled {
  /** Of the shape, on the screen. */
  points: readonly Point[]
  /** Of the label, in words. */
  lines: readonly string[]
  /** Where a hand has put it: middle of its first line. */
  fixed?: Point
}

export interface LabelPlace {
  x: number
  y: number
  anchor: 'start' | 'middle' | 'end'
  /** Leader line from the shape to the label. */
  from: Point
  to: Point
}

interface Box {
  left: number
  right: number
  top: number
  bottom: number
}

const AWAY = 34
const MARGIN = 12
/** From line to line of a label, and how far its letters reach over the first and under the last baseline. */
export const LABEL_LINE = 17
const [ASCENT, DESCENT] = [12, 4]
const LETTER = 7.4
/** Below the name of the series, above the window. */
const [HIGHEST, LOWEST] = [56, 40]
/** Between two labels: without it two of one line would read as one of two. */
const GAP = 6
/** A label that finds no free place within so many steps stays where it belongs. */
const STEPS = 16

/** In the order of the marks: an earlier one never moves because a later one was drawn. */
export function labelPlaces(marks: readonly Labelled[], size: Size): LabelPlace[] {
  const taken = furniture(size)
  // What a hand has put somewhere stays there; the others keep clear of it.
  const put = marks.map(({ points, lines, fixed }) => (fixed ? fixedPlace(points, lines, size, fixed) : null))
  taken.push(...put.flatMap((place, n) => (place ? [boxOf(place, marks[n]?.lines ?? [])] : [])))
  return marks.map(({ points, lines }, n) => {
    const fixed = put[n]
    if (fixed) return fixed
    const place = freePlace(points, lines, size, taken)
    taken.push(boxOf(place, lines))
    return place
  })
}

/** Never out of the picture, wherever zoom and pan have taken its mark. */
function fixedPlace(points: readonly Point[], lines: readonly string[], size: Size, [wantedX, wantedY]: Point): LabelPlace {
  const half = widthOf(lines) / 2
  const x = Math.max(half, Math.min(size.width - half, wantedX))
  const y = Math.max(ASCENT, Math.min(size.height - DESCENT - LABEL_LINE * (lines.length - 1), wantedY))
  const place: LabelPlace = { x, y, anchor: 'middle', from: [x, y], to: [x, y] }
  const box = boxOf(place, lines)
  const from = nearest(points, [x, (box.top + box.bottom) / 2])
  return { ...place, from, to: [Math.max(box.left, Math.min(box.right, from[0])), Math.max(box.top, Math.min(box.bottom, from[1]))] }
}

/** What stands on every picture: title with its colour bar, letters of the patient's sides, scale bar. */
function furniture({ width, height }: Size): Box[] {
  const middle = height / 2
  return [
    { left: 0, right: 76, top: 0, bottom: 168 },
    { left: 0, right: 28, top: middle - 8, bottom: middle + 10 },
    { left: width - 28, right: width, top: middle - 8, bottom: middle + 10 },
    { left: width - 74, right: width, top: middle + 24, bottom: middle + 32 + height * 0.3 },
  ]
}

function freePlace(points: readonly Point[], lines: readonly string[], size: Size, taken: readonly Box[]): LabelPlace {
  const left = Math.min(...points.map(([x]) => x))
  const right = Math.max(...points.map(([x]) => x))
  const top = points.reduce((least, [, y]) => Math.min(least, y), Number.POSITIVE_INFINITY)
  const width = widthOf(lines)
  // Away from the middle of the picture, unless the text would leave the viewport.
  const wantsLeft = (left + right) / 2 < size.width / 2
  const fits = { left: left - AWAY - width > MARGIN, right: right + AWAY + width < size.width - MARGIN }
  const toLeft = wantsLeft ? fits.left || !fits.right : fits.left && !fits.right
  const sides = [toLeft, ...(fits[toLeft ? 'right' : 'left'] ? [!toLeft] : [])]
  const lowest = size.height - LOWEST - LABEL_LINE * (lines.length - 1)
  const at = (isLeft: boolean, wanted: number): LabelPlace => {
    const x = Math.min(size.width - MARGIN, Math.max(MARGIN, isLeft ? left - AWAY : right + AWAY))
    const y = Math.min(lowest, Math.max(HIGHEST, wanted))
    return { x, y, anchor: isLeft ? 'end' : 'start', from: nearest(points, [x, y]), to: [isLeft ? x + 4 : x - 4, y + 2] }
  }
  for (let step = 0; step <= STEPS; step++) {
    for (const isLeft of sides) {
      for (const direction of step === 0 ? [0] : [-1, 1]) {
        const place = at(isLeft, top - 18 + direction * step * LABEL_LINE)
        const box = boxOf(place, lines)
        if (!taken.some((other) => overlaps(box, other))) return place
      }
    }
  }
  return at(toLeft, top - 18)
}

const widthOf = (lines: readonly string[]) => Math.max(...lines.map((line) => line.length)) * LETTER

function boxOf({ x, y, anchor }: LabelPlace, lines: readonly string[]): Box {
  const width = widthOf(lines)
  const left = anchor === 'end' ? x - width : anchor === 'middle' ? x - width / 2 : x
  return { left, right: left + width, top: y - ASCENT, bottom: y + LABEL_LINE * (lines.length - 1) + DESCENT }
}

const overlaps = (a: Box, b: Box) => a.left < b.right && b.left < a.right && a.top < b.bottom + GAP && b.top < a.bottom + GAP

function nearest(points: readonly Point[], [x, y]: Point): Point {
  return points.reduce<Point>((best, point) => (Math.hypot(point[0] - x, point[1] - y) < Math.hypot(best[0] - x, best[1] - y) ? point : best), points[0] ?? [x, y])
}
