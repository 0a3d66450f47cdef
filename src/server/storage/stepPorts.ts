// What a schema step that moves content needs besides the database.
import type { CaseVault } from './caseVault.ts'

export interface StepPorts {
  readonly vault: CaseVault
  /** Folder of the content that was stored before files belonged to cases. */
  readonly blobDirectory: string
}
