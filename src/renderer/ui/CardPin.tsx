// The PIN of the card that signs PDFs, asked for beside the passphrase; nothing for whoever signs with a certificate of the store.
import { PasswordInput } from '@mantine/core'
import { codeOf } from '#shared/contract/failure.ts'
import { useT } from '../i18n/useT.ts'

interface CardPinProps {
  isAsked: boolean
  value: string
  onChange(pin: string): void
  disabled?: boolean
  /** Of the last try. */
  failed: unknown
}

export function CardPin({ isAsked, value, onChange, disabled = false, failed }: CardPinProps) {
  const t = useT()
  if (!isAsked) return null
  return <PasswordInput label={t('settings.certificate.pin')} autoComplete="off" value={value} onChange={(event) => onChange(event.currentTarget.value)} disabled={disabled} error={failed !== null && codeOf(failed) === 'CARD_PIN_WRONG' ? t('errors.CARD_PIN_WRONG.happened') : null} />
}
