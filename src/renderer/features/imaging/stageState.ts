// What stands on the stage, as one value and pure steps from one to the next: a proof, a choice from the list, another layout.
import type { ImageAnchor } from '#shared/domain/annotation.ts'
import type { ImagingStudy } from '#shared/domain/imagingStudy.ts'
import type { Window } from '#shared/domain/windowing.ts'
import type { StageLook, StagePlace, Target } from '../../app/place.ts'
import { counterpart, entriesOf, entryKey, entryOfInstance, entryOfSeries, firstEntry, inTime, isDisplayable, type StackEntry } from './panes.ts'
import type { PlanesLook } from './planes/planesLook.ts'

/** What a pane shall show; a new object is a new request, also for the stack it shows already. */
export interface PaneRequest {
  entry: StackEntry
  anchor: ImageAnchor | null
  /** Without an anchor: open near this position along the normal, with this window; how a series beside another begins. */
  near?: { depthMm: number | null; window: Window | null } | null
  /** As it was seen in an earlier run. */
  look?: StageLook | null
}

export interface Layout {
  rows: number
  columns: number
}

export const LAYOUTS: readonly Layout[] = [
  { rows: 1, columns: 1 },
  { rows: 1, columns: 2 },
  { rows: 2, columns: 1 },
  { rows: 1, columns: 3 },
  { rows: 2, columns: 2 },
  { rows: 2, columns: 3 },
  { rows: 3, columns: 3 },
  { rows: 3, columns: 4 },
]
export const MOST_VIEWERS = 12

/** The next larger one, from the largest back to one viewer. */
export function nextLayout({ rows, columns }: Layout): Layout {
  const at = LAYOUTS.findIndex((one) => one.rows === rows && one.columns === columns)
  return LAYOUTS[(at + 1) % LAYOUTS.length] ?? { rows: 1, columns: 1 }
}

export interface StageState {
  layout: Layout
  /** One per viewer, row by row; null = an empty viewer. */
  panes: readonly (PaneRequest | null)[]
  active: number
  /** A target was asked for whose image is not on this device. */
  unknownTarget: boolean
}

/** What the active viewer shows at this moment; null parts = not known yet. */
export interface SeenNow {
  anchor: ImageAnchor | null
  near: { depthMm: number; window: Window | null } | null
}

export const EMPTY_STAGE: StageState = { layout: { rows: 1, columns: 1 }, panes: [null], active: 0, unknownTarget: false }

export interface Arrival {
  studies: readonly ImagingStudy[]
  target: Target | null
  /** The target has not been gone to yet. */
  isNew: boolean
  /** Key of the series, or UID of the study, to open when nothing stands on the stage yet. */
  open: string | null
}

/**
 * Studies, a proof or both have arrived. A proof's slice is taken up in the same step in which the stage is first filled,
 * so that the middle of a series never takes its place (H7).
 */
export function arrive(state: StageState, { studies, target, isNew, open }: Arrival): StageState {
  const entries = entriesOf(studies)
  // An image that was not on this device may have come since.
  if (target?.anchor.kind === 'image' && (isNew || state.unknownTarget)) return show(state, entries, target.anchor)
  if (state.unknownTarget || state.panes.some((pane) => pane !== null)) return state
  const wanted = studies.find(({ StudyInstanceUID }) => StudyInstanceUID === open)
  // Whoever asked for a study without pictures gets no other study's in their place.
  const entry = wanted ? firstEntry([wanted]) : ((open && entryOfSeries(entries, open)) || firstEntry(studies))
  return entry ? put(state, { entry, anchor: null }) : state
}

/** Goes to exactly this image; when no stack holds it, says so and shows nothing in its place. */
export function show(state: StageState, entries: readonly StackEntry[], anchor: ImageAnchor): StageState {
  const entry = entryOfInstance(entries, anchor)
  return entry ? put(state, { entry, anchor }) : { ...state, unknownTarget: true }
}

/** Into the viewer that shows this stack already, else into the active one. */
export function put(state: StageState, request: PaneRequest): StageState {
  const standing = state.panes.findIndex((pane) => pane && entryKey(pane.entry) === entryKey(request.entry))
  const at = standing >= 0 ? standing : state.active
  return { ...state, panes: state.panes.with(at, request), active: at, unknownTarget: false }
}

/**
 * Another number of viewers: what stands there stays in order, the active one first of all; new viewers take the other stacks of its study,
 * then those of other dates.
 */
export function layOut(state: StageState, layout: Layout, studies: readonly ImagingStudy[], seen: SeenNow): StageState {
  const count = Math.min(MOST_VIEWERS, layout.rows * layout.columns)
  const active = withSeen(state.panes[state.active] ?? null, seen)
  const standing = state.panes.map((pane, n) => (n === state.active ? active : pane)).filter((pane) => pane !== null)
  const kept = standing.length <= count ? standing : active ? [active, ...standing.filter((pane) => pane !== active)].slice(0, count) : standing.slice(0, count)
  const used = new Set(kept.map(({ entry }) => entryKey(entry)))
  const others = active ? candidates(active.entry, studies).filter((entry) => !used.has(entryKey(entry))) : []
  const panes = Array.from({ length: count }, (_, n): PaneRequest | null => {
    const pane = kept[n]
    if (pane) return pane
    const entry = others.shift()
    return entry ? { entry, anchor: null, near: active && entry.series.Modality === active.entry.series.Modality ? seen.near : null } : null
  })
  return { ...state, layout, panes, active: Math.max(0, active ? panes.indexOf(active) : 0) }
}

function candidates(of: StackEntry, studies: readonly ImagingStudy[]): StackEntry[] {
  const all = entriesOf(studies).filter(isDisplayable)
  const own = all.filter(({ study }) => study.StudyInstanceUID === of.study.StudyInstanceUID)
  return [...own, ...all.filter(({ study }) => study.StudyInstanceUID !== of.study.StudyInstanceUID)]
}

/** One viewer, or the counterpart of another date beside it, earlier date left. */
export function toggleCompare(state: StageState, studies: readonly ImagingStudy[], seen: SeenNow): StageState {
  const current = withSeen(state.panes[state.active] ?? null, seen)
  if (!current) return state
  if (state.panes.length > 1) return { ...state, layout: { rows: 1, columns: 1 }, panes: [current], active: 0 }
  const other = counterpart(current.entry, studies) ?? current.entry
  const beside: PaneRequest = { entry: other, anchor: null, near: other.series.Modality === current.entry.series.Modality ? seen.near : null }
  const [left] = inTime(current.entry, other)
  const isLeft = left === current.entry
  return { ...state, layout: { rows: 1, columns: 2 }, panes: isLeft ? [current, beside] : [beside, current], active: isLeft ? 0 : 1 }
}

/** The stage as it is remembered. */
export function placeOfStage({ layout, panes, active }: StageState, planes: boolean, looks: readonly (StageLook | null)[] = [], linked = false, planesLook: PlanesLook | null = null): StagePlace {
  const stacks = panes.map((pane) => pane && { StudyInstanceUID: pane.entry.study.StudyInstanceUID, SeriesInstanceUID: pane.entry.series.SeriesInstanceUID, stackId: pane.entry.stack.stackId })
  return { ...layout, stacks, active, planes, looks: panes.map((_, n) => looks[n] ?? null), linked, ...(planes && planesLook ? { planesLook } : {}) }
}

/** A remembered stage with the stacks that are still there. */
export function restore(place: StagePlace, studies: readonly ImagingStudy[]): StageState {
  const entries = entriesOf(studies)
  const panes = Array.from({ length: place.rows * place.columns }, (_, n): PaneRequest | null => {
    const wanted = place.stacks[n]
    const entry = wanted && entries.find(({ study, series, stack }) => [study.StudyInstanceUID, undefined].includes(wanted.StudyInstanceUID) && series.SeriesInstanceUID === wanted.SeriesInstanceUID && stack.stackId === wanted.stackId)
    const look = place.looks?.[n] ?? null
    const holds = look?.anchor.kind === 'image' && entry?.stack.SOPInstanceUIDs.includes(look.anchor.SOPInstanceUID)
    return entry ? { entry, anchor: null, ...(holds ? { look } : {}) } : null
  })
  return { layout: { rows: place.rows, columns: place.columns }, panes, active: Math.min(place.active, panes.length - 1), unknownTarget: false }
}

function withSeen(pane: PaneRequest | null, { anchor }: SeenNow): PaneRequest | null {
  return pane && { entry: pane.entry, anchor: anchor ?? pane.anchor }
}
