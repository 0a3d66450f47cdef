// Rows of panels. The only place with SQL of these tables.
import { PanelEvent, type RevealedOpinion } from '#shared/domain/panel/panelAct.ts'
import type { Readable, Writable } from '../storage/handles.ts'
import { travellingActs } from '../storage/travellingActs.ts'

const acts = travellingActs('panel_event', PanelEvent)

export const { list: listEvents, waiting: listWaitingEvents, add: addEvent, putServers: putServerEvents, refuse: refuseEvent } = acts

export function listPanelCases(r: Readable): string[] {
  return r.all<{ id: string }>('SELECT DISTINCT case_id AS id FROM panel_event WHERE refused IS NULL').map(({ id }) => id)
}

/** @returns the JSON text of the draft as the screen left it */
export function readDraft(r: Readable, caseId: string): string | undefined {
  return r.get<{ body: string }>('SELECT body FROM panel_draft WHERE case_id = ?', [caseId])?.body
}

export function putDraft(tx: Writable, caseId: string, body: string, at: string): void {
  tx.run(
    'INSERT INTO panel_draft (case_id, body, changed_at) VALUES (?, ?, ?) ON CONFLICT (case_id) DO UPDATE SET body = excluded.body, changed_at = excluded.changed_at',
    [caseId, body, at],
  )
}

/** The author's own copy in clear: it never leaves this store before the reveal. */
export function addOwnOpinion(tx: Writable, caseId: string, { opinionId, text, nonce }: RevealedOpinion, at: string): void {
  tx.run('INSERT INTO panel_own_opinion (opinion_id, case_id, text, nonce, sealed_at) VALUES (?, ?, ?, ?, ?)', [opinionId, caseId, text, nonce, at])
}

export function readOwnOpinion(r: Readable, opinionId: string): RevealedOpinion | undefined {
  return r.get<RevealedOpinion & Record<string, never>>('SELECT opinion_id AS opinionId, text, nonce FROM panel_own_opinion WHERE opinion_id = ?', [opinionId])
}

export function putReleaseKey(tx: Writable, caseId: string, publicKey: string, wrappedPrivateKey: Uint8Array): void {
  tx.run('INSERT INTO panel_release_key (case_id, public_key, wrapped_private_key) VALUES (?, ?, ?) ON CONFLICT (case_id) DO UPDATE SET public_key = excluded.public_key, wrapped_private_key = excluded.wrapped_private_key', [caseId, publicKey, wrappedPrivateKey])
}

export function readReleaseKey(r: Readable, caseId: string): { publicKey: string; wrappedPrivateKey: Uint8Array } | undefined {
  return r.get<{ publicKey: string; wrappedPrivateKey: Uint8Array } & Record<string, never>>(
    'SELECT public_key AS publicKey, wrapped_private_key AS wrappedPrivateKey FROM panel_release_key WHERE case_id = ?',
    [caseId],
  )
}
