// One comment: whose, on which words, what it proposes, the replies, and the acts that settle it.
import { Button, Textarea } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import { type Comment, type CommentOutcome, isOpen } from '#shared/domain/comment.ts'
import type { TemplateSection } from '#shared/domain/report.ts'
import { useFormat } from '../../i18n/format.ts'
import { useT } from '../../i18n/useT.ts'
import { StatusBadge } from '../../ui/StatusBadge.tsx'

interface CommentCardProps {
  comment: Comment
  section: TemplateSection | null
  current: boolean
  writable: boolean
  onGo(): void
  onReply(text: string): void
  onSettle(state: CommentOutcome['state']): void
  /** @returns whether the words could be put in */
  onAccept(): Promise<boolean>
}

export function CommentCard({ comment, section, current, writable, onGo, onReply, onSettle, onAccept }: CommentCardProps) {
  const t = useT()
  const format = useFormat()
  const { thread, replies, outcome } = comment
  const open = isOpen(comment)
  const [answer, setAnswer] = useState<string | null>(null)
  const [isGone, setGone] = useState(false)
  const card = useRef<HTMLElement>(null)
  useEffect(() => {
    if (current) card.current?.scrollIntoView({ block: 'nearest' })
  }, [current])
  const by = (name: string, at: string) => t('report.register.by', { name, time: format.instant(at) })
  async function accept() {
    const done = await onAccept()
    setGone(!done)
    if (done) onSettle('accepted')
  }
  return (
    <article ref={card} className="r-comment" data-current={current || undefined} aria-label={t('report.comments.one', { name: thread.authorName })}>
      <button type="button" className="r-comment-go" onClick={onGo}>
        <span className="t-small t-3">
          {section ? `${section.number} ${section.title[t.language]}` : thread.section} · {by(thread.authorName, thread.createdAt)}
        </span>
        <span className="r-comment-quote t-reading">{thread.quote}</span>
      </button>
      {thread.blocking && open && <StatusBadge status="bad">{t('report.comments.blocks')}</StatusBadge>}
      {thread.text !== '' && <p>{thread.text}</p>}
      {thread.suggestion !== null && (
        <p className="r-comment-change">
          <del>{thread.quote}</del> {thread.suggestion === '' ? <span className="t-3">{t('report.comments.leaveOut')}</span> : <ins>{thread.suggestion}</ins>}
        </p>
      )}
      {replies.map((reply) => (
        <p key={reply.id} className="r-comment-reply">
          <span className="t-small t-3">{by(reply.authorName, reply.createdAt)}</span>
          {reply.text}
        </p>
      ))}
      {outcome && <p className="t-small t-2">{t(`report.comments.was.${outcome.state}`, { name: outcome.byName, time: format.instant(outcome.at) })}</p>}
      {isGone && <p className="t-small t-warn" role="status">{t('report.comments.gone')}</p>}
      {writable && (
        <div className="r-comment-actions">
          {open && thread.suggestion !== null && (
            <>
              <Button size="compact-sm" onClick={() => void accept()}>{t('report.comments.accept')}</Button>
              <Button size="compact-sm" variant="subtle" onClick={() => onSettle('rejected')}>{t('report.comments.reject')}</Button>
            </>
          )}
          {open && thread.suggestion === null && <Button size="compact-sm" onClick={() => onSettle('resolved')}>{t('report.comments.resolve')}</Button>}
          {open && answer === null && <Button size="compact-sm" variant="subtle" onClick={() => setAnswer('')}>{t('report.comments.reply')}</Button>}
          {!open && <Button size="compact-sm" variant="subtle" onClick={() => onSettle('open')}>{t('report.comments.reopen')}</Button>}
        </div>
      )}
      {answer !== null && (
        <form
          className="r-comment-form"
          onSubmit={(event) => {
            event.preventDefault()
            if (answer.trim() !== '') onReply(answer.trim())
            setAnswer(null)
          }}
        >
          <Textarea autoFocus label={t('report.comments.replyText')} autosize minRows={1} maxRows={8} maxLength={4000} value={answer} onChange={(event) => setAnswer(event.currentTarget.value)} />
          <div className="r-comment-actions">
            <Button type="submit" size="compact-sm">{t('report.comments.send')}</Button>
            <Button size="compact-sm" variant="subtle" onClick={() => setAnswer(null)}>{t('common.cancel')}</Button>
          </div>
        </form>
      )}
    </article>
  )
}
