// Every schema step of this program. Append yours: the number is the step's name, order here does not matter.
import type { Migration } from './index.ts'
import { migration as vault } from './0001-vault.ts'
import { migration as audit } from './0002-audit.ts'
import { migration as cases } from './0010-cases.ts'
import { migration as imports } from './0011-imports.ts'
import { migration as documents } from './0012-documents.ts'
import { migration as imaging } from './0013-imaging.ts'
import { migration as sharedDocuments } from './0020-shared-documents.ts'
import { migration as workspace } from './0021-workspace.ts'
import { migration as intake } from './0055-intake.ts'
import { migration as quarantine } from './0056-quarantine.ts'
import { migration as reports } from './0030-reports.ts'
import { migration as sync } from './0040-sync.ts'
import { migration as importJournal } from './0050-import-journal.ts'
import { migration as panel } from './0120-panel.ts'

export const migrations: readonly Migration[] = [vault, audit, cases, imports, documents, imaging, sharedDocuments, workspace, reports, sync, importJournal, panel, intake, quarantine]
