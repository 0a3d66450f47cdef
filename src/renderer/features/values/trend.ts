// Confirmed values of one quantity as a line through time, in one unit. What cannot be converted stays in the table and is left out of the line. Pure.
import { analyteOf } from '#shared/domain/analytes.ts'
import type { LabProposal, LabValue } from '#shared/domain/labValue.ts'
import { inUnit } from '#shared/domain/ucumSpelling.ts'

/** Confirmed values of one quantity; unknown quantities are kept apart by their name. */
export interface Quantity {
  readonly key: string
  /** As written in the newest document; the screen has its own word for known quantities. */
  readonly name: string
  readonly analyte: string | null
  /** Oldest first. */
  readonly values: readonly LabValue[]
  readonly unit: string
}

export function quantitiesOf(values: readonly LabValue[]): Quantity[] {
  const groups = new Map<string, LabValue[]>()
  for (const value of values) {
    if (value.state !== 'confirmed') continue
    const key = value.analyte ?? value.name.toLowerCase()
    groups.set(key, [...(groups.get(key) ?? []), value])
  }
  return [...groups]
    .map(([key, own]) => {
      const sorted = own.sort((a, b) => (a.takenOn < b.takenOn ? -1 : a.takenOn > b.takenOn ? 1 : 0))
      const last = sorted.at(-1)
      return { key, name: last?.name ?? key, analyte: last?.analyte ?? null, values: sorted, unit: analyteOf(key)?.unit ?? last?.unit ?? '' }
    })
    .sort((a, b) => b.values.length - a.values.length || a.name.localeCompare(b.name))
}

/** In the quantity's unit; null for a value that is no number or cannot be converted. */
export function drawnValue(value: LabValue, unit: string): number | null {
  return value.value === null ? null : inUnit(value.value, value.unit, unit, value.analyte ?? '')
}

/** Three significant figures at most are a laboratory's precision; no trailing zeros. */
export function shownNumber(value: number): string {
  return String(Number(value.toPrecision(value >= 1000 ? 4 : 3)))
}

/** Proposals nobody has decided on yet, newest first, those without a question before the others of the same day. */
export function waiting(proposals: readonly LabProposal[], values: readonly LabValue[]): LabProposal[] {
  const decided = new Set(values.map(({ id }) => id))
  return proposals
    .filter(({ id }) => !decided.has(id))
    .sort((a, b) => (b.takenOn ?? '').localeCompare(a.takenOn ?? '') || a.questions.length - b.questions.length)
}

/** Questions that a person answers by confirming; the others need an entry first. */
const MILD = new Set(['unknownAnalyte', 'implausible'])

export function isClear({ questions }: LabProposal): boolean {
  return questions.length === 0 || questions.every((question) => question === 'unknownAnalyte')
}

/** What must be typed before the value can be confirmed. */
export function needsEntry({ questions }: LabProposal): boolean {
  return questions.some((question) => !MILD.has(question))
}
