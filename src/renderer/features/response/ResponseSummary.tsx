// The response in words, on a ruler with its limits, what would change it, and which of our own rules it rests on.
import { type ResponseTable, unstatedNew } from '#shared/domain/responseTable.ts'
import { useFormat } from '../../i18n/format.ts'
import { useT } from '../../i18n/useT.ts'
import { StatusIcon } from '../../ui/StatusIcon.tsx'
import { percentWords } from './percentWords.ts'
import { entryAt, nadirBefore, percentFromBaseline } from './results.ts'
import type { Response } from '../../data/response.ts'

export function ResponseSummary({ response }: { response: Response }) {
  const t = useT()
  const format = useFormat()
  const { table, result } = response
  const date = table.dates.at(-1)
  if (!date && table.rows.length > 0) return <p className="t-small t-2">{t('response.noDate')}</p>
  if (!result || !date) return null
  if ('refusal' in result) return <Refused response={response} />
  const entry = entryAt(result, date)
  const overall = entry?.overallResponse ?? null
  const percent = percentFromBaseline(result, date)
  const nadir = nadirBefore(result, date)
  const outside = outsidePercent(table)
  return (
    <section className="c-card rs-summary" aria-label={t('response.title')}>
      <div className="rs-head">
        <h3 className="t-title">{overall ? t(`response.words.${overall}`) : t('response.onlyBaseline')}</h3>
        <strong className="rs-percent">{percentWords(percent, format)}</strong>
      </div>
      {percent !== null && <Ruler percent={percent} outside={outside} />}
      {entry && nadir !== null && entry.sumMm !== null && (
        <p className="t-small t-2">
          {t('response.nadirLine', { nadir: format.quantity(nadir, 'mm', 1), change: nadir === 0 ? '' : percentWords(((entry.sumMm - nadir) / nadir) * 100, format) })}
        </p>
      )}
      <Because entry={entry} rows={table.rows} />
      {/* Before there is a second date, nothing has been the best. */}
      <p className="t-small t-2">{overall ? t('response.best', { response: t(`response.words.${result.bestOverallResponse}`) }) : t('response.needsSecond')}</p>
      <WhatIf response={response} />
      <p className="t-micro t-3">{t(`response.source.${response.criteria}`)}</p>
    </section>
  )
}

/** Why it is progression, when the sum alone does not say it. */
function Because({ entry, rows }: { entry: ReturnType<typeof entryAt>; rows: ResponseTable['rows'] }) {
  const t = useT()
  if (!entry) return null
  const named = (role: 'new' | 'nonTarget', state: string) =>
    rows.filter(({ lesion, cells }) => lesion.role === role && cells.some((cell) => cell.date === entry.t && cell.state === state)).map(({ lesion }) => lesion.label)
  const news = entry.newLesions === 'unequivocal' ? named('new', 'unequivocal') : []
  const others = named('nonTarget', 'progressed')
  const open = entry.newLesions === 'unequivocal' ? [] : unstatedNew(rows, entry.t).map(({ label }) => label)
  return (
    <>
      {news.length > 0 && <p className="t-small">{t('response.becauseNew', { names: news.join(', ') })}</p>}
      {open.length > 0 && (
        <p className="t-small rs-line">
          <StatusIcon status="warn" />
          <span>{t('response.newOpen', { names: open.join(', ') })}</span>
        </p>
      )}
      {others.length > 0 && <p className="t-small">{t('response.becauseNonTarget', { names: others.join(', ') })}</p>}
    </>
  )
}

function Refused({ response: { result, table } }: { response: Response }) {
  const t = useT()
  if (!result || !('refusal' in result)) return null
  const names = table.rows.filter(({ lesion }) => result.refusal.lesionIds?.includes(lesion.id)).map(({ lesion }) => lesion.label)
  return (
    <section className="c-card rs-summary" role="status">
      <p className="rs-line">
        <StatusIcon status="warn" />
        <span>
          {t(`response.refusal.${result.refusal.code as 'tooManyTargets'}`)} {names.join(', ')}
        </span>
      </p>
    </section>
  )
}

/** Change of the sum between -60 and +60 %, with the limits of response and progression marked. */
function Ruler({ percent, outside }: { percent: number; outside: number | null }) {
  const t = useT()
  const format = useFormat()
  const at = (value: number) => `${((Math.max(-60, Math.min(60, value)) + 60) / 120) * 100}%`
  return (
    <div className="rs-ruler" role="img" aria-label={t('response.rulerLabel', { change: percentWords(percent, format) })}>
      <span className="rs-limit" style={{ left: at(-30) }} />
      <span className="rs-limit" style={{ left: at(20) }} />
      {outside !== null && <span className="rs-outside" style={{ left: at(outside) }} />}
      <span className="rs-ours" style={{ left: at(percent) }} />
      <span className="rs-tick t-micro" style={{ left: at(-30) }}>{format.percent(-30)}</span>
      <span className="rs-tick t-micro" style={{ left: at(20) }}>+{format.percent(20)}</span>
    </div>
  )
}

/** The same change by the numbers of the outside report, when it states all targets at both dates. */
function outsidePercent({ dates, rows }: ResponseTable): number | null {
  const targets = rows.filter(({ lesion }) => lesion.role === 'target')
  const sum = (date: string | undefined) => {
    const values = targets.map((row) => row.cells.find((cell) => cell.date === date)?.outside?.diameterMm)
    return values.includes(undefined) ? null : values.reduce((total, value) => total + Number(value), 0)
  }
  const [first, last] = [sum(dates[0]), sum(dates.at(-1))]
  return targets.length === 0 || dates.length < 2 || !first || last === null ? null : ((last - first) / first) * 100
}

function WhatIf({ response: { table, result, without } }: { response: Response }) {
  const t = useT()
  const format = useFormat()
  const date = table.dates.at(-1) ?? ''
  const now = entryAt(result, date)?.overallResponse
  const lines = table.rows
    .filter(({ lesion }) => lesion.role === 'target')
    .flatMap(({ lesion }) => {
      const other = without.get(lesion.id) ?? null
      const then = entryAt(other, date)?.overallResponse
      return then && now ? [{ id: lesion.id, label: lesion.label, then, changes: then !== now, percent: percentFromBaseline(other, date) }] : []
    })
  if (lines.length < 2) return null
  return (
    <details className="rs-whatif">
      <summary className="t-small">{t('response.whatIf')}</summary>
      <ul>
        {lines.map(({ id, label, then, changes, percent }) => (
          <li key={id} className="t-small">
            <span>{t('response.without', { name: label })}</span>
            <span className={changes ? 't-warn' : 't-2'}>
              {then} {percentWords(percent, format)} {changes && t('response.changes')}
            </span>
          </li>
        ))}
      </ul>
    </details>
  )
}
