// One case: patient banner, tabs, and the room of the tab. Two cases never share a pane: the whole view belongs to one caseId.
import { useCase } from '../../data/queries.ts'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { LoadingLine } from '../../ui/LoadingLine.tsx'
import type { CasePlace } from '../place.ts'
import { CaseRoom } from './CaseRoom.tsx'
import { CaseTabs } from './CaseTabs.tsx'
import { PatientBanner } from './PatientBanner.tsx'

export function CaseView({ place }: { place: CasePlace }) {
  const line = useCase(place.caseId)
  if (line.error)
    return (
      <div className="c-empty">
        <ErrorState error={line.error} onRetry={() => void line.refetch()} />
      </div>
    )
  if (!line.data) return <LoadingLine />
  return (
    <>
      <PatientBanner line={line.data} />
      <CaseTabs place={place} line={line.data} />
      <CaseRoom place={place} />
    </>
  )
}
