// What people say to each other under a mark: remarks that name colleagues, and tasks that may hold the signature up. A remark is written once.
import { z } from 'zod'
import { AnnotationId, UserId } from '../kit/ids.ts'

export const Remark = z.object({
  id: z.uuid(),
  annotationId: AnnotationId,
  author: UserId,
  authorName: z.string(),
  createdAt: z.string(),
  text: z.string().min(1).max(4000),
  /** People of the team whose attention it asks for. */
  mentions: z.array(UserId).max(50),
  /** Something to be done by one person; `blocking` holds the signature up until it is settled. */
  task: z.object({ assignee: UserId, assigneeName: z.string(), blocking: z.boolean() }).nullable(),
})
export type Remark = z.infer<typeof Remark>

export const Settled = z.object({ by: UserId, byName: z.string(), at: z.string() })
export type Settled = z.infer<typeof Settled>

export interface Discussion {
  /** Oldest first. */
  readonly remarks: readonly Remark[]
  /** By the task's remark. */
  readonly settled: ReadonlyMap<string, Settled>
  readonly unreadable: number
}

export const NO_DISCUSSION: Discussion = { remarks: [], settled: new Map(), unreadable: 0 }

export function openTasks({ remarks, settled }: Discussion): Remark[] {
  return remarks.filter(({ id, task }) => task !== null && !settled.has(id))
}

/** Whether somebody waits for this person: an open task of theirs, or a remark that names them. */
export function concerns(remark: Remark, userId: string, discussion: Discussion): boolean {
  if (remark.task) return remark.task.assignee === userId && !discussion.settled.has(remark.id)
  return remark.mentions.some((id) => id === userId)
}

/** The people whose names stand in the text behind an @, in the order of the team. */
export function mentionedIn(text: string, team: readonly { id: UserId; name: string }[]): UserId[] {
  return team.filter(({ name }) => text.includes(`@${name}`)).map(({ id }) => id)
}
