// React's door to the comments of one report. Panels get domain values and three verbs.
import { useMemo } from 'react'
import type { Doc } from 'yjs'
import { addReply, addThread, readComments, settleThread } from '#shared/casedoc/comments.ts'
import { COMMENTS, roomName } from '#shared/casedoc/layout.ts'
import { REGISTERS } from '#shared/casedoc/registers.ts'
import type { Comment, CommentOutcome, CommentThread } from '#shared/domain/comment.ts'
import type { Report } from '#shared/domain/report.ts'
import { isoInstant } from '#shared/kit/clock.ts'
import { newUuid } from '#shared/kit/ids.ts'
import { useDocReading } from './docReading.ts'
import { useProfile } from './queries.ts'
import { useHeldRoom, useRoomAccess } from './rooms.ts'

export type CommentDraft = Pick<CommentThread, 'section' | 'fragment' | 'from' | 'to' | 'quote' | 'text' | 'suggestion' | 'blocking'>

export interface Comments {
  comments: readonly Comment[]
  /** Entries that could not be read; the panel says so when above 0. */
  unreadable: number
  writable: boolean
  ready: boolean
  add(draft: CommentDraft): void
  reply(thread: string, text: string): void
  settle(thread: string, state: CommentOutcome['state']): void
}

type Read = ReturnType<typeof readComments>
const nothing: Read = { comments: [], unreadable: 0 }
const ROOTS = [REGISTERS]

/** @param onChanged called after a comment was written here: what stands before signing may have changed */
export function useComments({ caseId, number }: Pick<Report, 'caseId' | 'number'>, onChanged: () => void): Comments {
  const room = roomName({ kind: 'section', caseId, report: number, section: COMMENTS })
  const held = useHeldRoom(room)
  const access = useRoomAccess(held)
  const me = useProfile().data?.me
  const doc = held?.doc ?? null
  const read = useDocReading(doc, ROOTS, readComments, nothing)
  return useMemo(() => {
    const writable = doc !== null && me != null && access?.synced === true && !access.readOnly && !access.refused
    const write = (change: (to: Doc, origin: { actorId: string; room: string; tool: string }, at: string, author: { author: CommentThread['author']; authorName: string; createdAt: string }) => void) => {
      if (!writable || !doc || !me) return
      const at = isoInstant(Date.now())
      change(doc, { actorId: me.id, room, tool: 'comment' }, at, { author: me.id, authorName: me.name, createdAt: at })
      onChanged()
    }
    return {
      ...read,
      writable,
      ready: access?.synced ?? false,
      add: (draft) => write((to, origin, _at, author) => addThread(to, origin, { id: newUuid(Date.now()), ...draft, ...author })),
      reply: (thread, text) => write((to, origin, _at, author) => addReply(to, origin, { id: newUuid(Date.now()), thread, text, ...author })),
      settle: (thread, state) => write((to, origin, at, { author, authorName }) => settleThread(to, origin, thread, { state, by: author, byName: authorName, at })),
    }
  }, [doc, me, access, read, room, onChanged])
}
