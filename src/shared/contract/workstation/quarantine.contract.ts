import { z } from 'zod'
import { IdentityCheck } from '../../domain/identity.ts'
import { ItemCode } from '../../domain/importing.ts'
import { CaseId, DicomUid, DocumentId, ImportId, Sha256 } from '../../kit/ids.ts'
import { pick } from '../errors.ts'
import { teamProcedure } from '../procedure.ts'

/** An item that came with somebody else's identity, or with none that could be told. */
export const HeldObject = z.object({
  importId: ImportId,
  itemId: z.string(),
  /** As it was called in the bundle. */
  name: z.string(),
  sourceName: z.string(),
  code: ItemCode.nullable(),
  identity: IdentityCheck.nullable(),
  decision: z.enum(['leftOut', 'released']).nullable(),
  /** What it is: of a document its kind and date, of an image its modality, description and date. */
  kind: z.enum(['document', 'image']).nullable(),
  words: z.array(z.string()),
  date: z.string().nullable(),
  /** The file, and which document it was while it was in the case or would become. */
  sha256: Sha256.nullable(),
  documentId: DocumentId.nullable(),
  /** Who set it aside after it was in the case; null: an import held it back. */
  setAside: z.object({ by: z.string(), at: z.string() }).nullable(),
  /** A picture that can be shown when asked for; never unasked. */
  picture: Sha256.nullable(),
  /** The lines that state the patient, where they were read from a picture of a page. */
  recognised: z.object({ page: z.number().int(), quote: z.string(), confidence: z.number() }).nullable(),
})
export type HeldObject = z.infer<typeof HeldObject>

export const Alias = z.object({
  itemName: z.string(),
  identity: IdentityCheck.shape.stated,
  differing: IdentityCheck.shape.differing,
  reason: z.string(),
  releasedBy: z.string(),
  confirmedBy: z.string(),
  confirmedHow: z.enum(['secondPerson', 'sameAgain']),
  at: z.string(),
})
export type Alias = z.infer<typeof Alias>

export const quarantineContract = {
  list: teamProcedure(null)
    .input(z.object({ caseId: CaseId }))
    .output(
      z.object({
        items: z.array(HeldObject),
        /** Identities under which released objects had come, oldest first. */
        aliases: z.array(Alias),
        /** Other people of this workstation who can confirm; empty: alone. */
        others: z.array(z.object({ id: z.string(), initials: z.string() })),
      }),
    ),
  leaveOut: teamProcedure('bundle.quarantineDecided').input(z.object({ caseId: CaseId, importId: ImportId, itemId: z.string() })).output(z.object({})),
  /** Needs a reason and a passphrase: of a second person where there is one at this workstation, else one's own again. */
  release: teamProcedure('bundle.quarantineDecided')
    .errors(pick('PASSPHRASE_WRONG', 'PASSPHRASE_LOCKED', 'KEYCHAIN_LOST', 'SECOND_PERSON_NEEDED'))
    .input(
      z.object({
        caseId: CaseId,
        importId: ImportId,
        itemId: z.string(),
        reason: z.string().trim().min(3).max(500),
        confirmedBy: z.string(),
        passphrase: z.string().min(1).max(1024),
      }),
    )
    .output(z.object({})),
  /** Which of the dates that the objects of a study state holds; null = open again. Only of a study that contradicts itself. */
  dateStudy: teamProcedure('study.dated').input(z.object({ caseId: CaseId, StudyInstanceUID: DicomUid, studyDate: z.iso.date().nullable() })).output(z.object({})),
}
