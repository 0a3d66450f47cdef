// Schema steps of the server, in order; a released step is never edited. The same SQL runs on PostgreSQL and PGlite.
import type { Migration } from 'kysely/migration'
import { appendUpdates } from './steps/appendUpdates.ts'
import { board } from './steps/board.ts'
import { clinicEntries } from './steps/clinicEntries.ts'
import { caseSeen } from './steps/caseSeen.ts'
import { first } from './steps/first.ts'
import { localAccounts } from './steps/localAccounts.ts'
import { officeReasons } from './steps/officeReasons.ts'
import { panel } from './steps/panel.ts'
import { quarantine } from './steps/quarantine.ts'
import { sealCases } from './steps/sealCases.ts'
import { signedActs } from './steps/signedActs.ts'
import { signOn } from './steps/signOn.ts'
import type { StepPorts } from './stepPorts.ts'

export function migrationsWith(ports: StepPorts): Record<string, Migration> {
  return {
    '0001-first': first,
    '0020-panel': panel,
    '0030-seal-cases': sealCases(ports),
    '0060-board': board,
    '0070-append-updates': appendUpdates,
    '0071-case-seen': caseSeen,
    '0134-quarantine': quarantine,
    '0160-clinic-entries': clinicEntries,
    '0165-signed-acts': signedActs,
    '0175-sign-on': signOn,
    '0176-local-accounts': localAccounts,
    '0177-office-reasons': officeReasons,
  }
}
