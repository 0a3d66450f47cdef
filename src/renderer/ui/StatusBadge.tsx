// Status as icon and words, without a capsule.
import type { ReactNode } from 'react'
import { type Status, StatusIcon } from './StatusIcon.tsx'

export function StatusBadge({ status, children, clip = false }: { status: Status; children: ReactNode; clip?: boolean }) {
  return (
    <span className="c-status">
      <StatusIcon status={status} />
      <span className={clip ? 't-clip' : undefined}>{children}</span>
    </span>
  )
}
