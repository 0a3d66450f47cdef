// A section that is deliberately empty says why: one sentence, signed like the rest.
import { TextInput } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import type { FieldValue } from '#shared/domain/report.ts'
import { useT } from '../../i18n/useT.ts'
import { useRegisterDraft } from './useRegisterDraft.ts'

interface NoneBecauseProps {
  value: FieldValue | null
  writable: boolean
  /** Psychology: "not assessed, because…". */
  isPsychology: boolean
  place: string
  me: string
  onSet(value: string): void
}

export function NoneBecause({ value, writable, isPsychology, place, me, onSet }: NoneBecauseProps) {
  const t = useT()
  const [open, setOpen] = useState(false)
  const input = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (open) input.current?.focus()
  }, [open])
  const draft = useRegisterDraft(value, me, onSet, (text) => text.trim(), (stored) => stored)
  const label = t(isPsychology ? 'report.none.psychology' : 'report.none.section')
  if (!value && !open && !isPsychology) {
    if (!writable) return null
    return (
      <button type="button" className="c-link t-small r-none-open" data-field={place} onClick={() => setOpen(true)}>
        {t('report.none.state')}
      </button>
    )
  }
  if (!writable)
    return value ? (
      <p className="r-none">
        <span className="t-3">{label}</span> {value.value}
      </p>
    ) : null
  return (
    <TextInput
      className="r-none"
      label={label}
      placeholder={t('report.none.hint')}
      data-field={place}
      ref={input}
      maxLength={2000}
      value={draft.shown}
      onFocus={draft.begin}
      onChange={(event) => draft.type(event.currentTarget.value)}
      onBlur={() => {
        draft.leave()
        setOpen(false)
      }}
      onKeyDown={(event) => {
        if (event.key === 'Enter') draft.leave()
      }}
    />
  )
}
