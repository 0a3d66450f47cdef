// Sealed opinions: before the reveal who has sealed, afterwards who stands where, every voice the same size and tone.
import { type AgreementRow, agreementMatrix } from '#shared/domain/panel/agreement.ts'
import { POSITIONS, type Position } from '#shared/domain/panel/opinion.ts'
import { nameWithoutTitle } from '#shared/domain/people.ts'
import { useFormat } from '../../../i18n/format.ts'
import { useT } from '../../../i18n/useT.ts'
import { positionIcons } from '../../../ui/positions.ts'
import { SealedIcon, WaitingIcon } from '../../../ui/icons.ts'
import { subjectWords } from '../../../ui/subjectWords.ts'
import { opinionPages, stepsOf, WIDE_COLUMNS } from '../stage.ts'
import type { StageProps } from './stageProps.ts'

/** Letters of a name that a narrow column does not hold in one line at the usual size. */
const LONG_WORD = 11
/** As many reasons as fit under one row. */
const MOST_REASONS = 2

export function OpinionsStage({ shown, desk }: StageProps) {
  const t = useT()
  const format = useFormat()
  const { seats, revealedAt, opinions } = shown.opinions
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
  const page = opinionPages(shown.opinions)[desk.at.item] ?? []
  const rows = agreementMatrix(page, opinions)
  const pages = stepsOf(shown, 'opinions')
  const isNarrow = opinions.length > WIDE_COLUMNS
  const hasLongNames = opinions.some(({ expert }) => expert.name.split(/[\s-]/u).some((word) => word.length >= LONG_WORD))
  return (
    <section className="b-body b-column" aria-label={t('board.stage.opinions')}>
      <div className="b-title-line">
        <h2 className="b-title">
          {t('board.stage.opinions')} {pages > 1 && <span className="b-soft">{t('board.pageOf', { n: desk.at.item + 1, count: pages })}</span>}
        </h2>
        {isNarrow && (
          <ul className="b-legend" aria-hidden>
            {POSITIONS.map((position) => (
              <li key={position} className="b-icon-words">
                <Stance position={position} />
                {t(`panel.position.${position}`)}
              </li>
            ))}
          </ul>
        )}
      </div>
      <table className="b-matrix" data-narrow={isNarrow} data-long={hasLongNames}>
        <thead>
          <tr>
            <th scope="col">
              <span className="b-hidden">{t('board.opinions.subject')}</span>
            </th>
            {opinions.map(({ expert }) => (
              <th key={expert.id} scope="col">
                {isNarrow ? nameWithoutTitle(expert.name) : expert.name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row key={row.subject} row={row} shown={shown} isNarrow={isNarrow} />
          ))}
        </tbody>
      </table>
    </section>
  )
}

function Row({ row: { subject, cells }, shown, isNarrow }: { row: AgreementRow; shown: StageProps['shown']; isNarrow: boolean }) {
  const t = useT()
  const nameOf = (expertId: string) => shown.opinions.opinions.find(({ expert }) => expert.id === expertId)?.expert.name ?? ''
  const differing = cells.flatMap(({ expertId, item }) => (item?.position === 'differ' ? [{ expertId, reason: item.reason }] : []))
  return (
    <>
      <tr>
        <th scope="row">
          <span className={isNarrow ? 'b-clamp-2' : undefined}>{subjectWords(subject, shown, t).words}</span>
        </th>
        {cells.map(({ expertId, item }) => (
          <td key={expertId}>
            <span className="b-icon-words">
              <Stance position={item?.position ?? null} />
              <span className={isNarrow ? 'b-hidden' : undefined}>{t(item ? `panel.position.${item.position}` : 'panel.noPosition')}</span>
            </span>
            {!isNarrow && item?.position === 'differ' && <span className="b-fact-note b-clamp-2">{item.reason}</span>}
          </td>
        ))}
      </tr>
      {isNarrow && differing.length > 0 && (
        <tr className="b-reasons">
          <td colSpan={cells.length + 1}>
            {differing.slice(0, MOST_REASONS).map(({ expertId, reason }) => (
              <span key={expertId} className="b-fact-note b-clamp-2">
                <strong>{nameOf(expertId)}:</strong> {reason}
              </span>
            ))}
            {differing.length > MOST_REASONS && <span className="b-fact-note">{t('board.more', { count: differing.length - MOST_REASONS })}</span>}
          </td>
        </tr>
      )}
    </>
  )
}

function Stance({ position }: { position: Position | null }) {
  const Shape = position ? positionIcons[position] : WaitingIcon
  return <Shape aria-hidden />
}
