// Sends the objects that were just written to the image archive that is set up: how far, stop, what it says it keeps. Nothing leaves without a press of this button.
import { Button } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import type { ExportedObject } from '#shared/domain/imagingStudy.ts'
import { client } from '../../data/client.ts'
import { useJob } from '../../data/jobs.ts'
import { as, useArchive } from '../../data/queries.ts'
import { useT } from '../../i18n/useT.ts'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { ProgressBar } from '../../ui/ProgressBar.tsx'
import { StatusIcon } from '../../ui/StatusIcon.tsx'

interface SendObjectsProps {
  caseId: string
  objects: readonly ExportedObject[]
  /** The archive has confirmed some or all of them, or none. */
  onEnded(): void
}

export function SendObjects({ caseId, objects, onEnded }: SendObjectsProps) {
  const t = useT()
  const archive = useArchive().data
  const [jobId, setJob] = useState<string | null>(null)
  const [error, setError] = useState<unknown>(null)
  /** Objects of the sending that runs or has ended. */
  const [sent, setSent] = useState(0)
  const { progress, cancel } = useJob(jobId)
  const state = jobId === null ? null : (progress?.state ?? 'running')
  const hasEnded = state === 'done' || state === 'failed' || state === 'cancelled'
  const ended = useRef(onEnded)
  ended.current = onEnded
  useEffect(() => {
    if (hasEnded) ended.current()
  }, [hasEnded])
  if (archive === undefined) return null
  if (archive === null) return <p className="t-small t-2">{t('imaging.send.noArchive')}</p>
  const { name } = archive
  const [done, total] = [progress?.doneItems ?? 0, sent]
  async function send(which: readonly ExportedObject[]) {
    setError(null)
    setSent(which.length)
    try {
      setJob((await client.archive.send({ caseId: as(caseId), objects: which.map(({ sha256 }) => sha256) })).jobId)
    } catch (cause) {
      setError(cause)
    }
  }
  const code = state === 'failed' ? progress?.error : null
  const why = code === 'ARCHIVE_UNREACHABLE' ? 'unreachable' : code === 'ARCHIVE_REFUSED' ? 'refused' : state === 'cancelled' ? 'stopped' : state === 'failed' ? 'failed' : null
  return (
    <div className="i-send">
      {state !== 'running' && state !== 'done' && (
        <Choice objects={objects} name={name} onSend={(which) => void send(which)} />
      )}
      {error !== null && <ErrorState error={error} />}
      <div role="status">
        {state === 'running' && <p className="t-small t-2">{t('imaging.send.running', { done, total, name })}</p>}
        {state === 'done' && (
          <p className="i-sent t-small">
            <StatusIcon status="ok" />
            <span>{t('imaging.send.done', { count: total, name })}</span>
          </p>
        )}
        {why && (
          <p className="i-sent t-small i-warn">
            <StatusIcon status="warn" />
            <span>
              {t(`imaging.send.${why}`, { done, total, name })} {code && <code className="t-micro t-3">{t('common.errorCode', { code })}</code>}
            </span>
          </p>
        )}
      </div>
      {state === 'running' && (
        <>
          <ProgressBar label={t('imaging.send.running', { done, total, name })} part={done / total} moving />
          <Button variant="default" onClick={cancel}>
            {t('imaging.archive.stop')}
          </Button>
        </>
      )}
    </div>
  )
}

/** What it has confirmed is not sent again unless that is what is asked for. */
function Choice({ objects, name, onSend }: { objects: readonly ExportedObject[]; name: string; onSend(which: readonly ExportedObject[]): void }) {
  const t = useT()
  const open = objects.filter(({ kept }) => kept?.archive !== name)
  return (
    <>
      {open.length < objects.length && <p className="t-small t-2">{t(open.length === 0 ? 'imaging.send.holdsAll' : 'imaging.send.holdsSome', { count: objects.length - open.length, total: objects.length, name })}</p>}
      <p className="t-micro t-3">{t('imaging.send.leaves', { name })}</p>
      {open.length > 0 ? (
        <Button onClick={() => onSend(open)}>{t('imaging.send.count', { count: open.length, name })}</Button>
      ) : (
        <Button variant="default" onClick={() => onSend(objects)}>
          {t('imaging.send.allAgain', { count: objects.length, name })}
        </Button>
      )}
    </>
  )
}
