// A grave change in two steps: the verb, then its reason in place. Esc takes it back.
import { Button, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useT } from '../../i18n/useT.ts'

interface ReasonButtonProps {
  label: string
  /** Whom or what it concerns, for whoever does not see the row. */
  about: string
  busy: boolean
  onConfirm: (reason: string) => void
}

const SHORTEST = 3

export function ReasonButton({ label, about, busy, onConfirm }: ReasonButtonProps) {
  const t = useT()
  const [reason, setReason] = useState<string | null>(null)
  if (reason === null)
    return (
      <Button size="xs" variant="subtle" disabled={busy} aria-label={`${label}: ${about}`} onClick={() => setReason('')}>
        {label}
      </Button>
    )
  return (
    <form
      className="admin-actions"
      onSubmit={(event) => {
        event.preventDefault()
        if (reason.trim().length < SHORTEST) return
        onConfirm(reason.trim())
        setReason(null)
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') setReason(null)
      }}
    >
      <TextInput size="xs" autoFocus aria-label={t('administration.reason')} placeholder={t('administration.reason')} value={reason} onChange={(event) => setReason(event.currentTarget.value)} />
      <Button size="xs" type="submit" disabled={busy || reason.trim().length < SHORTEST}>
        {label}
      </Button>
      <Button size="xs" variant="subtle" onClick={() => setReason(null)}>
        {t('common.cancel')}
      </Button>
    </form>
  )
}
