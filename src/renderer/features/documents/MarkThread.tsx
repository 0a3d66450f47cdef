// What people say to each other under the open mark: remarks, tasks with their person, and the field for the next one.
import { Checkbox } from '@mantine/core'
import type { Remark } from '#shared/domain/discussion.ts'
import { isoInstant } from '#shared/kit/clock.ts'
import type { SharedDiscussion } from '../../data/discussion.ts'
import { useFormat } from '../../i18n/format.ts'
import { useT } from '../../i18n/useT.ts'
import { DeleteIcon } from '../../ui/icons.ts'
import { StatusIcon } from '../../ui/StatusIcon.tsx'
import { ToolButton } from '../../ui/ToolButton.tsx'
import { useToasts } from '../../ui/toasts.ts'
import { RemarkForm, type Person } from './RemarkForm.tsx'

interface MarkThreadProps {
  annotationId: string
  discussion: SharedDiscussion
  me: Person | null
  team: readonly Person[]
}

export function MarkThread({ annotationId, discussion, me, team }: MarkThreadProps) {
  const t = useT()
  const remarks = discussion.remarks.filter((remark) => remark.annotationId === annotationId)
  return (
    <section className="d-thread" aria-label={t('documents.thread.title')}>
      {remarks.length > 0 && (
        <ul>
          {remarks.map((remark) => (
            <RemarkLine key={remark.id} remark={remark} discussion={discussion} me={me} />
          ))}
        </ul>
      )}
      {me && !discussion.readOnly && <RemarkForm annotationId={annotationId} me={me} team={team} onSay={discussion.say} />}
    </section>
  )
}

function RemarkLine({ remark, discussion, me }: { remark: Remark; discussion: SharedDiscussion; me: Person | null }) {
  const t = useT()
  const format = useFormat()
  const settled = discussion.settled.get(remark.id)
  const { task } = remark
  const canChange = me !== null && !discussion.readOnly
  function withdraw() {
    discussion.withdraw(remark.id)
    useToasts.getState().show({ words: t('documents.thread.withdrawn'), undo: () => discussion.say(remark) })
  }
  return (
    <li className="d-remark">
      <p className="t-small t-3 d-remark-head">
        <span>
          {remark.authorName}, {format.instant(remark.createdAt)}
        </span>
        {canChange && me?.id === remark.author && <ToolButton label={t('documents.thread.withdraw')} icon={DeleteIcon} size={14} onClick={withdraw} />}
      </p>
      <p className="d-remark-text">{remark.text}</p>
      {task && (
        <div className="d-task">
          {!settled && task.blocking && <StatusIcon status="bad" size={13} />}
          <Checkbox
            size="xs"
            checked={settled !== undefined}
            disabled={!canChange}
            label={settled ? t('documents.thread.settled', { name: settled.byName, when: format.instant(settled.at) }) : t(task.blocking ? 'documents.thread.blockingFor' : 'documents.thread.taskFor', { name: task.assigneeName })}
            onChange={(event) => me && discussion.settle(remark.id, event.currentTarget.checked ? { by: me.id, byName: me.name, at: isoInstant(Date.now()) } : null)}
          />
        </div>
      )}
    </li>
  )
}

/** Below the head of a closed mark: how much was said, and whether a task is open. */
export function ThreadNote({ annotationId, discussion }: { annotationId: string; discussion: SharedDiscussion }) {
  const t = useT()
  const remarks = discussion.remarks.filter((remark) => remark.annotationId === annotationId)
  const open = remarks.filter(({ id, task }) => task && !discussion.settled.has(id))
  if (remarks.length === 0) return null
  return (
    <p className="t-small t-2 d-highlight-meta">
      {t('documents.thread.count', { count: remarks.length })}
      {open.length > 0 && (
        <>
          {' · '}
          <StatusIcon status={open.some(({ task }) => task?.blocking) ? 'bad' : 'waiting'} size={12} /> {t('documents.thread.open', { count: open.length })}
        </>
      )}
    </p>
  )
}
