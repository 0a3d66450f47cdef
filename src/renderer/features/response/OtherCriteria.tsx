// Lugano, PERCIST and RANO: what they ask for per date, and what follows. Diameters come from the same measurements as the RECIST table.
import { Select, TextInput } from '@mantine/core'
import { useState } from 'react'
import { ASSESSMENTS, evaluateOther, type OtherCriteriaName, type OtherResult } from '#shared/domain/otherCriteria.ts'
import { useFormat } from '../../i18n/format.ts'
import { useT } from '../../i18n/useT.ts'
import { StatusIcon } from '../../ui/StatusIcon.tsx'
import { percentWords } from './LesionTable.tsx'
import type { Response } from './useResponse.ts'

interface OtherCriteriaProps {
  response: Response
  criteria: OtherCriteriaName
}

export function OtherCriteria({ response: { table, lesions }, criteria }: OtherCriteriaProps) {
  const t = useT()
  const format = useFormat()
  const { record } = lesions
  const fields = Object.entries(ASSESSMENTS[criteria]) as [string, readonly string[] | 'decimal'][]
  const { dates } = table
  if (dates.length === 0) return <p className="r-note t-2">{t('response.otherEmpty')}</p>
  const result = evaluateOther(criteria, table, record)
  return (
    <div className="r-scroll">
      <table className="r-table r-assess">
        <thead>
          <tr>
            <th scope="col">{t('response.assessment')}</th>
            {dates.map((date) => (
              <th key={date} scope="col">{format.date(date)}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {fields.map(([field, kind]) => (
            <tr key={field}>
              <th scope="row">{t(`response.fields.${field as 'deauville'}`)}</th>
              {dates.map((date) => {
                const label = `${t(`response.fields.${field as 'deauville'}`)}, ${format.date(date)}`
                const value = record.assessments[`${date}.${field}`]?.value ?? null
                return (
                  <td key={date}>
                    {kind === 'decimal' ? (
                      <Decimal label={label} value={value} disabled={lesions.readOnly} onKeep={(next) => lesions.assess(date, field, next)} />
                    ) : (
                      <Select
                        aria-label={label}
                        clearable
                        disabled={lesions.readOnly}
                        data={kind.map((code) => ({ value: code, label: /^[1-5X]$/.test(code) ? code : t(`response.codes.${code as 'stable'}`) }))}
                        value={value}
                        onChange={(next) => lesions.assess(date, field, next ?? '')}
                      />
                    )}
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
        <Outcome result={result} dates={dates} />
      </table>
      <Notes result={result} criteria={criteria} />
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
          <td key={date} className="r-strong">
            {at(date)?.responses.map((response) => t(`response.words.${response as 'CR'}`)).join(' · ')}
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
  const fields = 'refusal' in result ? (result.refusal.fields ?? []).map((field) => t(`response.fields.${field as 'deauville'}`)).join(', ') : ''
  return (
    <div className="r-note">
      {'refusal' in result ? (
        <p className="r-line" role="status">
          <StatusIcon status="warn" />
          <span>
            {t(`response.refusal.${result.refusal.code as 'tooManyTargets'}`)} {fields}
          </span>
        </p>
      ) : (
        <>
          {result.percentChange !== null && <p>{t('response.sulChange', { change: percentWords(result.percentChange, format) })}</p>}
          {result.issues.map((issue) => (
            <p key={issue} className="r-line t-warn">
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

function Decimal({ label, value, disabled, onKeep }: { label: string; value: string | null; disabled: boolean; onKeep(text: string): void }) {
  const t = useT()
  const format = useFormat()
  const [text, setText] = useState<string | null>(null)
  const shown = text ?? (value === null ? '' : format.decimal(value))
  const isNumber = /^\d{0,6}(?:[.,]\d{1,3})?$/.test(shown.trim())
  return (
    <TextInput
      aria-label={label}
      inputMode="decimal"
      disabled={disabled}
      value={shown}
      error={isNumber ? undefined : t('response.outsideNumber')}
      onChange={(event) => setText(event.currentTarget.value)}
      onBlur={() => {
        if (text !== null && isNumber) onKeep(text.trim().replace(',', '.'))
        if (isNumber) setText(null)
      }}
    />
  )
}
