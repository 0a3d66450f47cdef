// Records that clinical content was shown: once per thing and quarter of an hour, however often a screen asks again.
import type { Clock } from '#shared/kit/clock.ts'
import type { Database } from '../storage/handles.ts'
import type { Actor, AuditLog } from './auditLog.ts'

const REPEAT_AFTER_MS = 15 * 60_000

export function createShownRecord({ db, audit, actor, clock }: { db: Database; audit: AuditLog; actor: Actor; clock: Clock }) {
  const last = new Map<string, number>()

  /** Fails closed: what cannot be recorded is not shown. */
  function record(event: string, fields: Readonly<Record<string, string>>): void {
    const key = JSON.stringify([event, fields])
    const now = clock.now()
    if (now - (last.get(key) ?? Number.NEGATIVE_INFINITY) < REPEAT_AFTER_MS) return
    db.write((tx) => audit.append(tx, event, actor, fields))
    last.set(key, now)
  }

  return { record }
}
