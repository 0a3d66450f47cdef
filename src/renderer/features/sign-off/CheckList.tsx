// Left of the pages: what was checked, what stands open and leads to its place, and who has signed.
import type { SigningObstacle, TemplateSection } from '#shared/domain/report.ts'
import type { ReviewCase } from '#shared/domain/reviewCase.ts'
import type { SignOff } from '#shared/domain/signOff.ts'
import { casePlace, usePlace } from '../../app/place.ts'
import { useFormat } from '../../i18n/format.ts'
import { useT } from '../../i18n/useT.ts'
import { ObstacleGroup } from '../../ui/ObstacleGroup.tsx'
import { grouped, obstacleKey } from '../../ui/obstacleWords.ts'
import { PersonDisc } from '../../ui/PersonDisc.tsx'
import { StatusIcon } from '../../ui/StatusIcon.tsx'
import { checksOf } from './checks.ts'

interface CheckListProps {
  reviewCase: ReviewCase
  sections: readonly TemplateSection[]
  /** undefined while they are being read. */
  obstacles: readonly SigningObstacle[] | undefined
  /** ISO instant of the check. */
  checkedAt: string | null
  signOffs: readonly SignOff[]
}

export function CheckList({ reviewCase, sections, obstacles, checkedAt, signOffs }: CheckListProps) {
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
                  <ObstacleGroup key={obstacleKey(first)} all={all} sections={sections} current={null} onGo={({ sectionKey }) => go(casePlace(reviewCase.id, 'report', { section: sectionKey }), 'jump')} />
                ))
              )}
            </li>
          ))}
        </ul>
      )}
      <h2 className="t-heading s-order">{t('signOff.signatures')}</h2>
      <ul className="s-signers">
        {reviewCase.team.map(({ user, role }, place) => {
          const done = signOffs.find(({ signer }) => signer.id === user.id)
          return (
            <li key={user.id} className="s-signer">
              <PersonDisc name={user.name} place={place} size="large" />
              <span>
                <strong>{user.name}</strong>
                <span className="t-small t-2">
                  {t(`role.${role}`)} {done && `· ${t('signOff.signedAt', { when: format.instant(done.signedAt) })}`}
                </span>
              </span>
              {done && <StatusIcon status="ok" label={t('signOff.signed')} />}
            </li>
          )
        })}
      </ul>
    </aside>
  )
}
