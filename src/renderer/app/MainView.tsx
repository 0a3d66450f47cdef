// Which view the place asks for.
import { assertNever } from '#shared/kit/assertNever.ts'
import { AdministrationView } from '../features/administration/index.ts'
import { BoardView } from '../features/board/index.ts'
import { ImportView } from '../features/import/index.ts'
import { NewCaseView } from '../features/intake/index.ts'
import { QuarantineView } from '../features/quarantine/index.ts'
import { SettingsView } from '../features/settings/index.ts'
import { SyncStatusView } from '../features/sync-status/index.ts'
import { Worklist } from '../features/worklist/index.ts'
import { CaseView } from './case/CaseView.tsx'
import { usePlace } from './place.ts'

export function MainView() {
  const place = usePlace((s) => s.place)
  const go = usePlace((s) => s.go)
  switch (place.view) {
    case 'worklist':
      return <Worklist />
    case 'import':
      return <ImportView importId={place.importId} jobId={place.jobId} />
    case 'case':
      return <CaseView key={place.caseId} place={place} />
    case 'quarantine':
      return <QuarantineView key={place.caseId} caseId={place.caseId} />
    case 'newCase':
      return <NewCaseView />
    case 'board':
      return <BoardView meetingId={place.meetingId} full={place.full} />
    case 'sync':
      return <SyncStatusView />
    case 'administration':
      return <AdministrationView subject={place.subject} onSubject={(subject) => go({ view: 'administration', subject })} />
    case 'settings':
      return <SettingsView />
    default:
      return assertNever(place)
  }
}
