// Accounts that the server keeps itself, where no identity provider vouches for people: made here, opened by their person's own passphrase.
import { Button, Select, TextInput } from '@mantine/core'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { AccountLogin } from '#shared/contract/service/administration.contract.ts'
import { ROLES, type Role } from '#shared/domain/people.ts'
import { client } from '../../data/client.ts'
import { useFormat } from '../../i18n/format.ts'
import { useT } from '../../i18n/useT.ts'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { OfficeTable } from './OfficeTable.tsx'
import { useOfficeChange, useOfficeList } from './useOffice.ts'

export function Accounts() {
  const t = useT()
  const format = useFormat()
  const list = useOfficeList('accounts', () => client.administration.accounts())
  const { busy, error, run } = useOfficeChange()
  const [login, setLogin] = useState('')
  const [name, setName] = useState('')
  const [role, setRole] = useState<Role>('physician')
  const [licence, setLicence] = useState('')
  const [made, setMade] = useState<{ login: string; passphrase: string } | null>(null)
  const said = useRef<HTMLDivElement>(null)
  // The list may be long: what was made or refused is brought into sight.
  useEffect(() => {
    if (made !== null || error !== null) said.current?.scrollIntoView({ block: 'nearest' })
  }, [made, error])
  const loginOk = AccountLogin.safeParse(login).success

  async function make(event: FormEvent) {
    event.preventDefault()
    setMade(null)
    const first = await run(() => client.administration.makeAccount({ login: login.trim(), name: name.trim(), role, licence: licence.trim() || null }))
    if (!first) return
    setMade({ login: login.trim(), ...first })
    setLogin('')
    setName('')
    setLicence('')
  }
  async function renew(of: string) {
    setMade(null)
    const first = await run(() => client.administration.renewAccount({ login: of }))
    if (first) setMade({ login: of, ...first })
  }
  // The list of people above says it already.
  if (list.error) return null
  return (
    <>
      <h2 className="t-heading">{t('administration.accounts.title')}</h2>
      <p className="t-2 admin-head">{t(list.data?.offered === false ? 'administration.accounts.notHere' : 'administration.accounts.words')}</p>
      <div ref={said} hidden={made === null && error === null}>
        {error !== null && <ErrorState error={error} />}
        {made && (
          <p className="admin-said" role="status">
            <span>{t('administration.accounts.first', { login: made.login })}</span> <code>{made.passphrase}</code> <CopyButton text={made.passphrase} label={t('common.copy')} />
          </p>
        )}
      </div>
      {list.data?.offered !== false && (
        <>
          <OfficeTable
            label={t('administration.accounts.title')}
            columns={[t('administration.accounts.login'), t('administration.name'), t('administration.role'), t('administration.licence'), t('administration.state'), '']}
            list={{ ...list, data: list.data?.accounts }}
            empty={t('administration.accounts.none')}
            row={(account) => (
              <tr key={account.login}>
                <td>{account.login}</td>
                <td>{account.name}</td>
                <td>{t(`role.${account.role}`)}</td>
                <td className="t-2">{account.licence ?? t('common.notStated')}</td>
                <td className={account.state === 'waits' || account.state === 'shut' ? 't-warn' : undefined}>{t(`administration.accounts.state.${account.state}`, { until: account.until ? format.instant(account.until) : '' })}</td>
                <td className="t-end">
                  <Button size="xs" variant="subtle" disabled={busy} aria-label={`${t('administration.accounts.renew')}: ${account.login}`} onClick={() => void renew(account.login)}>
                    {t('administration.accounts.renew')}
                  </Button>
                </td>
              </tr>
            )}
          />
          <form className="admin-form" onSubmit={(event) => void make(event)} aria-label={t('administration.accounts.make')}>
            <h3 className="t-heading admin-wide">{t('administration.accounts.make')}</h3>
            <TextInput label={t('administration.accounts.login')} required autoComplete="off" value={login} onChange={(event) => setLogin(event.currentTarget.value)} error={login !== '' && !loginOk ? t('administration.accounts.loginHint') : undefined} />
            <TextInput label={t('administration.name')} required value={name} onChange={(event) => setName(event.currentTarget.value)} />
            <Select label={t('administration.role')} allowDeselect={false} data={ROLES.map((value) => ({ value, label: t(`role.${value}`) }))} value={role} onChange={(value) => setRole(ROLES.find((one) => one === value) ?? role)} />
            <TextInput label={t('administration.licence')} value={licence} onChange={(event) => setLicence(event.currentTarget.value)} />
            <Button type="submit" loading={busy} disabled={!loginOk || name.trim() === ''}>
              {t('administration.accounts.make')}
            </Button>
          </form>
        </>
      )}
    </>
  )
}
