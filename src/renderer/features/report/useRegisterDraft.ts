// One coded register while somebody writes into it: the draft is theirs until they leave the field, and a value that another person set meanwhile is never overwritten unseen.
import { useRef, useState } from 'react'
import type { FieldValue } from '#shared/domain/report.ts'

export interface RegisterDraft {
  /** What the field shows. */
  shown: string
  /** Another person's value that arrived while this one was typed; both stay visible until one is chosen. */
  conflict: { theirs: FieldValue; mine: string } | null
  begin(): void
  type(text: string): void
  /** Leaves the field: keeps the draft, or asks when both changed. */
  leave(): void
  /** Gives the draft up. */
  cancel(): void
  keepTheirs(): void
  useMine(): void
}

/** @param set keeps the value; @param normalise gives the stored spelling of what was typed; @param me this person's id: own changes elsewhere are no conflict */
export function useRegisterDraft(value: FieldValue | null, me: string, set: (text: string) => void, normalise: (text: string) => string, show: (stored: string) => string): RegisterDraft {
  const [draft, setDraft] = useState<string | null>(null)
  const [conflict, setConflict] = useState<RegisterDraft['conflict']>(null)
  const base = useRef<FieldValue | null>(null)
  const leave = () => {
    if (draft === null) return
    const mine = normalise(draft)
    setDraft(null)
    if (mine === (value?.value ?? '')) return
    const changedMeanwhile = value !== null && value.changedAt !== base.current?.changedAt && value.changedBy !== me
    if (changedMeanwhile) setConflict({ theirs: value, mine })
    else set(mine)
  }
  return {
    shown: draft ?? show(value?.value ?? ''),
    conflict,
    begin: () => {
      base.current = value
    },
    type: (text) => {
      if (draft === null) base.current = value
      setDraft(text)
    },
    leave,
    cancel: () => setDraft(null),
    keepTheirs: () => setConflict(null),
    useMine: () => {
      if (conflict) set(conflict.mine)
      setConflict(null)
    },
  }
}
