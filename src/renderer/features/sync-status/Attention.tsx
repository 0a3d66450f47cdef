// What waits for a person: changes the server refused, each with its reason and what can be done; a server that lost its cases. Nothing is dropped.
import { Button, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { LedgerRow, SyncStatus } from '#shared/contract/workstation/sync.contract.ts'
import { casePlace, usePlace } from '../../app/place.ts'
import { client } from '../../data/client.ts'
import { queryClient, useWorkList } from '../../data/queries.ts'
import { useRun } from '../../data/useRun.ts'
import { useT } from '../../i18n/useT.ts'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { StatusIcon } from '../../ui/StatusIcon.tsx'
import { reasonWords, rowWords } from './ledgerGroups.ts'

const SHORTEST = 3

export function Attention({ status, rows }: { status: SyncStatus; rows: readonly LedgerRow[] }) {
  const t = useT()
  const waiting = rows.filter((row) => row.state === 'needsYou' && row.commandId !== null)
  if (waiting.length === 0 && !status.stopped) return null
  return (
    <section className="attention" aria-label={t('sync.attention.title')}>
      <h2 className="t-heading">{t('sync.attention.title')}</h2>
      {status.stopped && <Stopped code={status.stopped} />}
      {waiting.map((row) => (
        <Refused key={row.commandId} row={row} />
      ))}
    </section>
  )
}

function Stopped({ code }: { code: string }) {
  const t = useT()
  const { busy, error, run } = useAsk()
  return (
    <div className="c-card attention-item">
      <ErrorState error={{ code, data: {} }} />
      {code === 'SERVER_EMPTIED' && (
        <div>
          <Button loading={busy} onClick={() => void run(() => client.sync.rejoin())}>
            {t('sync.attention.sendAgain')}
          </Button>
        </div>
      )}
      {error !== null && <ErrorState error={error} />}
    </div>
  )
}

function Refused({ row }: { row: LedgerRow }) {
  const t = useT()
  const go = usePlace((s) => s.go)
  const reviewCase = (useWorkList({ filter: 'all', limit: 200 }).data?.lines ?? []).find((line) => line.reviewCase.id === row.caseId)?.reviewCase
  const [reason, setReason] = useState('')
  const { busy, error, run } = useAsk()
  const words = rowWords(row)
  const why = reasonWords(row)
  const { caseId, commandId } = row
  if (caseId === null || commandId === null) return null
  const settle = (decision: 'again' | 'discard') => void run(() => client.sync.settle({ caseId, commandId, decision, reason: reason.trim() }))
  const ready = reason.trim().length >= SHORTEST
  return (
    <div className="c-card attention-item">
      <p>
        <StatusIcon status="warn" /> <strong>{t(words.key, words.values)}</strong>{' '}
        <span className="t-3 private">{reviewCase ? `${reviewCase.patient.familyName} · ${reviewCase.caseNumber}` : ''}</span>
      </p>
      {why && <p className="t-2">{t(why.key, why.values)}</p>}
      <div className="attention-actions">
        {row.label.startsWith('report.') && (
          <Button size="xs" onClick={() => go(casePlace(caseId, 'report'), 'jump')}>
            {t('sync.attention.readAgain')}
          </Button>
        )}
        <TextInput size="xs" aria-label={t('sync.attention.reason')} placeholder={t('sync.attention.reason')} value={reason} onChange={(event) => setReason(event.currentTarget.value)} />
        <Button size="xs" disabled={!ready || busy} onClick={() => settle('again')}>
          {t('sync.attention.again')}
        </Button>
        <Button size="xs" variant="subtle" disabled={!ready || busy} onClick={() => settle('discard')}>
          {t('sync.attention.discard')}
        </Button>
      </div>
      {error !== null && <ErrorState error={error} />}
    </div>
  )
}

function useAsk() {
  const { busy, error, run: runOnce } = useRun()
  const run = (ask: () => Promise<unknown>) =>
    runOnce(async () => {
      await ask()
      await queryClient.invalidateQueries({ queryKey: ['sync'] })
    })
  return { busy, error, run }
}
