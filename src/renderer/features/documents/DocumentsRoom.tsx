// The document desk: files left, the page in the middle, what is marked in it right. Composes; each part is in its own file.
import './documents.css'
import type { ReactNode } from 'react'
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
  const t = useT()
  const documents = useDocuments(caseId)
  if (documents.isError)
    return (
      <div className="c-empty">
        <ErrorState error={documents.error} onRetry={() => void documents.refetch()} />
      </div>
    )
  if (!documents.data) return <LoadingLine />
  if (documents.data.length === 0) return <EmptyState sentence={`${t('documents.empty')} ${t('documents.openBundle')}`} />
  const shown = documentToShow(documents.data, open, target)
  return <DocumentDesk caseId={caseId} documents={documents.data} shown={shown} target={target} embedded={embedded} quiet={quiet} beside={beside} />
}

/** @returns null when the target's file or the one that was open is not in the case: another file must never stand in for it */
function documentToShow(documents: readonly SourceDocument[], open: string | null, target: Target | null): SourceDocument | null {
  const anchor = target?.anchor
  if (anchor?.kind === 'passage') return documents.find(({ sha256 }) => sha256 === anchor.sha256) ?? null
  return (open ? documents.find(({ id }) => id === open) : inOrder(documents)[0]) ?? null
}
