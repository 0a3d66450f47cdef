// A short fact in a box of the text's height. With onClick it is a button and needs nothing else to be reached by key.
import type { ReactNode } from 'react'
import type { Icon } from './Icon.ts'

interface ChipProps {
  icon?: Icon
  tone?: 'accent' | 'warn' | 'plain' | 'selected'
  /** Full name for readers when the visible words are shortened. */
  label?: string
  onClick?: () => void
  children: ReactNode
}

export function Chip({ icon: Shape, tone = 'accent', label, onClick, children }: ChipProps) {
  const inside = (
    <>
      {Shape && <Shape size={13} aria-hidden />}
      {children}
    </>
  )
  if (!onClick)
    return (
      <span className="c-chip" data-tone={tone} title={label}>
        {inside}
      </span>
    )
  return (
    <button type="button" className="c-chip" data-tone={tone} aria-label={label} onClick={onClick}>
      {inside}
    </button>
  )
}
