// Pathology, molecular findings and laboratory values that readers marked or confirmed, four to a page, each with its day and source.
import { useFormat } from '../../../i18n/format.ts'
import { useT } from '../../../i18n/useT.ts'
import { FINDINGS_A_PAGE, stepsOf } from '../stage.ts'
import type { StageProps } from './stageProps.ts'

export function FindingsStage({ shown, desk }: StageProps) {
  const t = useT()
  const format = useFormat()
  const page = shown.findings.slice(desk.at.item * FINDINGS_A_PAGE, (desk.at.item + 1) * FINDINGS_A_PAGE)
  const pages = stepsOf(shown, 'findings')
  return (
    <section className="b-body b-column" aria-label={t('board.stage.findings')}>
      <h2 className="b-title">
        {t('board.stage.findings')} {pages > 1 && <span className="b-soft">{t('board.pageOf', { n: desk.at.item + 1, count: pages })}</span>}
      </h2>
      {page.length === 0 && <p className="b-value b-soft">{t('board.findings.none')}</p>}
      <ul className="b-facts">
        {page.map(({ kind, what, value, on, source }) => (
          <li key={`${source} ${what} ${value}`} className="b-fact">
            <span className="b-fact-what">
              {what || t(`board.kind.${kind}`)}
              <span className="b-fact-note">{[what ? t(`board.kind.${kind}`) : '', on ? format.date(on) : t('board.undated'), source].filter(Boolean).join(' · ')}</span>
            </span>
            <strong className="b-fact-value">{value}</strong>
          </li>
        ))}
      </ul>
    </section>
  )
}
