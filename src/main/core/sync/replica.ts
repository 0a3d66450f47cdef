// What the sync engine must be able to read and write of the other rooms' records. Implemented where the records live; wired by createCore.
import type { CaseMaterial } from '#shared/bundle/material.ts'
import type { Countersignature } from '#shared/contract/service/service.contract.ts'
import type { PanelEvent } from '#shared/domain/panel/panelAct.ts'
import type { QuarantineEvent } from '#shared/domain/quarantineActs.ts'
import type { Report } from '#shared/domain/report.ts'
import type { ReviewCase } from '#shared/domain/reviewCase.ts'
import type { SignedAct } from '#shared/domain/signedAct.ts'
import type { SignOff } from '#shared/domain/signOff.ts'
import type { Readable, Writable } from '../storage/handles.ts'
import type { BlobJob } from './blobSync.ts'

export interface Replica {
  /** Every case on this machine. */
  caseIds(r: Readable): string[]
  readCase(r: Readable, caseId: string): ReviewCase
  /** Documents and images of the case of which the server has not been told, and documents in which something else was found since: `isKnown` says which hashes it knows. */
  newMaterial(r: Readable, caseId: string, isKnown: (sha256: string) => boolean): Pick<CaseMaterial, 'documents' | 'instances'>
  /** What is found in these documents, as it is now, is on its way to the server. */
  noteTold(tx: Writable, documents: CaseMaterial['documents']): void
  reports(r: Readable, caseId: string): Report[]
  /** Acts on the panel that the server has not confirmed, oldest first. */
  waitingPanelActs(r: Readable, caseId: string): PanelEvent[]
  /** The team's acts on files that may be another patient's, of files that `isKnown` says the server has been told of; not confirmed by it, oldest first. */
  waitingQuarantineActs(r: Readable, caseId: string, isKnown: (sha256: string) => boolean): QuarantineEvent[]
  /** All files of the case: documents, images, signed PDFs, and what the team has set aside. */
  blobs(r: Readable, caseId: string): BlobJob[]

  /** Each of these takes what the server has; writing the same twice changes nothing. */
  putCase(tx: Writable, reviewCase: ReviewCase): void
  putMaterial(tx: Writable, caseId: string, material: CaseMaterial): void
  putReport(tx: Writable, report: Report): void
  putPanel(tx: Writable, caseId: string, events: readonly PanelEvent[]): void
  putQuarantine(tx: Writable, caseId: string, events: readonly QuarantineEvent[]): void
  /** Makes the case as the team's acts say, once its material is here: what was set aside leaves it, what was released comes back. */
  followQuarantine(tx: Writable, caseId: string): void
  /** Somebody had decided before: the act counts no more. */
  refuseQuarantineAct(tx: Writable, eventId: string, reason: string): void
  /** The server's rules refused the act: it counts no more. */
  refusePanelAct(tx: Writable, eventId: string, reason: string): void
  /** A countersigned opinion is final; without countersignature it stays awaiting. */
  putSignOff(tx: Writable, signOff: SignOff, countersignature: Countersignature | null): void
  /** The server refused the signature because its content differs or somebody signed before: the signed version stays with its signer. */
  markSignOffConflict(tx: Writable, signOffId: string): void
  /** A co-signature or withdrawal that the server has accepted. */
  putSignedAct(tx: Writable, act: SignedAct, countersignature: Countersignature): void
  /** The server refused it: it counts no more. */
  refuseSignedAct(tx: Writable, actId: string, reason: string): void
}
