// A passphrase that its person makes up: typed twice, with a word when it is too easy or the two differ. Judges nothing itself.
import { PasswordInput } from '@mantine/core'
import { useT } from '../i18n/useT.ts'

interface OwnPassphraseTyped {
  readonly next: string
  readonly again: string
}

interface OwnPassphraseProps {
  label: string
  typed: OwnPassphraseTyped
  /** Too easy to guess, or the one it is to replace. */
  weak: boolean
  autoFocus?: boolean
  onType: (typed: OwnPassphraseTyped) => void
}

export function OwnPassphrase({ label, typed, weak, autoFocus = false, onType }: OwnPassphraseProps) {
  const t = useT()
  const { next, again } = typed
  const reveal = { 'aria-label': t('firstStart.showPassphrase') }
  return (
    <>
      <PasswordInput
        label={label}
        required
        autoFocus={autoFocus}
        autoComplete="new-password"
        value={next}
        onChange={(event) => onType({ next: event.currentTarget.value, again })}
        error={next !== '' && weak ? t('settings.passphrase.weak') : undefined}
        visibilityToggleButtonProps={reveal}
      />
      <PasswordInput
        label={t('firstStart.again')}
        required
        autoComplete="new-password"
        value={again}
        onChange={(event) => onType({ next, again: event.currentTarget.value })}
        error={again !== '' && again !== next ? t('firstStart.differs') : undefined}
        visibilityToggleButtonProps={reveal}
      />
    </>
  )
}
