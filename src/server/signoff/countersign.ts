// Accepting a clinician's signature: the signature is theirs, the content is what the server holds, and nothing changes afterwards.
import { createHash, type KeyObject } from 'node:crypto'
import * as Y from 'yjs'
import { sectionText } from '#shared/casedoc/digest.ts'
import { parseRoomName } from '#shared/casedoc/layout.ts'
import { COUNTERSIGN_DOMAIN, type Countersignature } from '#shared/contract/service/service.contract.ts'
import { MEDICAL_ROLES } from '#shared/domain/people.ts'
import { countersignedText, signOffStatement, type SignOff } from '#shared/domain/signOff.ts'
import { domainSeparated, signEd25519, verifyEd25519 } from '#shared/node/ed25519.ts'
import { freezeRooms } from '../collab/updateLog.ts'
import type { Caller } from '../access/caller.ts'
import { expectFiles } from '../cases/members.ts'
import { coSignaturesOf } from './signedActs.ts'
import type { CaseKey } from '../storage/caseVault.ts'
import type { Executor } from '../storage/executor.ts'

export interface SignOffPorts {
  readonly countersignKey: KeyObject
  readonly publicKey: string
  /** After the commit: open connections of these rooms turn read-only. */
  roomsFrozen(rooms: readonly string[]): Promise<void>
}

/** A room of the signed report and the SHA-256 of its text as the signer's machine had it. */
export interface SignedRoom {
  readonly room: string
  readonly sha256: string
}

interface Request {
  readonly caseId: string
  readonly key: CaseKey
  readonly signOff: SignOff
  readonly rooms: readonly SignedRoom[]
  readonly caller: Caller
  readonly at: string
  newFileId(): string
}

type Acceptance =
  | { kind: 'countersigned'; countersignature: Countersignature }
  | { kind: 'conflict'; reason: 'contentChanged' | 'alreadySigned' }
  | { kind: 'rejected'; reason: 'wrongRole' | 'badSignature' }

/**
 * Runs inside the command's transaction, under the case's lock: no update can slip in between comparing and freezing.
 * @returns a conflict that leaves the signed version with its signer; nothing is frozen then
 */
export async function acceptSignOff(
  trx: Executor,
  ports: SignOffPorts,
  { caseId, key, signOff, rooms, caller, at, newFileId }: Request,
): Promise<Acceptance> {
  if (!MEDICAL_ROLES.includes(caller.user.role)) return { kind: 'rejected', reason: 'wrongRole' }
  if (signOff.caseId !== caseId || !(await isOwnSignature(trx, caller, signOff, signOffStatement(signOff)))) return { kind: 'rejected', reason: 'badSignature' }
  // Who is named as having signed before must have done so here, over the same content.
  const before = (await coSignaturesOf(trx, key, signOff.reportId)).filter(({ contentHash }) => contentHash === signOff.contentHash)
  if (!(signOff.coSignatures ?? []).every((signature) => before.some((act) => act.signature === signature))) return { kind: 'rejected', reason: 'badSignature' }
  const earlier = await trx.selectFrom('sign_off').select('id').where('report_id', '=', signOff.reportId).executeTakeFirst()
  if (earlier) return { kind: 'conflict', reason: 'alreadySigned' }

  for (const { room, sha256 } of rooms) {
    if (parseRoomName(room)?.caseId !== caseId) return { kind: 'rejected', reason: 'badSignature' }
    if ((await digestOf(trx, key, room)) !== sha256) return { kind: 'conflict', reason: 'contentChanged' }
  }
  await freezeRooms(trx, rooms.map(({ room }) => room), at)
  const countersignature = countersign(ports, signOff, at)
  await trx
    .insertInto('sign_off')
    .values({ id: signOff.id, case_id: caseId, report_id: signOff.reportId, body: key.sealText(JSON.stringify(signOff)), countersignature: JSON.stringify(countersignature) })
    .execute()
  await expectFiles(trx, caseId, [signOff.pdfSha256, signOff.contentHash], newFileId)
  return { kind: 'countersigned', countersignature }
}

/** Of the caller, with the key this server knows of them. */
export async function isOwnSignature(trx: Executor, caller: Caller, signed: Pick<SignOff, 'signer' | 'publicKey' | 'signature'>, statement: string): Promise<boolean> {
  const { signing_key } = await trx.selectFrom('app_user').select('signing_key').where('id', '=', caller.user.id).executeTakeFirstOrThrow()
  return signed.signer.id === caller.user.id && signed.publicKey === signing_key && verifyEd25519(signing_key, Buffer.from(statement, 'utf8'), signed.signature)
}

export function countersign({ publicKey, countersignKey }: Pick<SignOffPorts, 'publicKey' | 'countersignKey'>, signed: { readonly id: string; readonly contentHash: string }, at: string): Countersignature {
  return { signedAt: at, publicKey, signature: signEd25519(countersignKey, domainSeparated(COUNTERSIGN_DOMAIN, countersignedText(signed, at))) }
}

/** SHA-256 of the room's text, rebuilt from the log inside the transaction, not from memory. */
async function digestOf(trx: Executor, key: CaseKey, room: string): Promise<string> {
  const doc = new Y.Doc()
  const snapshot = await trx.selectFrom('doc_snapshot').selectAll().where('room', '=', room).executeTakeFirst()
  if (snapshot) Y.applyUpdate(doc, key.openBytes(new Uint8Array(snapshot.data)))
  const tail = await trx.selectFrom('doc_update').select('data').where('room', '=', room).where('seq', '>', Number(snapshot?.upto ?? 0)).orderBy('seq').execute()
  for (const row of tail) Y.applyUpdate(doc, key.openBytes(new Uint8Array(row.data)))
  return createHash('sha256').update(sectionText(doc), 'utf8').digest('hex')
}
