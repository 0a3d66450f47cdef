// The server's audit: searched by person, event and time, verified, and handed out in the forms others read.
import { Button, Select, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import type { CaseId } from '#shared/kit/ids.ts'
import { AUDIT_FORMATS, type AuditEntry } from '#shared/contract/service/audit.contract.ts'
import { client } from '../../data/client.ts'
import { as } from '../../data/queries.ts'
import { useFormat } from '../../i18n/format.ts'
import { useT } from '../../i18n/useT.ts'
import { DayInput } from '../../ui/DayInput.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { StatusBadge } from '../../ui/StatusBadge.tsx'
import { OfficeTable } from './OfficeTable.tsx'
import { useOfficeChange, useOfficeList } from './useOffice.ts'

const PAGE = 100
const NOTHING = { from: '', to: '', actor: '', event: '', caseId: '' }

export function AuditSubject() {
  const t = useT()
  const format = useFormat()
  const [form, setForm] = useState(NOTHING)
  const [asked, setAsked] = useState(NOTHING)
  const [before, setBefore] = useState<number | null>(null)
  const { busy, error, run } = useOfficeChange()
  const [chain, setChain] = useState<{ ok: boolean; rows: number; brokenAt: number | null } | null>(null)
  const filter = { from: asked.from ? `${asked.from}T00:00:00.000Z` : null, to: asked.to ? `${asked.to}T23:59:59.999Z` : null, actor: asked.actor.trim(), event: asked.event.trim(), caseId: asked.caseId ? as<CaseId>(asked.caseId) : null }
  const list = useOfficeList(`audit ${JSON.stringify([asked, before])}`, () => client.administration.searchAudit({ ...filter, before, limit: PAGE }))
  // Numbers of cases are for administrators; an auditor searches without them.
  const cases = useOfficeList('assignments', () => client.administration.assignments()).data ?? []
  const last = list.data?.at(-1)
  const field = (name: 'actor' | 'event') => ({ label: t(`administration.audit.${name}`), value: form[name], onChange: (event: { currentTarget: { value: string } }) => setForm({ ...form, [name]: event.currentTarget.value }) })
  function search(event: FormEvent) {
    event.preventDefault()
    setBefore(null)
    setAsked(form)
  }
  return (
    <>
      <form className="admin-form" onSubmit={search} aria-label={t('administration.audit.search')}>
        <DayInput label={t('administration.audit.from')} value={form.from} onChange={(from) => setForm((was) => ({ ...was, from }))} />
        <DayInput label={t('administration.audit.to')} value={form.to} onChange={(to) => setForm((was) => ({ ...was, to }))} />
        <TextInput {...field('actor')} />
        <TextInput {...field('event')} placeholder="case." />
        {cases.length > 0 && (
          <Select
            label={t('administration.case')}
            placeholder={t('administration.audit.anyCase')}
            clearable
            searchable
            data={cases.map(({ caseId, caseNumber }) => ({ value: caseId as string, label: caseNumber }))}
            value={form.caseId || null}
            onChange={(caseId) => setForm({ ...form, caseId: caseId ?? '' })}
          />
        )}
        <Button type="submit">{t('administration.audit.search')}</Button>
      </form>
      <div className="admin-actions" style={{ justifyContent: 'flex-start' }}>
        <Button size="xs" loading={busy} onClick={() => void run(() => client.administration.verifyAudit()).then((state) => state && setChain(state))}>
          {t('administration.audit.verify')}
        </Button>
        {AUDIT_FORMATS.map((kind) => (
          <Button key={kind} size="xs" variant="subtle" disabled={busy} onClick={() => void run(() => client.administration.exportAudit({ ...filter, format: kind })).then((file) => file && keepFile(file))}>
            {t(`administration.audit.formats.${kind}`)}
          </Button>
        ))}
        {chain && (
          <StatusBadge status={chain.ok ? 'ok' : 'bad'}>{chain.ok ? t('administration.audit.intact', { count: chain.rows }) : t('administration.audit.broken', { at: format.number(chain.brokenAt ?? 0) })}</StatusBadge>
        )}
      </div>
      {error !== null && <ErrorState error={error} />}
      <OfficeTable
        label={t('administration.subject.audit')}
        columns={[t('administration.audit.number'), t('administration.when'), t('administration.name'), t('administration.audit.what'), t('administration.case'), t('administration.audit.details')]}
        list={list}
        empty={t('administration.audit.nothing')}
        row={(entry) => <Entry key={entry.seq} entry={entry} caseNumber={cases.find(({ caseId }) => caseId === entry.caseId)?.caseNumber} />}
      />
      {list.data?.length === PAGE && last && (
        <div>
          <Button size="xs" onClick={() => setBefore(last.seq)}>
            {t('administration.audit.older')}
          </Button>
        </div>
      )}
    </>
  )
}

function Entry({ entry, caseNumber }: { entry: AuditEntry; caseNumber: string | undefined }) {
  const format = useFormat()
  const t = useT()
  return (
    <tr>
      <td className="t-number t-3">{entry.seq}</td>
      <td className="t-number">{format.instant(entry.at)}</td>
      <td>{entry.actorName ?? (entry.actor || t('administration.audit.server'))}</td>
      <td>
        <code>{entry.event}</code>
      </td>
      <td className="t-3">{caseNumber ?? entry.caseId?.slice(0, 8)}</td>
      <td className="t-2 t-small">
        {Object.entries(entry.fields)
          .filter(([name]) => name !== 'reasonSha256')
          .map(([name, value]) => `${name} ${String(value).slice(0, 24)}`)
          .join(' · ')}
        {entry.reason !== null && (
          <p>
            {t('administration.audit.reason')}: {entry.reason}
          </p>
        )}
      </td>
    </tr>
  )
}

/** Hands the text to the person as a file. */
function keepFile({ name, mediaType, text }: { name: string; mediaType: string; text: string }): void {
  const address = URL.createObjectURL(new Blob([text], { type: mediaType }))
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  URL.revokeObjectURL(address)
}
