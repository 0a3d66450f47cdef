// Minutes and attendance of one case, or of the whole meeting, as PDF in either language.
import { Button } from '@mantine/core'
import { useState } from 'react'
import type { Language } from '#shared/domain/reviewCase.ts'
import { client } from '../../../data/client.ts'
import { downloadUrl, exportUrl } from '../../../data/content.ts'
import { as } from '../../../data/queries.ts'
import { useT } from '../../../i18n/useT.ts'
import { ErrorState } from '../../../ui/ErrorState.tsx'
import { PrintIcon } from '../../../ui/icons.ts'

async function ofCase(meetingId: string, caseId: string, language: Language) {
  const { pdfSha256, name } = await client.board.minutes({ meetingId, caseId: as(caseId), language })
  return { href: downloadUrl(pdfSha256), name }
}

async function ofMeeting(meetingId: string, language: Language) {
  const { exportId, name } = await client.board.meetingMinutes({ meetingId, language })
  return { href: exportUrl(exportId), name }
}

/** @param caseId null = the whole meeting */
export function MinutesButtons({ meetingId, caseId }: { meetingId: string; caseId: string | null }) {
  const t = useT()
  const [busy, setBusy] = useState<Language | null>(null)
  const [error, setError] = useState<unknown>(null)
  async function make(language: Language) {
    setBusy(language)
    setError(null)
    try {
      const { href, name } = caseId === null ? await ofMeeting(meetingId, language) : await ofCase(meetingId, caseId, language)
      const link = document.createElement('a')
      link.href = href
      link.download = name
      link.click()
    } catch (failure) {
      setError(failure)
    } finally {
      setBusy(null)
    }
  }
  return (
    <>
      <span className="b-agenda-tools">
        {(['en', 'es'] as const).map((language) => (
          <Button key={language} size="compact-sm" variant="subtle" leftSection={<PrintIcon size={15} aria-hidden />} loading={busy === language} onClick={() => void make(language)}>
            {t(caseId === null ? 'board.meetingPdf' : 'board.minutesPdf', { language: t(`language.${language}`) })}
          </Button>
        ))}
      </span>
      {error !== null && <ErrorState error={error} />}
    </>
  )
}
