// The letter that closes a delivery, in either language: made and saved as a PDF.
import { Button } from '@mantine/core'
import { useState } from 'react'
import { Language } from '#shared/domain/reviewCase.ts'
import { client } from '../../data/client.ts'
import { as } from '../../data/queries.ts'
import { saveFile } from '../../data/saveFile.ts'
import { useT } from '../../i18n/useT.ts'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { PrintIcon } from '../../ui/icons.ts'

export function Letter({ caseId }: { caseId: string }) {
  const t = useT()
  const [busy, setBusy] = useState<Language | null>(null)
  const [error, setError] = useState<unknown>(null)
  async function make(language: Language) {
    setBusy(language)
    setError(null)
    try {
      const { pdfSha256, name } = await client.delivery.letter({ caseId: as(caseId), language })
      saveFile(pdfSha256, name)
    } catch (cause) {
      setError(cause)
    } finally {
      setBusy(null)
    }
  }
  return (
    <>
      <div className="y-actions">
        {Language.options.map((language) => (
          <Button key={language} variant="subtle" leftSection={<PrintIcon size={16} aria-hidden />} loading={busy === language} onClick={() => void make(language)}>
            {t('delivery.letter', { language: t(`language.${language}`) })}
          </Button>
        ))}
      </div>
      {error !== null && <ErrorState error={error} />}
    </>
  )
}
