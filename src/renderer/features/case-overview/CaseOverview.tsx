// The case at a glance: course of the illness, the patient's words and questions, what exists from outside and from us, the one next step.
import './overview.css'
import { useState } from 'react'
import type { CaseEvent, CaseLine } from '#shared/contract/workstation/cases.contract.ts'
import type { SigningObstacle } from '#shared/domain/report.ts'
import { casePlace, usePlace } from '../../app/place.ts'
import { useCase, useCaseEvents, useDocuments, useObstacles, useReports, useSignOffs, useStudies } from '../../data/queries.ts'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { LoadingLine } from '../../ui/LoadingLine.tsx'
import { Completeness } from './Completeness.tsx'
import { HistoryView } from './HistoryView.tsx'
import { Lately } from './Lately.tsx'
import { Material } from './Material.tsx'
import { NextStep } from './NextStep.tsx'
import { Opinions } from './Opinions.tsx'
import { Questions } from './Questions.tsx'
import { SinceLooked } from './SinceLooked.tsx'
import { Story } from './Story.tsx'
import { Team } from './Team.tsx'
import { Timeline } from './Timeline.tsx'

const noObstacles: readonly SigningObstacle[] = []

export function CaseOverview({ caseId }: { caseId: string }) {
  const line = useCase(caseId)
  if (line.error && !line.data)
    return (
      <div className="c-empty">
        <ErrorState error={line.error} onRetry={() => void line.refetch()} />
      </div>
    )
  return line.data ? <Overview caseId={caseId} line={line.data} /> : <LoadingLine />
}

function Overview({ caseId, line }: { caseId: string; line: CaseLine }) {
  const go = usePlace((s) => s.go)
  const events = useCaseEvents(caseId).data ?? []
  const documents = useDocuments(caseId).data ?? []
  const studies = useStudies(caseId).data ?? []
  const reports = useReports(caseId).data
  const report = reports?.reports[0] ?? null
  const obstacles = useObstacles(caseId, report?.id ?? null).data ?? noObstacles
  const signOffs = useSignOffs(caseId).data ?? []
  const [past, setPast] = useState(false)
  const template = reports?.template ?? null

  function open(event: CaseEvent) {
    if (event.documentId) return go(casePlace(caseId, 'documents', { open: event.documentId }), 'jump')
    const study = studies.find((one) => one.StudyInstanceUID === event.StudyInstanceUID)
    if (study) go(casePlace(caseId, 'imaging', { open: study.StudyInstanceUID }), 'jump')
  }

  if (past) return <HistoryView caseId={caseId} template={template} onClose={() => setPast(false)} />
  return (
    // The page scrolls as a whole; keys reach it like any region.
    <div className="overview" data-region tabIndex={-1}>
      <Timeline caseId={caseId} events={events} documents={documents.length} studies={studies.length} onOpen={open} onOpenProof={({ anchor, annotationId }) => go(casePlace(caseId, anchor.kind === 'passage' ? 'documents' : 'imaging', { open: anchor.kind === 'passage' ? anchor.documentId : anchor.SeriesInstanceUID, target: { anchor, annotationId } }), 'jump')} />
      <div className="overview-main">
        <Story reviewCase={line.reviewCase} />
        <Questions reviewCase={line.reviewCase} obstacles={obstacles} report={report} />
        <Opinions caseId={caseId} documents={documents} report={report} obstacles={obstacles} signOffs={signOffs} />
        <Material caseId={caseId} documents={documents} studies={studies} />
      </div>
      <div className="overview-side">
        <NextStep line={line} obstacles={obstacles} report={report} signOffs={signOffs} template={template} />
        <SinceLooked caseId={caseId} studies={studies} template={template} onHistory={() => setPast(true)} />
        <Completeness line={line} />
        <Lately events={events} team={line.reviewCase.team} />
        <Team caseId={line.reviewCase.id} team={line.reviewCase.team} />
      </div>
    </div>
  )
}
