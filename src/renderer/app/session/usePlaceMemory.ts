// Keeps where the person is in the core, so that a lock or a crash returns there. The text is opaque to the core and names ids only.
import { useEffect, useState } from 'react'
import { z } from 'zod'
import { Anchor } from '#shared/domain/annotation.ts'
import { client } from '../../data/client.ts'
import { ADMIN_SUBJECTS, CASE_TABS, type Place, type ReadingPlace, usePlace } from '../place.ts'
import { useOpenCases } from './openCases.ts'

const Target = z.object({ anchor: Anchor, annotationId: z.string().nullable(), find: z.array(z.string()).optional() })

const StagePlace = z.object({
  rows: z.number().int().min(1).max(3),
  columns: z.number().int().min(1).max(4),
  stacks: z.array(z.object({ StudyInstanceUID: z.string().optional(), SeriesInstanceUID: z.string(), stackId: z.string() }).nullable()).max(12),
  active: z.number().int().min(0).max(11),
  planes: z.boolean(),
  looks: z
    .array(
      z
        .object({ anchor: Anchor, isFitted: z.boolean(), rotation: z.union([z.literal(0), z.literal(90), z.literal(180), z.literal(270)]), flipHorizontal: z.boolean(), flipVertical: z.boolean() })
        .nullable(),
    )
    .max(12)
    .optional(),
  linked: z.boolean().optional(),
  planesLook: z.unknown().optional(),
})

const kept = StagePlace.nullable()
  .optional()
  .transform((stage) => stage ?? null)

const PlaceText = z.discriminatedUnion('view', [
  z.object({ view: z.literal('worklist'), selectedCaseId: z.string().nullable() }),
  z.object({ view: z.literal('import'), importId: z.string(), jobId: z.string() }),
  z.object({
    view: z.literal('case'),
    caseId: z.string(),
    tab: z.enum(CASE_TABS),
    open: z.string().nullable(),
    target: Target.nullable(),
    beside: Target.nullable(),
    section: z.string().nullable(),
    stage: kept,
  }),
  z.object({ view: z.literal('quarantine'), caseId: z.string() }),
  z.object({ view: z.literal('newCase') }),
  // A workstation never opens by itself on a screen that a room can see.
  z.object({ view: z.literal('board'), meetingId: z.string().nullable(), full: z.boolean().transform(() => false) }),
  z.object({ view: z.literal('sync') }),
  z.object({ view: z.literal('administration'), subject: z.enum(ADMIN_SUBJECTS) }),
  z.object({ view: z.literal('settings') }),
])

const Readings = z.record(z.string(), z.object({ open: z.string().nullable(), target: Target.nullable(), stage: kept }))
type Readings = Readonly<Record<string, ReadingPlace>>

const Memory = z.object({ place: PlaceText, openCases: z.array(z.string()).max(12), readings: Readings.optional().transform((readings) => readings ?? {}) })
/** What the core keeps at most (workspace contract). */
const MOST_TEXT = 20_000

/** Reads what an earlier run wrote; null for anything that is not exactly that. */
export function parsePlace(text: string | null): { place: Place; openCases: string[]; readings: Readings } | null {
  if (!text) return null
  try {
    const memory = Memory.safeParse(JSON.parse(text))
    return memory.success ? memory.data : null
  } catch {
    // Not JSON: written by another version. The work list is where everybody starts.
    return null
  }
}

/** Reading rooms left longest ago are forgotten when all of them are too much to keep. */
export function placeText(place: Place, openCases: readonly string[], readings: Readings = {}): string {
  const rooms = Object.entries(readings)
  for (let first = 0; first < rooms.length; first++) {
    const text = JSON.stringify({ place, openCases, readings: Object.fromEntries(rooms.slice(first)) })
    if (text.length <= MOST_TEXT) return text
  }
  return JSON.stringify({ place, openCases })
}

const SETTLE_MS = 400

/** @returns true once the remembered place has been taken up and the view may be drawn */
export function usePlaceMemory(): boolean {
  const [ready, setReady] = useState(false)
  const place = usePlace((s) => s.place)
  const readings = usePlace((s) => s.readings)
  const openCases = useOpenCases((s) => s.caseIds)

  useEffect(() => {
    let left = false
    const before = usePlace.getState().place
    client.workspace
      .place()
      .then(({ place: text }) => parsePlace(text))
      .catch(() => null)
      .then((memory) => {
        if (left) return
        // Whoever has gone somewhere by key meanwhile stays there.
        if (usePlace.getState().place === before) usePlace.setState({ place: memory?.place ?? { view: 'worklist', selectedCaseId: null }, trail: [] })
        usePlace.setState({ readings: memory?.readings ?? {} })
        useOpenCases.setState({ caseIds: memory?.openCases ?? [] })
        setReady(true)
      })
    return () => {
      left = true
    }
  }, [])

  useEffect(() => {
    if (!ready) return
    const timer = setTimeout(() => {
      // Where someone was is a convenience: a failure shows as "core not reached" already and needs no second message.
      client.workspace.savePlace({ place: placeText(place, openCases, readings) }).catch(() => undefined)
    }, SETTLE_MS)
    return () => clearTimeout(timer)
  }, [ready, place, openCases, readings])

  return ready
}
