// Geometry of marked text on a page: boxes as the screen shows them, rectangles as the page knows them. Pure; knows no DOM and no engine.
import type { PageRect } from '#shared/domain/annotation.ts'

/** Axis-parallel box, origin top left, x to the right, y down. */
export interface Box {
  left: number
  top: number
  right: number
  bottom: number
}

/** The part of an engine's viewport that geometry needs: maps screen pixels of the page to PDF points of the unrotated page. */
export interface PagePlane {
  width: number
  height: number
  convertToPdfPoint(x: number, y: number): number[]
  convertToViewportPoint(x: number, y: number): number[]
}

const smallest = 0.5
/** A PageRect list longer than this is refused by the domain schema. */
const mostRects = 200

function sharesLine(a: Box, b: Box): boolean {
  const overlap = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top)
  const height = Math.min(a.bottom - a.top, b.bottom - b.top)
  const gap = Math.max(a.left, b.left) - Math.min(a.right, b.right)
  return overlap >= height / 2 && gap <= height * 1.5
}

function union(a: Box, b: Box): Box {
  return {
    left: Math.min(a.left, b.left),
    top: Math.min(a.top, b.top),
    right: Math.max(a.right, b.right),
    bottom: Math.max(a.bottom, b.bottom),
  }
}

/**
 * One box per line of text: pieces of a line that touch or stand a word apart are joined, columns stay apart.
 * @param boxes in reading order, any unit; slivers under half a unit are left out
 */
export function mergePerLine(boxes: readonly Box[]): Box[] {
  const lines: Box[] = []
  for (const box of boxes) {
    if (box.right - box.left < smallest || box.bottom - box.top < smallest) continue
    const last = lines.at(-1)
    if (last && sharesLine(last, box)) lines[lines.length - 1] = union(last, box)
    else lines.push({ ...box })
  }
  if (lines.length <= mostRects) return lines
  const first = lines[0]
  return first ? [lines.reduce(union, first)] : []
}

const round = (value: number) => Math.round(value * 100) / 100

/** @returns the box in PDF points of the unrotated page, to 1/100 point; rotation and zoom of the screen fall out */
export function boxToPageRect(box: Box, plane: PagePlane): PageRect {
  const [ax = 0, ay = 0] = plane.convertToPdfPoint(box.left, box.top)
  const [bx = 0, by = 0] = plane.convertToPdfPoint(box.right, box.bottom)
  return [round(Math.min(ax, bx)), round(Math.min(ay, by)), round(Math.max(ax, bx)), round(Math.max(ay, by))]
}

/** @returns the rectangle as fractions (0 to 1) of the page as shown, so that it survives zooming without being computed again */
export function pageRectToFractions(rect: PageRect, plane: PagePlane): Box {
  const [ax = 0, ay = 0] = plane.convertToViewportPoint(rect[0], rect[1])
  const [bx = 0, by = 0] = plane.convertToViewportPoint(rect[2], rect[3])
  return {
    left: Math.min(ax, bx) / plane.width,
    top: Math.min(ay, by) / plane.height,
    right: Math.max(ax, bx) / plane.width,
    bottom: Math.max(ay, by) / plane.height,
  }
}

/** Order of reading on unrotated pages: by page, from the top, from the left. */
export function byPlace(a: { page: number; rects: readonly PageRect[] }, b: { page: number; rects: readonly PageRect[] }): number {
  const [first, second] = [a.rects[0], b.rects[0]]
  return a.page - b.page || (second?.[3] ?? 0) - (first?.[3] ?? 0) || (first?.[0] ?? 0) - (second?.[0] ?? 0)
}

/** @returns the id of the topmost mark under the point (fractions of the page), the smallest when several lie there */
export function markAt<M extends { id: string; boxes: readonly Box[] }>(marks: readonly M[], x: number, y: number): M | undefined {
  const area = (mark: M) => mark.boxes.reduce((sum, b) => sum + (b.right - b.left) * (b.bottom - b.top), 0)
  return marks
    .filter((mark) => mark.boxes.some((b) => x >= b.left && x <= b.right && y >= b.top && y <= b.bottom))
    .sort((a, b) => area(a) - area(b))[0]
}
