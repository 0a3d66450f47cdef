// Find and replace in the report, above its text. Enter goes on, Shift+Enter back, Escape closes.
import { Button } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import type { EditorHandle } from '../../editor/editorHandle.ts'
import { useT } from '../../i18n/useT.ts'
import { CloseIcon, NextIcon, PreviousIcon } from '../../ui/icons.ts'
import { ToolButton } from '../../ui/ToolButton.tsx'
import { useFind } from './useFind.ts'

interface FindBarProps {
  texts(): readonly EditorHandle[]
  watchTexts(listener: () => void): () => void
  readOnly: boolean
  onClose(): void
}

export function FindBar({ texts, watchTexts, readOnly, onClose }: FindBarProps) {
  const t = useT()
  const find = useFind(texts, watchTexts)
  const [words, setWords] = useState('')
  const [done, setDone] = useState<number | null>(null)
  const input = useRef<HTMLInputElement>(null)
  useEffect(() => input.current?.focus(), [])
  function replace(all: boolean) {
    setDone(find.replace(words, all))
    // The button may have nothing more to do; the keys stay with the search.
    input.current?.focus({ preventScroll: true })
  }
  return (
    <search
      className="r-find"
      onKeyDown={(event) => {
        if (event.key === 'Escape') onClose()
      }}
    >
      <input
        ref={input}
        className="r-picker-filter"
        aria-label={t('report.find.words')}
        placeholder={t('report.find.words')}
        value={find.query}
        onChange={(event) => {
          setDone(null)
          find.setQuery(event.currentTarget.value)
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Enter') return
          event.preventDefault()
          find.step(event.shiftKey ? -1 : 1)
          input.current?.focus({ preventScroll: true })
        }}
      />
      <span className="t-small t-2 t-number" role="status">
        {done !== null ? t('report.find.replaced', { count: done }) : find.query === '' ? '' : t('report.find.count', { at: find.at, total: find.total })}
      </span>
      <ToolButton label={t('report.find.previous')} keys="Shift+Enter" icon={PreviousIcon} disabled={find.total === 0} onClick={() => find.step(-1)} />
      <ToolButton label={t('report.find.next')} keys="Enter" icon={NextIcon} disabled={find.total === 0} onClick={() => find.step(1)} />
      {!readOnly && (
        <>
          <input className="r-picker-filter" aria-label={t('report.find.instead')} placeholder={t('report.find.instead')} value={words} onChange={(event) => setWords(event.currentTarget.value)} />
          <Button size="compact-sm" disabled={find.at === 0} onClick={() => replace(false)}>
            {t('report.find.replace')}
          </Button>
          <Button size="compact-sm" variant="subtle" disabled={find.total === 0} onClick={() => replace(true)}>
            {t('report.find.replaceAll')}
          </Button>
        </>
      )}
      <span className="c-spacer" />
      <ToolButton label={t('report.find.close')} keys="Esc" icon={CloseIcon} onClick={onClose} />
    </search>
  )
}
