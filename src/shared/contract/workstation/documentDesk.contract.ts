import { z } from 'zod'
import { ArrangedPage, Citation, DocumentKind, SourceDocument, STANDINGS } from '../../domain/sourceDocument.ts'
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
            /** Of a guideline or article. */
            standing: z.enum(STANDINGS),
          })
          .partial(),
      }),
    )
    .output(SourceDocument),
  /** Pages that stood in view; answers with all that this person has had in view of the file. Nothing is said of having read them. */
  seen: teamProcedure(null)
    .errors(pick('DOCUMENT_NOT_FOUND'))
    .input(z.object({ caseId: CaseId, documentId: DocumentId, pages: z.array(z.number().int().positive()).max(5000) }))
    .output(z.object({ pages: z.array(z.number().int().positive()) })),
  /** A guideline or article that the case did not bring, with the words somebody relies on: a document of the case like every other, citable and searchable without a network. */
  cite: teamProcedure('document.cited')
    .input(z.object({ caseId: CaseId, citation: Citation, words: z.string().trim().min(3).max(20_000) }))
    .output(SourceDocument),
  /** A new document from pages of others, in the order given; the sources stay. A page comes once; turning is for photographs. */
  arrange: teamProcedure('document.arranged')
    .errors(pick('DOCUMENT_NOT_FOUND', 'DOCUMENT_UNREADABLE'))
    .input(z.object({ caseId: CaseId, name: z.string().trim().min(1).max(200), kind: DocumentKind, pages: z.array(ArrangedPage).min(1).max(1000) }))
    .output(SourceDocument),
}
