// Which certificate the signed PDFs of this person carry; bringing one from a file, and the way back. Both ask for the passphrase.
import { Button, FileInput, PasswordInput, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { client } from '../../data/client.ts'
import { queryClient, usePdfIdentity } from '../../data/queries.ts'
import { useRun } from '../../data/useRun.ts'
import { useFormat } from '../../i18n/format.ts'
import { useT } from '../../i18n/useT.ts'
import { ErrorState } from '../../ui/ErrorState.tsx'

type Open = 'bring' | 'useCard' | 'useOwn' | null

export function CertificateSettings() {
  const t = useT()
  const format = useFormat()
  const identity = usePdfIdentity()
  const [open, setOpen] = useState<Open>(null)
  const [done, setDone] = useState(false)
  if (!identity) return null
  const start = (what: Open) => {
    setDone(false)
    setOpen(what)
  }
  return (
    <>
      <div className="settings-row">
        <span>
          {t('settings.certificate.row')}
          <span className="t-small t-3 settings-note">
            {identity.subject}, {t(`settings.certificate.${identity.source}`, { issuer: identity.issuer })}; {t('settings.certificate.until', { date: format.date(identity.validUntil.slice(0, 10)) })}
          </span>
        </span>
        <span className="settings-value">
          <Button onClick={() => start('bring')}>{t('settings.certificate.bring')}</Button>
          <Button onClick={() => start('useCard')}>{t('settings.certificate.useCard')}</Button>
          {identity.source !== 'own' && <Button onClick={() => start('useOwn')}>{t('settings.certificate.useOwn')}</Button>}
        </span>
      </div>
      {open && (
        <CertificateForm
          key={open}
          what={open}
          onDone={() => {
            setOpen(null)
            setDone(true)
            void queryClient.invalidateQueries({ queryKey: ['pdfIdentity'] })
          }}
          onCancel={() => setOpen(null)}
        />
      )}
      {done && (
        <p className="settings-said" role="status">
          {t('settings.certificate.done', { subject: identity.subject })}
        </p>
      )}
    </>
  )
}

function CertificateForm({ what, onDone, onCancel }: { what: NonNullable<Open>; onDone: () => void; onCancel: () => void }) {
  const t = useT()
  const [file, setFile] = useState<File | null>(null)
  const [password, setPassword] = useState('')
  const [module, setModule] = useState('')
  const [tokenLabel, setTokenLabel] = useState('')
  const [pin, setPin] = useState('')
  const [passphrase, setPassphrase] = useState('')
  const { busy, error, run } = useRun()
  const ready = passphrase !== '' && { useOwn: true, bring: file !== null, useCard: module.trim() !== '' && pin !== '' }[what]
  async function submit(event: FormEvent) {
    event.preventDefault()
    if (!ready) return
    const isDone = await run(async () => {
      if (what === 'useCard') await client.profile.choosePdfCard({ module: module.trim(), tokenLabel: tokenLabel.trim(), pin, passphrase })
      else if (what === 'useOwn') await client.profile.dropPdfIdentity({ passphrase })
      else if (file) await client.profile.importPdfIdentity({ p12: base64Of(new Uint8Array(await file.arrayBuffer())), p12Password: password, passphrase })
    })
    if (isDone) onDone()
    else setPin('')
  }
  const reveal = { 'aria-label': t('firstStart.showPassphrase') }
  const label = t({ bring: 'settings.certificate.keep', useCard: 'settings.certificate.keepCard', useOwn: 'settings.certificate.useOwn' }[what])
  return (
    <form className="settings-form" onSubmit={(event) => void submit(event)} aria-label={label}>
      {what === 'bring' && (
        <>
          <FileInput label={t('settings.certificate.file')} placeholder={t('settings.certificate.choose')} required accept=".p12,.pfx,application/x-pkcs12" value={file} onChange={setFile} />
          <PasswordInput label={t('settings.certificate.password')} autoComplete="off" value={password} onChange={(event) => setPassword(event.currentTarget.value)} visibilityToggleButtonProps={reveal} />
        </>
      )}
      {what === 'useCard' && (
        <>
          <p className="t-small t-2">{t('settings.certificate.cardMeaning')}</p>
          <TextInput label={t('settings.certificate.module')} placeholder="/usr/lib/…/opensc-pkcs11.so" required value={module} onChange={(event) => setModule(event.currentTarget.value)} maxLength={500} spellCheck={false} />
          <TextInput label={t('settings.certificate.token')} value={tokenLabel} onChange={(event) => setTokenLabel(event.currentTarget.value)} maxLength={64} spellCheck={false} />
          <PasswordInput label={t('settings.certificate.pin')} required autoComplete="off" value={pin} onChange={(event) => setPin(event.currentTarget.value)} visibilityToggleButtonProps={reveal} />
        </>
      )}
      <PasswordInput label={t('settings.passphrase.now')} required autoComplete="current-password" value={passphrase} onChange={(event) => setPassphrase(event.currentTarget.value)} visibilityToggleButtonProps={reveal} />
      {error !== null && <ErrorState error={error} />}
      <div className="settings-value">
        <Button type="submit" variant="filled" loading={busy} disabled={!ready}>
          {label}
        </Button>
        <Button variant="subtle" onClick={onCancel}>
          {t('common.cancel')}
        </Button>
      </div>
    </form>
  )
}

function base64Of(bytes: Uint8Array): string {
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
}
