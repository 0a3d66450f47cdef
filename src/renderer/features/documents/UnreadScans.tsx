// Below the list: scans whose words nobody has read, so that nothing was compared with the patient; all of them can be read in one go.
import { Button } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { SourceDocument } from '#shared/domain/sourceDocument.ts'
import { client } from '../../data/client.ts'
import { as } from '../../data/queries.ts'
import { useT } from '../../i18n/useT.ts'
import { RecogniseIcon } from '../../ui/icons.ts'
import { StatusIcon } from '../../ui/StatusIcon.tsx'
import { recognisedKey } from './useRecognition.ts'
import { needsRecognition } from './recognisedWords.ts'

export function UnreadScans({ caseId, documents }: { caseId: string; documents: readonly SourceDocument[] }) {
  const t = useT()
  const queries = useQueryClient()
  const queryKey = recognisedKey(caseId)
  const recognised = useQuery({ queryKey, queryFn: () => client.reading.recognised({ caseId: as(caseId) }) }).data
  if (!recognised) return null
  const known = new Map(recognised.map((row) => [row.sha256 as string, row]))
  const scans = documents.filter(needsRecognition)
  const running = scans.filter(({ sha256 }) => known.get(sha256)?.jobId)
  const unread = scans.filter(({ sha256 }) => !known.get(sha256)?.pages && !known.get(sha256)?.jobId)
  async function readAll() {
    for (const { id } of unread) await client.reading.recognise({ caseId: as(caseId), documentId: id })
    await queries.invalidateQueries({ queryKey })
  }
  if (running.length > 0)
    return (
      <p className="t-small t-2 d-unread" role="status">
        <StatusIcon status="inProgress" size={13} />
        {t('documents.recognise.reading', { count: running.length })}
      </p>
    )
  if (unread.length === 0) return null
  return (
    <div className="d-unread">
      <p className="t-small">
        <StatusIcon status="warn" size={13} /> {t('documents.recognise.unread', { count: unread.length })}
      </p>
      <Button size="compact-sm" leftSection={<RecogniseIcon size={14} aria-hidden />} onClick={() => void readAll()}>
        {t('documents.recognise.readAll')}
      </Button>
    </div>
  )
}
