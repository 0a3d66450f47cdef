import { z } from 'zod'
import { CaseId, DocumentId, JobId, Sha256 } from '../../kit/ids.ts'
import { Highlight, PageRect, PassageAnchor, Stroke } from '../../domain/annotation.ts'
import { RecognisedPage } from '../../domain/recognition.ts'
import { ProofUse } from '../../domain/proofUse.ts'
import { ReadableDocument } from '../../domain/readableDocument.ts'
import { pick } from '../errors.ts'
import { teamProcedure } from '../procedure.ts'

const ofDocument = z.object({ caseId: CaseId, documentId: DocumentId })

/** Documents as words: what a screen draws of a file that is text inside. Bytes go by the content channel. */
export const readingContract = {
  /** The structure of a Word, web, mail or health-data file; null while the file is not on this device. */
  readable: teamProcedure(null).errors(pick('DOCUMENT_NOT_FOUND', 'DOCUMENT_UNREADABLE')).input(ofDocument).output(ReadableDocument.nullable()),
  /** Where quoted words stand in this file: for marks of values, and for marks that are carried over to a corrected file. */
  locate: teamProcedure(null)
    .errors(pick('DOCUMENT_NOT_FOUND', 'DOCUMENT_UNREADABLE'))
    .input(ofDocument.extend({ quotes: z.array(z.object({ page: z.number().int().positive(), quote: z.string().max(4000) })).max(500) }))
    .output(z.array(z.object({ page: z.number().int().positive(), rects: z.array(PageRect).max(200), quote: z.string().max(4000), certainty: z.enum(['same', 'moved', 'unsure', 'none']) }))),
  /** Where marks of this case stand as proofs. */
  uses: teamProcedure(null).input(z.object({ caseId: CaseId })).output(z.array(ProofUse)),
  /** Marks that a PDF carries as it came, in the order of its pages, and the document of the case that it is a copy of, byte by byte, with something added. */
  ownMarks: teamProcedure(null)
    .errors(pick('DOCUMENT_NOT_FOUND', 'DOCUMENT_UNREADABLE'))
    .input(ofDocument)
    .output(
      z.object({
        copyOf: DocumentId.nullable(),
        marks: z
          .array(
            Highlight.pick({ note: true }).extend({
              page: z.number().int().positive(),
              shape: z.enum(['highlight', 'underline', 'area', 'note', 'ink']),
              rects: PassageAnchor.shape.rects,
              quote: PassageAnchor.shape.quote,
              strokes: z.array(Stroke).max(50),
              author: z.string().max(120),
            }),
          )
          .max(500),
      }),
    ),
  /** Files that a PDF carries inside it; they are listed and never opened. */
  attachments: teamProcedure(null)
    .errors(pick('DOCUMENT_NOT_FOUND', 'DOCUMENT_UNREADABLE'))
    .input(ofDocument)
    .output(z.array(z.object({ id: z.string(), name: z.string().max(255), description: z.string().max(500), page: z.number().int().positive().nullable(), bytes: z.number().int().nullable() })).max(200)),
  /** One of them, to be fetched once on the content channel, for the intake to judge like every file from outside. */
  takeAttachment: teamProcedure('document.attachmentTaken').errors(pick('DOCUMENT_NOT_FOUND', 'DOCUMENT_UNREADABLE')).input(ofDocument.extend({ id: z.string().max(1000) })).output(z.object({ exportId: z.uuid(), bytes: z.number().int() })),
  /** A copy of a PDF with the marks as standard annotations, to be fetched once on the content channel; the source stays as it is. */
  exportCopy: teamProcedure('document.copyExported').errors(pick('DOCUMENT_NOT_FOUND', 'DOCUMENT_UNREADABLE')).input(ofDocument).output(z.object({ exportId: z.uuid(), bytes: z.number().int(), marks: z.number().int() })),
  /** Reads the words of a scan, or of the pages of a PDF that have none; goes on where it was cut off. */
  recognise: teamProcedure('document.recognitionStarted').errors(pick('DOCUMENT_NOT_FOUND')).input(ofDocument).output(z.object({ jobId: JobId })),
  /** Recognised words of one page; null when it was not read. */
  words: teamProcedure(null).errors(pick('DOCUMENT_NOT_FOUND')).input(ofDocument.extend({ page: z.number().int().positive() })).output(RecognisedPage.nullable()),
  /** Which files of the case have recognised pages, how sure they are in per cent, and the job that is under way. */
  recognised: teamProcedure(null).input(z.object({ caseId: CaseId })).output(z.array(z.object({ sha256: Sha256, pages: z.number().int(), confidence: z.number(), jobId: z.string().nullable() }))),
}
