// Unlocking: initials only, the passphrase, and the attempts in words. A forgotten passphrase opens with the recovery code.
import { Button, PasswordInput, TextInput } from '@mantine/core'
import { type FormEvent, useEffect, useState } from 'react'
import type { z } from 'zod'
import { dataOf, codeOf } from '#shared/contract/failure.ts'
import type { ProfileStatus } from '#shared/contract/workstation/profile.contract.ts'
import { client } from '../../data/client.ts'
import { queryClient } from '../../data/queries.ts'
import { useT } from '../../i18n/useT.ts'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { GateFrame } from './GateFrame.tsx'
import { ProfileChoice } from './ProfileChoice.tsx'
import { StrengthMeter, useStrength } from './StrengthMeter.tsx'

export function UnlockView({ status }: { status: z.infer<typeof ProfileStatus> }) {
  const t = useT()
  const first = status.profiles[0]
  const [userId, setUserId] = useState(first?.id)
  const [recovering, setRecovering] = useState(false)
  const profile = status.profiles.find((p) => p.id === userId) ?? first
  return (
    <GateFrame title={t(recovering ? 'firstStart.recover.title' : 'firstStart.unlock.title')} foot={t('firstStart.dataIn', { directory: status.dataDirectory })}>
      {status.profiles.length > 1 && <ProfileChoice profiles={status.profiles} chosen={profile?.id} onChoose={setUserId} />}
      {profile && (recovering ? <Recover userId={profile.id} /> : <Unlock key={profile.id} userId={profile.id} initials={profile.initials} />)}
      <Button variant="subtle" onClick={() => setRecovering((was) => !was)}>
        {t(recovering ? 'firstStart.recover.back' : 'firstStart.unlock.forgotten')}
      </Button>
    </GateFrame>
  )
}

type ProfileId = z.infer<typeof ProfileStatus>['profiles'][number]['id']

/** One failed attempt: what is left and until when to wait. */
function useAttempt() {
  const [failure, setFailure] = useState<{ error: unknown; waitUntil: number } | null>(null)
  const [now, setNow] = useState(Date.now())
  const waitUntil = failure?.waitUntil ?? 0
  useEffect(() => {
    if (waitUntil <= Date.now()) return
    const timer = setInterval(() => setNow(Date.now()), 500)
    return () => clearInterval(timer)
  }, [waitUntil])
  return {
    error: failure?.error ?? null,
    waitSeconds: Math.max(0, Math.ceil((waitUntil - now) / 1000)),
    clear: () => setFailure(null),
    fail: (error: unknown) => {
      setNow(Date.now())
      setFailure({ error, waitUntil: Date.now() + Number(dataOf(error).waitSeconds ?? 0) * 1000 })
    },
  }
}

function AttemptWords({ attempt }: { attempt: ReturnType<typeof useAttempt> }) {
  const t = useT()
  if (attempt.error === null) return null
  if (codeOf(attempt.error) !== 'PASSPHRASE_WRONG') return <ErrorState error={attempt.error} />
  const left = Number(dataOf(attempt.error).attemptsLeft ?? 0)
  return (
    <p role="alert" className="t-bad">
      {t('firstStart.unlock.wrong')} {left > 0 ? t('firstStart.unlock.left', { count: left }) : ''} {attempt.waitSeconds > 0 ? t('firstStart.unlock.wait', { count: attempt.waitSeconds }) : ''}
    </p>
  )
}

function Unlock({ userId, initials }: { userId: ProfileId; initials: string }) {
  const t = useT()
  const attempt = useAttempt()
  const [passphrase, setPassphrase] = useState('')
  const [busy, setBusy] = useState(false)
  async function unlock(event: FormEvent) {
    event.preventDefault()
    setBusy(true)
    attempt.clear()
    try {
      await client.profile.unlock({ userId, passphrase })
      await queryClient.invalidateQueries({ queryKey: ['profile'] })
    } catch (error) {
      setPassphrase('')
      attempt.fail(error)
    } finally {
      setBusy(false)
    }
  }
  return (
    <form onSubmit={(event) => void unlock(event)}>
      <PasswordInput
        label={t('firstStart.unlock.label', { initials })}
        autoFocus
        required
        autoComplete="current-password"
        value={passphrase}
        onChange={(event) => setPassphrase(event.currentTarget.value)}
        visibilityToggleButtonProps={{ 'aria-label': t('firstStart.showPassphrase') }}
      />
      <AttemptWords attempt={attempt} />
      <Button type="submit" variant="filled" size="lg" loading={busy} disabled={passphrase === '' || attempt.waitSeconds > 0}>
        {t('firstStart.unlock.unlock')}
      </Button>
    </form>
  )
}

function Recover({ userId }: { userId: ProfileId }) {
  const t = useT()
  const attempt = useAttempt()
  const [recoveryCode, setRecoveryCode] = useState('')
  const [passphrase, setPassphrase] = useState('')
  const [busy, setBusy] = useState(false)
  const strength = useStrength(passphrase)
  async function recover(event: FormEvent) {
    event.preventDefault()
    setBusy(true)
    attempt.clear()
    try {
      await client.profile.recover({ userId, recoveryCode: recoveryCode.trim(), passphrase })
      await queryClient.invalidateQueries({ queryKey: ['profile'] })
    } catch (error) {
      attempt.fail(error)
    } finally {
      setBusy(false)
    }
  }
  return (
    <form onSubmit={(event) => void recover(event)}>
      <p className="t-2">{t('firstStart.recover.words')}</p>
      <TextInput label={t('firstStart.recover.code')} autoFocus required autoComplete="off" value={recoveryCode} onChange={(event) => setRecoveryCode(event.currentTarget.value)} />
      <PasswordInput
        label={t('firstStart.recover.passphrase')}
        required
        autoComplete="new-password"
        value={passphrase}
        onChange={(event) => setPassphrase(event.currentTarget.value)}
        visibilityToggleButtonProps={{ 'aria-label': t('firstStart.showPassphrase') }}
      />
      <StrengthMeter strength={strength} empty={passphrase === ''} />
      <AttemptWords attempt={attempt} />
      <Button type="submit" variant="filled" size="lg" loading={busy} disabled={!recoveryCode.trim() || !strength.acceptable || attempt.waitSeconds > 0}>
        {t('firstStart.recover.open')}
      </Button>
    </form>
  )
}
