// Brings two changes of a case's facts together, field by field, against what both sides last had. Pure.
// A field that only one side changed takes that change; one that both changed differently is told, never chosen.
import { canonicalJson, type Json } from '../kit/canonicalJson.ts'
import { CASE_STAGES, type ReviewCase } from './reviewCase.ts'

/** Facts that people change. Id and number are for ever, the team is the server's, the version is bookkeeping. */
export type CaseFacts = Omit<ReviewCase, 'id' | 'caseNumber' | 'team' | 'version' | 'openedAt'>
export type CaseField = keyof CaseFacts

export interface FieldConflict {
  readonly field: CaseField
  readonly base: unknown
  readonly mine: unknown
  readonly theirs: unknown
}

const NOT_FACTS: readonly string[] = ['id', 'caseNumber', 'team', 'version', 'openedAt'] satisfies (keyof ReviewCase)[]

export function factFields(reviewCase: ReviewCase): CaseField[] {
  return (Object.keys(reviewCase) as (keyof ReviewCase)[]).filter((key): key is CaseField => !NOT_FACTS.includes(key))
}

/** Canonical text of the facts, to compare and to keep as base. */
export function factsText(reviewCase: ReviewCase): string {
  return canonicalJson(Object.fromEntries(factFields(reviewCase).map((field) => [field, plain(reviewCase[field])])))
}

/**
 * @param base canonical text of the facts both sides last had
 * @returns the case with both sides' changes; where they differ it has theirs, so that everybody sees the same until a person decides
 */
export function mergeCase(base: string, mine: ReviewCase, theirs: ReviewCase): { merged: ReviewCase; conflicts: FieldConflict[] } {
  const before = JSON.parse(base) as Record<string, unknown>
  const conflicts: FieldConflict[] = []
  const merged: Record<string, unknown> = { ...theirs }
  for (const field of new Set([...factFields(mine), ...factFields(theirs)])) {
    const [was, own, other] = [text(before[field]), text(mine[field]), text(theirs[field])]
    if (own === other || own === was) continue
    if (field === 'stage' && (isSigned(mine) || isSigned(theirs))) merged[field] = later(mine.stage, theirs.stage)
    else if (other === was) merged[field] = mine[field]
    else conflicts.push({ field, base: before[field] ?? null, mine: mine[field] ?? null, theirs: theirs[field] ?? null })
  }
  return { merged: merged as ReviewCase, conflicts }
}

const isSigned = ({ stage }: ReviewCase) => stage === 'signedAwaitingCountersignature' || stage === 'signed' || stage === 'delivered'

/** What a signature did to the stage is not undone by somebody who had not seen it: the later of the two. */
function later(a: ReviewCase['stage'], b: ReviewCase['stage']): ReviewCase['stage'] {
  return CASE_STAGES.indexOf(a) > CASE_STAGES.indexOf(b) ? a : b
}

const plain = (value: unknown): Json => JSON.parse(JSON.stringify(value ?? null)) as Json
const text = (value: unknown): string => canonicalJson(plain(value))
