// Copies a short text and says that it did.
import { useEffect, useState } from 'react'
import { useT } from '../i18n/useT.ts'
import { CheckIcon, CopyIcon } from './icons.ts'
import { ToolButton } from './ToolButton.tsx'

export function CopyButton({ text, label, withWords = false }: { text: string; label: string; withWords?: boolean }) {
  const t = useT()
  const [copied, setCopied] = useState(false)
  useEffect(() => {
    if (!copied) return
    const timer = setTimeout(() => setCopied(false), 2000)
    return () => clearTimeout(timer)
  }, [copied])
  const shown = copied ? t('common.copied') : label
  return (
    <ToolButton
      label={shown}
      icon={copied ? CheckIcon : CopyIcon}
      onClick={() => void navigator.clipboard.writeText(text).then(() => setCopied(true))}
    >
      {withWords ? shown : undefined}
    </ToolButton>
  )
}
