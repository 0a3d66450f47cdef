// Subjects down, experts across. Shape and words tell the position; votes have no colour. Arrow keys walk the rows.
import type { KeyboardEvent } from 'react'
import type { AgreementRow } from '#shared/domain/panel/agreement.ts'
import { POSITIONS } from '#shared/domain/panel/opinion.ts'
import type { ReviewCase } from '#shared/domain/reviewCase.ts'
import { useFormat } from '../../i18n/format.ts'
import { type Localised, useT } from '../../i18n/useT.ts'
import { PersonDisc } from '../../ui/PersonDisc.tsx'
import type { Latest } from './latestOpinions.ts'
import { positionIcons } from '../../ui/positions.ts'
import { subjectWords } from '../../ui/subjectWords.ts'

interface MatrixProps {
  reviewCase: ReviewCase
  rows: readonly AgreementRow[]
  opinions: readonly Latest[]
  selected: string | null
  onSelect(subject: string): void
}

export function Matrix({ reviewCase, rows, opinions, selected, onSelect }: MatrixProps) {
  const t = useT()
  const format = useFormat()
  function walk(event: KeyboardEvent) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    const next = step && rows[rows.findIndex(({ subject }) => subject === selected) + step]
    if (!next) return
    event.preventDefault()
    onSelect(next.subject)
    document.getElementById(rowId(next.subject))?.focus()
  }
  if (rows.length === 0) return <p className="t-2">{t('panel.noDifference')}</p>
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by key (WCAG 2.1.1)
    // biome-ignore lint/a11y/noStaticElementInteractions: arrows move between the rows' own buttons
    <div className="p-matrix-scroll" tabIndex={0} onKeyDown={walk}>
      <table className="p-matrix" aria-label={t('panel.agreement')}>
        <thead>
          <tr>
            <th scope="col">{t('panel.subject')}</th>
            {opinions.map(({ personId, opinion: { expert } }, place) => (
              <th key={personId} scope="col">
                <span className="p-expert">
                  <PersonDisc name={expert.name} place={place} size="large" />
                  <span>
                    {expert.name}
                    <span className="t-small t-2">{t(`role.${expert.role}`)}</span>
                  </span>
                </span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => {
            const { mark, words } = subjectWords(row.subject, reviewCase, t)
            return (
              <tr key={row.subject} data-selected={row.subject === selected}>
                <th scope="row">
                  <button id={rowId(row.subject)} type="button" className="p-row-button" aria-current={row.subject === selected} onClick={() => onSelect(row.subject)}>
                    <span className="t-3 t-number">{mark}</span>
                    <span>
                      {words}
                      <span className="t-small t-2">
                        {sumWords(row, t)}
                        {row.pairAgreement !== null && row.pairAgreement < 1 && ` · P ${format.number(row.pairAgreement, 2)}`}
                      </span>
                    </span>
                  </button>
                </th>
                {row.cells.map(({ expertId, item }) => {
                  if (!item) return <td key={expertId}>{t('panel.noPosition')}</td>
                  const Shape = positionIcons[item.position]
                  return (
                    <td key={expertId}>
                      <span className="p-cell">
                        <Shape size={16} aria-hidden />
                        <span>
                          {item.recommendation || t(`panel.position.${item.position}`)}
                          <span className="t-small t-2">
                            {item.recommendation ? `${t(`panel.position.${item.position}`)} · ` : ''}
                            {item.position === 'cannotJudge' ? item.reason : t(`panel.confidence.${item.confidence}`)}
                          </span>
                        </span>
                      </span>
                    </td>
                  )
                })}
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}

const rowId = (subject: string) => `panel-row-${subject.replace(':', '-')}`

/** "2 agree, 1 differs". */
function sumWords({ counts }: AgreementRow, t: Localised): string {
  return POSITIONS.filter((position) => counts[position] > 0)
    .map((position) => t(`panel.count.${position}`, { count: counts[position] }))
    .join(', ')
}
