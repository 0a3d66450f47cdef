// Recognised words of the open document: whether there are any, the work under way, and the way to one page's words.
import { useCallback, useEffect, useMemo, useState } from 'react'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { RecognisedPage } from '#shared/domain/recognition.ts'
import type { SourceDocument } from '#shared/domain/sourceDocument.ts'
import { client } from '../../data/client.ts'
import { type Progress, useJob } from '../../data/jobs.ts'
import { as } from '../../data/queries.ts'

export const recognisedKey = (caseId: string) => ['case', caseId, 'recognised']

export interface RecognitionState {
  /** Pages with recognised words. */
  pages: number
  /** Per cent. */
  confidence: number
  progress: Progress | null
  running: boolean
  failed: string | null
  start(): void
  cancel(): void
  /** Changes whenever more was read. */
  load(page: number): Promise<RecognisedPage | null>
}

export function useRecognition(caseId: string, document: SourceDocument): RecognitionState {
  const queries = useQueryClient()
  const listKey = useMemo(() => recognisedKey(caseId), [caseId])
  const list = useQuery({ queryKey: listKey, queryFn: () => client.reading.recognised({ caseId: as(caseId) }) })
  const own = list.data?.find(({ sha256 }) => sha256 === document.sha256)
  const [started, setStarted] = useState<string | null>(null)
  const jobId = started ?? own?.jobId ?? null
  const job = useJob(jobId)
  const state = job.progress?.state ?? null
  const doneItems = job.progress?.doneItems ?? 0
  useEffect(() => {
    if (state !== null) void queries.invalidateQueries({ queryKey: listKey })
  }, [state, queries, listKey])
  const pages = Math.max(own?.pages ?? 0, doneItems)
  // biome-ignore lint/correctness/useExhaustiveDependencies: more pages are a reason to ask again
  const load = useCallback((page: number) => client.reading.words({ caseId: as(caseId), documentId: document.id, page }), [caseId, document.id, pages])
  return {
    pages,
    confidence: own?.confidence ?? 0,
    progress: job.progress,
    running: state === 'running',
    failed: state === 'failed' ? (job.progress?.error ?? 'INTERNAL') : null,
    start: () => void client.reading.recognise({ caseId: as(caseId), documentId: document.id }).then((made) => setStarted(made.jobId)),
    cancel: job.cancel,
    load,
  }
}
