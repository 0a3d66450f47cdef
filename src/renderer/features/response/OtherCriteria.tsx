// Lugano, PERCIST and RANO: what they ask for per date, and what follows. Diameters come from the same measurements as the RECIST table.
import { evaluateOther, type OtherCriteriaName, type OtherEntry, type OtherResult } from '#shared/domain/otherCriteria.ts'
import { useFormat } from '../../i18n/format.ts'
import { useT } from '../../i18n/useT.ts'
import { DayInput } from '../../ui/DayInput.tsx'
import { StatusIcon } from '../../ui/StatusIcon.tsx'
import { Assessments } from './Assessments.tsx'
import { UptakeChart } from './Charts.tsx'
import { percentWords } from './percentWords.ts'
import type { Response } from '../../data/response.ts'

interface OtherCriteriaProps {
  response: Response
  criteria: OtherCriteriaName
}

export function OtherCriteria({ response, criteria }: OtherCriteriaProps) {
  const t = useT()
  const { table, lesions, uptake } = response
  const { record } = lesions
  const { dates } = table
  if (dates.length === 0) return <p className="rs-note t-2">{t('response.otherEmpty')}</p>
  const result = evaluateOther(criteria, table, record)
  return (
    <div className="rs-scroll">
      <Assessments criteria={criteria} dates={dates} lesions={lesions}>
        <Outcome result={result} dates={dates} />
      </Assessments>
      {criteria === 'rano2010' && (
        <fieldset className="rs-day" disabled={lesions.readOnly}>
          <DayInput label={t('response.radiotherapyEnd')} description={t('response.radiotherapyEndWhy')} value={record.choices.radiotherapyEnd} onChange={(day) => lesions.choose('radiotherapyEnd', day as typeof record.choices.radiotherapyEnd)} />
        </fieldset>
      )}
      <Notes result={result} criteria={criteria} />
      {uptake.lines.length > 0 && (
        <section className="rs-uptake" aria-label={t('response.chart.suv')}>
          <h3 className="t-heading">{t('response.chart.suv')}</h3>
          <UptakeChart response={response} />
        </section>
      )}
    </div>
  )
}

function Outcome({ result, dates }: { result: OtherResult; dates: readonly string[] }) {
  const t = useT()
  const format = useFormat()
  if ('refusal' in result) return null
  const at = (date: string) => result.entries.find((entry) => entry.date === date)
  const hasProducts = result.entries.some(({ spdMm2 }) => spdMm2 !== null)
  return (
    <tfoot>
      {hasProducts && (
        <tr>
          <th scope="row">{t('response.products')}</th>
          {dates.map((date) => {
            const sum = at(date)?.spdMm2 ?? null
            return <td key={date}>{sum === null ? t('response.notStated') : format.quantity(sum, 'mm²', 1)}</td>
          })}
        </tr>
      )}
      <tr>
        <th scope="row">{t('response.overall')}</th>
        {dates.map((date) => (
          <td key={date} className="rs-strong">
            {at(date)?.responses.map((response) => t(`response.words.${response as 'CR'}`)).join(' · ')}
            {(at(date)?.unstated.length ?? 0) > 0 && <span className="t-micro t-warn"> {t('response.provisional')}</span>}
            {at(date)?.confirmed !== null && at(date)?.confirmed !== undefined && <span className="t-micro t-3"> {t(at(date)?.confirmed ? 'response.confirmed' : 'response.unconfirmed')}</span>}
          </td>
        ))}
      </tr>
    </tfoot>
  )
}

function Notes({ result, criteria }: { result: OtherResult; criteria: OtherCriteriaName }) {
  const t = useT()
  const format = useFormat()
  const missing = 'refusal' in result ? (result.refusal.missing ?? []) : []
  return (
    <div className="rs-note">
      {'refusal' in result ? (
        <p className="rs-line" role="status">
          <StatusIcon status="warn" />
          <span>
            {t(`response.refusal.${result.refusal.code as 'tooManyTargets'}`)}
            <Missing missing={missing} />
          </span>
        </p>
      ) : (
        <>
          {result.entries.filter(({ unstated }) => unstated.length > 0).map(({ date, unstated }) => (
            <p key={date} className="rs-line" role="status">
              <StatusIcon status="warn" />
              <span>
                {t('response.provisionalWhy', { date: format.date(date) })}
                <Missing missing={unstated} />
              </span>
            </p>
          ))}
          {result.percentChange !== null && <p>{t('response.sulChange', { change: percentWords(result.percentChange, format) })}</p>}
          {result.issues.map((issue) => (
            <p key={issue} className="rs-line t-warn">
              <StatusIcon status="warn" />
              <span>{t(`response.issues.${issue as 'liverNotComparable'}`)}</span>
            </p>
          ))}
        </>
      )}
      {criteria !== 'rano2010' && <p className="t-small t-2">{t(`response.conventions.${criteria === 'lugano' ? 'C6' : 'C7'}`)}</p>}
      <p className="t-micro t-3">{t(`response.source.${criteria}`)}</p>
    </div>
  )
}

function Missing({ missing }: { missing: OtherEntry['unstated'] }) {
  const t = useT()
  const format = useFormat()
  return missing.map(({ date, fields }) => (
    <span key={date} className="rs-missing">
      {format.date(date)}: {fields.map((field) => t(`response.fields.${field as 'deauville'}`)).join('; ')}
    </span>
  ))
}
