// One thing between a report and its signature: what, where, what to do. The report and the sign-off show the same words.
import type { ReactNode } from 'react'
import type { SigningObstacle } from '#shared/domain/report.ts'
import { useT } from '../i18n/useT.ts'
import { StatusIcon } from './StatusIcon.tsx'

interface ObstacleItemProps {
  obstacle: SigningObstacle
  /** Number of its section, e.g. 9; null when it has none. */
  section: number | null
  /** The place in the words of this screen; else the core's own. */
  detail?: string
  /** Stands in for the title of several alike. */
  title?: string
  current?: boolean
  onGo(): void
  /** Actions or places, below the words. */
  children?: ReactNode
}

export function ObstacleItem({ obstacle, section, detail = obstacle.detail, title, current = false, onGo, children }: ObstacleItemProps) {
  const t = useT()
  const { code, severity } = obstacle
  return (
    <div className="c-obstacle" data-current={current || undefined}>
      <button type="button" className="c-obstacle-words" data-focus="inside" aria-current={current ? 'true' : undefined} onClick={onGo}>
        <StatusIcon status={severity === 'blocker' ? 'bad' : 'warn'} label={t(severity === 'blocker' ? 'report.before.blocker' : 'report.before.warning')} />
        <span>
          <strong className="c-obstacle-title">
            {title ?? t(`obstacle.${code}.title`, { detail })}
            {section !== null && <span className="t-small t-3">§{section}</span>}
          </strong>
          {!title && <span className="t-2">{t(`obstacle.${code}.todo`, { detail })}</span>}
        </span>
      </button>
      {children}
    </div>
  )
}
