// Makes a letter as PDF and offers it as a file.
import { Button } from '@mantine/core'
import { useState } from 'react'
import type { Language } from '#shared/domain/reviewCase.ts'
import { client } from '../../data/client.ts'
import { as } from '../../data/queries.ts'
import { saveFile } from '../../data/saveFile.ts'
import { useT } from '../../i18n/useT.ts'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { PrintIcon } from '../../ui/icons.ts'

interface LetterButtonProps {
  caseId: string
  kind: 'dataRequest' | 'reminder' | 'closing'
  requestId: string | null
  language: Language
  /** Key of the words, with {{language}}. */
  words: string
}

export function LetterButton({ caseId, kind, requestId, language, words }: LetterButtonProps) {
  const t = useT()
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  async function make() {
    setBusy(true)
    setError(null)
    try {
      const { pdfSha256, name } = await client.intake.letter({ caseId: as(caseId), kind, requestId, language })
      saveFile(pdfSha256, name)
    } catch (failure) {
      setError(failure)
    } finally {
      setBusy(false)
    }
  }
  return (
    <>
      <Button variant="subtle" leftSection={<PrintIcon size={15} />} loading={busy} onClick={() => void make()}>
        {t(words, { language: t(`language.${language}`) })}
      </Button>
      {error !== null && <ErrorState error={error} />}
    </>
  )
}
