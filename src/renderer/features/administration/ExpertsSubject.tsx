// The expert directory: specialty, credentials, until when the licence is good, where and in which languages.
import { Button, Select, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { Expert, licenceState } from '#shared/domain/expert.ts'
import { client } from '../../data/client.ts'
import { useFormat } from '../../i18n/format.ts'
import { useT } from '../../i18n/useT.ts'
import { DayInput } from '../../ui/DayInput.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { StatusBadge } from '../../ui/StatusBadge.tsx'
import type { Status } from '../../ui/StatusIcon.tsx'
import { OfficeTable } from './OfficeTable.tsx'
import { useOfficeChange, useOfficeList } from './useOffice.ts'

const EMPTY = { userId: '', credentials: '', specialty: '', licenceExpiresOn: '', country: 'ES', languages: 'es', timeZone: 'Europe/Madrid' }
const SHAPES: Record<ReturnType<typeof licenceState>, Status> = { good: 'ok', soon: 'warn', expired: 'bad' }

export function ExpertsSubject() {
  const t = useT()
  const format = useFormat()
  const list = useOfficeList('experts', () => client.administration.experts())
  const users = useOfficeList('users', () => client.administration.users()).data ?? []
  const { busy, error, run } = useOfficeChange()
  const [form, setForm] = useState(EMPTY)
  const nameOf = (userId: string) => users.find(({ user }) => user.id === userId)?.user.name ?? userId
  const today = new Date().toISOString().slice(0, 10)
  const parsed = Expert.safeParse({ ...form, licenceExpiresOn: form.licenceExpiresOn || null, languages: form.languages.split(/[\s,]+/).filter(Boolean) })
  const field = (name: keyof typeof EMPTY) => ({ label: t(`administration.expert.${name}`), value: form[name], onChange: (event: { currentTarget: { value: string } }) => setForm({ ...form, [name]: event.currentTarget.value }) })
  async function save(event: FormEvent) {
    event.preventDefault()
    if (parsed.success && (await run(() => client.administration.putExpert(parsed.data)))) setForm(EMPTY)
  }
  return (
    <>
      {error !== null && <ErrorState error={error} />}
      <OfficeTable
        label={t('administration.subject.experts')}
        columns={[t('administration.name'), t('administration.expert.specialty'), t('administration.expert.credentials'), t('administration.expert.licenceExpiresOn'), t('administration.expert.country'), t('administration.expert.languages'), t('administration.expert.timeZone'), '']}
        list={list}
        empty={t('administration.noExperts')}
        row={(expert) => {
          const state = licenceState(expert, today)
          return (
            <tr key={expert.userId}>
              <td>{nameOf(expert.userId)}</td>
              <td>{expert.specialty}</td>
              <td className="t-2">{expert.credentials}</td>
              <td>
                <StatusBadge status={SHAPES[state]}>
                  {expert.licenceExpiresOn ? format.date(expert.licenceExpiresOn) : t('administration.noEnd')} {state !== 'good' && t(`administration.licenceState.${state}`)}
                </StatusBadge>
              </td>
              <td>{expert.country}</td>
              <td>{expert.languages.join(', ')}</td>
              <td className="t-2">{expert.timeZone}</td>
              <td className="t-end">
                <Button size="xs" variant="subtle" aria-label={`${t('administration.change')}: ${nameOf(expert.userId)}`} onClick={() => setForm({ ...expert, licenceExpiresOn: expert.licenceExpiresOn ?? '', languages: expert.languages.join(' ') })}>
                  {t('administration.change')}
                </Button>
              </td>
            </tr>
          )
        }}
      />
      <form className="admin-form" onSubmit={(event) => void save(event)} aria-label={t('administration.expert.title')}>
        <h2 className="t-heading admin-wide">{t('administration.expert.title')}</h2>
        <Select label={t('administration.name')} data={users.map(({ user }) => ({ value: user.id as string, label: user.name }))} value={form.userId || null} onChange={(userId) => setForm({ ...form, userId: userId ?? '' })} />
        <TextInput {...field('specialty')} />
        <TextInput {...field('credentials')} />
        <DayInput label={t('administration.expert.licenceExpiresOn')} value={form.licenceExpiresOn} onChange={(licenceExpiresOn) => setForm({ ...form, licenceExpiresOn })} />
        <TextInput {...field('country')} />
        <TextInput {...field('languages')} />
        <TextInput {...field('timeZone')} />
        <Button type="submit" loading={busy} disabled={!parsed.success}>
          {t('common.save')}
        </Button>
      </form>
    </>
  )
}
