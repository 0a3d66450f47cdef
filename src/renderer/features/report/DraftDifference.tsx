// Section 12: the words on the difference, drafted from the codes above. The author reads, changes and links the proofs.
import { Button } from '@mantine/core'
import { useState } from 'react'
import type { Report } from '#shared/domain/report.ts'
import { client } from '../../data/client.ts'
import { useT } from '../../i18n/useT.ts'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { ReadingIcon } from '../../ui/icons.ts'
import { useReportDesk } from './deskContext.ts'

export function DraftDifference({ report, place }: { report: Report; place: string }) {
  const t = useT()
  const { textOf } = useReportDesk()
  const [error, setError] = useState<unknown>(null)
  async function draft() {
    setError(null)
    try {
      const { draft: lines } = await client.reports.pages({ caseId: report.caseId, reportId: report.id, language: report.language })
      if (lines.length > 0) textOf(place)?.appendParagraphs(lines)
    } catch (cause) {
      setError(cause)
    }
  }
  return (
    <div className="r-draft">
      <Button size="compact-sm" variant="subtle" leftSection={<ReadingIcon size={16} aria-hidden />} onClick={() => void draft()}>
        {t('report.draft')}
      </Button>
      {error !== null && <ErrorState error={error} />}
    </div>
  )
}
