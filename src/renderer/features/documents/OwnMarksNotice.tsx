// Above a PDF that came with marks in it: they can be taken over, so that they are listed, answered and cited like our own. The file stays as it is.
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { SourceDocument } from '#shared/domain/sourceDocument.ts'
import { client } from '../../data/client.ts'
import { as } from '../../data/queries.ts'
import { useT } from '../../i18n/useT.ts'
import { Banner } from '../../ui/Banner.tsx'
import type { Highlights } from './useHighlights.ts'

export function OwnMarksNotice({ caseId, document, highlights }: { caseId: string; document: SourceDocument; highlights: Highlights }) {
  const t = useT()
  const [dismissed, setDismissed] = useState(false)
  const taken = highlights.highlights.some(({ fromFile }) => fromFile)
  const asks = document.mediaType === 'application/pdf' && highlights.ready && !highlights.readOnly && !taken && !dismissed
  const own = useQuery({ queryKey: ['case', caseId, 'ownMarks', document.id], queryFn: () => client.reading.ownMarks({ caseId: as(caseId), documentId: document.id }), enabled: asks, staleTime: Number.POSITIVE_INFINITY, retry: false }).data
  if (!asks || !own || own.length === 0) return null
  return (
    <Banner>
      <span>{t('documents.ownMarks.found', { count: own.length })}</span>
      <Button size="compact-xs" onClick={() => highlights.adopt(own)}>
        {t('documents.ownMarks.take')}
      </Button>
      <Button size="compact-xs" variant="subtle" onClick={() => setDismissed(true)}>
        {t('documents.ownMarks.notNow')}
      </Button>
    </Banner>
  )
}
