// A strip above content that says a lasting state: read-only, offline, demo. Not for errors of one thing (ErrorState) or results (toasts).
import type { ReactNode } from 'react'
import { type Status, StatusIcon } from './StatusIcon.tsx'

interface BannerProps {
  status?: Status
  tone?: 'plain' | 'warn' | 'bad'
  /** `assertive` only for identity, safety and conflicts. */
  live?: 'polite' | 'assertive'
  children: ReactNode
}

export function Banner({ status = 'note', tone = 'plain', live = 'polite', children }: BannerProps) {
  return (
    <div className="c-banner" data-tone={tone} role={live === 'assertive' ? 'alert' : 'status'}>
      <StatusIcon status={status} />
      {children}
    </div>
  )
}
