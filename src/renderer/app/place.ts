// Where the person is: the only navigation state. Survives a crash (saved by the shell through workspace.savePlace); no URL ever carries it.
import { create } from 'zustand'
import type { Anchor } from '#shared/domain/annotation.ts'
import type { SigningObstacle } from '#shared/domain/report.ts'

/** The tabs of a case, each with the rooms behind it; the first room gives the tab its name. */
export const CASE_GROUPS = [['overview', 'intake'], ['documents', 'values', 'search'], ['imaging', 'response'], ['report'], ['psychology'], ['panel'], ['signOff'], ['delivery']] as const
/** Every room of a case. */
export const CASE_TABS = CASE_GROUPS.flat()
export type CaseTab = (typeof CASE_GROUPS)[number][number]

/** Parts of the administration, in the order of their list. */
export const ADMIN_SUBJECTS = ['people', 'devices', 'assignments', 'experts', 'rules', 'glass', 'audit'] as const
export type AdminSubject = (typeof ADMIN_SUBJECTS)[number]

/** A thing to show exactly: the anchor, and the annotation it belongs to when there is one. */
export interface Target {
  anchor: Anchor
  annotationId: string | null
  /** Words to be marked there: what a search was for. */
  find?: readonly string[] | undefined
}

/** How the imaging room's stage is laid out: which stack stands in which viewer, row by row; null = an empty viewer. */
export interface StagePlace {
  rows: number
  columns: number
  stacks: readonly ({ StudyInstanceUID?: string | undefined; SeriesInstanceUID: string; stackId: string } | null)[]
  active: number
  /** The active stack is shown in three planes. */
  planes: boolean
  /** How each viewer was seen; absent = written by an older version. */
  looks?: readonly (StageLook | null)[] | undefined
  /** Viewers scrolled together. */
  linked?: boolean | undefined
  /** Crosshair, turn, thickness, window and fusion of the planes, as the imaging room writes and reads them; absent = as at the beginning. */
  planesLook?: unknown
}

/** Slice, window and camera of one viewer. */
export interface StageLook {
  anchor: Anchor
  /** The whole picture was in view, whatever the size of the viewer. */
  isFitted: boolean
  rotation: 0 | 90 | 180 | 270
  flipHorizontal: boolean
  flipVertical: boolean
}

export type Place =
  | { view: 'worklist'; selectedCaseId: string | null }
  | { view: 'import'; importId: string; jobId: string }
  | {
      view: 'case'
      caseId: string
      tab: CaseTab
      /** Document, series or report version that is open in the tab, or the words that are looked for; null = the tab's own default. */
      open: string | null
      /** What the tab shall bring into view. */
      target: Target | null
      /** Report tab only: proof shown in the split beside the text. */
      beside: Target | null
      /** Report tab: section in view. Intake: the condition whose field is asked for. Others ignore it. */
      section: string | null
      /** Report tab only: what stands before signing, to whose field the room opens; taken once. */
      obstacle?: SigningObstacle | null
      /** Imaging tab only: the layout to return to. */
      stage?: StagePlace | null
    }
  /** Items of a case that wait for a person to say whose they are. */
  | { view: 'quarantine'; caseId: string }
  | { view: 'newCase' }
  /** Board meetings; null = all of them. `full`: the shared screen fills this window. */
  | { view: 'board'; meetingId: string | null; full: boolean }
  | { view: 'sync' }
  | { view: 'administration'; subject: AdminSubject }
  | { view: 'settings' }

/** Somewhere inside one case. */
export type CasePlace = Extract<Place, { view: 'case' }>

/** The imaging room of a case as it was left: going back to the room without naming an image returns there. */
export type ReadingPlace = Pick<CasePlace, 'open' | 'target' | 'stage'>

interface PlaceState {
  place: Place
  /** By case, the one left last at the end. */
  readings: Readonly<Record<string, ReadingPlace>>
  /** Places left by a jump; Alt+Left takes the last one back. */
  trail: Place[]
  /** Grows when a room that is open already shall begin as its place says. */
  anew: number
  /** Goes there; `jump` remembers where from; `anew`: the room begins as the place says although it is open, as whoever is followed lays it out. */
  go(place: Place, how?: 'move' | 'jump' | 'anew'): void
  /** Changes part of the current case place without a jump, e.g. the section scrolled to. */
  adjust(change: Partial<Extract<Place, { view: 'case' }>>): void
  back(): void
}

const settling = new Set<() => void>()

/** Called just before the person goes elsewhere, so that what was seen a moment ago is part of the place that is left. @returns how to stop it */
export function beforeLeaving(settle: () => void): () => void {
  settling.add(settle)
  return () => settling.delete(settle)
}

function settleAll(): void {
  for (const settle of settling) settle()
}

function readingsAfter({ place, readings }: PlaceState): PlaceState['readings'] {
  if (place.view !== 'case' || place.tab !== 'imaging') return readings
  const { [place.caseId]: _, ...others } = readings
  return { ...others, [place.caseId]: { open: place.open, target: place.target, stage: place.stage ?? null } }
}

/** Into the imaging room, but not to an image: to where it was left. */
function entering(place: Place, readings: PlaceState['readings']): Place {
  if (place.view !== 'case' || place.tab !== 'imaging' || place.open !== null || place.target !== null || place.stage) return place
  return { ...place, ...readings[place.caseId] }
}

export const usePlace = create<PlaceState>((set) => ({
  place: { view: 'worklist', selectedCaseId: null },
  readings: {},
  trail: [],
  anew: 0,
  go: (place, how = 'move') => {
    settleAll()
    set((state) => {
      const readings = readingsAfter(state)
      return { place: entering(place, readings), readings, trail: how === 'jump' ? [...state.trail.slice(-49), state.place] : state.trail, anew: how === 'anew' ? state.anew + 1 : state.anew }
    })
  },
  adjust: (change) =>
    set((state) => (state.place.view === 'case' ? { place: { ...state.place, ...change } } : {})),
  back: () => {
    settleAll()
    set((state) => {
      const last = state.trail.at(-1)
      return last ? { place: last, readings: readingsAfter(state), trail: state.trail.slice(0, -1) } : {}
    })
  },
}))

/** A case place with everything but the tab at its default. */
export function casePlace(caseId: string, tab: CaseTab, change: Partial<Extract<Place, { view: 'case' }>> = {}): Place {
  return { view: 'case', caseId, tab, open: null, target: null, beside: null, section: null, ...change }
}
