// Sealed opinions: before the reveal who has sealed, afterwards who stands where, every voice the same size and tone.
import { agreementMatrix } from '#shared/domain/panel/agreement.ts'
import { useFormat } from '../../../i18n/format.ts'
import { useT } from '../../../i18n/useT.ts'
import { positionIcons } from '../../../ui/positions.ts'
import { SealedIcon, WaitingIcon } from '../../../ui/icons.ts'
import { subjectWords } from '../../../ui/subjectWords.ts'
import { stepsOf, SUBJECTS_A_PAGE } from '../stage.ts'
import type { StageProps } from './stageProps.ts'

export function OpinionsStage({ shown, desk }: StageProps) {
  const t = useT()
  const format = useFormat()
  const { seats, revealedAt, subjects, opinions } = shown.opinions
  if (seats.length === 0)
    return (
      <section className="b-body b-column" aria-label={t('board.stage.opinions')}>
        <h2 className="b-title">{t('board.stage.opinions')}</h2>
        <p className="b-value b-soft">{t('board.opinions.none')}</p>
      </section>
    )
  if (!revealedAt)
    return (
      <section className="b-body b-column" aria-label={t('board.stage.opinions')}>
        <h2 className="b-title">{t('board.opinions.sealed')}</h2>
        <ul className="b-facts">
          {seats.map(({ name, discipline, sealedAt }) => (
            <li key={name} className="b-fact">
              <span className="b-fact-what">
                {name}
                <span className="b-fact-note">{t(`panel.discipline.${discipline}`)}</span>
              </span>
              <span className="b-icon-words">
                {sealedAt ? <SealedIcon aria-hidden /> : <WaitingIcon aria-hidden />}
                {sealedAt ? t('panel.sealedAt', { when: format.instant(sealedAt) }) : t('board.opinions.open')}
              </span>
            </li>
          ))}
        </ul>
      </section>
    )
  const rows = agreementMatrix(subjects, opinions).slice(desk.at.item * SUBJECTS_A_PAGE, (desk.at.item + 1) * SUBJECTS_A_PAGE)
  const pages = stepsOf(shown, 'opinions')
  return (
    <section className="b-body b-column" aria-label={t('board.stage.opinions')}>
      <h2 className="b-title">
        {t('board.stage.opinions')} {pages > 1 && <span className="b-soft">{t('board.pageOf', { n: desk.at.item + 1, count: pages })}</span>}
      </h2>
      <table className="b-matrix">
        <thead>
          <tr>
            <th scope="col">
              <span className="b-hidden">{t('board.opinions.subject')}</span>
            </th>
            {opinions.map(({ expert }) => (
              <th key={expert.id} scope="col">
                {expert.name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ subject, cells }) => (
            <tr key={subject}>
              <th scope="row">{subjectWords(subject, shown, t).words}</th>
              {cells.map(({ expertId, item }) => {
                const Shape = item ? positionIcons[item.position] : WaitingIcon
                return (
                  <td key={expertId}>
                    <span className="b-icon-words">
                      <Shape aria-hidden />
                      {t(item ? `panel.position.${item.position}` : 'panel.noPosition')}
                    </span>
                    {item?.position === 'differ' && <span className="b-fact-note b-clamp-2">{item.reason}</span>}
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
