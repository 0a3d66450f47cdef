// Form for a new profile: name, role, licence, passphrase typed twice with its strength in words.
import { Button, PasswordInput, Select, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { ROLES, type Role } from '#shared/domain/people.ts'
import { client } from '../../data/client.ts'
import { useRun } from '../../data/useRun.ts'
import { useT } from '../../i18n/useT.ts'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { StrengthMeter, useStrength } from './StrengthMeter.tsx'

export function CreateProfile({ onCreated }: { onCreated: (recoveryCode: string, name: string) => void }) {
  const t = useT()
  const [name, setName] = useState('')
  const [role, setRole] = useState<Role>('physician')
  const [licence, setLicence] = useState('')
  const [passphrase, setPassphrase] = useState('')
  const [again, setAgain] = useState('')
  const { busy, error, run } = useRun()
  const strength = useStrength(passphrase)
  const differs = again !== '' && again !== passphrase
  const missing = !name.trim() ? 'name' : !strength.acceptable ? 'passphrase' : again !== passphrase ? 'again' : null

  async function create(event: FormEvent) {
    event.preventDefault()
    if (missing) return
    await run(async () => {
      const { recoveryCode, user } = await client.profile.create({ name: name.trim(), role, licence: licence.trim() || null, passphrase })
      onCreated(recoveryCode, user.name)
    })
  }
  return (
    <form onSubmit={(event) => void create(event)}>
      <TextInput label={t('firstStart.name')} description={t('firstStart.nameHint')} required autoComplete="name" value={name} onChange={(event) => setName(event.currentTarget.value)} />
      <div className="gate-pair">
        <Select label={t('firstStart.role')} value={role} data={ROLES.map((value) => ({ value, label: t(`role.${value}`) }))} onChange={(value) => setRole(ROLES.find((r) => r === value) ?? role)} />
        <TextInput label={t('firstStart.licence')} placeholder={t('firstStart.licenceHint')} autoComplete="off" value={licence} onChange={(event) => setLicence(event.currentTarget.value)} />
      </div>
      <PasswordInput
        label={t('firstStart.passphrase')}
        description={t('firstStart.passphraseHint')}
        required
        autoComplete="new-password"
        value={passphrase}
        onChange={(event) => setPassphrase(event.currentTarget.value)}
        visibilityToggleButtonProps={{ 'aria-label': t('firstStart.showPassphrase') }}
      />
      <StrengthMeter strength={strength} empty={passphrase === ''} />
      <PasswordInput
        label={t('firstStart.again')}
        required
        autoComplete="new-password"
        value={again}
        onChange={(event) => setAgain(event.currentTarget.value)}
        error={differs ? t('firstStart.differs') : undefined}
        visibilityToggleButtonProps={{ 'aria-label': t('firstStart.showPassphrase') }}
      />
      {error !== null && <ErrorState error={error} />}
      <Button type="submit" variant="filled" size="lg" loading={busy} disabled={missing !== null}>
        {t('firstStart.create')}
      </Button>
      {missing && <p className="t-small t-3">{t(`firstStart.missing.${missing}`)}</p>}
    </form>
  )
}
