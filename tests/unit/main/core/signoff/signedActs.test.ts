import { expect, test } from 'vitest'
import { setField } from '#shared/casedoc/edit.ts'
import { listSteps } from '../../../../../src/main/core/cases/caseStore.ts'
import { addSignedAct } from '../../../../../src/main/core/signoff/signedActStore.ts'
import { verifySignedPackage } from '../../../../../src/main/core/signoff/verifySignedPackage.ts'
import { COUNTERSIGN_DOMAIN } from '../../../../../src/shared/contract/service/service.contract.ts'
import { signedActStatement, Withdrawal } from '../../../../../src/shared/domain/signedAct.ts'
import { countersignedText } from '../../../../../src/shared/domain/signOff.ts'
import { newUuid } from '../../../../../src/shared/kit/ids.ts'
import { domainSeparated, newSigningKey, signEd25519 } from '../../../../../src/shared/node/ed25519.ts'
import { byRadiologist, orderSignatures, radiologist, radiologistKeys } from '../../../../support/reports/coSigner.ts'
import { openReportClinic, PASSPHRASE, type ReportClinic } from '../../../../support/reports/reportClinic.ts'
import { value } from '../../../../support/reports/lungCase.ts'
import { temporaryFolder } from '../../../../support/temporaryFolder.ts'

const attestations = { personallyReviewed: true, noConflictOfInterest: true } as const

/** A case with a radiologist on its team, and the order given. */
async function clinicWithOrder(order: (me: string) => string[]) {
  const clinic = await openReportClinic(temporaryFolder())
  await clinic.write()
  const { caseId, session } = clinic
  const reportId = clinic.reports.list({ caseId }).reports[0]!.id
  await orderSignatures(clinic, reportId, order(session.user.id))
  return { clinic, caseId, reportId }
}

async function request(clinic: ReportClinic, reportId: string, passphrase = PASSPHRASE) {
  const { contentHash } = await clinic.reports.preview({ caseId: clinic.caseId, reportId, language: 'es' })
  return { caseId: clinic.caseId, reportId, seenHash: contentHash, language: 'es' as const, attestations, passphrase }
}

const steps = async (clinic: ReportClinic, reportId: string) => (await clinic.signedActs.progress({ caseId: clinic.caseId, reportId, language: 'es' })).steps.map(({ person, state, isStale }) => `${person.role} ${state}${isStale ? '!' : ''}`)

test('whoever is first co-signs, the version stays open, and the other is waited for', async () => {
  const { clinic, caseId, reportId } = await clinicWithOrder((me) => [me, radiologist.id])
  expect(await steps(clinic, reportId)).toEqual(['physician due', 'radiologist waiting'])
  // Not the last: the closing signature is refused, whatever the screen sends.
  await expect(clinic.signOff.sign(await request(clinic, reportId))).rejects.toMatchObject({ code: 'NOT_ALLOWED' })
  await expect(clinic.signedActs.coSign(await request(clinic, reportId, 'no es la frase'))).rejects.toMatchObject({ code: 'PASSPHRASE_WRONG' })
  const act = await clinic.signedActs.coSign(await request(clinic, reportId))
  expect(act).toMatchObject({ kind: 'coSignature', place: 1, after: [], attestations, signer: { role: 'physician' } })
  expect(clinic.reports.list({ caseId }).reports[0]?.status).toBe('preliminary')
  expect(await steps(clinic, reportId)).toEqual(['physician signed', 'radiologist due'])
  expect((await clinic.reports.preview({ caseId, reportId, language: 'es' })).obstacles).toContainEqual(expect.objectContaining({ code: 'signatureNotDue', severity: 'blocker', detail: radiologist.name }))
  await expect(clinic.signedActs.coSign(await request(clinic, reportId))).rejects.toMatchObject({ code: 'REPORT_HAS_OBSTACLES' })
  expect(clinic.db.read((r) => listSteps(r, caseId)).map(({ labelKey }) => labelKey)).toContain('event.reportCoSigned')
  expect(clinic.db.read((r) => clinic.audit.verify(r)).ok).toBe(true)
  await clinic.close()
})

test('a change after a co-signature asks for it again; the text is not frozen by it', async () => {
  const { clinic, caseId, reportId } = await clinicWithOrder((me) => [me, radiologist.id])
  await clinic.signedActs.coSign(await request(clinic, reportId))
  await clinic.edit('biomarkers', (doc, o) => setField(doc, o, 'pdl1Tps', value('61')))
  expect(await steps(clinic, reportId)).toEqual(['physician due!', 'radiologist waiting'])
  expect((await clinic.reports.preview({ caseId, reportId, language: 'es' })).obstacles).toContainEqual(expect.objectContaining({ code: 'coSignatureStale', severity: 'warning' }))
  await clinic.signedActs.coSign(await request(clinic, reportId))
  expect(await steps(clinic, reportId)).toEqual(['physician signed', 'radiologist due'])
  expect(clinic.signedActs.list({ caseId })).toHaveLength(2)
  // Another order is another content.
  await clinic.signedActs.setOrder({ caseId, reportId, userIds: [radiologist.id, clinic.session.user.id] })
  expect(await steps(clinic, reportId)).toEqual(['radiologist due', 'physician waiting!'])
  await clinic.close()
})

test('the last signature closes the version over those before it, and the PDF alone proves all of them', async () => {
  const { clinic, caseId, reportId } = await clinicWithOrder((me) => [radiologist.id, me])
  const asked = await request(clinic, reportId)
  await expect(clinic.signOff.sign(asked)).rejects.toMatchObject({ code: 'REPORT_HAS_OBSTACLES' })
  const theirs = byRadiologist(clinic, reportId, asked.seenHash)
  clinic.db.write((tx) => addSignedAct(tx, theirs, false))
  const signOff = await clinic.signOff.sign(asked)
  expect(signOff).toMatchObject({ attestations, coSignatures: [theirs.signature] })
  expect(clinic.reports.list({ caseId }).reports[0]?.status).toBe('final')
  const pdf = await clinic.content.readAll(signOff.pdfSha256)
  const verified = await verifySignedPackage({ pdf, canonical: await clinic.content.readAll(signOff.contentHash) })
  expect(verified.findings.filter(({ ok }) => !ok)).toEqual([])
  expect(verified.findings).toContainEqual(expect.objectContaining({ code: 'coSignature', detail: expect.stringContaining('Dr. Ana Fuentes') }))
  expect((await clinic.signOff.verify({ caseId, reportId })).ok).toBe(true)
  await clinic.close()
})

test('a co-signature over another text, by another key, or changed afterwards closes nothing', async () => {
  const { clinic, reportId } = await clinicWithOrder((me) => [radiologist.id, me])
  const asked = await request(clinic, reportId)
  for (const forged of [byRadiologist(clinic, reportId, 'f'.repeat(64)), byRadiologist(clinic, reportId, asked.seenHash, { place: 2 }), byRadiologist(clinic, reportId, asked.seenHash, { after: ['somebody'] })]) {
    clinic.db.write((tx) => addSignedAct(tx, { ...forged, id: newUuid(3 + Math.random() * 1e9) }, false))
    await expect(clinic.signOff.sign(asked)).rejects.toMatchObject({ code: 'REPORT_HAS_OBSTACLES' })
  }
  await clinic.close()
})

test('what the server sends is filed only when both signatures hold; a withdrawal then withdraws here, too', async () => {
  const clinic = await openReportClinic(temporaryFolder())
  await clinic.write()
  const { caseId } = clinic
  const server = newSigningKey()
  const reportId = clinic.reports.list({ caseId }).reports[0]!.id
  const { contentHash } = await clinic.signOff.sign(await request(clinic, reportId))
  clinic.db.write((tx) => tx.run("INSERT INTO sync_server (one, url, server_id, epoch, public_key) VALUES (1, 'https://clinic.example', 'id', 1, ?)", [server.publicKey]))
  const text = { kind: 'withdrawal' as const, caseId, reportId, reportNumber: 1, contentHash, signer: radiologist, signedAt: '2026-11-23T08:00:00.000Z', auditHead: '', reason: 'Paciente equivocado' }
  const act = Withdrawal.parse({ ...text, id: newUuid(9), publicKey: radiologistKeys.publicKey, signature: signEd25519(radiologistKeys.privateKey, Buffer.from(signedActStatement(text), 'utf8')) })
  const at = '2026-11-23T08:01:00.000Z'
  const by = (key: ReturnType<typeof newSigningKey>) => ({ signedAt: at, publicKey: key.publicKey, signature: signEd25519(key.privateKey, domainSeparated(COUNTERSIGN_DOMAIN, countersignedText(act, at))) })
  const status = () => clinic.reports.list({ caseId }).reports[0]?.status
  for (const [sent, countersignature] of [[act, by(newSigningKey())], [{ ...act, reason: 'Otro motivo' }, by(server)], [{ ...act, publicKey: newSigningKey().publicKey }, by(server)]] as const) {
    clinic.db.write((tx) => clinic.replica.putSignedAct(tx, sent, countersignature))
    expect(status()).toBe('final')
  }
  for (let twice = 0; twice < 2; twice++) clinic.db.write((tx) => clinic.replica.putSignedAct(tx, act, by(server)))
  expect(status()).toBe('entered-in-error')
  expect(clinic.signedActs.list({ caseId })).toEqual([act])
  expect(clinic.db.read((r) => listSteps(r, caseId)).filter(({ labelKey }) => labelKey === 'event.reportWithdrawn')).toHaveLength(1)
  expect((await clinic.signOff.verify({ caseId, reportId })).ok).toBe(true)
  expect(() => clinic.db.write((tx) => tx.run("UPDATE signed_act SET body = '{}'"))).toThrow(/never changed/)
  expect(() => clinic.db.write((tx) => tx.run('DELETE FROM signed_act'))).toThrow(/never removed/)
  await clinic.close()
})
