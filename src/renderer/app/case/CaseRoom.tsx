// The room of a tab. Rooms are loaded when first visited; a proof opened from the report stands beside it.
import { Suspense } from 'react'
import { CaseOverview } from '../../features/case-overview/index.ts'
import { IntakeRoom } from '../../features/intake/index.ts'
import { LoadingLine } from '../../ui/LoadingLine.tsx'
import { type CasePlace, type Target, usePlace } from '../place.ts'
import { tabId } from './CaseTabs.tsx'
import { ProofBeside } from './ProofBeside.tsx'
import { DeliveryRoom, DocumentsRoom, ImagingRoom, PanelRoom, PsychologyRoom, ReportRoom, ResponseRoom, SearchRoom, SignOffRoom, ValuesRoom } from './rooms.ts'

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
  const anew = usePlace((s) => s.anew)
  switch (place.tab) {
    case 'overview':
      return <CaseOverview caseId={caseId} />
    case 'intake':
      return <IntakeRoom caseId={caseId} />
    case 'documents':
      return <DocumentsRoom caseId={caseId} open={open} target={target} beside={place.beside && <ProofBeside caseId={caseId} target={place.beside} quiet />} />
    case 'imaging':
      return <ImagingRoom key={anew} caseId={caseId} open={open} target={target} remembered={place.stage ?? null} />
    case 'response':
      return <ResponseRoom caseId={caseId} />
    case 'report':
      return <ReportRoom caseId={caseId} section={place.section} onOpenProof={showBeside} beside={place.beside && <ProofBeside caseId={caseId} target={place.beside} />} />
    case 'psychology':
      return <PsychologyRoom caseId={caseId} />
    case 'panel':
      return <PanelRoom caseId={caseId} />
    case 'signOff':
      return <SignOffRoom caseId={caseId} version={open} />
    case 'delivery':
      return <DeliveryRoom caseId={caseId} />
    case 'values':
      return <ValuesRoom caseId={caseId} />
    case 'search':
      return <SearchRoom caseId={caseId} open={open} />
  }
}

/** Opens a proof beside the text; Alt+Left takes it away again. */
function showBeside(target: Target): void {
  const { place, go } = usePlace.getState()
  if (place.view === 'case') go({ ...place, beside: target }, 'jump')
}
