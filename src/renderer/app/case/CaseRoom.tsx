// The room of a tab. Rooms are loaded when first visited; a proof opened from the report stands beside it.
import { CaseOverview } from '../../features/case-overview/index.ts'
import { tabId } from './CaseTabs.tsx'
import type { CasePlace } from './CaseView.tsx'

export function CaseRoom({ place }: { place: CasePlace }) {
  return (
    <div className="case-room" id="case-room" role="tabpanel" aria-labelledby={tabId(place.tab)}>
      {place.tab === 'overview' && <CaseOverview caseId={place.caseId} />}
    </div>
  )
}
