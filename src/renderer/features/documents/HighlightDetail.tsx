// The open highlight: its note, its kind, its removal. The note is kept while one writes, not on leaving.
import { Button, SegmentedControl, Textarea } from '@mantine/core'
import { useCallback, useEffect, useRef, useState } from 'react'
import type { Highlight } from '#shared/domain/annotation.ts'
import { useT } from '../../i18n/useT.ts'
import { DeleteIcon } from '../../ui/icons.ts'

interface HighlightDetailProps {
  highlight: Highlight
  readOnly: boolean
  onChange(change: Partial<Pick<Highlight, 'note' | 'category'>>): void
  onRemove(): void
}

const categories = ['claim', 'limits', 'identity'] as const
const restMs = 400
const longestNote = 4000

/** What is typed goes out after a short rest, and at the latest when the field goes away. */
function useWrittenNote(note: string, onWritten: (note: string) => void) {
  const [typed, setTyped] = useState(note)
  const pending = useRef<string | null>(null)
  const write = useRef(onWritten)
  useEffect(() => {
    write.current = onWritten
  })
  const flush = useCallback(() => {
    if (pending.current === null) return
    const words = pending.current
    pending.current = null
    write.current(words)
  }, [])
  useEffect(() => {
    if (pending.current === null) setTyped(note)
  }, [note])
  useEffect(() => {
    if (typed === note) return
    const timer = window.setTimeout(flush, restMs)
    return () => window.clearTimeout(timer)
  }, [typed, note, flush])
  useEffect(() => flush, [flush])
  return {
    typed,
    type: (words: string) => {
      pending.current = words
      setTyped(words)
    },
    flush,
  }
}

export function HighlightDetail({ highlight, readOnly, onChange, onRemove }: HighlightDetailProps) {
  const t = useT()
  const note = useWrittenNote(highlight.note, (words) => onChange({ note: words }))
  return (
    <div className="d-detail">
      <Textarea
        label={t('documents.drawer.note')}
        placeholder={readOnly ? '' : t('documents.drawer.noteHint')}
        autosize
        minRows={2}
        maxRows={10}
        maxLength={longestNote}
        readOnly={readOnly}
        value={note.typed}
        onChange={(event) => note.type(event.currentTarget.value)}
        onBlur={note.flush}
      />
      {!readOnly && (
        <>
          <SegmentedControl
            size="xs"
            fullWidth
            aria-label={t('documents.drawer.category')}
            value={highlight.category}
            onChange={(value) => onChange({ category: categories.find((category) => category === value) ?? 'claim' })}
            data={categories.map((value) => ({ value, label: t(`documents.drawer.${value}`) }))}
          />
          <Button variant="subtle" leftSection={<DeleteIcon size={16} aria-hidden />} onClick={onRemove}>
            {t('documents.drawer.remove')}
          </Button>
        </>
      )}
    </div>
  )
}
