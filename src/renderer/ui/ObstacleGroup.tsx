// Obstacles that belong together: one entry, each place reachable by its own name.
import type { ReactNode } from 'react'
import type { SigningObstacle, TemplateSection } from '#shared/domain/report.ts'
import { useT } from '../i18n/useT.ts'
import { ObstacleItem } from './ObstacleItem.tsx'
import { detailOf, obstacleKey } from './obstacleWords.ts'

interface ObstacleGroupProps {
  all: readonly SigningObstacle[]
  sections: readonly TemplateSection[]
  /** `obstacleKey` of the one that is being dealt with. */
  current: string | null
  onGo(obstacle: SigningObstacle): void
  children?: ReactNode
}

export function ObstacleGroup({ all, sections, current, onGo, children }: ObstacleGroupProps) {
  const t = useT()
  const [first] = all
  if (!first) return null
  const number = sections.find(({ key }) => key === first.sectionKey)?.number ?? null
  const isCurrent = all.some((obstacle) => obstacleKey(obstacle) === current)
  return (
    <ObstacleItem
      obstacle={first}
      section={number}
      detail={detailOf(first, sections, t)}
      {...(all.length > 1 ? { title: t('report.before.values', { count: all.length }) } : {})}
      current={isCurrent}
      onGo={() => onGo(first)}
    >
      {all.length > 1 && (
        <div className="c-obstacle-values">
          {all.map((obstacle) => (
            <button key={obstacleKey(obstacle)} type="button" className="c-link t-small" aria-current={obstacleKey(obstacle) === current ? 'true' : undefined} onClick={() => onGo(obstacle)}>
              {detailOf(obstacle, sections, t)}
            </button>
          ))}
        </div>
      )}
      {children}
    </ObstacleItem>
  )
}
