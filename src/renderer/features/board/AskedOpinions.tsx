// What panels wait for from this person: answers, opinions, seals, a reveal; what is due first stands first, and opens the panel of its case.
import { casePlace, usePlace } from '../../app/place.ts'
import { useAskedOpinions } from '../../data/queries.ts'
import { useFormat } from '../../i18n/format.ts'
import { useT } from '../../i18n/useT.ts'

export function AskedOpinions() {
  const t = useT()
  const format = useFormat()
  const asked = useAskedOpinions().data ?? []
  if (asked.length === 0) return null
  const now = new Date().toISOString()
  return (
    <section className="b-asked" aria-label={t('board.asked.title')}>
      <h2 className="t-title">{t('board.asked.title')}</h2>
      <ul className="b-meetings">
        {asked.map(({ caseId, caseNumber, patient, waitsFor, chair, dueAt, remindedAt }) => {
          const isLate = dueAt !== null && dueAt < now
          return (
            <li key={caseId}>
              <button type="button" className="b-meeting" onClick={() => usePlace.getState().go(casePlace(caseId, 'panel'), 'jump')}>
                <strong>{t(`board.asked.${waitsFor}`)}</strong>
                <span className="t-2">
                  <span className="private">{patient}</span> · {caseNumber} · {t('panel.chairedBy', { name: chair })}
                </span>
                {dueAt && <span className={isLate ? 't-small t-warn' : 't-small t-2'}>{t(isLate ? 'panel.overdue' : 'panel.due', { when: format.instant(dueAt) })}</span>}
                {remindedAt && <span className="t-small t-warn">{t('board.asked.reminded', { when: format.instant(remindedAt) })}</span>}
              </button>
            </li>
          )
        })}
      </ul>
    </section>
  )
}
