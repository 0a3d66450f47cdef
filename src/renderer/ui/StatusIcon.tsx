// Shape first, then colour: the same status has the same shape in the whole product (look note §2).
import type { Icon } from './Icon.ts'
import {
  BlockerIcon, CannotJudgeIcon, ConditionalIcon, DiffersIcon, DraftIcon, DueSoonIcon, InProgressIcon, LockedIcon, NoteIcon, OkIcon,
  QuarantineIcon, RefinedIcon, SealedIcon, WaitingIcon, WarningIcon,
} from './icons.ts'

const shapes = {
  ok: OkIcon, warn: WarningIcon, bad: BlockerIcon, waiting: WaitingIcon, dueSoon: DueSoonIcon, inProgress: InProgressIcon, locked: LockedIcon,
  draft: DraftIcon, sealed: SealedIcon, differs: DiffersIcon, refined: RefinedIcon, conditional: ConditionalIcon, cannotJudge: CannotJudgeIcon,
  note: NoteIcon, quarantine: QuarantineIcon, restricted: LockedIcon,
} as const satisfies Record<string, Icon>

export type Status = keyof typeof shapes

const tones: Partial<Record<Status, string>> = { dueSoon: 'warn', quarantine: 'bad' }

/** Decoration of words beside it; give `label` only where no words stand beside. */
export function StatusIcon({ status, size = 15, label }: { status: Status; size?: number; label?: string }) {
  const Shape: Icon = shapes[status]
  return (
    <span className="c-status-icon" data-status={tones[status] ?? status} {...(label ? { role: 'img', 'aria-label': label } : {})}>
      <Shape size={size} aria-hidden />
    </span>
  )
}
