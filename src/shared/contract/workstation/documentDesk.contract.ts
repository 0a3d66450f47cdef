import { z } from 'zod'
import { ArrangedPage, DocumentKind, SourceDocument } from '../../domain/sourceDocument.ts'
import { CaseId, DocumentId } from '../../kit/ids.ts'
import { pick } from '../errors.ts'
import { teamProcedure } from '../procedure.ts'

export const documentDeskContract = {
  /** A person has the document on the screen: goes into the audit, and to the chair of a panel that asks this person. */
  opened: teamProcedure('document.opened').input(z.object({ caseId: CaseId, documentId: DocumentId })).output(z.object({})),
  /** What a person found in a document, in place of what was guessed. The source itself is never written. */
  describe: teamProcedure('document.described')
    .errors(pick('DOCUMENT_NOT_FOUND'))
    .input(
      z.object({
        caseId: CaseId,
        documentId: DocumentId,
        facts: SourceDocument.pick({ kind: true, language: true, documentDate: true, author: true, institution: true })
          .extend({
            language: z.string().regex(/^[a-z]{2,3}$/).nullable(),
            /** null takes the pair apart. */
            translationOf: DocumentId.nullable(),
          })
          .partial(),
      }),
    )
    .output(SourceDocument),
  /** A new document from pages of others, in the order given; the sources stay. A page comes once; turning is for photographs. */
  arrange: teamProcedure('document.arranged')
    .errors(pick('DOCUMENT_NOT_FOUND', 'DOCUMENT_UNREADABLE'))
    .input(z.object({ caseId: CaseId, name: z.string().trim().min(1).max(200), kind: DocumentKind, pages: z.array(ArrangedPage).min(1).max(1000) }))
    .output(SourceDocument),
}
