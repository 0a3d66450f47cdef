// The selected item: why it was treated so; for a set-aside item the two identities beside each other and the decision.
import { Button, Textarea } from '@mantine/core'
import { useState } from 'react'
import { IDENTITY_ASPECTS, type IdentityAspect, type IdentityCheck } from '#shared/domain/identity.ts'
import type { ImportItem, ImportResult } from '#shared/domain/importing.ts'
import type { Patient } from '#shared/domain/patient.ts'
import { client } from '../../data/client.ts'
import { queryClient, useCase } from '../../data/queries.ts'
import { useFormat } from '../../i18n/format.ts'
import { useT } from '../../i18n/useT.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { StatusBadge } from '../../ui/StatusBadge.tsx'
import { differingParts } from './differingParts.ts'

export function ItemDetail({ item, result }: { item: ImportItem; result: ImportResult }) {
  const t = useT()
  const format = useFormat()
  return (
    <aside className="import-detail" aria-label={t('import.selected')} data-region tabIndex={-1}>
      <h2 className="t-title import-name">{item.name}</h2>
      <p className="t-small t-3">{[t(`outcome.${item.outcome}`), format.bytes(item.bytes)].join(' · ')}</p>
      {item.code && <p>{t(`item.${item.code}`)}</p>}
      {item.outcome === 'quarantined' && item.identity && result.caseId && <Comparison caseId={result.caseId} identity={item.identity} />}
      {item.outcome === 'quarantined' && <Decision item={item} result={result} />}
    </aside>
  )
}

/** Left what the case says, right what the item says; what differs is underlined and bold. Neutral words, no blame. */
function Comparison({ caseId, identity }: { caseId: string; identity: IdentityCheck }) {
  const t = useT()
  const format = useFormat()
  const patient = useCase(caseId).data?.reviewCase.patient
  if (!patient) return null
  const show = (aspect: IdentityAspect, value: string | null) =>
    value === null || value === '' ? null : aspect === 'birthDate' ? format.date(value) : aspect === 'sex' && isSex(value) ? t(`sex.${value}`) : value
  return (
    <table className="identity-table">
      <thead>
        <tr>
          <th scope="col">
            <span className="visually-hidden">{t('import.aspect')}</span>
          </th>
          <th scope="col">{t('import.caseSays')}</th>
          <th scope="col">{t('import.itemSays')}</th>
        </tr>
      </thead>
      <tbody>
        {IDENTITY_ASPECTS.map((aspect) => {
          const ours = show(aspect, ofCase(patient, aspect))
          const theirs = show(aspect, identity.stated[aspect])
          const differs = identity.differing.includes(aspect)
          return (
            <tr key={aspect} data-differs={differs}>
              <th scope="row">{t(`identityAspect.${aspect}`)}</th>
              <td className="private">{ours ?? t('common.notStated')}</td>
              <td className="private">{theirs === null ? t('common.notStated') : differs ? <Marked text={theirs} against={ours ?? ''} /> : theirs}</td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

const isSex = (value: string): boolean => ['male', 'female', 'other', 'unknown'].includes(value)

function ofCase(patient: Patient, aspect: IdentityAspect): string | null {
  if (aspect === 'identifier') return patient.identifiers.map((id) => id.value).join(', ') || null
  return patient[aspect]
}

function Marked({ text, against }: { text: string; against: string }) {
  return (
    <>
      {differingParts(text, against).map((part) =>
        part.differs ? <mark key={part.at}>{part.text}</mark> : <span key={part.at}>{part.text}</span>,
      )}
    </>
  )
}

function Decision({ item, result }: { item: ImportItem; result: ImportResult }) {
  const t = useT()
  const [asking, setAsking] = useState(false)
  const [reason, setReason] = useState('')
  const [error, setError] = useState<unknown>(null)
  const [busy, setBusy] = useState(false)
  if (item.decision) return <StatusBadge status={item.decision === 'released' ? 'ok' : 'locked'}>{t(`import.decision.${item.decision}`)}</StatusBadge>
  if (!result.caseId) return null
  const { caseId, importId } = result

  async function decide(decision: 'leftOut' | 'released', because: string) {
    setBusy(true)
    setError(null)
    try {
      const after = await client.bundles.decide({ caseId, importId, itemId: item.itemId, decision, reason: because })
      queryClient.setQueryData(['imports', 'result', importId], after)
      setAsking(false)
    } catch (failure) {
      setError(failure)
    } finally {
      setBusy(false)
    }
  }
  return (
    <div className="import-decision">
      <p className="t-2">{t('import.quarantineWords')}</p>
      <div className="import-actions">
        <Button loading={busy && !asking} onClick={() => void decide('leftOut', t('import.leftOutReason'))}>
          {t('import.leaveOut')}
        </Button>
        <Button variant="subtle" onClick={() => setAsking(true)}>
          {t('import.release')}
        </Button>
      </div>
      {error !== null && !asking && <ErrorState error={error} />}
      <Dialog title={t('import.releaseTitle')} open={asking} onClose={() => setAsking(false)}>
        <form
          className="import-decision"
          onSubmit={(event) => {
            event.preventDefault()
            void decide('released', reason.trim())
          }}
        >
          <p>{t('import.releaseWords')}</p>
          <Textarea label={t('import.reason')} required minLength={3} maxLength={500} autosize minRows={2} value={reason} onChange={(event) => setReason(event.currentTarget.value)} />
          {error !== null && <ErrorState error={error} />}
          <div className="import-actions">
            <Button data-autofocus onClick={() => setAsking(false)}>
              {t('common.cancel')}
            </Button>
            <Button type="submit" variant="filled" loading={busy} disabled={reason.trim().length < 3}>
              {t('import.release')}
            </Button>
          </div>
        </form>
      </Dialog>
    </div>
  )
}
