// What is being fetched: how far, stop, go on, give up, take in once it is whole. Half a study is never taken in from here.
import { Button } from '@mantine/core'
import { useJob } from '../../../data/jobs.ts'
import { useFormat } from '../../../i18n/format.ts'
import { useT } from '../../../i18n/useT.ts'
import { ErrorState } from '../../../ui/ErrorState.tsx'
import { ProgressBar } from '../../../ui/ProgressBar.tsx'
import type { BegunPull, Pulls } from './usePulls.ts'

export function PullList({ pulls }: { pulls: Pulls }) {
  const t = useT()
  if (pulls.begun.length === 0 && !pulls.error) return null
  return (
    <section aria-label={t('imaging.archive.onTheWay')} className="i-pulls">
      {pulls.error ? <ErrorState error={pulls.error} /> : null}
      <ul>
        {pulls.begun.map((pull) => (
          <PullLine key={pull.uploadId} pull={pull} pulls={pulls} />
        ))}
      </ul>
    </section>
  )
}

function PullLine({ pull, pulls }: { pull: BegunPull; pulls: Pulls }) {
  const t = useT()
  const format = useFormat()
  const { progress, cancel } = useJob(pull.jobId)
  const state = progress?.state ?? 'cancelled'
  const done = progress?.doneItems ?? pull.files
  const total = progress?.totalItems ?? null
  const words =
    state === 'running'
      ? t('imaging.archive.fetching', { done: format.number(done), total: total === null ? '…' : format.number(total) })
      : state === 'done'
        ? t('imaging.archive.whole', { count: done })
        : t('imaging.archive.stopped', { count: done })
  return (
    <li>
      <span>
        {pull.archive} · {t('common.studies', { count: pull.studies.length })}
      </span>
      <span className="t-small t-2" role="status">
        {words}
        {state === 'failed' && progress?.error ? ` ${t(`errors.${progress.error}.happened`)}` : ''}
      </span>
      {state === 'running' && <ProgressBar label={t('imaging.archive.onTheWay')} part={total ? done / total : null} moving />}
      <span className="i-buttons">
        {state === 'running' && (
          <Button variant="default" onClick={cancel}>
            {t('imaging.archive.stop')}
          </Button>
        )}
        {state === 'done' && <Button onClick={() => pulls.takeIn(pull)}>{t('imaging.archive.takeIn')}</Button>}
        {(state === 'cancelled' || state === 'failed') && (
          <>
            <Button variant="default" onClick={() => pulls.resume(pull)}>
              {t('imaging.archive.goOn')}
            </Button>
            <Button variant="subtle" onClick={() => pulls.discard(pull)}>
              {t('imaging.archive.giveUp')}
            </Button>
          </>
        )}
      </span>
    </li>
  )
}
