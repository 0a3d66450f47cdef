// React's door to the lesion document of a case: the record as values, and the edits a reader can make. Knows no screen.
import { useMemo } from 'react'
import { LESIONS, roomName, type EditOrigin } from '#shared/casedoc/layout.ts'
import { redoOwn, undoOwn } from '#shared/casedoc/ownHistory.ts'
import { readLesions, removeLesion, saveLesion, setAssessment, setChoice, setFinding, setOutside } from '#shared/casedoc/lesions.ts'
import { ResponseChoices, type LesionRecord, type LesionState, type TrackedLesion } from '#shared/domain/lesion.ts'
import type { Proof } from '#shared/domain/report.ts'
import { isoInstant } from '#shared/kit/clock.ts'
import { LesionId, newUuid } from '#shared/kit/ids.ts'
import { useDocReading } from './docReading.ts'
import { useProfile } from './queries.ts'
import { useHeldRoom, useRoomAccess } from './rooms.ts'

export type LesionDraft = Omit<TrackedLesion, 'id' | 'author' | 'authorName' | 'createdAt' | 'changedAt'>

export interface Lesions {
  record: LesionRecord
  ready: boolean
  readOnly: boolean
  /** This person's id; empty before a profile is open. */
  me: string
  /** @returns the lesion as it would be kept; not yet written */
  make(draft: LesionDraft): TrackedLesion | null
  save(lesion: TrackedLesion): void
  remove(id: string): void
  setState(lesionId: string, date: string, state: LesionState | null, more?: { reason?: string; increasedSinceLast?: boolean }): void
  setOutside(lesionId: string, date: string, diameterMm: string | null, proof: Proof | null): void
  choose<K extends keyof ResponseChoices>(key: K, value: ResponseChoices[K]): void
  /** @param field of the criteria, e.g. `deauville` */
  assess(date: string, field: string, value: string): void
  undo(): void
  redo(): void
}

const EMPTY: LesionRecord = { lesions: [], findings: [], outside: [], choices: ResponseChoices.parse({}), assessments: {}, unreadable: 0 }

const ROOTS = Object.values(LESIONS)

export function useLesions(caseId: string): Lesions {
  const name = roomName({ kind: 'lesions', caseId })
  const room = useHeldRoom(name)
  const state = useRoomAccess(room)
  const me = useProfile().data?.me
  const readOnly = (state?.readOnly ?? true) || !me
  const doc = room?.doc ?? null
  const editing = useMemo(() => {
    if (!doc || !me) return null
    const origin: EditOrigin = { actorId: me.id, room: name, tool: 'lesions' }
    return { doc, origin, me }
  }, [doc, me, name])

  const record = useDocReading(doc, ROOTS, readLesions, EMPTY)

  return useMemo((): Lesions => {
    const stamp = () => ({ changedAt: isoInstant(Date.now()) })
    const write = (act: (on: NonNullable<typeof editing>) => void) => {
      if (editing && !readOnly) act(editing)
    }
    return {
      record,
      ready: state?.synced ?? false,
      readOnly,
      me: me?.id ?? '',
      make: (draft) => {
        if (!me) return null
        const now = Date.now()
        const instant = isoInstant(now)
        return { ...draft, id: LesionId.parse(newUuid(now)), author: me.id, authorName: me.name, createdAt: instant, changedAt: instant }
      },
      save: (lesion) => write((on) => saveLesion(on.doc, on.origin, { ...lesion, ...stamp() })),
      remove: (id) => write((on) => removeLesion(on.doc, on.origin, id)),
      setState: (lesionId, date, next, more = {}) =>
        write((on) => setFinding(on.doc, on.origin, { lesionId, date }, next && { lesionId: LesionId.parse(lesionId), date, state: next, reason: '', ...more, ...stamp(), changedBy: on.me.id })),
      setOutside: (lesionId, date, diameterMm, proof) =>
        write((on) => setOutside(on.doc, on.origin, { lesionId, date }, diameterMm === null ? null : { lesionId: LesionId.parse(lesionId), date, diameterMm, proof, ...stamp(), changedBy: on.me.id })),
      choose: (key, value) => write((on) => setChoice(on.doc, on.origin, key, value)),
      assess: (date, field, value) => write((on) => setAssessment(on.doc, on.origin, `${date}.${field}`, { value, ...stamp(), changedBy: on.me.id })),
      undo: () => write((on) => undoOwn(on.doc, on.origin)),
      redo: () => write((on) => redoOwn(on.doc, on.origin)),
    }
  }, [record, state, readOnly, me, editing])
}
