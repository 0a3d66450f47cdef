// Above a document of which there are two editions: the way to the newer one, or the marks of the older one that can be carried over.
import { Button } from '@mantine/core'
import { useState } from 'react'
import type { SourceDocument } from '#shared/domain/sourceDocument.ts'
import { client } from '../../data/client.ts'
import { as } from '../../data/queries.ts'
import { useT } from '../../i18n/useT.ts'
import { Banner } from '../../ui/Banner.tsx'
import { useToasts } from '../../ui/toasts.ts'
import { type EarlierEdition, earlierEditions, laterEdition } from './editions.ts'
import { spokenName } from './highlights.ts'
import type { Highlights } from './useHighlights.ts'

interface EditionNoticeProps {
  caseId: string
  document: SourceDocument
  documents: readonly SourceDocument[]
  highlights: Highlights
  onOpen(document: SourceDocument): void
}

export function EditionNotice({ caseId, document, documents, highlights, onOpen }: EditionNoticeProps) {
  const t = useT()
  const [busy, setBusy] = useState(false)
  const [dismissed, setDismissed] = useState<string | null>(null)
  const later = laterEdition(document, documents, highlights.all)
  if (later)
    return (
      <Banner status="warn" tone="warn">
        <span>{t('documents.edition.replaced', { name: spokenName(later.name) })}</span>
        <Button size="compact-xs" onClick={() => onOpen(later)}>
          {t('documents.edition.open')}
        </Button>
      </Banner>
    )
  const [earlier] = earlierEditions(document, documents, highlights.all)
  if (!earlier || highlights.readOnly || dismissed === document.id) return null
  return (
    <Banner>
      <span>{t('documents.edition.found', { name: spokenName(earlier.document.name), count: earlier.marks.length })}</span>
      <Button
        size="compact-xs"
        disabled={busy}
        onClick={() => {
          setBusy(true)
          void carryOver(earlier).finally(() => setBusy(false))
        }}
      >
        {t('documents.edition.carry', { count: earlier.marks.length })}
      </Button>
      <Button size="compact-xs" variant="subtle" onClick={() => setDismissed(document.id)}>
        {t('documents.edition.notNow')}
      </Button>
    </Banner>
  )

  async function carryOver({ marks }: EarlierEdition) {
    const quotes = marks.map(({ anchor: { page, quote } }) => ({ page, quote }))
    const places = await client.reading.locate({ caseId: as(caseId), documentId: document.id, quotes })
    let [carried, unsure] = [0, 0]
    for (const [i, mark] of marks.entries()) {
      const place = places[i]
      if (!place || place.certainty === 'none' || place.rects.length === 0) continue
      const made = highlights.carry(mark, { page: place.page, rects: place.rects, quote: place.quote }, place.certainty)
      if (made) carried++
      if (place.certainty === 'unsure') unsure++
    }
    useToasts.getState().show({ words: t('documents.edition.carried', { carried, count: marks.length, unsure }) })
  }
}
