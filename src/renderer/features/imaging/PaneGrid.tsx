// The viewers of the stage in their grid; an empty one says what to do.
import type { ReactNode } from 'react'
import { useT } from '../../i18n/useT.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import type { PaneRequest, StageState } from './stageState.ts'

interface PaneGridProps {
  stage: StageState
  onActivate(n: number): void
  children(request: PaneRequest, n: number): ReactNode
}

export function PaneGrid({ stage: { layout, panes, active, unknownTarget }, onActivate, children }: PaneGridProps) {
  const t = useT()
  if (unknownTarget) return <EmptyState sentence={t('imaging.unknownTarget')} />
  return (
    <div className="i-panes" data-rows={layout.rows} data-columns={layout.columns}>
      {panes.map((request, n) =>
        request ? (
          children(request, n)
        ) : (
          // biome-ignore lint/suspicious/noArrayIndexKey: an empty viewer is its place on the stage
          <button key={n} type="button" className="i-empty" data-active={active === n} onClick={() => onActivate(n)}>
            {t('imaging.chooseSeries')}
          </button>
        ),
      )}
    </div>
  )
}
