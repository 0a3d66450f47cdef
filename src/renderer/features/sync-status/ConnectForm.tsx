// Enrols this workstation with a server: address and the code that the server printed once.
import { Button, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { addressOfRoomCode } from '#shared/domain/board/roomCode.ts'
import { client } from '../../data/client.ts'
import { queryClient } from '../../data/queries.ts'
import { useRun } from '../../data/useRun.ts'
import { useT } from '../../i18n/useT.ts'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { AccountForm } from './AccountForm.tsx'
import { SignOn } from './SignOn.tsx'

export function ConnectForm() {
  const t = useT()
  const [serverUrl, setServerUrl] = useState('')
  const [enrolmentCode, setEnrolmentCode] = useState('')
  const { busy, error, run } = useRun()
  // A server in the same room is found by the code that it printed.
  const address = addressOfRoomCode(serverUrl) ?? serverUrl.trim()
  const addressOk = isWebAddress(address)

  async function connect(event: FormEvent) {
    event.preventDefault()
    await run(async () => {
      queryClient.setQueryData(['sync', 'status'], await client.sync.connect({ serverUrl: address, enrolmentCode: enrolmentCode.trim() }))
    })
  }
  return (
    <>
      <form className="sync-form" onSubmit={(event) => void connect(event)} aria-label={t('sync.connectTitle')}>
        <h2 className="t-heading">{t('sync.connectTitle')}</h2>
        <p className="t-2">{t('sync.connectWords')}</p>
        <TextInput
          label={t('sync.address')}
          placeholder="https://"
          inputMode="url"
          autoComplete="off"
          description={t('sync.addressRoom')}
          required
          value={serverUrl}
          onChange={(event) => setServerUrl(event.currentTarget.value)}
          error={serverUrl && !addressOk ? t('sync.addressHint') : undefined}
        />
        <TextInput label={t('sync.code')} required autoComplete="off" value={enrolmentCode} onChange={(event) => setEnrolmentCode(event.currentTarget.value)} />
        {error !== null && <ErrorState error={error} />}
        <div>
          <Button type="submit" variant="filled" loading={busy} disabled={!addressOk || enrolmentCode.trim() === ''}>
            {t('sync.connect')}
          </Button>
        </div>
      </form>
      <AccountForm serverUrl={address} disabled={!addressOk} />
      <SignOn serverUrl={address} disabled={!addressOk} />
    </>
  )
}

function isWebAddress(text: string): boolean {
  return URL.canParse(text.trim()) && /^https?:$/.test(new URL(text.trim()).protocol)
}
