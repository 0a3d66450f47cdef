// Words copied in another case are pasted only after a person says so, as plain words: no proof of another patient comes with them.
import { Button } from '@mantine/core'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { useT } from '../../i18n/useT.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { foreignWords, markCopy } from './caseClipboard.ts'

interface Held {
  words: string
  /** Where they were to go. */
  into: HTMLElement
}

const LONGEST_SHOWN = 400

export function PasteGuard({ caseId, children }: { caseId: string; children: ReactNode }) {
  const t = useT()
  const [held, setHeld] = useState<Held | null>(null)
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const here = box.current
    if (!here) return
    const copied = (event: ClipboardEvent) => markCopy(event, caseId)
    const pasted = (event: ClipboardEvent) => {
      const words = foreignWords(event.clipboardData, caseId)
      if (words === null) return
      event.preventDefault()
      event.stopPropagation()
      const into = document.activeElement
      if (words.trim() !== '' && into instanceof HTMLElement) setHeld({ words, into })
    }
    here.addEventListener('copy', copied)
    here.addEventListener('cut', copied)
    here.addEventListener('paste', pasted, true)
    return () => {
      here.removeEventListener('copy', copied)
      here.removeEventListener('cut', copied)
      here.removeEventListener('paste', pasted, true)
    }
  }, [caseId])
  /** Back to where the words were to go, the caret where it was; `words` go in there. */
  function close({ into }: Held, words: string | null) {
    setHeld(null)
    requestAnimationFrame(() => {
      into.focus({ preventScroll: true })
      if (words !== null) document.execCommand('insertText', false, words)
    })
  }
  return (
    <div ref={box} className="case-paste">
      {children}
      {held && (
        <Dialog title={t('shell.paste.title')} open onClose={() => close(held, null)}>
          <p>{t('shell.paste.why')}</p>
          <blockquote className="case-paste-words t-reading">{held.words.length > LONGEST_SHOWN ? `${held.words.slice(0, LONGEST_SHOWN)}…` : held.words}</blockquote>
          <div className="case-paste-actions">
            <Button data-autofocus onClick={() => close(held, null)}>
              {t('shell.paste.leave')}
            </Button>
            <Button variant="subtle" onClick={() => close(held, held.words)}>
              {t('shell.paste.take')}
            </Button>
          </div>
        </Dialog>
      )}
    </div>
  )
}
