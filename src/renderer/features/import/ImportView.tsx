// One import: progress by bytes with cancel, then a plain result in groups, with a reason for everything that was not taken.
import './import.css'
import { Button } from '@mantine/core'
import { useEffect, useState } from 'react'
import type { ImportItem, ImportResult } from '#shared/domain/importing.ts'
import { casePlace, usePlace } from '../../app/place.ts'
import { useJob, type WatchedJob } from '../../data/jobs.ts'
import { useImportResult } from '../../data/queries.ts'
import { useFormat } from '../../i18n/format.ts'
import { useT } from '../../i18n/useT.ts'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { LoadingLine } from '../../ui/LoadingLine.tsx'
import { ProgressBar } from '../../ui/ProgressBar.tsx'
import { StatusBadge } from '../../ui/StatusBadge.tsx'
import { groupsOf, summaryOf } from './groups.ts'
import { ItemDetail } from './ItemDetail.tsx'
import { ResultGroups } from './ResultGroups.tsx'
import { useUploads } from './uploads.ts'

export function ImportView({ importId, jobId }: { importId: string; jobId: string }) {
  const t = useT()
  const job = useJob(jobId || null)
  const result = useImportResult(importId)
  const { refetch } = result
  const state = job.progress?.state
  useEffect(() => {
    if (state && state !== 'running') void refetch()
  }, [state, refetch])
  const settle = useUploads((s) => s.settle)
  const ended = result.data !== undefined && result.data.state !== 'running'
  // Seen here, so it need not be announced elsewhere.
  useEffect(() => {
    if (ended) settle(importId)
  }, [ended, settle, importId])

  if (result.error && !result.data)
    return (
      <div className="c-empty">
        <ErrorState error={result.error} onRetry={() => void result.refetch()} />
      </div>
    )
  if (!result.data) return <LoadingLine />
  return (
    <div className="import-view">
      <header className="import-head">
        <h1 className="t-display">{t('import.title')}</h1>
        <span className="t-2 t-clip">{result.data.sourceName}</span>
      </header>
      {result.data.state === 'running' ? <Running job={job} /> : <Result result={result.data} />}
    </div>
  )
}

function Running({ job }: { job: WatchedJob }) {
  const t = useT()
  const format = useFormat()
  const p = job.progress
  if (!p) return <LoadingLine what={t('import.starting')} onCancel={job.cancel} />
  const part = p.totalBytes ? p.doneBytes / p.totalBytes : p.totalItems ? p.doneItems / p.totalItems : null
  return (
    <section className="import-running" aria-label={t('import.progress')}>
      <ProgressBar part={part} label={t('import.progress')} moving />
      <p className="t-number" role="status">
        {p.totalItems === null ? t('common.items', { count: p.doneItems }) : t('import.items', { done: format.number(p.doneItems), total: format.number(p.totalItems) })}
        {' · '}
        {p.totalBytes === null ? format.bytes(p.doneBytes) : t('import.bytes', { done: format.bytes(p.doneBytes), total: format.bytes(p.totalBytes) })}
      </p>
      <p className="t-small t-3 t-clip">{p.current}</p>
      <p className="t-2">{t('import.goesOn')}</p>
      <Button onClick={job.cancel}>{t('import.cancel')}</Button>
    </section>
  )
}

function Result({ result }: { result: ImportResult }) {
  const t = useT()
  const go = usePlace((s) => s.go)
  const groups = groupsOf(result)
  const [chosenId, setChosenId] = useState<string | null>(null)
  const firstToDecide = groups.flatMap((group) => group.items)[0] ?? null
  const chosen = result.items.find((item) => item.itemId === chosenId) ?? firstToDecide
  return (
    <>
      <Summary result={result} />
      <div className="import-columns">
        <ResultGroups groups={groups} chosen={chosen} onChoose={(item: ImportItem) => setChosenId(item.itemId)} />
        {chosen && <ItemDetail key={chosen.itemId} item={chosen} result={result} />}
      </div>
      <footer className="import-foot">
        {result.caseId && (
          <Button variant="filled" onClick={() => result.caseId && go(casePlace(result.caseId, 'overview'))}>
            {t('import.openCase')}
          </Button>
        )}
        <Button onClick={() => go({ view: 'worklist', selectedCaseId: result.caseId })}>{t('import.toWorklist')}</Button>
      </footer>
    </>
  )
}

function Summary({ result }: { result: ImportResult }) {
  const t = useT()
  const format = useFormat()
  const { belong, total, setAside, refused } = summaryOf(result)
  const done = result.state === 'done'
  const sentences = done
    ? [t('import.summary.belong', { count: belong, total }), ...(setAside ? [t('import.summary.setAside', { count: setAside })] : []), ...(refused ? [t('import.summary.refused', { count: refused })] : [])]
    : [t(`import.summary.${result.state === 'cancelled' ? 'cancelled' : 'failed'}`)]
  return (
    <div className="import-summary">
      <StatusBadge status={!done || setAside + refused > 0 ? 'warn' : 'ok'}>{sentences.join(' ')}</StatusBadge>
      <span className="t-small t-3 t-number">
        {[t('common.documents', { count: result.documents }), t('common.studies', { count: result.studies }), t('import.images', { count: result.images }), format.bytes(result.bytes), format.quantity(result.seconds, 's', 1)].join(' · ')}
      </span>
    </div>
  )
}
