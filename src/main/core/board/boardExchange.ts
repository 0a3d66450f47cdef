// Evens out board meetings with the server: own acts up, everybody's down. Soon after an act, at a peer's word, and now and then. Knows no screen.
import { CaseError } from '#shared/contract/errors.ts'
import type { BoardEvent } from '#shared/domain/board/boardAct.ts'
import type { AuditLog } from '../audit/auditLog.ts'
import type { Session } from '../identity/session.ts'
import type { ServiceClient } from '../sync/serverLink.ts'
import { isPublished } from '../sync/outbox.ts'
import type { Readable } from '../storage/handles.ts'
import * as store from './boardStore.ts'

/** A server takes this many acts at once. */
const BATCH = 100
const AT_REST_MS = 5_000
const LIVE_MS = 2_000

export interface ExchangePorts {
  readonly session: Pick<Session, 'db' | 'user'>
  readonly audit: AuditLog
  isConnected(): boolean
  /** @throws CaseError SERVER_UNREACHABLE, SERVER_REFUSED */
  ask<T>(use: (client: ServiceClient) => Promise<T>): Promise<T>
  /** Something came or was confirmed. */
  changed(meetingId: string): void
}

export function createBoardExchange({ session: { db, user }, audit, isConnected, ask, changed }: ExchangePorts) {
  let running: Promise<void> | null = null
  let again = false
  let live = false
  let stopped = false
  let timer: NodeJS.Timeout | undefined

  function schedule(ms: number): void {
    clearTimeout(timer)
    if (stopped) return
    timer = setTimeout(() => void meet(), ms)
    timer.unref()
  }

  /** One exchange at a time; a wish that comes meanwhile is one more afterwards. */
  function meet(): Promise<void> {
    if (running) {
      again = true
      return running
    }
    running = exchange()
      // Not reached now: the acts wait in their rows.
      .catch((error: unknown) => {
        if (!(error instanceof CaseError)) throw error
      })
      .finally(() => {
        running = null
        const soon = again
        again = false
        schedule(soon ? 0 : live ? LIVE_MS : AT_REST_MS)
      })
    return running
  }

  async function exchange(): Promise<void> {
    if (stopped || !isConnected()) return
    const heads = new Map((await ask((client) => client.board.meetings())).map(({ meetingId, head }) => [meetingId, head]))
    for (const meetingId of new Set([...heads.keys(), ...db.read(store.listMeetingIds)])) await even(meetingId, heads.get(meetingId) ?? 0)
  }

  async function even(meetingId: string, head: number): Promise<void> {
    const known = db.read((r) => store.readHead(r, meetingId))
    if (head < known.head) {
      db.write((tx) => {
        store.sendAgain(tx, meetingId, head, user.id)
        store.putHead(tx, meetingId, { head: 0, cases: '' })
      })
    }
    const sent = await send(meetingId)
    const since = db.read((r) => store.readHead(r, meetingId))
    if (sent || head > since.head || live) await take(meetingId, since, sent || head > since.head)
  }

  /** @returns whether anything was sent */
  async function send(meetingId: string): Promise<boolean> {
    let sent = false
    for (let waiting = next(meetingId); waiting.length > 0; waiting = next(meetingId)) {
      const outcomes = await ask((client) => client.board.submit({ meetingId, events: waiting }))
      db.write((tx) => {
        for (const { id, refused } of outcomes) {
          if (refused !== null) store.refuseEvent(tx, id, refused)
          else tx.run('UPDATE board_event SET server_order = ? WHERE id = ? AND server_order IS NULL', [Number.MAX_SAFE_INTEGER, id])
        }
        audit.append(tx, 'board.sent', { userId: user.id, role: user.role }, { meetingId, acts: outcomes.length, refused: outcomes.filter(({ refused }) => refused !== null).length })
      })
      sent = true
    }
    return sent
  }

  /** In order, up to the first that speaks of a case the server does not have yet. */
  function next(meetingId: string): BoardEvent[] {
    return db.read((r) => {
      const waiting = store.listWaiting(r, meetingId)
      const stop = waiting.findIndex((event) => !mayGo(r, event))
      return waiting.slice(0, stop === -1 ? BATCH : Math.min(stop, BATCH))
    })
  }

  async function take(meetingId: string, since: store.BoardHead, isNew: boolean): Promise<void> {
    const found = await ask((client) => client.board.read({ meetingId, after: since.head }))
    const cases = [...found.cases].sort().join(' ')
    if (!isNew && found.events.length === 0 && cases === since.cases) return
    // Somebody who has joined a case since reads its earlier acts too.
    const all = cases === since.cases || since.head === 0 ? found : await ask((client) => client.board.read({ meetingId, after: 0 }))
    db.write((tx) => {
      store.putServerEvents(tx, all.events)
      store.putHead(tx, meetingId, { head: all.head, cases })
    })
    changed(meetingId)
  }

  schedule(AT_REST_MS)
  return {
    meet,
    wake: () => schedule(0),
    /** While a board is going on, what others do is asked for often. */
    setLive(on: boolean): void {
      live = on
      schedule(0)
    },
    async stop(): Promise<void> {
      stopped = true
      clearTimeout(timer)
      await running
    },
  }
}

function mayGo(r: Readable, { caseId, act }: BoardEvent): boolean {
  const about = caseId ?? (act.type === 'addCase' ? act.caseId : null)
  return about === null || isPublished(r, about)
}
