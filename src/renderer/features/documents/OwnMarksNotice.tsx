// Above a PDF that came with marks in it: they can be taken over, so that they are listed, answered and cited like our own. The file stays as it is.
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { SourceDocument } from '#shared/domain/sourceDocument.ts'
import { client } from '../../data/client.ts'
import { as } from '../../data/queries.ts'
import { useT } from '../../i18n/useT.ts'
import { Banner } from '../../ui/Banner.tsx'
import { spokenName } from './highlights.ts'
import type { Highlights } from './useHighlights.ts'

interface OwnMarksNoticeProps {
  caseId: string
  document: SourceDocument
  documents: readonly SourceDocument[]
  highlights: Highlights
}

export function OwnMarksNotice({ caseId, document, documents, highlights }: OwnMarksNoticeProps) {
  const t = useT()
  const [dismissed, setDismissed] = useState(false)
  const taken = highlights.highlights.some(({ fromFile }) => fromFile)
  const asks = document.mediaType === 'application/pdf' && highlights.ready && !highlights.readOnly && !taken && !dismissed
  const own = useQuery({ queryKey: ['case', caseId, 'ownMarks', document.id], queryFn: () => client.reading.ownMarks({ caseId: as(caseId), documentId: document.id }), enabled: asks, staleTime: Number.POSITIVE_INFINITY, retry: false }).data
  if (!asks || !own || own.marks.length === 0) return null
  const source = documents.find(({ id }) => id === own.copyOf)
  return (
    <Banner>
      <span>{source ? t('documents.ownMarks.copy', { name: spokenName(source.name), count: own.marks.length }) : t('documents.ownMarks.found', { count: own.marks.length })}</span>
      <Button size="compact-xs" onClick={() => highlights.adopt(own.marks)}>
        {t('documents.ownMarks.take')}
      </Button>
      <Button size="compact-xs" variant="subtle" onClick={() => setDismissed(true)}>
        {t('documents.ownMarks.notNow')}
      </Button>
    </Banner>
  )
}
