// Enrols this workstation with an account of the server: sign-in name and passphrase. At the first sign-in the person chooses their own.
import { Button, PasswordInput, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { codeOf } from '#shared/contract/failure.ts'
import { estimatePassphrase, LEAST_SCORE } from '#shared/domain/passphrase.ts'
import { client } from '../../data/client.ts'
import { queryClient } from '../../data/queries.ts'
import { useT } from '../../i18n/useT.ts'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { OwnPassphrase } from '../../ui/OwnPassphrase.tsx'

export function AccountForm({ serverUrl, disabled }: { serverUrl: string; disabled: boolean }) {
  const t = useT()
  const [login, setLogin] = useState('')
  const [passphrase, setPassphrase] = useState('')
  const [{ next: own, again }, setTyped] = useState({ next: '', again: '' })
  const [chooses, setChooses] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const [busy, setBusy] = useState(false)
  const isStrong = estimatePassphrase(own).score >= LEAST_SCORE && own !== passphrase
  const ready = !disabled && login.trim() !== '' && passphrase !== '' && (!chooses || (isStrong && own === again))

  async function connect(event: FormEvent) {
    event.preventDefault()
    if (!ready) return
    setBusy(true)
    setError(null)
    try {
      queryClient.setQueryData(['sync', 'status'], await client.sync.connectByAccount({ serverUrl, login: login.trim(), passphrase, ownPassphrase: chooses ? own : null }))
    } catch (failure) {
      // The first time is no fault: the fields for an own passphrase appear instead.
      if (codeOf(failure) === 'CHOOSE_PASSPHRASE' && !chooses) setChooses(true)
      else setError(failure)
    } finally {
      setBusy(false)
    }
  }
  const reveal = { 'aria-label': t('firstStart.showPassphrase') }
  return (
    <form className="sync-form" onSubmit={(event) => void connect(event)} aria-label={t('sync.account.title')}>
      <h2 className="t-heading">{t('sync.account.title')}</h2>
      <p className="t-small t-3">{t('sync.account.words')}</p>
      <TextInput label={t('sync.account.login')} required autoComplete="username" value={login} onChange={(event) => setLogin(event.currentTarget.value)} />
      <PasswordInput label={t(chooses ? 'sync.account.first' : 'sync.account.passphrase')} required autoComplete="current-password" value={passphrase} onChange={(event) => setPassphrase(event.currentTarget.value)} visibilityToggleButtonProps={reveal} />
      {chooses && (
        <>
          <p role="status">{t('sync.account.choose')}</p>
          <OwnPassphrase label={t('sync.account.own')} typed={{ next: own, again }} weak={!isStrong} autoFocus onType={setTyped} />
        </>
      )}
      {error !== null && <ErrorState error={error} />}
      <div>
        <Button type="submit" loading={busy} disabled={!ready}>
          {t('sync.account.connect')}
        </Button>
      </div>
    </form>
  )
}
