// Two people set the same value: both stand side by side, equal in weight, until one is chosen.
import { Button } from '@mantine/core'
import type { FieldValue, TemplateField } from '#shared/domain/report.ts'
import { displayFieldValue } from '#shared/domain/reportFields.ts'
import { useFormat } from '../../i18n/format.ts'
import { useT } from '../../i18n/useT.ts'

interface FieldConflictProps {
  field: TemplateField
  conflict: { theirs: FieldValue; mine: string }
  nameOf(userId: string): string
  onKeep(): void
  onUse(): void
}

export function FieldConflict({ field, conflict, nameOf, onKeep, onUse }: FieldConflictProps) {
  const t = useT()
  const format = useFormat()
  const words = (value: string) => (value === '' ? t('common.notStated') : displayFieldValue(field, value, t.language))
  return (
    <div className="r-conflict" role="alert">
      <p>{t('report.conflict.both', { name: nameOf(conflict.theirs.changedBy), time: format.time(conflict.theirs.changedAt) })}</p>
      <div className="r-conflict-choices">
        <Button onClick={onKeep}>{t('report.conflict.theirs', { value: words(conflict.theirs.value) })}</Button>
        <Button onClick={onUse}>{t('report.conflict.mine', { value: words(conflict.mine) })}</Button>
      </div>
    </div>
  )
}
