// The document desk: files left, the page in the middle, what is marked in it right. Composes; each part is in its own file.
import './documents.css'
import { type ReactNode, useState } from 'react'
import type { SourceDocument } from '#shared/domain/sourceDocument.ts'
import type { Target } from '../../app/place.ts'
import { useDocuments } from '../../data/queries.ts'
import { useT } from '../../i18n/useT.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { LoadingLine } from '../../ui/LoadingLine.tsx'
import { DocumentDesk } from './DocumentDesk.tsx'
import { inOrder } from './documentOrder.ts'

interface DocumentsRoomProps {
  caseId: string
  /** Document to open; null = the one of the target, else the first. */
  open: string | null
  target: Target | null
  /** Beside the report: the page only, and the place is not this room's to keep. */
  embedded?: boolean
  /** Offers no keys: another document has them. */
  quiet?: boolean
  /** What stands beside the page, by whoever composes the case. */
  beside?: ReactNode
}

export function DocumentsRoom({ caseId, open, target, embedded = false, quiet = false, beside = null }: DocumentsRoomProps) {
  const documents = useDocuments(caseId)
  if (documents.isError)
    return (
      <div className="c-empty">
        <ErrorState error={documents.error} onRetry={() => void documents.refetch()} />
      </div>
    )
  if (!documents.data) return <LoadingLine />
  return <OpenRoom key={caseId} caseId={caseId} documents={documents.data} open={open} target={target} embedded={embedded} quiet={quiet} beside={beside} />
}

/** Whatever stood open stays what is open: when it leaves the case, the next in the list does not slip into its place. */
function OpenRoom({ documents, open, target, ...rest }: Required<DocumentsRoomProps> & { documents: readonly SourceDocument[] }) {
  const t = useT()
  const [first, setFirst] = useState(() => inOrder(documents)[0]?.id ?? null)
  if (first === null && documents.length > 0) setFirst(inOrder(documents)[0]?.id ?? null)
  const openId = open ?? first
  if (documents.length === 0 && openId === null) return <EmptyState sentence={`${t('documents.empty')} ${t('documents.openBundle')}`} />
  return <DocumentDesk {...rest} documents={documents} shown={documentToShow(documents, openId, target)} openId={openId} target={target} />
}

/** @returns null when the target's file or the one that was open is not in the case: another file must never stand in for it */
function documentToShow(documents: readonly SourceDocument[], openId: string | null, target: Target | null): SourceDocument | null {
  const anchor = target?.anchor
  if (anchor?.kind === 'passage') return documents.find(({ sha256 }) => sha256 === anchor.sha256) ?? null
  return documents.find(({ id }) => id === openId) ?? null
}
