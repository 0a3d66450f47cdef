// The room of a tab. Rooms are loaded when first visited; a proof opened from the report stands beside it.
import { Suspense } from 'react'
import { CaseOverview } from '../../features/case-overview/index.ts'
import { LoadingLine } from '../../ui/LoadingLine.tsx'
import { tabId } from './CaseTabs.tsx'
import type { CasePlace } from './CaseView.tsx'
import { DocumentsRoom, ImagingRoom } from './rooms.ts'

export function CaseRoom({ place }: { place: CasePlace }) {
  return (
    <div className="case-room" id="case-room" role="tabpanel" aria-labelledby={tabId(place.tab)}>
      <Suspense fallback={<LoadingLine />}>
        <Room place={place} />
      </Suspense>
    </div>
  )
}

function Room({ place }: { place: CasePlace }) {
  const { caseId, open, target } = place
  switch (place.tab) {
    case 'overview':
      return <CaseOverview caseId={caseId} />
    case 'documents':
      return <DocumentsRoom caseId={caseId} open={open} target={target} />
    case 'imaging':
      return <ImagingRoom caseId={caseId} open={open} target={target} />
    case 'report':
    case 'signOff':
      return null
  }
}
