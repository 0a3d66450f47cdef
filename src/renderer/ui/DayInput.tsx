// A day typed as people write it; the browser's own date field would show month and day in an order nobody can be sure of.
import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { useFormat } from '../i18n/format.ts'
import { typedDate } from '../i18n/typedDate.ts'
import { useT } from '../i18n/useT.ts'

interface DayInputProps {
  label: string
  description?: string
  /** YYYY-MM-DD, or empty for none. */
  value: string
  /** Called when the field is left or Enter is pressed, with a day or with nothing. */
  onChange(day: string): void
  size?: 'xs' | 'sm'
  className?: string
  /** What is wrong with the day as it stands, besides not being one. */
  error?: string | null
}

export function DayInput({ label, description, value, onChange, size = 'sm', className, error = null }: DayInputProps) {
  const t = useT()
  const format = useFormat()
  const [typed, setTyped] = useState<string | null>(null)
  const day = typed === null ? value : typedDate(typed.trim())
  const isWrong = typed !== null && typed.trim() !== '' && day === null
  function settle() {
    if (typed === null || isWrong) return
    onChange(day ?? '')
    setTyped(null)
  }
  return (
    <TextInput
      size={size}
      label={label}
      {...(description ? { description } : {})}
      {...(className ? { className } : {})}
      placeholder={t('common.dayHint')}
      value={typed ?? (value ? format.date(value) : '')}
      error={isWrong ? t('common.dayWrong') : error}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={settle}
      onKeyDown={(event) => event.key === 'Enter' && settle()}
    />
  )
}
