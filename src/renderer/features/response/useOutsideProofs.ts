// The highlighted passages of the case as proofs, for the number an outside report states.
import { useMemo } from 'react'
import { roomName } from '#shared/casedoc/layout.ts'
import type { Proof } from '#shared/domain/report.ts'
import { useAnnotations } from '../../data/annotations.ts'
import { useDocuments } from '../../data/queries.ts'
import { useT } from '../../i18n/useT.ts'

export function useOutsideProofs(caseId: string): readonly Proof[] {
  const t = useT()
  const { annotations } = useAnnotations(roomName({ kind: 'documentAnnotations', caseId }))
  const documents = useDocuments(caseId).data
  return useMemo(
    () =>
      annotations.flatMap((mark): Proof[] => {
        if (mark.type !== 'highlight') return []
        const document = documents?.find(({ id }) => id === mark.anchor.documentId)
        const place = t('response.passage', { name: document?.name ?? '', page: mark.anchor.page })
        const quote = mark.anchor.quote.replace(/\s+/g, ' ').slice(0, 60)
        return [{ annotationId: mark.id, kind: 'passage', label: quote ? `${place}: ${quote}` : place, anchor: mark.anchor }]
      }),
    [annotations, documents, t],
  )
}
