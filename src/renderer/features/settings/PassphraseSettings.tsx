// A new passphrase, or a new recovery code, for the open profile: both ask for the passphrase of now.
import { Button, PasswordInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { estimatePassphrase, LEAST_SCORE } from '#shared/domain/passphrase.ts'
import { client } from '../../data/client.ts'
import { useRun } from '../../data/useRun.ts'
import { useT } from '../../i18n/useT.ts'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { OwnPassphrase } from '../../ui/OwnPassphrase.tsx'

type Open = 'passphrase' | 'recovery' | null

export function PassphraseSettings() {
  const t = useT()
  const [open, setOpen] = useState<Open>(null)
  const [said, setSaid] = useState<{ changed: true } | { code: string } | null>(null)
  const start = (what: Open) => {
    setSaid(null)
    setOpen(what)
  }
  return (
    <>
      <div className="settings-row">
        <span>
          {t('settings.passphrase.row')}
          <span className="t-small t-3 settings-note">{t('settings.passphrase.note')}</span>
        </span>
        <span className="settings-value">
          <Button onClick={() => start('passphrase')}>{t('settings.passphrase.change')}</Button>
          <Button onClick={() => start('recovery')}>{t('settings.passphrase.newCode')}</Button>
        </span>
      </div>
      {open && (
        <Form
          what={open}
          onDone={(result) => {
            setSaid(result)
            setOpen(null)
          }}
          onCancel={() => setOpen(null)}
        />
      )}
      {said && (
        <p className="settings-said" role="status">
          {'code' in said ? (
            <>
              {t('settings.passphrase.code')} <code>{said.code}</code> <CopyButton text={said.code} label={t('common.copy')} />
            </>
          ) : (
            t('settings.passphrase.changed')
          )}
        </p>
      )}
    </>
  )
}

function Form({ what, onDone, onCancel }: { what: 'passphrase' | 'recovery'; onDone: (result: { changed: true } | { code: string }) => void; onCancel: () => void }) {
  const t = useT()
  const [now, setNow] = useState('')
  const [{ next, again }, setTyped] = useState({ next: '', again: '' })
  const { busy, error, run } = useRun()
  const isStrong = estimatePassphrase(next).score >= LEAST_SCORE
  const ready = now !== '' && (what === 'recovery' || (isStrong && next === again))
  async function submit(event: FormEvent) {
    event.preventDefault()
    if (!ready) return
    await run(async () => {
      if (what === 'recovery') onDone({ code: (await client.profile.renewRecoveryCode({ passphrase: now })).recoveryCode })
      else {
        await client.profile.changePassphrase({ passphrase: now, next })
        onDone({ changed: true })
      }
    })
  }
  const reveal = { 'aria-label': t('firstStart.showPassphrase') }
  return (
    <form className="settings-form" onSubmit={(event) => void submit(event)} aria-label={t(what === 'recovery' ? 'settings.passphrase.newCode' : 'settings.passphrase.change')}>
      <PasswordInput label={t('settings.passphrase.now')} required autoFocus autoComplete="current-password" value={now} onChange={(event) => setNow(event.currentTarget.value)} visibilityToggleButtonProps={reveal} />
      {what === 'passphrase' && <OwnPassphrase label={t('settings.passphrase.next')} typed={{ next, again }} weak={!isStrong} onType={setTyped} />}
      {error !== null && <ErrorState error={error} />}
      <div className="settings-value">
        <Button type="submit" variant="filled" loading={busy} disabled={!ready}>
          {t(what === 'recovery' ? 'settings.passphrase.newCode' : 'settings.passphrase.change')}
        </Button>
        <Button variant="subtle" onClick={onCancel}>
          {t('common.cancel')}
        </Button>
      </div>
    </form>
  )
}
