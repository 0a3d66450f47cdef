// One's own opinion: a position on every question and axis, saved while it is written, sealed by one act. Others' stay sealed.
import { Textarea } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import type { OpinionDraft, PanelView } from '#shared/contract/workstation/panel.contract.ts'
import { opinionGaps, type OpinionItem } from '#shared/domain/panel/opinion.ts'
import type { ReviewCase } from '#shared/domain/reviewCase.ts'
import { client } from '../../data/client.ts'
import { useFormat } from '../../i18n/format.ts'
import { useT } from '../../i18n/useT.ts'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { StatusBadge } from '../../ui/StatusBadge.tsx'
import { OpinionRow } from './OpinionRow.tsx'
import { SealForm } from './SealForm.tsx'
import { subjectWords } from '../../ui/subjectWords.ts'

interface OpinionDeskProps {
  reviewCase: ReviewCase
  view: PanelView
  seat: PanelView['seats'][number]
}

const SAVE_AFTER_MS = 600

export function OpinionDesk({ reviewCase, view, seat }: OpinionDeskProps) {
  const t = useT()
  const format = useFormat()
  const [draft, setDraft] = useState<OpinionDraft>(view.draft)
  const [error, setError] = useState<unknown>(null)
  const [changed, setChanged] = useState(false)
  useSaved(reviewCase.id, draft, changed, setError)
  const gaps = opinionGaps(draft.items, view.subjects)
  function change(next: OpinionDraft) {
    setDraft(next)
    setChanged(true)
  }
  const put = (item: OpinionItem) => change({ ...draft, items: [...draft.items.filter(({ subject }) => subject !== item.subject), item] })
  return (
    <div className="p-opinion">
      <header className="p-head">
        <h2 className="t-title">{t('panel.ownOpinion')}</h2>
        {seat.sealed ? (
          <StatusBadge status="sealed">{t('panel.sealedAt', { when: format.instant(seat.sealed.at) })}</StatusBadge>
        ) : (
          <span className="t-small t-2">{t('panel.gaps', { count: gaps.length })}</span>
        )}
      </header>
      <p className="t-2 p-words">{t('panel.ownWords')}</p>
      {error !== null && <ErrorState error={error} />}
      <ol className="p-rows">
        {view.subjects.map((subject) => (
          <OpinionRow
            key={subject}
            caseId={reviewCase.id}
            name={subjectWords(subject, reviewCase, t)}
            subject={subject}
            item={draft.items.find((item) => item.subject === subject) ?? null}
            gap={gaps.find((gap) => gap.subject === subject)?.gap ?? null}
            onChange={put}
          />
        ))}
      </ol>
      <Textarea label={t('panel.freeText')} autosize minRows={3} value={draft.freeText} onChange={(event) => change({ ...draft, freeText: event.currentTarget.value })} />
      <SealForm caseId={reviewCase.id} draft={draft} gaps={gaps.length} isChange={seat.sealed !== null} commitment={seat.sealed?.commitment ?? null} />
    </div>
  )
}

/** Keeps the draft on this device a moment after the last change, and at once when the room is left. */
function useSaved(caseId: ReviewCase['id'], draft: OpinionDraft, changed: boolean, onError: (error: unknown) => void): void {
  const waiting = useRef<OpinionDraft | null>(null)
  useEffect(() => {
    if (!changed) return
    waiting.current = draft
    const timer = setTimeout(() => {
      waiting.current = null
      client.panel.saveDraft({ caseId, draft }).then(() => onError(null), onError)
    }, SAVE_AFTER_MS)
    return () => clearTimeout(timer)
  }, [caseId, draft, changed, onError])
  useEffect(
    () => () => {
      if (waiting.current) void client.panel.saveDraft({ caseId, draft: waiting.current })
    },
    [caseId],
  )
}
