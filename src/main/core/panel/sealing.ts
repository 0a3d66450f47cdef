// Sealing one opinion to a panel's release key, and opening it again. Knows no table.
import { createHash, randomBytes } from 'node:crypto'
import { caseError } from '#shared/contract/errors.ts'
import { commitmentText } from '#shared/domain/panel/opinion.ts'
import { RevealedOpinion } from '#shared/domain/panel/panelAct.ts'
import { Sha256 } from '#shared/kit/ids.ts'
import { openSealed, sealTo, type AgreementKeys } from '#shared/node/wrapping.ts'
import { parseStoredJson } from '../identity/storedJson.ts'

export interface SealedOpinion {
  readonly opinion: RevealedOpinion
  readonly commitment: Sha256
  /** base64url; only the release key opens it, and only as this opinion of this case. */
  readonly box: string
}

/** SHA-256 of nonce and text: binds the author before anybody reads. */
export function commitmentOf(text: string, nonce: string): Sha256 {
  return Sha256.parse(createHash('sha256').update(commitmentText(text, nonce), 'utf8').digest('hex'))
}

const context = (caseId: string, opinionId: string) => `consilium/panel/${caseId}/${opinionId}`

/** @param releaseKey X25519 public key, raw 32 bytes */
export function sealOpinion(text: string, { caseId, opinionId, releaseKey }: { caseId: string; opinionId: string; releaseKey: Uint8Array }): SealedOpinion {
  const opinion: RevealedOpinion = { opinionId, text, nonce: randomBytes(32).toString('base64url') }
  return { opinion, commitment: commitmentOf(text, opinion.nonce), box: boxOf(opinion, { caseId, releaseKey }) }
}

/** @returns base64url; the same opinion, for whoever holds the private half of `releaseKey` */
export function boxOf(opinion: RevealedOpinion, { caseId, releaseKey }: { caseId: string; releaseKey: Uint8Array }): string {
  return sealTo(releaseKey, Buffer.from(JSON.stringify(opinion), 'utf8'), context(caseId, opinion.opinionId)).toString('base64url')
}

/** @throws CaseError SEAL_BROKEN when the box does not open or holds another opinion than was committed */
export function openBox(box: string, { caseId, opinionId, commitment, keys }: { caseId: string; opinionId: string; commitment: string; keys: AgreementKeys }): RevealedOpinion {
  const plain = openSealed(keys, Buffer.from(box, 'base64url'), context(caseId, opinionId))
  const opinion = plain && RevealedOpinion.safeParse(parseStoredJson(plain.toString('utf8'))).data
  if (opinion?.opinionId !== opinionId || commitmentOf(opinion.text, opinion.nonce) !== commitment) throw caseError('SEAL_BROKEN', {})
  return opinion
}
