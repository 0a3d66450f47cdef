// A printed page in either language: made on the press of its button, with what went wrong below.
import { Button } from '@mantine/core'
import { useState } from 'react'
import { Language } from '#shared/domain/reviewCase.ts'
import { useT } from '../i18n/useT.ts'
import { ErrorState } from './ErrorState.tsx'
import { PrintIcon } from './icons.ts'

interface PrintButtonsProps {
  /** Key of a button's words, with {{language}}. */
  words: string
  /** Makes the page and hands it to the person. */
  make(language: Language): Promise<void>
  compact?: boolean
}

export function PrintButtons({ words, make, compact = false }: PrintButtonsProps) {
  const t = useT()
  const [busy, setBusy] = useState<Language | null>(null)
  const [error, setError] = useState<unknown>(null)
  async function print(language: Language) {
    setBusy(language)
    setError(null)
    try {
      await make(language)
    } catch (cause) {
      setError(cause)
    } finally {
      setBusy(null)
    }
  }
  return (
    <>
      <span className="c-print-buttons">
        {Language.options.map((language) => (
          <Button key={language} {...(compact ? { size: 'compact-sm' } : {})} variant="subtle" leftSection={<PrintIcon size={15} aria-hidden />} loading={busy === language} onClick={() => void print(language)}>
            {t(words, { language: t(`language.${language}`) })}
          </Button>
        ))}
      </span>
      {error !== null && <ErrorState error={error} />}
    </>
  )
}
