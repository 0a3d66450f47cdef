// A time of day on the 24-hour clock, typed; the browser's own field would show a.m. and p.m. by the computer's language, not by ours.
import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { typedTime } from '../i18n/typedTime.ts'
import { useT } from '../i18n/useT.ts'

interface TimeInputProps {
  label: string
  /** HH:MM, or empty for none. */
  value: string
  /** Called with every letter: a time, or nothing while what stands there is none. A form's last field must not wait to be left. */
  onChange(time: string): void
  /** What is wrong with the time as it stands, besides not being one. */
  error?: string | null
}

export function TimeInput({ label, value, onChange, error = null }: TimeInputProps) {
  const t = useT()
  const [typed, setTyped] = useState<string | null>(null)
  const time = typed === null ? value : typedTime(typed.trim())
  const isWrong = typed !== null && typed.trim() !== '' && time === null
  function change(words: string) {
    setTyped(words)
    onChange(typedTime(words.trim()) ?? '')
  }
  const settle = () => !isWrong && setTyped(null)
  return <TextInput label={label} placeholder={t('common.timeHint')} value={typed ?? value} error={isWrong ? t('common.timeWrong') : error} onChange={(event) => change(event.currentTarget.value)} onBlur={settle} />
}
