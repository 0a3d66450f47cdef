// The sign of a mark in the margin, of a note at its place: says by its shape what kind it is, and is the way to it by keyboard.
import { memo } from 'react'
import { ClaimIcon, IdentityIcon, InkIcon, LimitsIcon, RemarkIcon, StampIcon } from '../../ui/icons.ts'
import type { Mark } from './mark.ts'

const categories = { claim: ClaimIcon, limits: LimitsIcon, identity: IdentityIcon } as const
const shapes = { note: RemarkIcon, ink: InkIcon, stamp: StampIcon } as const

interface MarkFlagProps {
  mark: Mark
  /** Fraction of the page. */
  top: number
  /** Fraction of the page; of a note, which stands where it was put. */
  left?: number | undefined
  selected: boolean
  onSelect(id: string): void
  /** Fills what is dragged away from the flag; absent: it cannot be dragged. */
  onDrag?: ((id: string, transfer: DataTransfer) => void) | undefined
}

/** Drawn again only when it changes itself: its functions must stay the same. */
export const MarkFlag = memo(function MarkFlag({ mark, top, left = 0, selected, onSelect, onDrag }: MarkFlagProps) {
  const { shape } = mark
  const Icon = shape === 'note' || shape === 'ink' || shape === 'stamp' ? shapes[shape] : categories[mark.category]
  return (
    <button
      type="button"
      className="mark-flag"
      data-category={mark.category}
      data-tone={mark.tone}
      aria-pressed={selected}
      aria-label={mark.label}
      style={{ top: `${top * 100}%`, ...(shape === 'note' ? { left: `${left * 100}%` } : {}) }}
      onClick={() => onSelect(mark.id)}
      draggable={onDrag !== undefined}
      onDragStart={(event) => onDrag?.(mark.id, event.dataTransfer)}
    >
      <Icon size={14} aria-hidden />
    </button>
  )
})
