// React's door to one section of a report: its coded registers as values, and the room its text is bound to. Text itself belongs to editor/.
import { useEffect, useMemo } from 'react'
import type { Doc } from 'yjs'
import { putFieldProof, removeFieldProof, setAnswer, setField } from '#shared/casedoc/edit.ts'
import { type AnswerRegister, type EditOrigin, SECTION } from '#shared/casedoc/layout.ts'
import { readSection } from '#shared/casedoc/read.ts'
import type { FieldValue, Proof } from '#shared/domain/report.ts'
import type { RegisterConflict, RowContent } from '#shared/domain/reportContent.ts'
import { isoInstant } from '#shared/kit/clock.ts'
import { useDocReading } from './docReading.ts'
import { useProfile } from './queries.ts'
import { type OpenRoom, useHeldRoom, useRoomAccess } from './rooms.ts'
import type { Room } from './roomRegistry.ts'

export interface SectionRegisters {
  fields: Readonly<Record<string, FieldValue>>
  /** Rows by list key. */
  lists: Readonly<Record<string, readonly RowContent[]>>
  /** What stands behind coded fields, by register. */
  fieldProofs: Readonly<Record<string, readonly Proof[]>>
  conflicts: readonly RegisterConflict[]
  noneBecause: FieldValue | null
  /** By question number. */
  answers: ReadonlyMap<number, { answer: FieldValue | null; confidence: FieldValue | null }>
  /** Entries that could not be read; they block signing and the screen says so. */
  unreadable: number
}

export interface Section {
  room: OpenRoom
  registers: SectionRegisters
  /** false until the core's copy is here, in a signed report, and without the right to write. */
  writable: boolean
  setField(key: string, value: string): void
  setAnswer(question: number, register: AnswerRegister, value: string): void
  putProof(register: string, proof: Proof): void
  removeProof(register: string, annotationId: string): void
}

const noRegisters: SectionRegisters = { fields: {}, lists: {}, fieldProofs: {}, conflicts: [], noneBecause: null, answers: new Map(), unreadable: 0 }

function readRegisters(doc: Doc): SectionRegisters {
  const { fields, lists, fieldProofs = {}, conflicts, noneBecause, answers, unreadable } = readSection(doc)
  return { fields, lists, fieldProofs, conflicts, noneBecause, unreadable, answers: new Map(answers.map(({ question, answer, confidence }) => [question, { answer, confidence }])) }
}

/** Typing in the text changes none of them. */
const ROOTS = [SECTION.fields, SECTION.answers, SECTION.claims, SECTION.proofs]

/**
 * @param name room of the section; null while it need not be open
 * @param onSaved called after a change by this person is on the disk of this workstation, and after a change by somebody else has arrived
 */
export function useSection(name: string | null, onSaved: () => void): Section | null {
  const held = useHeldRoom(name)
  const access = useRoomAccess(held)
  const me = useProfile().data?.me?.id
  const doc = held?.doc ?? null
  const registers = useDocReading(doc, ROOTS, readRegisters, noRegisters)
  useReport(held, onSaved)
  return useMemo(() => {
    if (!doc || !held || !access || name === null) return null
    const origin = (tool: string): EditOrigin => ({ actorId: me ?? '', room: name, tool })
    const registerOf = (value: string): FieldValue | null => (me ? { value, changedAt: isoInstant(Date.now()), changedBy: me } : null)
    return {
      room: { doc, provider: held.provider, ...access },
      registers,
      writable: access.synced && !access.readOnly && !access.refused && me !== undefined,
      setField: (key, value) => {
        const register = registerOf(value)
        if (register) setField(doc, origin('field'), key, register)
      },
      setAnswer: (question, which, value) => {
        const register = registerOf(value)
        if (register) setAnswer(doc, origin('answer'), question, which, register)
      },
      putProof: (register, proof) => me && putFieldProof(doc, origin('proof'), register, proof),
      removeProof: (register, annotationId) => me && removeFieldProof(doc, origin('proof'), register, annotationId),
    }
  }, [doc, held, access, name, me, registers])
}

/** Not through React: a letter that is stored changes nothing on the screen. */
function useReport(room: Room | null, onSaved: () => void): void {
  useEffect(() => {
    if (!room) return
    let wasSaved = true
    const stop = room.subscribe(() => {
      const { saved } = room.state()
      if (saved && !wasSaved) onSaved()
      wasSaved = saved
    })
    const arrived = (_update: Uint8Array, _origin: unknown, _doc: Doc, transaction: { local: boolean }) => {
      if (!transaction.local) onSaved()
    }
    room.doc.on('update', arrived)
    return () => {
      stop()
      room.doc.off('update', arrived)
    }
  }, [room, onSaved])
}
