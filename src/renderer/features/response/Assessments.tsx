// What criteria ask of a person per date, as a table of fields over dates; what follows from it stands in the foot.
import { Select, TextInput } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import type { ResponseCriteria } from '#shared/domain/lesion.ts'
import { ASSESSMENTS } from '#shared/domain/otherCriteria.ts'
import type { Lesions } from '../../data/lesions.ts'
import { useFormat } from '../../i18n/format.ts'
import { useT } from '../../i18n/useT.ts'

interface AssessmentsProps {
  criteria: ResponseCriteria
  dates: readonly string[]
  lesions: Lesions
  children?: ReactNode
}

export function Assessments({ criteria, dates, lesions, children }: AssessmentsProps) {
  const t = useT()
  const format = useFormat()
  const fields = Object.entries(ASSESSMENTS[criteria]) as [string, readonly string[] | 'decimal'][]
  return (
    <table className="rs-table rs-assess">
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
              const value = lesions.record.assessments[`${date}.${field}`]?.value ?? null
              return (
                <td key={date}>
                  {kind === 'decimal' ? (
                    <Decimal label={label} value={value} disabled={lesions.readOnly} onKeep={(next) => lesions.assess(date, field, next)} />
                  ) : (
                    <Select
                      aria-label={label}
                      placeholder={t('response.notStated')}
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
      {children}
    </table>
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
      placeholder={t('response.notStated')}
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
