// The panel's acts on the server: checked by the rules every machine folds by, kept for ever, handed out as each reader may hold them.
import { type PanelAct, PanelEvent } from '#shared/domain/panel/panelAct.ts'
import { eventsFor, foldPanel, refusalOf } from '#shared/domain/panel/panelState.ts'
import type { User } from '#shared/domain/people.ts'
import type { CaseKey } from '../storage/caseVault.ts'
import type { Executor } from '../storage/executor.ts'

/** Runs inside the command's transaction, under the case's lock. @returns false when the panel's rules refuse the act */
export async function appendPanelAct(trx: Executor, key: CaseKey, event: { id: string; caseId: string; actor: User; at: string; act: PanelAct }): Promise<boolean> {
  const state = foldPanel(await readAll(trx, key, event.caseId))
  if (refusalOf(state, event.act, event.actor, event.at)) return false
  await trx
    .insertInto('panel_event')
    .values({ id: event.id, case_id: event.caseId, actor: key.sealText(JSON.stringify(event.actor)), at: event.at, act: key.sealText(JSON.stringify(event.act)) })
    .execute()
  return true
}

/** @param now the server's clock: a chair whose own clock runs ahead opens nothing early */
export async function readPanelFor(executor: Executor, key: CaseKey, caseId: string, readerId: string, now: string): Promise<PanelEvent[]> {
  return eventsFor(await readAll(executor, key, caseId), readerId, now)
}

async function readAll(executor: Executor, key: CaseKey, caseId: string): Promise<PanelEvent[]> {
  const rows = await executor.selectFrom('panel_event').selectAll().where('case_id', '=', caseId).orderBy('seq').execute()
  return rows.map((row) => PanelEvent.parse({ id: row.id, caseId: row.case_id, actor: JSON.parse(key.openText(row.actor)), at: row.at, act: JSON.parse(key.openText(row.act)) }))
}
