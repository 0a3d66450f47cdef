// One import: progress by bytes with cancel, then a plain result in groups, with a reason for everything that was not taken.
import './import.css'
import { Button } from '@mantine/core'
import { useEffect, useState } from 'react'
import type { BundleStatement, ImportItem, ImportResult } from '#shared/domain/importing.ts'
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
import { JobQuestions } from './JobQuestions.tsx'
import { ItemDetail } from './ItemDetail.tsx'
import { QualityReport } from './QualityReport.tsx'
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
      {result.data.state === 'running' ? <Running job={job} jobId={jobId} /> : <Result result={result.data} />}
    </div>
  )
}

function Running({ job, jobId }: { job: WatchedJob; jobId: string }) {
  const t = useT()
  const format = useFormat()
  const p = job.progress
  if (!p) return <LoadingLine what={t('import.starting')} onCancel={job.cancel} />
  const part = p.totalBytes ? p.doneBytes / p.totalBytes : p.totalItems ? p.doneItems / p.totalItems : null
  const left = p.bytesPerSecond && p.totalBytes ? (p.totalBytes - p.doneBytes) / p.bytesPerSecond : null
  const pace = p.paused ? [t('import.paused')] : [...(p.bytesPerSecond ? [t('import.rate', { rate: format.bytes(p.bytesPerSecond) })] : []), ...(left === null ? [] : [leftWords(t, left)])]
  return (
    <section className="import-running" aria-label={t('import.progress')}>
      <ProgressBar part={part} label={t('import.progress')} moving={!p.paused && p.question === null} />
      <p className="t-number" role="status">
        {p.totalItems === null ? t('common.items', { count: p.doneItems }) : t('import.items', { done: format.number(p.doneItems), total: format.number(p.totalItems) })}
        {' · '}
        {p.totalBytes === null ? format.bytes(p.doneBytes) : t('import.bytes', { done: format.bytes(p.doneBytes), total: format.bytes(p.totalBytes) })}
      </p>
      <p className="t-small t-3 t-number import-pace">{pace.join(' · ')}</p>
      {p.question ? <JobQuestions jobId={jobId} question={p.question} /> : <p className="t-small t-3 t-clip">{p.current}</p>}
      {p.question === null && <p className="t-2">{t('import.goesOn')}</p>}
      <div className="import-actions">
        <Button onClick={() => job.pause(!p.paused)}>{t(p.paused ? 'import.goOn' : 'import.pause')}</Button>
        <Button variant="subtle" onClick={job.cancel}>
          {t('import.cancel')}
        </Button>
      </div>
    </section>
  )
}

/** Whole minutes above one, tens of seconds below: a figure that jumps tells nothing. */
function leftWords(t: ReturnType<typeof useT>, seconds: number): string {
  return seconds >= 60 ? t('import.minutesLeft', { count: Math.round(seconds / 60) }) : t('import.secondsLeft', { count: Math.max(5, Math.ceil(seconds / 10) * 10) })
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
      {result.statements.map((statement) => (
        <Statement key={statement.bundleId} statement={statement} />
      ))}
      {result.caseId && <QualityReport caseId={result.caseId} />}
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

/** Where a sealed bundle comes from, and whether it is still what was sealed. */
function Statement({ statement }: { statement: BundleStatement }) {
  const t = useT()
  const format = useFormat()
  const { person, role, caseNumber, createdAt, files, refused, publicKey } = statement
  return (
    <div className="import-summary">
      <StatusBadge status={refused > 0 ? 'bad' : 'ok'}>{refused > 0 ? t('import.statement.refused', { count: refused }) : t('import.statement.whole')}</StatusBadge>
      <span className="t-small t-2">{t('import.statement.sealed', { count: files, person, role: t(`role.${role}`), date: format.instant(createdAt), caseNumber })}</span>
      <span className="t-small t-3">{t('import.statement.key', { key: publicKey.slice(0, 12) })}</span>
    </div>
  )
}

function Summary({ result }: { result: ImportResult }) {
  const t = useT()
  const format = useFormat()
  const { belong, total, setAside, refused, missing } = summaryOf(result)
  const done = result.state === 'done'
  const sentences = done
    ? [t('import.summary.belong', { count: belong, total }), ...(setAside ? [t('import.summary.setAside', { count: setAside })] : []), ...(refused ? [t('import.summary.refused', { count: refused })] : []), ...(missing ? [t('import.summary.missing', { count: missing })] : [])]
    : [t(`import.summary.${result.state === 'cancelled' ? 'cancelled' : result.resumable ? 'stopped' : 'failed'}`)]
  const isEmpty = done && result.documents + result.images + setAside === 0 && !result.items.some(({ outcome }) => outcome === 'duplicate')
  return (
    <div className="import-summary">
      <StatusBadge status={isEmpty ? 'bad' : !done || setAside + refused + missing > 0 ? 'warn' : 'ok'}>{isEmpty ? t('import.summary.nothing') : sentences.join(' ')}</StatusBadge>
      <span className="t-small t-3 t-number">
        {[t('common.documents', { count: result.documents }), t('common.studies', { count: result.studies }), t('import.images', { count: result.images }), format.bytes(result.bytes), format.quantity(result.seconds, 's', 1)].join(' · ')}
      </span>
    </div>
  )
}
