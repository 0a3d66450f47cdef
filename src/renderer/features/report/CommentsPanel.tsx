// Right of the report: what colleagues remark on its words, what they would write instead, and how it was settled.
import { SegmentedControl } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import { isOpen } from '#shared/domain/comment.ts'
import type { TemplateSection } from '#shared/domain/report.ts'
import type { CommentDraft, Comments } from '../../data/comments.ts'
import { useT } from '../../i18n/useT.ts'
import { Banner } from '../../ui/Banner.tsx'
import { LoadingLine } from '../../ui/LoadingLine.tsx'
import { PanelHeader } from '../../ui/PanelHeader.tsx'
import { CommentCard } from './CommentCard.tsx'
import { CommentForm } from './CommentForm.tsx'
import type { CommentsDesk } from './useCommentsDesk.ts'

export function CommentsPanel({ desk, comments, sections }: { desk: CommentsDesk; comments: Comments; sections: readonly TemplateSection[] }) {
  const t = useT()
  const [shown, setShown] = useState<'open' | 'settled'>('open')
  const open = comments.comments.filter(isOpen)
  const listed = shown === 'open' ? open : comments.comments.filter((comment) => !isOpen(comment))
  const add = (draft: CommentDraft) => {
    comments.add(draft)
    desk.discard()
    setShown('open')
  }
  const box = useRef<HTMLElement>(null)
  const settling = useRef(false)
  // A card that is settled leaves the list: the keys go on with the next one, or stay with the list.
  useEffect(() => {
    if (!settling.current || document.activeElement !== document.body) return
    settling.current = false
    const next = box.current?.querySelector<HTMLElement>('.r-comment-actions button') ?? box.current
    next?.focus()
  })
  return (
    <aside ref={box} className="r-before" aria-label={t('report.comments.title')} data-region tabIndex={-1}>
      <PanelHeader title={t('report.comments.title')} note={t('report.comments.count', { count: open.length })} />
      <div className="r-before-list">
        {comments.unreadable > 0 && <Banner status="warn" tone="warn">{t('report.comments.unreadable', { count: comments.unreadable })}</Banner>}
        {!comments.ready && <LoadingLine />}
        {desk.draft ? (
          <CommentForm draft={desk.draft} onAdd={add} onDiscard={desk.discard} />
        ) : (
          <>
            <SegmentedControl
              size="xs"
              fullWidth
              aria-label={t('report.comments.which')}
              value={shown}
              onChange={(value) => setShown(value === 'settled' ? 'settled' : 'open')}
              data={(['open', 'settled'] as const).map((value) => ({ value, label: t(`report.comments.${value}`) }))}
            />
            {comments.ready && listed.length === 0 && <p className="t-small t-2 r-comments-none">{t(shown === 'open' ? 'report.comments.none' : 'report.comments.noneSettled')}</p>}
          </>
        )}
        {listed.map((comment) => (
          <CommentCard
            key={comment.thread.id}
            comment={comment}
            section={sections.find(({ key }) => key === comment.thread.section) ?? null}
            current={desk.current === comment.thread.id}
            writable={comments.writable}
            onGo={() => desk.go(comment.thread)}
            onReply={(text) => comments.reply(comment.thread.id, text)}
            onSettle={(state) => {
              settling.current = true
              comments.settle(comment.thread.id, state)
            }}
            onAccept={() => desk.accept(comment.thread)}
          />
        ))}
      </div>
    </aside>
  )
}
