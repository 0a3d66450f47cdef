// People of the server: who, which role, how many devices and cases; invitations with a code for one person.
import { Button, Checkbox, Select, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { ROLES, type Role } from '#shared/domain/people.ts'
import { client } from '../../data/client.ts'
import { useFormat } from '../../i18n/format.ts'
import { useT } from '../../i18n/useT.ts'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { Accounts } from './Accounts.tsx'
import { OfficeTable } from './OfficeTable.tsx'
import { useOfficeChange, useOfficeList } from './useOffice.ts'

const roleOf = (value: string | null, otherwise: Role): Role => ROLES.find((role) => role === value) ?? otherwise

export function PeopleSubject() {
  const t = useT()
  const format = useFormat()
  const list = useOfficeList('users', () => client.administration.users())
  const { busy, error, run } = useOfficeChange()
  const roles = ROLES.map((value) => ({ value, label: t(`role.${value}`) }))
  return (
    <>
      {error !== null && <ErrorState error={error} />}
      <OfficeTable
        label={t('administration.subject.people')}
        columns={[t('administration.name'), t('administration.role'), t('administration.licence'), t('administration.devices'), t('administration.cases'), t('administration.office'), t('administration.state')]}
        list={list}
        empty={t('administration.nobody')}
        row={({ user, administrator, disabledAt, devices, cases }) => {
          const change = (next: { role?: Role; administrator?: boolean; disabled?: boolean }) =>
            void run(() => client.administration.setUser({ userId: user.id, role: user.role, administrator, disabled: disabledAt !== null, ...next }))
          return (
            <tr key={user.id}>
              <td>{user.name}</td>
              <td>
                <Select size="xs" aria-label={`${t('administration.role')}: ${user.name}`} data={roles} value={user.role} disabled={busy} onChange={(value) => change({ role: roleOf(value, user.role) })} />
              </td>
              <td className="t-2">{user.licence ?? t('common.notStated')}</td>
              <td className="t-number">{format.number(devices)}</td>
              <td className="t-number">{format.number(cases)}</td>
              <td>
                <Checkbox size="xs" aria-label={`${t('administration.administrator')}: ${user.name}`} checked={administrator} disabled={busy} onChange={(event) => change({ administrator: event.currentTarget.checked })} />
              </td>
              <td>
                <Button size="xs" variant="subtle" disabled={busy} aria-label={`${t(disabledAt ? 'administration.enable' : 'administration.disable')}: ${user.name}`} onClick={() => change({ disabled: disabledAt === null })}>
                  {t(disabledAt ? 'administration.enable' : 'administration.disable')}
                </Button>
              </td>
            </tr>
          )
        }}
      />
      <Invite />
      <Accounts />
    </>
  )
}

function Invite() {
  const t = useT()
  const format = useFormat()
  const { busy, error, run } = useOfficeChange()
  const [name, setName] = useState('')
  const [role, setRole] = useState<Role>('physician')
  const [licence, setLicence] = useState('')
  const [made, setMade] = useState<{ code: string; expiresAt: string } | null>(null)
  async function invite(event: FormEvent) {
    event.preventDefault()
    const code = await run(() => client.administration.invite({ name: name.trim(), role, licence: licence.trim() || null, days: 7 }))
    if (code) setMade(code)
  }
  return (
    <form className="admin-form" onSubmit={(event) => void invite(event)} aria-label={t('administration.invite')}>
      <h2 className="t-heading admin-wide">{t('administration.invite')}</h2>
      <TextInput label={t('administration.name')} required value={name} onChange={(event) => setName(event.currentTarget.value)} />
      <Select label={t('administration.role')} data={ROLES.map((value) => ({ value, label: t(`role.${value}`) }))} value={role} onChange={(value) => setRole(roleOf(value, role))} />
      <TextInput label={t('administration.licence')} value={licence} onChange={(event) => setLicence(event.currentTarget.value)} />
      <Button type="submit" loading={busy} disabled={name.trim() === ''}>
        {t('administration.makeCode')}
      </Button>
      {error !== null && (
        <div className="admin-wide">
          <ErrorState error={error} />
        </div>
      )}
      {made && (
        <p className="admin-said admin-wide" role="status">
          <span>{t('administration.code', { until: format.instant(made.expiresAt) })}</span> <code>{made.code}</code> <CopyButton text={made.code} label={t('common.copy')} />
        </p>
      )}
    </form>
  )
}
