// What waits for a decision among the values that documents state, and what each needs first. Pure.
import type { LabProposal, LabValue } from '#shared/domain/labValue.ts'

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

const DAY = 86_400

/** From where to where a line of these instants is drawn; a single one stands in the middle of two months. @param at seconds since 1970 */
export function daysShown(at: readonly number[]): [number, number] {
  const [first, last] = [Math.min(...at), Math.max(...at)]
  const room = first === last ? 30 * DAY : (last - first) * 0.06
  return [first - room, last + room]
}
