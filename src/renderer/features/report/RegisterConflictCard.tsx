// A value that two people set without sight of each other: both, equal in weight, with author and time, until a person decides. No default (look note §4).
import { Button } from '@mantine/core'
import type { RegisterConflict } from '#shared/domain/reportContent.ts'
import { useFormat } from '../../i18n/format.ts'
import { useT } from '../../i18n/useT.ts'

interface RegisterConflictCardProps {
  conflict: RegisterConflict
  writable: boolean
  place: string
  words(value: string): string
  nameOf(userId: string): string
  onChoose(value: string): void
}

export function RegisterConflictCard({ conflict, writable, place, words, nameOf, onChoose }: RegisterConflictCardProps) {
  const t = useT()
  const format = useFormat()
  const said = (value: string) => (value === '' ? t('report.register.empty') : words(value))
  const different = conflict.values.filter(({ value }, i, all) => all.findIndex((other) => other.value === value) === i)
  return (
    <fieldset className="r-conflict" aria-label={t('report.register.title')} data-field={place} tabIndex={-1}>
      <p>{t('report.register.title')}</p>
      {conflict.earlier !== null && <p className="t-small t-3">{t('report.register.earlier', { value: said(conflict.earlier) })}</p>}
      <div className="r-conflict-choices">
        {different.map(({ value, changedBy, changedAt }) => (
          <div key={value} className="r-conflict-half">
            <strong className="r-conflict-value">{said(value)}</strong>
            <span className="t-small t-3">{t('report.register.by', { name: nameOf(changedBy), time: format.instant(changedAt) })}</span>
            {writable && <Button onClick={() => onChoose(value)}>{t('report.register.choose', { value: said(value) })}</Button>}
          </div>
        ))}
      </div>
    </fieldset>
  )
}
