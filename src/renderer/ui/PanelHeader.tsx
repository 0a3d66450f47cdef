// Head of a panel: what it is, a quiet count or state, tools at the right.
import type { ReactNode } from 'react'

interface PanelHeaderProps {
  title: string
  /** Quiet text beside the title. */
  note?: ReactNode
  level?: 2 | 3
  id?: string
  children?: ReactNode
}

export function PanelHeader({ title, note, level = 2, id, children }: PanelHeaderProps) {
  const Heading = level === 2 ? 'h2' : 'h3'
  return (
    <div className="c-panel-header">
      <Heading className="t-heading" id={id}>
        {title}
      </Heading>
      {note && <span className="t-small t-3">{note}</span>}
      <span className="c-spacer" />
      {children}
    </div>
  )
}
