// The pages the signer sees, and whether anything changed since: a passphrase given for other pages must not sign these.
import { useQuery } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState } from 'react'
import type { Report, ReportPreview } from '#shared/domain/report.ts'
import type { Language } from '#shared/domain/reviewCase.ts'
import { client } from '../../data/client.ts'

export interface SeenPreview {
  preview: ReportPreview | null
  isLoading: boolean
  /** ISO instant at which the core last looked; null before. */
  checkedAt: string | null
  error: unknown
  /** Set when the content changed after it was shown; the keys are of the sections that did, as far as they are known. */
  changed: { at: string; sections: readonly string[] } | null
  noteSection(key: string): void
  refetch(): void
}

/** @param enabled false for a signed report: its pages are those of its signature */
export function useSeenPreview(report: Report | null, language: Language, enabled: boolean, onChanged: () => void): SeenPreview {
  const query = useQuery({
    queryKey: ['reports', report?.caseId ?? '', 'preview', report?.id ?? '', language],
    queryFn: () => {
      if (!report) throw new Error('no report to show')
      return client.reports.preview({ caseId: report.caseId, reportId: report.id, language })
    },
    enabled: enabled && report !== null,
    staleTime: 0,
    // Pages of an earlier visit were not seen on this one: nothing is compared with them.
    gcTime: 0,
  })
  const sections = useRef(new Set<string>())
  const seen = useRef<{ hash: string; language: Language } | null>(null)
  const [changed, setChanged] = useState<SeenPreview['changed']>(null)
  const hash = query.data?.contentHash ?? null
  const tell = useRef(onChanged)
  useEffect(() => {
    tell.current = onChanged
  })
  useEffect(() => {
    if (!hash) return
    if (seen.current?.language === language && seen.current.hash !== hash) {
      setChanged({ at: new Date().toISOString(), sections: [...sections.current] })
      sections.current.clear()
      tell.current()
    }
    seen.current = { hash, language }
  }, [hash, language])
  const { refetch } = query
  return {
    preview: query.data ?? null,
    isLoading: query.isFetching,
    checkedAt: query.dataUpdatedAt > 0 ? new Date(query.dataUpdatedAt).toISOString() : null,
    error: query.error,
    changed,
    noteSection: useCallback((key: string) => void sections.current.add(key), []),
    refetch: useCallback(() => void refetch(), [refetch]),
  }
}
