// Left of the pages: what was checked, what stands open and leads to its place, and who has signed.
import type { SigningProgress } from '#shared/contract/workstation/signOff.contract.ts'
import type { Report, SigningObstacle, TemplateSection } from '#shared/domain/report.ts'
import type { ReviewCase } from '#shared/domain/reviewCase.ts'
import type { SignOff } from '#shared/domain/signOff.ts'
import { casePlace, type Place, usePlace } from '../../app/place.ts'
import { useFormat } from '../../i18n/format.ts'
import { useT } from '../../i18n/useT.ts'
import { ObstacleGroup } from '../../ui/ObstacleGroup.tsx'
import { grouped, obstacleKey } from '../../ui/obstacleWords.ts'
import { StatusIcon } from '../../ui/StatusIcon.tsx'
import { checksOf } from './checks.ts'
import { SigningOrder } from './SigningOrder.tsx'

interface CheckListProps {
  reviewCase: ReviewCase
  sections: readonly TemplateSection[]
  /** undefined while they are being read. */
  obstacles: readonly SigningObstacle[] | undefined
  /** ISO instant of the check. */
  checkedAt: string | null
  signOffs: readonly SignOff[]
  report: Report
  progress: SigningProgress | undefined
}

export function CheckList({ reviewCase, sections, obstacles, checkedAt, signOffs, report, progress }: CheckListProps) {
  const t = useT()
  const format = useFormat()
  const go = usePlace((state) => state.go)
  const blockers = obstacles?.filter(({ severity }) => severity === 'blocker').length ?? 0
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by key (WCAG 2.1.1)
    <aside className="s-checks" aria-label={t('signOff.checked')} data-region data-focus="inside" tabIndex={0}>
      <h2 className="t-heading">{t(signOffs.length > 0 ? 'signOff.signedTitle' : !obstacles ? 'signOff.checking' : blockers === 0 ? 'signOff.ready' : 'signOff.notReady')}</h2>
      {checkedAt && signOffs.length === 0 && <p className="t-small t-2">{t('signOff.checkedAt', { count: blockers, time: format.time(checkedAt) })}</p>}
      {obstacles && signOffs.length === 0 && (
        <ul className="s-check-list">
          {checksOf(obstacles).map(({ subject, obstacles: open }) => (
            <li key={subject}>
              {open.length === 0 ? (
                <span className="s-check">
                  <StatusIcon status="ok" label={t('signOff.settled')} />
                  <span>{t(`signOff.check.${subject}`)}</span>
                </span>
              ) : (
                grouped(open).map(({ first, all }) => (
                  <ObstacleGroup key={obstacleKey(first)} all={all} sections={sections} current={null} onGo={(obstacle) => go(placeOf(reviewCase.id, obstacle), 'jump')} />
                ))
              )}
            </li>
          ))}
        </ul>
      )}
      <SigningOrder reviewCase={reviewCase} report={report} progress={progress} signOffs={signOffs} />
    </aside>
  )
}

/** Where what stands open is settled; in the report its very field. */
function placeOf(caseId: string, obstacle: SigningObstacle): Place {
  switch (obstacle.code) {
    case 'licenceExpired':
    case 'licenceEnding':
    case 'licenceDiffers':
      return { view: 'settings' }
    case 'startGateClosed':
      return casePlace(caseId, 'intake', { section: obstacle.detail })
    case 'pagesUnseen':
      return casePlace(caseId, 'documents')
    default:
      return casePlace(caseId, 'report', { section: obstacle.sectionKey, obstacle })
  }
}
