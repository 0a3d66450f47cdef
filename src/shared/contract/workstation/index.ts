// The whole renderer-core contract. One file per capability; this one only names them.
import { administrationContract } from './administration.contract.ts'
import { boardContract } from './board.contract.ts'
import { archiveContract } from './archive.contract.ts'
import { bundlesContract } from './bundles.contract.ts'
import { casesContract } from './cases.contract.ts'
import { deliveryContract } from './delivery.contract.ts'
import { documentDeskContract } from './documentDesk.contract.ts'
import { demoContract } from './demo.contract.ts'
import { historyContract } from './history.contract.ts'
import { intakeContract } from './intake.contract.ts'
import { imagingContract } from './imaging.contract.ts'
import { jobsContract } from './jobs.contract.ts'
import { panelContract } from './panel.contract.ts'
import { profileContract } from './profile.contract.ts'
import { psychologyContract } from './psychology.contract.ts'
import { quarantineContract } from './quarantine.contract.ts'
import { readingContract } from './reading.contract.ts'
import { reportsContract } from './reports.contract.ts'
import { searchContract } from './search.contract.ts'
import { signOffContract } from './signOff.contract.ts'
import { spellingContract } from './spelling.contract.ts'
import { syncContract } from './sync.contract.ts'
import { valuesContract } from './values.contract.ts'
import { workspaceContract } from './workspace.contract.ts'

export const workstationContract = {
  administration: administrationContract,
  board: boardContract,
  archive: archiveContract,
  bundles: bundlesContract,
  cases: casesContract,
  delivery: deliveryContract,
  demo: demoContract,
  documentDesk: documentDeskContract,
  imaging: imagingContract,
  history: historyContract,
  intake: intakeContract,
  jobs: jobsContract,
  panel: panelContract,
  profile: profileContract,
  psychology: psychologyContract,
  quarantine: quarantineContract,
  reading: readingContract,
  reports: reportsContract,
  search: searchContract,
  signOff: signOffContract,
  spelling: spellingContract,
  sync: syncContract,
  values: valuesContract,
  workspace: workspaceContract,
}
