// The comments of one report: a document of registers beside its sections, so that a remark never changes what is signed.
import type * as Y from 'yjs'
import { type Comment, CommentOutcome, CommentReply, CommentThread } from '../domain/comment.ts'
import type { EditOrigin } from './layout.ts'
import { listRegisters, readRegister, setRegister } from './registers.ts'

const THREAD = 'thread'
const REPLY = 'reply'
const OUTCOME = 'outcome'

/** @throws ZodError when it is not one */
export function addThread(doc: Y.Doc, origin: EditOrigin, thread: CommentThread): void {
  setRegister(doc, origin, `${THREAD}/${thread.id}`, CommentThread.parse(thread))
}

/** @throws ZodError when it is not one */
export function addReply(doc: Y.Doc, origin: EditOrigin, reply: CommentReply): void {
  setRegister(doc, origin, `${REPLY}/${reply.thread}/${reply.id}`, CommentReply.parse(reply))
}

/** The last decision stands; a settled thread can be opened again. */
export function settleThread(doc: Y.Doc, origin: EditOrigin, thread: string, outcome: CommentOutcome): void {
  setRegister(doc, origin, `${OUTCOME}/${thread}`, CommentOutcome.parse(outcome))
}

/** Oldest first; what cannot be read is counted. */
export function readComments(doc: Y.Doc): { comments: Comment[]; unreadable: number } {
  const { entries, unreadable } = listRegisters(doc, THREAD, CommentThread)
  let broken = unreadable
  const comments = entries.map((thread): Comment => {
    const replies = listRegisters(doc, `${REPLY}/${thread.id}`, CommentReply)
    broken += replies.unreadable
    return { thread, replies: replies.entries, outcome: readRegister(doc, `${OUTCOME}/${thread.id}`, CommentOutcome) ?? null }
  })
  return { comments, unreadable: broken }
}
