// A new comment on chosen words: what to say, other words for them, and whether the signature waits for it.
import { Button, Checkbox, Textarea } from '@mantine/core'
import { useState } from 'react'
import type { CommentDraft } from '../../data/comments.ts'
import { useT } from '../../i18n/useT.ts'
import type { NewComment } from './useCommentsDesk.ts'

interface CommentFormProps {
  draft: NewComment
  onAdd(draft: CommentDraft): void
  onDiscard(): void
}

const LONGEST = 4000

export function CommentForm({ draft: { plain, ...draft }, onAdd, onDiscard }: CommentFormProps) {
  const t = useT()
  const [text, setText] = useState('')
  const [suggests, setSuggests] = useState(false)
  const [suggestion, setSuggestion] = useState(draft.quote)
  const [blocking, setBlocking] = useState(false)
  const isEmpty = text.trim() === '' && (!suggests || suggestion === draft.quote)
  const add = () => {
    if (!isEmpty) onAdd({ ...draft, text: text.trim(), suggestion: suggests && suggestion !== draft.quote ? suggestion : null, blocking })
  }
  return (
    <form
      className="r-comment-form"
      onSubmit={(event) => {
        event.preventDefault()
        add()
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onDiscard()
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) add()
      }}
    >
      <blockquote className="r-comment-quote t-reading">{draft.quote}</blockquote>
      <Textarea data-autofocus autoFocus label={t('report.comments.text')} autosize minRows={2} maxRows={10} maxLength={LONGEST} value={text} onChange={(event) => setText(event.currentTarget.value)} />
      {plain && <Checkbox label={t('report.comments.suggest')} checked={suggests} onChange={(event) => setSuggests(event.currentTarget.checked)} />}
      {plain && suggests && <Textarea label={t('report.comments.instead')} description={t('report.comments.insteadHint')} autosize minRows={2} maxRows={10} maxLength={LONGEST} value={suggestion} onChange={(event) => setSuggestion(event.currentTarget.value.replaceAll('\n', ' '))} />}
      <Checkbox label={t('report.comments.blocking')} checked={blocking} onChange={(event) => setBlocking(event.currentTarget.checked)} />
      <div className="r-comment-actions">
        <Button type="submit" variant="filled" disabled={isEmpty}>
          {t('report.comments.add')}
        </Button>
        <Button variant="subtle" onClick={onDiscard}>
          {t('common.cancel')}
        </Button>
      </div>
    </form>
  )
}
