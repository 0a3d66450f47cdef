// Co-signatures and withdrawals at the server: whose turn, whose key, over which content; nothing else is accepted or handed out.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { CommandBody, COUNTERSIGN_DOMAIN } from '../../src/shared/contract/service/service.contract.ts'
import type { Role } from '../../src/shared/domain/people.ts'
import { SignedAct, signedActStatement, type SignedActText } from '../../src/shared/domain/signedAct.ts'
import { countersignedText, signOffStatement } from '../../src/shared/domain/signOff.ts'
import { newUuid } from '../../src/shared/kit/ids.ts'
import { domainSeparated, newSigningKey, signEd25519, verifyEd25519 } from '../../src/shared/node/ed25519.ts'
import { openServiceRig } from '../support/serviceRig.ts'

let rig: Awaited<ReturnType<typeof openServiceRig>>
beforeAll(async () => {
  rig = await openServiceRig()
})
afterAll(() => rig.stop())

const attestations = { personallyReviewed: true, noConflictOfInterest: true } as const
const id = () => newUuid(Date.now() + Math.random() * 1e6)

async function signer(role: Role) {
  const person = await rig.person(role, { name: `Dr ${role}` })
  const keys = newSigningKey()
  await rig.db.updateTable('app_user').set({ signing_key: keys.publicKey }).where('id', '=', person.user.id).execute()
  return { person, keys, user: person.user }
}
type Signer = Awaited<ReturnType<typeof signer>>

async function aCaseWithReport() {
  const [lead, second, mind] = [await signer('physician'), await signer('radiologist'), await signer('psychologist')]
  const reviewCase = await rig.publish(lead.person)
  for (const { user } of [second, mind]) await rig.db.insertInto('case_member').values({ case_id: reviewCase.id, user_id: user.id, is_owner: false }).execute()
  const caseId = reviewCase.id
  const reportId = id()
  const send = async ({ person }: Signer, body: unknown) => {
    const { version } = await rig.db.selectFrom('case_record').select('version').where('case_id', '=', caseId).executeTakeFirstOrThrow()
    const outcome = await rig.as(person).submit({ id: id(), caseId, baseVersion: version, createdAt: '', body: CommandBody.parse(body) })
    return outcome.kind === 'accepted' ? outcome : { ...outcome, version: 0 }
  }
  const report = { id: reportId, caseId, number: 1, templateId: 'onc/1', status: 'preliminary', language: 'es', replaces: null, amendmentReason: null, createdAt: '2026-11-16T09:00:00.000Z' }
  expect(await send(lead, { type: 'report.open', report })).toMatchObject({ kind: 'accepted' })
  const contentHash = 'a'.repeat(64)
  const act = (by: Signer, change: Record<string, unknown>): SignedAct => {
    const text = { caseId, reportId, reportNumber: 1, contentHash, signer: by.user, signedAt: '2026-11-22T09:00:00.000Z', auditHead: '', ...change } as unknown as SignedActText
    return SignedAct.parse({ ...text, id: id(), publicKey: by.keys.publicKey, signature: signEd25519(by.keys.privateKey, Buffer.from(signedActStatement(text), 'utf8')) })
  }
  const coSign = (by: Signer, change: Record<string, unknown> = {}) => act(by, { kind: 'coSignature', language: 'es', place: 1, after: [], attestations, ...change })
  const signOff = (by: Signer, coSignatures: readonly string[]) => {
    const record = { caseId, reportId, reportNumber: 1, contentHash, signer: by.user, attestations, coSignatures, signedAt: '2026-11-22T10:00:00.000Z', deviceCounter: 1, auditHead: '' }
    const signature = signEd25519(by.keys.privateKey, Buffer.from(signOffStatement(record as never), 'utf8'))
    return { ...record, id: id(), timeSource: 'workstationClock', signature, publicKey: by.keys.publicKey, pdfSha256: 'b'.repeat(64), state: 'awaitingCountersignature' }
  }
  return { lead, second, mind, caseId, send, act, coSign, signOff }
}

test('a co-signature counts in its turn, by its own key, over what is signed; the closing signature names only those', async () => {
  const { lead, second, mind, caseId, send, coSign, signOff } = await aCaseWithReport()
  const outcome = async (by: Signer, body: SignedAct) => {
    const answer = await send(by, { type: 'report.act', act: body })
    return answer.kind === 'accepted' ? 'accepted' : answer.reason
  }
  expect(await outcome(mind, coSign(mind))).toBe('wrongRole')
  expect(await outcome(lead, coSign(second))).toBe('badSignature')
  expect(await outcome(second, { ...coSign(second), signedAt: '2026-11-23T00:00:00.000Z' })).toBe('badSignature')
  expect(await outcome(second, coSign(second, { caseId: newUuid(1) }))).toBe('badSignature')
  expect(await outcome(second, coSign(second, { place: 2, after: ['somebody'] }))).toBe('contentChanged')
  expect(await outcome(second, coSign(second, { place: 2 }))).toBe('contentChanged')

  const first = coSign(second)
  const answer = await send(second, { type: 'report.act', act: first })
  if (answer.kind !== 'accepted' || !answer.countersignature) throw new Error(JSON.stringify(answer))
  const { publicKey, signature, signedAt } = answer.countersignature
  expect(verifyEd25519(publicKey, domainSeparated(COUNTERSIGN_DOMAIN, countersignedText(first, signedAt)), signature)).toBe(true)
  // Nobody takes a place twice over one content; over another content it is another signature.
  expect(await outcome(lead, coSign(lead))).toBe('alreadySigned')
  expect(await outcome(second, coSign(second, { contentHash: 'c'.repeat(64) }))).toBe('accepted')
  expect(await outcome(lead, coSign(lead, { place: 2, after: [first.signature] }))).toBe('accepted')

  const fetched = await rig.as(lead.person).fetch({ caseId })
  expect(fetched.acts).toHaveLength(3)
  expect(fetched.acts.map(({ act }) => act)).toContainEqual(first)
  expect(JSON.stringify(await rig.db.selectFrom('signed_act').selectAll().execute())).not.toContain('Dr radiologist')

  expect(await send(lead, { type: 'report.sign', signOff: signOff(lead, ['not here']), rooms: [] })).toMatchObject({ reason: 'badSignature' })
  expect(await send(lead, { type: 'report.sign', signOff: signOff(lead, [first.signature]), rooms: [] })).toMatchObject({ kind: 'accepted' })
  expect(await outcome(second, coSign(second, { place: 3, after: [first.signature] }))).toBe('alreadySigned')
})

test('a withdrawal is of what was signed, by a medical role; everybody on the case is given it', async () => {
  const { lead, second, mind, caseId, send, act, signOff } = await aCaseWithReport()
  const withdrawal = (by: Signer, change: Record<string, unknown> = {}) => ({ type: 'report.act', act: act(by, { kind: 'withdrawal', reason: 'Wrong patient', ...change }) })
  expect(await send(lead, withdrawal(lead))).toMatchObject({ reason: 'badSignature' })
  expect(await send(lead, { type: 'report.sign', signOff: signOff(lead, []), rooms: [] })).toMatchObject({ kind: 'accepted' })
  expect(await send(mind, withdrawal(mind))).toMatchObject({ reason: 'wrongRole' })
  expect(await send(second, withdrawal(second, { contentHash: 'f'.repeat(64) }))).toMatchObject({ reason: 'badSignature' })
  expect(await send(second, withdrawal(second))).toMatchObject({ kind: 'accepted' })
  for (const { person } of [lead, second, mind]) expect((await rig.as(person).fetch({ caseId })).acts.map(({ act: one }) => [one.kind, one.signer.name])).toEqual([['withdrawal', 'Dr radiologist']])
  const stranger = await rig.person('surgeon')
  await expect(rig.as(stranger).fetch({ caseId })).rejects.toMatchObject({ code: 'CASE_NOT_FOUND' })
})
