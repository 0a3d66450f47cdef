// How a vote looks: shape and words, never a colour; abstaining is not disagreeing (look note §4).
import type { VoteChoice } from '#shared/domain/board/boardAct.ts'
import type { Icon } from '../../ui/Icon.ts'
import { AgreesIcon, CannotJudgeIcon, ConditionalIcon, DiffersIcon } from '../../ui/icons.ts'

export const voteIcons: Record<VoteChoice, Icon> = { agree: AgreesIcon, conditional: ConditionalIcon, differ: DiffersIcon, abstain: CannotJudgeIcon }
