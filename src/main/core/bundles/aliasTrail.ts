// Rows of the alias trail: under which other identity a released file had come, who answered for it and who confirmed. Append-only.
import type { z } from 'zod'
import type { Alias } from '#shared/contract/workstation/quarantine.contract.ts'
import type { QuarantineAct, QuarantineEvent } from '#shared/domain/quarantineActs.ts'
import type { Readable, Writable } from '../storage/handles.ts'

const NOTHING: Alias['identity'] = { familyName: null, givenName: null, birthDate: null, sex: null, identifier: null }

/** @param item where this workstation held it; null where it never did. @returns false when the trail had it already */
export function putAlias(tx: Writable, { id, caseId, actor, at }: QuarantineEvent, act: Extract<QuarantineAct, { type: 'release' }>, item: { importId: string; itemId: string } | null): boolean {
  const { changes } = tx.run(
    `INSERT INTO patient_alias (id, case_id, import_id, item_id, item_name, stated, differing, reason, released_by, confirmed_by, confirmed_how, at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
    [id, caseId, item?.importId ?? id, item?.itemId ?? id, act.name, JSON.stringify(act.check?.stated ?? NOTHING), JSON.stringify(act.check?.differing ?? []), act.reason, actor.name, act.confirmedBy, act.confirmedHow, at],
  )
  return changes > 0
}

/** Without releases that a colleague's earlier decision overruled. */
export function listAliases(r: Readable, caseId: string): z.infer<typeof Alias>[] {
  return r
    .all<{ itemName: string; stated: string; differing: string; reason: string; releasedBy: string; confirmedBy: string; confirmedHow: 'secondPerson' | 'sameAgain'; at: string }>(
      `SELECT item_name AS itemName, stated, differing, reason, released_by AS releasedBy, confirmed_by AS confirmedBy, confirmed_how AS confirmedHow, at
       FROM patient_alias a WHERE case_id = ? AND NOT EXISTS (SELECT 1 FROM quarantine_event e WHERE e.id = a.id AND e.refused IS NOT NULL) ORDER BY at, id`,
      [caseId],
    )
    .map(({ stated, differing, ...row }) => ({ ...row, identity: JSON.parse(stated) as Alias['identity'], differing: JSON.parse(differing) as Alias['differing'] }))
}
