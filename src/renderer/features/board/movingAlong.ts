// What moves in the room on this screen before it rests: how a picture is seen, how far a text is scrolled, where the hand points.
// Reads it from the page and brings the page to it; knows nothing of who follows whom, and keeps nothing.
import { z } from 'zod'
import { apply, imageToScreen, inverse, type Point } from '../../viewers/dicom/camera.ts'
import { viewportIn } from '../../viewers/dicom/shownViewports.ts'
import type { Viewport } from '../../viewers/dicom/viewport.ts'
import { applyView, SharedView, sharedViewOf, viewsDiffer } from './sharedView.ts'

const MOVING_TABS = ['documents', 'imaging', 'report'] as const
export type MovingTab = (typeof MOVING_TABS)[number]
export const isMovingTab = (tab: string): tab is MovingTab => MOVING_TABS.some((one) => one === tab)

/** `key` names a page or a section; null = the whole of a text or picture that has none. */
export const Moved = z.object({
  tab: z.enum(MOVING_TABS),
  view: SharedView.nullable(),
  /** `part` of the height of what is named lies above the window's top edge; negative before its beginning. */
  scroll: z.object({ key: z.string().nullable(), part: z.number() }).nullable(),
  /** On an image: `key` its SOP instance, `at` in its pixels. On a page: its number, and the part of its width and height. */
  pointer: z.object({ key: z.string(), at: z.tuple([z.number(), z.number()]) }).nullable(),
})
export type Moved = z.infer<typeof Moved>

interface Picture {
  readonly element: HTMLElement
  readonly viewport: Viewport
}

function pictures(): Picture[] {
  return [...document.querySelectorAll<HTMLElement>('.i-stage [data-viewer="imaging"]')].flatMap((element) => {
    const viewport = viewportIn(element)
    return viewport ? [{ element, viewport }] : []
  })
}

/** A slice that was on its way may have come: its viewer, which says that it is not here, asks again. */
export function askForAbsent(): void {
  for (const { viewport } of pictures()) if (viewport.snapshot().failure === 'notOnDevice') viewport.retry()
}

/** Of several viewers the one that has the hand. */
function handled(): Picture | null {
  const all = pictures()
  return all.find(({ element }) => element.contains(document.activeElement)) ?? all.find(({ element }) => element.dataset['active'] === 'true') ?? (all.length === 1 ? (all[0] ?? null) : null)
}

/** What scrolls in this room; null while it is not there. */
export function scrollerOf(tab: MovingTab): HTMLElement | null {
  if (tab === 'documents') return document.querySelector<HTMLElement>('.pdf-container, .scan-stage, .text-stage')
  return tab === 'report' ? document.querySelector<HTMLElement>('.r-scroll') : null
}

const NAMED = '.page[data-page-number], [data-section]'
const nameOf = ({ dataset }: HTMLElement) => dataset['pageNumber'] ?? dataset['section'] ?? null

function scrolled(box: HTMLElement): NonNullable<Moved['scroll']> {
  const { top } = box.getBoundingClientRect()
  const named = [...box.querySelectorAll<HTMLElement>(NAMED)]
  const at = named.findLast((one) => one.getBoundingClientRect().top <= top + 1) ?? named[0]
  if (!at) return { key: null, part: box.scrollTop / Math.max(1, box.scrollHeight) }
  const { top: from, height } = at.getBoundingClientRect()
  return { key: nameOf(at), part: (top - from) / Math.max(1, height) }
}

/** @param hand where the pointer is, in CSS pixels of the window; null = nowhere */
export function readMoved(tab: MovingTab, hand: Point | null): Moved {
  const picture = tab === 'imaging' ? handled() : null
  const box = scrollerOf(tab)
  return { tab, view: picture ? sharedViewOf(picture.viewport.snapshot()) : null, scroll: box ? scrolled(box) : null, pointer: hand && pointedAt(tab, picture, hand) }
}

function pointedAt(tab: MovingTab, picture: Picture | null, [x, y]: Point): Moved['pointer'] {
  const under = document.elementFromPoint(x, y)
  if (tab === 'imaging') {
    const placed = picture?.element.contains(under) ? placeOf(picture) : null
    return placed && { key: placed.SOPInstanceUID, at: apply(inverse(placed.matrix), [x - placed.corner[0], y - placed.corner[1]]) }
  }
  const page = tab === 'documents' ? under?.closest<HTMLElement>('.page[data-page-number]') : null
  if (!page) return null
  const { left, top, width, height } = page.getBoundingClientRect()
  return { key: nameOf(page) ?? '', at: [(x - left) / width, (y - top) / height] }
}

function placeOf({ element, viewport }: Picture) {
  const { shown, frames, camera, size } = viewport.snapshot()
  const frame = shown === null ? undefined : frames[shown]
  const shape = shown === null ? null : viewport.shapeAt(shown)
  if (!frame || !shape) return null
  const { left, top } = element.getBoundingClientRect()
  return { SOPInstanceUID: frame.instance.SOPInstanceUID, matrix: imageToScreen(camera, shape, size), corner: [left, top] as Point }
}

/** @returns where somebody else's pointer stands on this screen; null when what it points at is not seen here */
export function screenPlaceOf({ tab, pointer }: Moved): Point | null {
  if (!pointer) return null
  const [x, y] = pointer.at
  if (tab === 'imaging') {
    const placed = pictures().map(placeOf).find((one) => one?.SOPInstanceUID === pointer.key)
    if (!placed) return null
    const [left, top] = apply(placed.matrix, [x, y])
    return within(placed.corner, [left, top])
  }
  const page = scrollerOf(tab)?.querySelector(`.page[data-page-number="${CSS.escape(pointer.key)}"]`)
  if (!page) return null
  const { left, top, width, height } = page.getBoundingClientRect()
  return within([left, top], [x * width, y * height])
}

const within = ([left, top]: Point, [x, y]: Point): Point => [left + x, top + y]

/** As long as one word lasts and a little: the next one arrives before the glide ends. */
const GLIDE_MS = 60

let stopGlide: () => void = () => undefined

/**
 * Brings the room on this screen to where a colleague's is: slice and place in a text at once or in a short glide.
 * @returns false when what they look at is not open here
 */
export function bringTo({ tab, view, scroll }: Moved): boolean {
  if (tab === 'imaging') {
    if (!view) return false
    const viewport = pictures().find((one) => one.viewport.snapshot().shown !== null && one.viewport.snapshot().frames.some(({ instance, frame }) => instance.SOPInstanceUID === view.SOPInstanceUID && frame === view.frame))?.viewport
    if (!viewport) return false
    if (!viewsDiffer(sharedViewOf(viewport.snapshot()), view)) return true
    stopGlide()
    stopGlide = applyView(viewport, viewport.snapshot().frames, view, () => undefined)
    return true
  }
  const box = scrollerOf(tab)
  if (!box || !scroll) return false
  const to = topOf(box, scroll)
  if (to === null) return false
  glideTo(box, to)
  return true
}

function topOf(box: HTMLElement, { key, part }: NonNullable<Moved['scroll']>): number | null {
  if (key === null) return part * box.scrollHeight
  const named = [...box.querySelectorAll<HTMLElement>(NAMED)].find((one) => nameOf(one) === key)
  if (!named) return null
  const { top, height } = named.getBoundingClientRect()
  return box.scrollTop + top - box.getBoundingClientRect().top + part * height
}

function glideTo(box: HTMLElement, to: number): void {
  stopGlide()
  const from = box.scrollTop
  // A leap is shown as one; what moves a little moves smoothly.
  if (matchMedia('(prefers-reduced-motion: reduce)').matches || Math.abs(to - from) > box.clientHeight) {
    box.scrollTop = to
    return
  }
  const begun = performance.now()
  let request = 0
  const step = (now: number) => {
    const part = Math.min(1, Math.max(0, (now - begun) / GLIDE_MS))
    box.scrollTop = from + (to - from) * part
    if (part < 1) request = requestAnimationFrame(step)
  }
  step(begun)
  stopGlide = () => cancelAnimationFrame(request)
}
