// Above a PDF that carries other files: they are named with their size and never opened here. A person may take one into the case; it then goes the way of every file from outside.
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { SourceDocument } from '#shared/domain/sourceDocument.ts'
import { offerFiles } from '../../app/filesOffered.ts'
import { client } from '../../data/client.ts'
import { exportUrl } from '../../data/content.ts'
import { as } from '../../data/queries.ts'
import { useFormat } from '../../i18n/format.ts'
import { useT } from '../../i18n/useT.ts'
import { Banner } from '../../ui/Banner.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'

export function AttachmentsNotice({ caseId, document, readOnly }: { caseId: string; document: SourceDocument; readOnly: boolean }) {
  const t = useT()
  const format = useFormat()
  const [taking, setTaking] = useState<string | null>(null)
  const [error, setError] = useState<unknown>(null)
  const isPdf = document.mediaType === 'application/pdf' && !document.issues.includes('encrypted')
  const found = useQuery({ queryKey: ['case', caseId, 'attachments', document.id], queryFn: () => client.reading.attachments({ caseId: as(caseId), documentId: document.id }), enabled: isPdf, staleTime: Number.POSITIVE_INFINITY, retry: false }).data
  if (!isPdf || !found || found.length === 0) return null
  async function takeIn(id: string, name: string) {
    setTaking(id)
    setError(null)
    try {
      const { exportId } = await client.reading.takeAttachment({ caseId: as(caseId), documentId: document.id, id })
      const answer = await fetch(exportUrl(exportId))
      if (!answer.ok) throw new Error('the attachment did not come')
      offerFiles([new File([await answer.blob()], name)], caseId)
    } catch (cause) {
      setError(cause)
    } finally {
      setTaking(null)
    }
  }
  return (
    <Banner status="locked">
      <details className="d-attachments">
        <summary>{t('documents.attached.found', { count: found.length })}</summary>
        <ul>
          {found.map(({ id, name, description, page, bytes }) => (
            <li key={id}>
              <strong className="t-clip">{name}</strong>
              <span className="t-3">{[bytes === null ? t('documents.attached.noSize') : format.bytes(bytes), ...(page === null ? [] : [t('documents.drawer.page', { page })]), description].filter(Boolean).join(' · ')}</span>
              {!readOnly && bytes !== null && (
                <Button size="compact-xs" loading={taking === id} onClick={() => void takeIn(id, name)} aria-label={t('documents.attached.takeNamed', { name })}>
                  {t('documents.attached.take')}
                </Button>
              )}
            </li>
          ))}
        </ul>
        {error !== null && <ErrorState error={error} />}
      </details>
    </Banner>
  )
}
