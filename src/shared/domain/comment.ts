// Comments on a report's text: a thread on quoted words, with an optional other wording, replies, and how it was settled. Knows no editor.
import { z } from 'zod'
import { UserId } from '../kit/ids.ts'

const authored = { author: UserId, authorName: z.string().max(120), createdAt: z.string() }

/** Written once; what happens to it is a CommentOutcome under the same id. */
export const CommentThread = z.object({
  id: z.uuid(),
  /** Section of the report, and the name of the text in it (casedoc/layout). */
  section: z.string().max(60),
  fragment: z.string().max(20),
  /** Both ends in the text as Yjs relative positions (JSON text): they stay with their words whatever is written around them. */
  from: z.string().max(400),
  to: z.string().max(400),
  /** The words as they were. */
  quote: z.string().min(1).max(2000),
  text: z.string().max(4000),
  /** Other words for the quoted ones; empty proposes to leave them out, null proposes nothing. */
  suggestion: z.string().max(4000).nullable(),
  /** Has to be settled before the report is signed (B10). */
  blocking: z.boolean(),
  ...authored,
})
export type CommentThread = z.infer<typeof CommentThread>

export const CommentReply = z.object({ id: z.uuid(), thread: z.uuid(), text: z.string().trim().min(1).max(4000), ...authored })
export type CommentReply = z.infer<typeof CommentReply>

export const CommentOutcome = z.object({ state: z.enum(['open', 'resolved', 'accepted', 'rejected']), by: UserId, byName: z.string().max(120), at: z.string() })
export type CommentOutcome = z.infer<typeof CommentOutcome>

export interface Comment {
  readonly thread: CommentThread
  /** Oldest first. */
  readonly replies: readonly CommentReply[]
  /** null = nobody has settled it. */
  readonly outcome: CommentOutcome | null
}

export function isOpen({ outcome }: Pick<Comment, 'outcome'>): boolean {
  return outcome === null || outcome.state === 'open'
}
