// One case: patient banner, tabs, and the room of the tab. Two cases never share a pane: the whole view belongs to one caseId.
import { useEffect } from 'react'
import { useCase } from '../../data/queries.ts'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { LoadingLine } from '../../ui/LoadingLine.tsx'
import type { CasePlace } from '../place.ts'
import { CaseRoom } from './CaseRoom.tsx'
import { CaseTabs } from './CaseTabs.tsx'
import { PasteGuard } from './PasteGuard.tsx'
import { PatientBanner } from './PatientBanner.tsx'

const READY_AFTER_MS = 1_200

export function CaseView({ place }: { place: CasePlace }) {
  const line = useCase(place.caseId)
  useReadyForProofs((line.data?.documents ?? 0) > 0)
  if (line.error)
    return (
      <div className="c-empty">
        <ErrorState error={line.error} onRetry={() => void line.refetch()} />
      </div>
    )
  if (!line.data) return <LoadingLine />
  return (
    <PasteGuard caseId={place.caseId}>
      <PatientBanner line={line.data} />
      <CaseTabs place={place} line={line.data} />
      <CaseRoom place={place} />
    </PasteGuard>
  )
}

/** The page viewer is made ready while nobody waits: the first proof opens as fast as the next. */
function useReadyForProofs(hasDocuments: boolean): void {
  useEffect(() => {
    if (!hasDocuments) return
    const timer = window.setTimeout(() => {
      void import('../../viewers/pdf/engine.ts').then(({ warmUp }) => warmUp())
      void import('../../viewers/pdf/pdfController.ts')
      void import('../../features/documents/index.ts')
    }, READY_AFTER_MS)
    return () => window.clearTimeout(timer)
  }, [hasDocuments])
}
