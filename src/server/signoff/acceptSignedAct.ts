// Accepting a co-signature or a withdrawal: the signature is the caller's, it comes in its turn, and it is about a version this server knows.
import type { Countersignature } from '#shared/contract/service/service.contract.ts'
import { MEDICAL_ROLES } from '#shared/domain/people.ts'
import { type SignedAct, signedActStatement } from '#shared/domain/signedAct.ts'
import { SignOff } from '#shared/domain/signOff.ts'
import type { Caller } from '../access/caller.ts'
import type { CaseKey } from '../storage/caseVault.ts'
import type { Executor } from '../storage/executor.ts'
import { countersign, isOwnSignature, type SignOffPorts } from './countersign.ts'
import { coSignaturesOf } from './signedActs.ts'

interface Request {
  readonly caseId: string
  readonly key: CaseKey
  readonly act: SignedAct
  readonly caller: Caller
  readonly at: string
}

type Acceptance =
  | { kind: 'accepted'; countersignature: Countersignature }
  | { kind: 'conflict'; reason: 'contentChanged' | 'alreadySigned' }
  | { kind: 'rejected'; reason: 'wrongRole' | 'badSignature' }

/** Runs inside the command's transaction, under the case's lock. */
export async function acceptSignedAct(trx: Executor, ports: SignOffPorts, { caseId, key, act, caller, at }: Request): Promise<Acceptance> {
  if (!MEDICAL_ROLES.includes(caller.user.role)) return { kind: 'rejected', reason: 'wrongRole' }
  if (act.caseId !== caseId || !(await isOwnSignature(trx, caller, act, signedActStatement(act)))) return { kind: 'rejected', reason: 'badSignature' }
  const row = await trx.selectFrom('sign_off').select('body').where('report_id', '=', act.reportId).where('case_id', '=', caseId).executeTakeFirst()
  const signed = row && SignOff.parse(JSON.parse(key.openText(row.body)))
  const refused = act.kind === 'withdrawal' ? isOfVersion(act, signed) : signed ? ALREADY_SIGNED : await isInTurn(trx, key, act)
  if (refused) return refused
  const countersignature = countersign(ports, act, at)
  await trx
    .insertInto('signed_act')
    .values({ id: act.id, case_id: caseId, report_id: act.reportId, kind: act.kind, at, body: key.sealText(JSON.stringify(act)), countersignature: JSON.stringify(countersignature) })
    .execute()
  return { kind: 'accepted', countersignature }
}

const ALREADY_SIGNED = { kind: 'conflict', reason: 'alreadySigned' } as const

/** @returns null when the withdrawal names exactly what was signed */
function isOfVersion(act: SignedAct, signed: SignOff | undefined): Acceptance | null {
  return signed?.contentHash === act.contentHash ? null : { kind: 'rejected', reason: 'badSignature' }
}

/** Those it says it follows must be here, over the same content; nobody takes a place twice over one content. */
async function isInTurn(trx: Executor, key: CaseKey, act: Extract<SignedAct, { kind: 'coSignature' }>): Promise<Acceptance | null> {
  const same = (await coSignaturesOf(trx, key, act.reportId)).filter(({ contentHash }) => contentHash === act.contentHash)
  const follows = act.after.length === act.place - 1 && act.after.every((signature, at) => same.some((one) => one.signature === signature && one.place === at + 1))
  if (!follows) return { kind: 'conflict', reason: 'contentChanged' }
  return same.some(({ place }) => place === act.place) ? ALREADY_SIGNED : null
}
