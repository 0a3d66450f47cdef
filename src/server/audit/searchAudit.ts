// Questions to the audit: by person, event, case and time. Names are joined in for people; they are not part of the chain.
import type { AuditEntry, AuditQuery } from '#shared/contract/service/audit.contract.ts'
import type { Executor } from '../storage/executor.ts'

type Entry = Omit<AuditEntry, 'reason'>
type Filter = Omit<AuditQuery, 'before' | 'limit'>

/** Newest first. */
export async function searchAudit(executor: Executor, { before, limit, ...filter }: AuditQuery): Promise<Entry[]> {
  let query = filtered(executor, filter).orderBy('audit.seq', 'desc').limit(limit)
  if (before !== null) query = query.where('audit.seq', '<', before)
  return (await query.execute()).map(entryOf)
}

/** Oldest first, all of them. */
export async function listAudit(executor: Executor, filter: Filter): Promise<Entry[]> {
  return (await filtered(executor, filter).orderBy('audit.seq').execute()).map(entryOf)
}

function filtered(executor: Executor, { from, to, actor, event, caseId }: Filter) {
  const plain = (text: string) => text.replace(/[\\%_]/g, '\\$&')
  return executor
    .selectFrom('audit')
    .leftJoin('app_user', (join) => join.on((eb) => eb(eb.cast<string>('app_user.id', 'text'), '=', eb.ref('audit.actor'))))
    .select(['audit.seq', 'audit.at', 'audit.actor', 'audit.role', 'audit.device', 'audit.event', 'audit.case_id', 'audit.fields', 'app_user.name'])
    .where((eb) =>
      eb.and([
        ...(from === null ? [] : [eb('audit.at', '>=', from)]),
        ...(to === null ? [] : [eb('audit.at', '<=', to)]),
        ...(actor === '' ? [] : [eb.or([eb('audit.actor', '=', actor), eb('app_user.name', 'ilike', `%${plain(actor)}%`)])]),
        ...(event === '' ? [] : [eb('audit.event', 'like', `${plain(event)}%`)]),
        ...(caseId === null ? [] : [eb('audit.case_id', '=', caseId)]),
      ]),
    )
}

function entryOf(row: { seq: number; at: string; actor: string; role: string; device: string; event: string; case_id: string | null; fields: string; name: string | null }): Entry {
  const { seq, at, actor, role, device, event, case_id, fields, name } = row
  return { seq: Number(seq), at, actor, actorName: name, role, device, event, caseId: case_id, fields: JSON.parse(fields) as AuditEntry['fields'] }
}
