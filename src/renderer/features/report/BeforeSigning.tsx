// Right of the report: what still stands between it and its signature, the current one with the action that settles it.
import { Button } from '@mantine/core'
import type { SigningObstacle, TemplateSection } from '#shared/domain/report.ts'
import { useT } from '../../i18n/useT.ts'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { JudgementIcon, LinkProofIcon } from '../../ui/icons.ts'
import { LoadingLine } from '../../ui/LoadingLine.tsx'
import { ObstacleGroup } from '../../ui/ObstacleGroup.tsx'
import { grouped, obstacleKey } from '../../ui/obstacleWords.ts'
import { PanelHeader } from '../../ui/PanelHeader.tsx'
import { StatusBadge } from '../../ui/StatusBadge.tsx'

interface BeforeSigningProps {
  /** Blockers first; undefined while they are being read. */
  obstacles: readonly SigningObstacle[] | undefined
  error: unknown
  sections: readonly TemplateSection[]
  current: string | null
  readOnly: boolean
  onGo(obstacle: SigningObstacle): void
  onLinkProof(obstacle: SigningObstacle): void
  onJudgement(obstacle: SigningObstacle): void
  onRetry(): void
}

export function BeforeSigning({ obstacles, error, sections, current, readOnly, onGo, onLinkProof, onJudgement, onRetry }: BeforeSigningProps) {
  const t = useT()
  const blockers = obstacles?.filter(({ severity }) => severity === 'blocker').length ?? 0
  const warnings = (obstacles?.length ?? 0) - blockers
  const note = [...(blockers > 0 ? [t('common.blockers', { count: blockers })] : []), ...(warnings > 0 ? [t('common.warnings', { count: warnings })] : [])].join(' · ')
  return (
    <aside className="r-before" aria-label={t('report.before.title')} data-region tabIndex={-1}>
      <PanelHeader title={t('report.before.title')} note={note} />
      <div className="r-before-list">
        {!obstacles && !error && <LoadingLine what={t('report.before.checking')} />}
        {!obstacles && error !== null && <ErrorState error={error} onRetry={onRetry} />}
        {obstacles?.length === 0 && (
          <div className="r-before-clear">
            <StatusBadge status="ok">{t('report.before.clear')}</StatusBadge>
          </div>
        )}
        {obstacles &&
          grouped(obstacles).map(({ first, all }) => (
            <ObstacleGroup key={obstacleKey(first)} all={all} sections={sections} current={current} onGo={onGo}>
              {isOfWords(first) && !readOnly && obstacleKey(first) === current && (
                <div className="c-obstacle-actions">
                  <Button leftSection={<LinkProofIcon size={16} aria-hidden />} onClick={() => onLinkProof(first)}>
                    {t('report.before.linkProof')}
                  </Button>
                  <Button variant="subtle" leftSection={<JudgementIcon size={16} aria-hidden />} onClick={() => onJudgement(first)}>
                    {t('report.before.judgement')}
                  </Button>
                </div>
              )}
            </ObstacleGroup>
          ))}
      </div>
    </aside>
  )
}

/** A claim in a text or in an answer; what a coded value says is proven elsewhere. */
function isOfWords({ code, fieldKey }: SigningObstacle): boolean {
  return code === 'claimWithoutProof' && (fieldKey === null || fieldKey.endsWith('.answer'))
}
