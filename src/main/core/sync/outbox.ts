// Commands on their way to the server: written in the transaction of the change itself, sent in order per case, never dropped.
import { CommandBody, type Command, type Outcome } from '#shared/contract/service/service.contract.ts'
import { CaseId, newUuid } from '#shared/kit/ids.ts'
import { isoInstant, type Clock } from '#shared/kit/clock.ts'
import type { Database, Readable, Writable } from '../storage/handles.ts'

interface Row {
  id: string
  case_id: string
  body: string
  created_at: string
}

export interface OutboxEntry {
  readonly id: string
  readonly caseId: string
  readonly type: CommandBody['type']
  readonly state: 'waiting' | 'done' | 'needsYou'
  readonly reason: string | null
  readonly at: string
}

export function createOutbox({ db, clock }: { db: Database; clock: Clock }) {
  /** Puts a command behind the others of its case, inside the caller's transaction. */
  function enqueue(tx: Writable, caseId: string, body: CommandBody): void {
    const now = clock.now()
    tx.run("INSERT INTO outbox (id, case_id, body, created_at, state) VALUES (?, ?, ?, ?, 'waiting')", [
      newUuid(now),
      caseId,
      JSON.stringify(body),
      isoInstant(now),
    ])
  }

  /** The oldest waiting command of every case that has no command waiting for a person. */
  function next(): Command[] {
    const rows = db.read((r) =>
      r.all<Row>(`SELECT id, case_id, body, created_at FROM outbox AS o WHERE state = 'waiting'
        AND seq = (SELECT min(seq) FROM outbox WHERE case_id = o.case_id AND state <> 'done')`),
    )
    return rows.map((row) => ({
      id: row.id,
      caseId: CaseId.parse(row.case_id),
      baseVersion: db.read((r) => knownVersion(r, row.case_id)),
      createdAt: row.created_at,
      body: CommandBody.parse(JSON.parse(row.body)),
    }))
  }

  function settle(tx: Writable, command: Command, outcome: Outcome): void {
    // Facts that somebody changed before are brought together field by field with what the server sends next.
    const isMerged = outcome.kind === 'conflict' && command.body.type === 'case.update'
    // A colleague decided about the same file before: theirs stands, and nothing waits for a person.
    const isOverruled = outcome.kind === 'rejected' && outcome.reason === 'decidedBefore'
    const state = outcome.kind === 'accepted' || isMerged || isOverruled ? 'done' : 'needsYou'
    const reason = outcome.kind === 'accepted' ? null : isMerged ? 'merged' : outcome.reason
    tx.run('UPDATE outbox SET state = ?, reason = ?, settled_at = ? WHERE id = ?', [state, reason, isoInstant(clock.now()), command.id])
    // With a gap somebody else's change lies between: the version stays, so that the round fetches what it skipped.
    const follows = outcome.kind === 'accepted' && outcome.version <= knownVersion(tx, command.caseId) + 1
    if (follows) rememberVersion(tx, command.caseId, outcome.version)
  }

  function entries(): OutboxEntry[] {
    const rows = db.read((r) =>
      r.all<Row & { state: OutboxEntry['state']; reason: string | null; settled_at: string | null }>(
        "SELECT * FROM outbox WHERE state <> 'done' OR settled_at > ? ORDER BY seq DESC LIMIT 500",
        [isoInstant(clock.now() - 86_400_000)],
      ),
    )
    return rows.map((row) => ({
      id: row.id,
      caseId: row.case_id,
      type: CommandBody.parse(JSON.parse(row.body)).type,
      state: row.state,
      reason: row.reason,
      at: row.settled_at ?? row.created_at,
    }))
  }

  const count = (state: 'waiting' | 'needsYou') =>
    db.read((r) => r.get<{ n: number }>('SELECT count(*) AS n FROM outbox WHERE state = ?', [state]))?.n ?? 0

  /** A person's word on a command that the server refused: once more as it is, or never. Its content stays in the row either way. @returns false when none such waits */
  function decide(tx: Writable, caseId: string, commandId: string, decision: 'again' | 'discard'): boolean {
    const { changes } = tx.run("UPDATE outbox SET state = ?, reason = ?, settled_at = ? WHERE id = ? AND case_id = ? AND state = 'needsYou'", [
      decision === 'again' ? 'waiting' : 'done',
      decision === 'again' ? null : 'discarded',
      decision === 'again' ? null : isoInstant(clock.now()),
      commandId,
      caseId,
    ])
    return changes > 0
  }

  return { enqueue, next, settle, entries, decide, count }
}

function knownVersion(r: Readable, caseId: string): number {
  return r.get<{ v: number }>('SELECT server_version AS v FROM sync_case WHERE case_id = ?', [caseId])?.v ?? 0
}

export function rememberVersion(tx: Writable, caseId: string, version: number): void {
  tx.run(
    'INSERT INTO sync_case (case_id, server_version) VALUES (?, ?) ON CONFLICT (case_id) DO UPDATE SET server_version = max(server_version, excluded.server_version)',
    [caseId, version],
  )
}

/** Cases that a server has: only their changes go into the outbox. */
export function isPublished(r: Readable, caseId: string): boolean {
  return r.get('SELECT 1 FROM sync_case WHERE case_id = ?', [caseId]) !== undefined
}
