// Which marks of a document the list shows, and which the keys walk through. Pure.
import { type Highlight, MARK_STAMPS, type MarkStamp, MARK_SHAPES, shapeOf } from '#shared/domain/annotation.ts'
import { concerns, type Discussion, openTasks } from '#shared/domain/discussion.ts'

/** `forMe`: somebody waits for this person; `openTasks`: of anybody. */
export const MARK_KINDS = ['all', 'forMe', 'openTasks', ...MARK_SHAPES.filter((shape) => shape !== 'stamp'), ...MARK_STAMPS] as const
export type MarkKind = (typeof MARK_KINDS)[number]

export interface MarkFilter {
  kind: MarkKind
  /** null: everybody's. */
  author: string | null
}

export const EVERY_MARK: MarkFilter = { kind: 'all', author: null }

export function filterMarks(marks: readonly Highlight[], { kind, author }: MarkFilter, discussion: Discussion, me: string): Highlight[] {
  const waiting = new Set(
    (kind === 'openTasks' ? openTasks(discussion) : kind === 'forMe' ? discussion.remarks.filter((remark) => concerns(remark, me, discussion)) : []).map(({ annotationId }) => annotationId as string),
  )
  const isStamp = (MARK_STAMPS as readonly string[]).includes(kind)
  return marks.filter((mark) => {
    if (author !== null && mark.author !== author) return false
    if (kind === 'all') return true
    if (kind === 'forMe' || kind === 'openTasks') return waiting.has(mark.id)
    return isStamp ? mark.stamp === (kind as MarkStamp) : shapeOf(mark) === kind
  })
}

/** The people who marked, in the order of their first mark. */
export function authorsOf(marks: readonly Highlight[]): { id: string; name: string }[] {
  return [...new Map(marks.map(({ author, authorName }) => [author as string, { id: author as string, name: authorName }])).values()]
}
