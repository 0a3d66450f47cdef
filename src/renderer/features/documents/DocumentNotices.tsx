// What stands above an open document: another edition of it, what it is as a publication, the marks and the files it came with.
import type { SourceDocument } from '#shared/domain/sourceDocument.ts'
import { AttachmentsNotice } from './AttachmentsNotice.tsx'
import { CitationNotice } from './CitationNotice.tsx'
import { EditionNotice } from './EditionNotice.tsx'
import { OwnMarksNotice } from './OwnMarksNotice.tsx'
import type { Highlights } from './useHighlights.ts'

interface DocumentNoticesProps {
  caseId: string
  document: SourceDocument
  documents: readonly SourceDocument[]
  highlights: Highlights
  /** Beside a report: it is read, nothing is taken from it. */
  embedded: boolean
  onOpen(document: SourceDocument): void
}

export function DocumentNotices({ caseId, document, documents, highlights, embedded, onOpen }: DocumentNoticesProps) {
  const { id } = document
  return (
    <>
      <EditionNotice key={`edition ${id}`} caseId={caseId} document={document} documents={documents} highlights={highlights} onOpen={onOpen} />
      <CitationNotice key={`cited ${id}`} caseId={caseId} document={document} readOnly={embedded || highlights.readOnly} />
      {!embedded && <OwnMarksNotice key={`own ${id}`} caseId={caseId} document={document} documents={documents} highlights={highlights} />}
      {!embedded && <AttachmentsNotice key={`attached ${id}`} caseId={caseId} document={document} readOnly={highlights.readOnly} />}
    </>
  )
}
