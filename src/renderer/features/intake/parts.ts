// What every part of the intake is given.
import type { Situation } from '#shared/contract/workstation/intake.contract.ts'
import type { CaseIntake } from '#shared/domain/caseIntake.ts'
import type { ReviewCase } from '#shared/domain/reviewCase.ts'

export interface PartProps {
  reviewCase: ReviewCase
  intake: CaseIntake
  situation: Situation
  readOnly: boolean
}
