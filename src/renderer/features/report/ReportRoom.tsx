// The report of a case: reads what is needed, chooses the version, and hands over to its view.
import './report.css'
import { type ReactNode, useState } from 'react'
import type { Target } from '../../app/place.ts'
import { useCase, useProfile, useReports, useSignOffs } from '../../data/queries.ts'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { LoadingLine } from '../../ui/LoadingLine.tsx'
import { ReportView } from './ReportView.tsx'

interface ReportRoomProps {
  caseId: string
  /** Section to bring into view; null = where the report begins. */
  section: string | null
  onOpenProof(target: Target): void
  /** The opened proof, shown beside the text; null = none. */
  beside: ReactNode
}

export function ReportRoom({ caseId, section, onOpenProof, beside }: ReportRoomProps) {
  const line = useCase(caseId)
  const reports = useReports(caseId)
  const signOffs = useSignOffs(caseId)
  const me = useProfile().data?.me ?? null
  const [chosen, setChosen] = useState<string | null>(null)
  const failed = [line, reports, signOffs].find((query) => query.isError && !query.data)
  if (failed)
    return (
      <div className="c-empty">
        <ErrorState error={failed.error} onRetry={() => void failed.refetch()} />
      </div>
    )
  if (!line.data || !reports.data || !signOffs.data || !me) return <LoadingLine />
  const report = reports.data.reports.find(({ id }) => id === chosen) ?? reports.data.reports[0]
  if (!report) return <LoadingLine />
  const signed = signOffs.data.find(({ reportId }) => reportId === report.id) ?? null
  return (
    <ReportView
      key={report.id}
      reviewCase={line.data.reviewCase}
      reports={reports.data.reports}
      report={report}
      template={reports.data.template}
      signed={signed}
      me={me}
      section={section}
      onChoose={(other) => setChosen(other.id)}
      onOpenProof={onOpenProof}
      beside={beside}
    />
  )
}
