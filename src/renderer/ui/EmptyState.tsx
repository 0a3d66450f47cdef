// Nothing here yet: one sentence and the one next step, in place, without a drawing.
import type { ReactNode } from 'react'

export function EmptyState({ sentence, children }: { sentence: string; children?: ReactNode }) {
  return (
    <div className="c-empty">
      <p>{sentence}</p>
      {children}
    </div>
  )
}
