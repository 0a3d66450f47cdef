// Tells the other server processes on the same PostgreSQL what was stored: room and exact numbers, delivered at commit (LISTEN/NOTIFY).
// With PGlite there is one process and nobody to tell.
import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import pg from 'pg'
import type { Executor } from '../storage/executor.ts'

const CHANNEL = 'consilium_rooms'
const RECONNECT_MS = 500

export interface Announcer {
  /** What the log hands to the statement that stores updates, so that they are announced at its commit; null when there is nobody to tell. */
  readonly notice: { readonly channel: string; readonly sender: string } | null
  frozen(executor: Executor, rooms: readonly string[]): Promise<void>
  forgotten(executor: Executor, caseId: string): Promise<void>
}

export interface Listener {
  updates(room: string, seqs: readonly number[]): void
  frozen(room: string): void
  forgotten(caseId: string): void
  /** Notices were missed: everything that is open must be read again. */
  missed(): void
}

type Notice = { from: string; room: string; seqs: number[] } | { from: string; frozen: string } | { from: string; forgotten: string }

export const noAnnouncer: Announcer = { notice: null, frozen: async () => undefined, forgotten: async () => undefined }

export function createAnnouncements(connectionString: string) {
  const self = randomUUID()
  let client: pg.Client | null = null
  let stopped = false
  let listener: Listener | null = null

  const notify = (executor: Executor, notice: object) => sql`select pg_notify(${CHANNEL}, ${JSON.stringify({ from: self, ...notice })})`.execute(executor)

  const announcer: Announcer = {
    notice: { channel: CHANNEL, sender: self },
    async frozen(executor, rooms) {
      for (const room of rooms) await notify(executor, { frozen: room })
    },
    async forgotten(executor, caseId) {
      await notify(executor, { forgotten: caseId })
    },
  }

  function hear(payload: string | undefined) {
    const notice = JSON.parse(payload ?? '{}') as Notice
    if (notice.from === self || !listener) return
    if ('seqs' in notice) listener.updates(notice.room, notice.seqs)
    else if ('frozen' in notice) listener.frozen(notice.frozen)
    else if ('forgotten' in notice) listener.forgotten(notice.forgotten)
  }

  async function open(): Promise<void> {
    const fresh = new pg.Client({ connectionString })
    fresh.on('notification', ({ payload }) => hear(payload))
    fresh.on('error', () => {
      client = null
      reopen()
    })
    await fresh.connect()
    await fresh.query(`listen ${CHANNEL}`)
    client = fresh
  }

  function reopen(): void {
    if (stopped) return
    setTimeout(() => {
      open().then(() => listener?.missed(), reopen)
    }, RECONNECT_MS)
  }

  return {
    announcer,
    async listen(to: Listener): Promise<void> {
      listener = to
      await open()
    },
    /** false while notices of other processes do not arrive. */
    isListening: () => client !== null,
    async stop(): Promise<void> {
      stopped = true
      await client?.end().catch(() => undefined)
    },
  }
}
