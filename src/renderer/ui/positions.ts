// How a position looks: shape and words, never a colour; abstaining is not disagreeing (look note §4).
import type { Position } from '#shared/domain/panel/opinion.ts'
import type { Icon } from './Icon.ts'
import { AgreesIcon, CannotJudgeIcon, DiffersIcon, RefinedIcon } from './icons.ts'

export const positionIcons: Record<Position, Icon> = { agree: AgreesIcon, refined: RefinedIcon, differ: DiffersIcon, cannotJudge: CannotJudgeIcon }
