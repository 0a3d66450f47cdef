// Whether a case can be put before a board, and if not, what is missing. Pure.
import { CLOSED_STAGES } from '../caseStatus.ts'
import type { CaseStage } from '../reviewCase.ts'

/** Codes of items of the illness's checklist, and: `quarantine` items set aside, `closed` the case is closed, `question` no question is asked. */
export function missingForBoard({ stage, missing, quarantined, questionsAsked }: { stage: CaseStage; missing: readonly string[]; quarantined: number; questionsAsked: number }): string[] {
  return [...(CLOSED_STAGES.includes(stage) ? ['closed'] : []), ...(quarantined > 0 ? ['quarantine'] : []), ...(questionsAsked === 0 ? ['question'] : []), ...missing]
}
