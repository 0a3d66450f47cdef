// The sign of a highlight in the margin: says by its shape what kind it is, and is the way to it by keyboard.
import { IdentityIcon, LimitsIcon, ClaimIcon } from '../../ui/icons.ts'
import type { Mark } from './mark.ts'

const icons = { claim: ClaimIcon, limits: LimitsIcon, identity: IdentityIcon } as const

export function MarkFlag({ mark, top, selected, onSelect }: { mark: Mark; top: number; selected: boolean; onSelect(id: string): void }) {
  const Icon = icons[mark.category]
  return (
    <button
      type="button"
      className="mark-flag"
      data-category={mark.category}
      aria-pressed={selected}
      aria-label={mark.label}
      style={{ top: `${top * 100}%` }}
      onClick={() => onSelect(mark.id)}
    >
      <Icon size={14} aria-hidden />
    </button>
  )
}
