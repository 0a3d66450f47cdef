import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { saveAnnotation, setField, setNarrative } from '#shared/casedoc/edit.ts'
import { roomName } from '#shared/casedoc/layout.ts'
import { Annotation } from '#shared/domain/annotation.ts'
import type { Expert } from '#shared/domain/expert.ts'
import { CalendarDate } from '#shared/domain/patient.ts'
import { Proof } from '#shared/domain/report.ts'
import { generatedInstance } from '../../../../support/imagingBench/instance.ts'
import { slicePixels, VOLUME } from '../../../../support/imagingBench/volume.ts'
import { pdfPages } from '../../../../support/reports/pdfText.ts'
import { openReportClinic, PASSPHRASE, type ReportClinic } from '../../../../support/reports/reportClinic.ts'
import { doctor, studies, value } from '../../../../support/reports/lungCase.ts'
import { COUNTERSIGN_DOMAIN } from '../../../../../src/shared/contract/service/service.contract.ts'
import { countersignedText } from '../../../../../src/shared/domain/signOff.ts'
import { domainSeparated, newSigningKey, signEd25519 } from '../../../../../src/shared/node/ed25519.ts'
import { temporaryFolder } from '../../../../support/temporaryFolder.ts'
import { hearDirectory } from '../../../../../src/main/core/identity/licenceTerm.ts'
import { verifySignedPackage } from '../../../../../src/main/core/signoff/verifySignedPackage.ts'

const attestations = { personallyReviewed: true, noConflictOfInterest: true } as const

async function clinicWithOpinion() {
  const folder = temporaryFolder()
  const clinic = await openReportClinic(folder)
  await clinic.write()
  const reportId = clinic.reports.list({ caseId: clinic.caseId }).reports[0]!.id
  return { folder, clinic, reportId, caseId: clinic.caseId }
}

async function sign(clinic: ReportClinic, reportId: string, change: { seenHash?: string; passphrase?: string } = {}) {
  const { contentHash } = await clinic.reports.preview({ caseId: clinic.caseId, reportId, language: 'es' })
  return clinic.signOff.sign({ caseId: clinic.caseId, reportId, seenHash: contentHash, language: 'es', attestations, passphrase: PASSPHRASE, ...change })
}

test('a signed report is final without a server, closed for everybody, and proves itself', async () => {
  const { clinic, reportId, caseId } = await clinicWithOpinion()
  const signOff = await sign(clinic, reportId)
  expect(signOff).toMatchObject({ state: 'final', reportNumber: 1, deviceCounter: 1, timeSource: 'workstationClock', signer: { name: 'Dra. Helena Okafor' } })
  expect(clinic.signOff.list({ caseId })).toEqual([signOff])
  expect(clinic.reports.list({ caseId }).reports[0]?.status).toBe('final')
  expect(clinic.db.read((r) => clinic.countBlockers(r, caseId))).toBe(0)

  const verified = await clinic.signOff.verify({ caseId, reportId })
  expect(verified.findings.filter(({ ok }) => !ok)).toEqual([])
  expect(verified.findings.map(({ code }) => code)).toEqual(['recordSignature', 'pdfDigest', 'pdfSignature', 'pdfWhole', 'pdfRecordSignature', 'pdfShowsContent', 'contentHash', 'auditRow', 'textFrozen'])

  await expect(clinic.edit('stage', (doc, o) => setField(doc, o, 'tumour', value('T3')))).rejects.toMatchObject({ code: 'REPORT_SIGNED' })
  await expect(clinic.edit('signatures', (doc, o) => setNarrative(doc, o, []))).rejects.toMatchObject({ code: 'REPORT_SIGNED' })
  await expect(sign(clinic, reportId)).rejects.toMatchObject({ code: 'REPORT_SIGNED' })
  expect(clinic.db.read((r) => clinic.audit.verify(r)).ok).toBe(true)
  await clinic.close()
})

test('a report edited after it was shown cannot be signed', async () => {
  const { clinic, reportId, caseId } = await clinicWithOpinion()
  const { contentHash } = await clinic.reports.preview({ caseId, reportId, language: 'es' })
  await clinic.edit('stage', (doc, o) => setField(doc, o, 'tumour', value('T3')))
  const refusal = sign(clinic, reportId, { seenHash: contentHash })
  await expect(refusal).rejects.toMatchObject({ code: 'REPORT_CHANGED' })
  expect(clinic.signOff.list({ caseId })).toEqual([])
  await clinic.close()
})

test('a change that arrives while the passphrase is checked stops the signature', async () => {
  const { clinic, reportId, caseId } = await clinicWithOpinion()
  const { session } = clinic
  const ask = session.withSigningKeys
  Object.assign(session, {
    withSigningKeys: async (...args: Parameters<typeof ask>) => {
      await clinic.edit('stage', (doc, o) => setField(doc, o, 'nodes', value('N3')))
      return ask(...args)
    },
  })
  await expect(sign(clinic, reportId)).rejects.toMatchObject({ code: 'REPORT_CHANGED' })
  expect(clinic.signOff.list({ caseId })).toEqual([])
  expect(clinic.rooms.isFrozen(roomName({ kind: 'section', caseId, report: 1, section: 'stage' }))).toBe(false)
  await clinic.close()
})

test('blockers and a wrong passphrase each leave the report unsigned and open', async () => {
  const { clinic, reportId, caseId } = await clinicWithOpinion()
  await expect(sign(clinic, reportId, { passphrase: 'otra frase que no es' })).rejects.toMatchObject({ code: 'PASSPHRASE_WRONG' })
  clinic.db.write((tx) => tx.run("INSERT INTO licence_term VALUES (1, '2026-11-21', '2026-11-01T00:00:00.000Z')"))
  await expect(sign(clinic, reportId)).rejects.toMatchObject({ code: 'REPORT_HAS_OBSTACLES' })
  clinic.db.write((tx) => tx.run('DELETE FROM licence_term'))
  // What the directory said when it was last asked holds without a server, too, until it says otherwise.
  const expert = { userId: clinic.session.user.id, credentials: '', specialty: '', licenceExpiresOn: CalendarDate.parse('2026-11-21'), country: 'ES', languages: ['es'], timeZone: 'Europe/Madrid' }
  const hear = (experts: Expert[]) => clinic.db.write((tx) => hearDirectory(tx, experts, { userId: expert.userId, at: '2026-11-22T08:00:00.000Z' }))
  expect(hear([expert])).toBe(true)
  expect(hear([expert])).toBe(false)
  await expect(sign(clinic, reportId)).rejects.toMatchObject({ code: 'REPORT_HAS_OBSTACLES' })
  expect(hear([])).toBe(true)
  await clinic.edit('response', (doc, o) => setNarrative(doc, o, []))
  await expect(sign(clinic, reportId)).rejects.toMatchObject({ code: 'REPORT_HAS_OBSTACLES', data: { count: 1 } })
  expect(clinic.db.read((r) => clinic.countBlockers(r, caseId))).toBe(1)
  expect(clinic.signOff.list({ caseId })).toEqual([])
  await clinic.close()
})

test('an amendment starts from the signed text, names it, and supersedes it once it is signed', async () => {
  const { clinic, reportId, caseId } = await clinicWithOpinion()
  const first = await sign(clinic, reportId)
  const amended = await clinic.reports.amend({ caseId, reportId, reason: 'Llegaron los biomarcadores' })
  expect(amended).toMatchObject({ number: 2, replaces: reportId, amendmentReason: 'Llegaron los biomarcadores', status: 'preliminary' })
  expect(await clinic.reports.amend({ caseId, reportId, reason: 'otra vez' })).toEqual(amended)
  expect(clinic.signOff.list({ caseId })).toMatchObject([{ state: 'final' }])
  await clinic.edit('biomarkers', (doc, o) => setField(doc, o, 'pdl1Tps', value('60')), 2)
  clinic.time.now += 86_400_000
  const second = await sign(clinic, amended.id)
  expect(second.deviceCounter).toBe(2)
  expect(clinic.signOff.list({ caseId }).map(({ reportNumber, state }) => [reportNumber, state])).toEqual([[2, 'final'], [1, 'superseded']])
  expect(clinic.reports.list({ caseId }).reports.map(({ number, status }) => [number, status])).toEqual([[2, 'amended'], [1, 'final']])
  const canonical = JSON.parse(Buffer.from(await clinic.content.readAll(second.contentHash)).toString('utf8'))
  expect(canonical.replaces).toEqual({ reportId, reason: 'Llegaron los biomarcadores', contentHash: first.contentHash })
  expect((await clinic.signOff.verify({ caseId, reportId })).ok).toBe(true)
  expect((await clinic.signOff.verify({ caseId, reportId: amended.id })).ok).toBe(true)
  await clinic.close()
})

test('a withdrawn version keeps its text and signature; only a new version can follow, with the status it was begun as', async () => {
  const { clinic, reportId, caseId } = await clinicWithOpinion()
  await expect(clinic.signedActs.withdraw({ caseId, reportId, reason: 'aún sin firmar', passphrase: PASSPHRASE })).rejects.toMatchObject({ code: 'NOT_ALLOWED' })
  await sign(clinic, reportId)
  await expect(clinic.reports.close({ caseId, reportId, reason: 'ya firmado' })).rejects.toMatchObject({ code: 'NOT_ALLOWED' })
  await expect(clinic.signedActs.withdraw({ caseId, reportId, reason: 'Paciente equivocado', passphrase: 'otra frase' })).rejects.toMatchObject({ code: 'PASSPHRASE_WRONG' })
  expect(await clinic.signedActs.withdraw({ caseId, reportId, reason: 'Paciente equivocado', passphrase: PASSPHRASE })).toMatchObject({ kind: 'withdrawal', reason: 'Paciente equivocado' })
  expect(clinic.reports.list({ caseId }).reports[0]?.status).toBe('entered-in-error')
  expect((await clinic.signOff.verify({ caseId, reportId })).ok).toBe(true)
  await expect(clinic.delivery.openAddendum({ caseId, reportId })).rejects.toMatchObject({ code: 'NOT_ALLOWED' })
  const next = await clinic.reports.amend({ caseId, reportId, reason: 'Error corregido', kind: 'corrected' })
  await clinic.edit('biomarkers', (doc, o) => setField(doc, o, 'pdl1Tps', value('60')), 2)
  await sign(clinic, next.id)
  expect(clinic.reports.list({ caseId }).reports.map(({ number, status }) => [number, status])).toEqual([[2, 'corrected'], [1, 'entered-in-error']])
  await clinic.close()
})

test('a draft that is given up is closed for text and signature', async () => {
  const { clinic, reportId, caseId } = await clinicWithOpinion()
  await clinic.reports.close({ caseId, reportId, reason: 'No es posible valorar' })
  await expect(clinic.edit('stage', (doc, o) => setField(doc, o, 'tumour', value('T3')))).rejects.toMatchObject({ code: 'REPORT_SIGNED' })
  await expect(sign(clinic, reportId)).rejects.toMatchObject({ code: 'NOT_ALLOWED' })
  expect(clinic.reports.list({ caseId }).reports[0]?.status).toBe('cancelled')
  await clinic.close()
})

test('after a restart the report is still signed, closed and valid', async () => {
  const { folder, clinic, reportId, caseId } = await clinicWithOpinion()
  await sign(clinic, reportId)
  await clinic.close()
  const again = await openReportClinic(folder)
  expect((await again.signOff.verify({ caseId, reportId })).ok).toBe(true)
  await expect(again.edit('stage', (doc, o) => setField(doc, o, 'tumour', value('T3')))).rejects.toMatchObject({ code: 'REPORT_SIGNED' })
  await again.close()
})

/** A slice with its pixels, a rectangle drawn on it, and a key image of it: turned, a part of it, with its window. */
async function addKeyImage(clinic: ReportClinic): Promise<void> {
  const { caseId, content, db, rooms, session } = clinic
  const study = studies()[0]!.StudyInstanceUID
  const uid = { study, series: `${study}.1`, image: `${study}.1.77` }
  const pixels = slicePixels(60)
  const staged = await content.stage((async function* () { yield new Uint8Array(pixels.buffer) })(), caseId)
  const image = { ...generatedInstance(60, { study: 1 }), SOPInstanceUID: uid.image, FrameOfReferenceUID: `${study}.9` }
  db.write((tx) => {
    staged.claim(tx, caseId, 'application/dicom')
    tx.run("INSERT INTO instance (case_id, sop_uid, study_uid, series_uid, sha256, frames_sha256, frames, image, header, displayable, identity) VALUES (?, ?, ?, ?, ?, ?, ?, ?, '{}', 1, '{}')", [
      caseId, uid.image, study, uid.series, staged.sha256, staged.sha256, JSON.stringify({ kind: 'native', offset: 0, frameBits: VOLUME.rows * VOLUME.columns * 16 }), JSON.stringify(image),
    ])
  })
  const view = { windowCenter: 40, windowWidth: 400, zoom: 1.5, fit: 2, centre: [-50, 10, 0], invert: false, turn: { rotation: 90, flipHorizontal: true, flipVertical: false } }
  const anchor = { kind: 'image', StudyInstanceUID: study, SeriesInstanceUID: uid.series, SOPInstanceUID: uid.image, frame: 1, FrameOfReferenceUID: `${study}.9`, view }
  const authored = { author: doctor.id, authorName: doctor.name, createdAt: '2026-11-21T10:00:00.000Z', changedAt: '2026-11-21T10:00:00.000Z', note: '' }
  const keyImage = Annotation.parse({ ...authored, type: 'keyImage', id: '00000000-0000-4000-8000-000000000790', anchor, label: 'Imagen clave' })
  const mark = Annotation.parse({
    ...authored, type: 'measurement', id: '00000000-0000-4000-8000-000000000791', anchor: { ...anchor, view: null }, label: 'R1', values: ['100.0'], spacingSource: 'pixelSpacing',
    shape: { type: 'rectangle', points: { pixels: [[170, 250], [210, 290]], patient: null } },
  })
  const room = roomName({ kind: 'studyAnnotations', caseId, study })
  const origin = { actorId: session.user.id, room, tool: 'test' }
  await rooms.edit(room, origin, (doc) => {
    for (const one of [keyImage, mark]) saveAnnotation(doc, origin, one)
  })
  const proof = Proof.parse({ annotationId: keyImage.id, kind: 'keyImage', label: 'Imagen clave', anchor })
  await clinic.edit('followUp', (doc, o) => setNarrative(doc, o, [{ type: 'paragraph', content: [{ type: 'text', text: 'Control' }, { type: 'proof', proof }] }]))
}

test('a key image as it was seen: printed again after a restart byte for byte, signed with its picture and the mark on it, and the signature proves itself', { timeout: 120_000 }, async () => {
  const { folder, clinic, reportId, caseId } = await clinicWithOpinion()
  const seen = async (of: ReportClinic) => {
    const { pdfSha256, contentHash } = await of.reports.preview({ caseId, reportId, language: 'es' })
    return { pdfSha256, contentHash, pdf: await of.content.readAll(pdfSha256) }
  }
  const pictures = (pdf: Uint8Array) => Buffer.from(pdf).toString('latin1').split('/Subtype /Image').length - 1
  const without = await seen(clinic)
  await addKeyImage(clinic)
  const first = await seen(clinic)
  expect(pictures(first.pdf)).toBe(pictures(without.pdf) + 1)
  // Nothing is kept of the first printing: pixels, picture and pages are made anew.
  clinic.db.write((tx) => tx.run('DELETE FROM report_preview'))
  await clinic.close()
  const again = await openReportClinic(folder)
  const second = await seen(again)
  expect([second.contentHash, second.pdfSha256]).toEqual([first.contentHash, first.pdfSha256])

  const signOff = await sign(again, reportId)
  expect(signOff.contentHash).toBe(first.contentHash)
  const verified = await again.signOff.verify({ caseId, reportId })
  expect(verified.findings.filter(({ ok }) => !ok)).toEqual([])
  expect(verified.ok).toBe(true)
  const [pdf, canonical] = [await again.content.readAll(signOff.pdfSha256), await again.content.readAll(signOff.contentHash)]
  expect((await verifySignedPackage({ pdf, canonical })).ok).toBe(true)
  expect(pictures(pdf)).toBe(pictures(first.pdf))
  expect((await pdfPages(pdf)).join(' ')).toMatch(/R1 100,0/u)
  const kept = JSON.parse(Buffer.from(canonical).toString('utf8')).proofs.find(({ kind }: { kind: string }) => kind === 'keyImage')
  expect(kept).toMatchObject({ anchor: { view: { windowCenter: '40', windowWidth: '400', fit: '2', turn: { rotation: 90, flipHorizontal: true, flipVertical: false } } }, marks: [{ label: 'R1' }] })
  await again.close()
})

test('one flipped byte anywhere in the PDF or its content is found, from the files alone', async () => {
  const { clinic, reportId } = await clinicWithOpinion()
  const signOff = await sign(clinic, reportId)
  const pdf = await clinic.content.readAll(signOff.pdfSha256)
  const canonical = await clinic.content.readAll(signOff.contentHash)
  expect((await verifySignedPackage({ pdf, canonical })).ok).toBe(true)
  expect((await verifySignedPackage({ pdf })).findings.map(({ code, ok }) => [code, ok])).toContainEqual(['contentNotGiven', true])
  const flip = (bytes: Uint8Array, at: number) => Uint8Array.from(bytes, (byte, i) => (i === at ? byte ^ 1 : byte))
  for (const at of [20, Math.floor(pdf.length / 3), pdf.length - 10]) expect((await verifySignedPackage({ pdf: flip(pdf, at), canonical })).ok, String(at)).toBe(false)
  const cms = Buffer.from(pdf).indexOf('/Contents <') + 400
  expect((await verifySignedPackage({ pdf: flip(pdf, cms), canonical })).ok).toBe(false)
  const appended = Buffer.concat([pdf, Buffer.from('\n% later\n')])
  expect((await verifySignedPackage({ pdf: appended, canonical })).findings).toContainEqual(expect.objectContaining({ code: 'pdfWhole', ok: false }))
  const { findings } = await verifySignedPackage({ pdf, canonical: flip(canonical, 50) })
  expect(findings.filter(({ ok }) => !ok).map(({ code }) => code)).toEqual(['contentHash'])
  expect(createHash('sha256').update(canonical).digest('hex')).toBe(signOff.contentHash)
  await clinic.close()
})

test('with a server the signature waits for it, and the server is told of case, report and texts in order', async () => {
  const { clinic, reportId, caseId } = await clinicWithOpinion()
  const server = newSigningKey()
  clinic.db.write((tx) => tx.run("INSERT INTO sync_server (one, url, server_id, epoch, public_key) VALUES (1, 'https://clinic.example', 'id', 1, ?)", [server.publicKey]))
  const signOff = await sign(clinic, reportId)
  expect(signOff.state).toBe('awaitingCountersignature')
  const commands = clinic.db.read((r) => r.all<{ body: string }>('SELECT body FROM outbox ORDER BY seq')).map(({ body }) => JSON.parse(body))
  expect(commands.map(({ type }) => type)).toEqual(['case.publish', 'report.open', 'report.sign'])
  expect(commands[2].rooms).toHaveLength(21)
  const signedAt = '2026-11-23T08:00:00.000Z'
  const by = (key: ReturnType<typeof newSigningKey>, text = countersignedText(signOff, signedAt)) => ({ signedAt, publicKey: key.publicKey, signature: signEd25519(key.privateKey, domainSeparated(COUNTERSIGN_DOMAIN, text)) })
  const stranger = by(newSigningKey())
  for (const forged of [{ signedAt, signature: 'c2ln', publicKey: 'a2V5' }, { ...by(server), signedAt: '2026-11-24T08:00:00.000Z' }, stranger, { ...stranger, publicKey: server.publicKey }, by(server, 'another text')]) {
    clinic.db.write((tx) => clinic.replica.putSignOff(tx, signOff, forged))
    expect(clinic.signOff.list({ caseId })).toMatchObject([{ id: signOff.id, state: 'awaitingCountersignature' }])
  }
  expect((await clinic.signOff.verify({ caseId, reportId })).findings).toContainEqual(expect.objectContaining({ code: 'countersignature', ok: false }))
  clinic.db.write((tx) => clinic.replica.putSignOff(tx, signOff, by(server)))
  expect((await clinic.signOff.verify({ caseId, reportId })).findings).toContainEqual(expect.objectContaining({ code: 'countersignature', ok: true, detail: expect.stringContaining(server.publicKey) }))
  expect(clinic.signOff.list({ caseId })).toMatchObject([{ id: signOff.id, state: 'final' }])
  clinic.db.write((tx) => clinic.replica.markSignOffConflict(tx, signOff.id))
  expect(clinic.signOff.list({ caseId })).toMatchObject([{ state: 'conflict' }])
  await clinic.close()
})

test('a sign-off cannot be rewritten in the database', async () => {
  const { clinic, reportId } = await clinicWithOpinion()
  const { id } = await sign(clinic, reportId)
  expect(() => clinic.db.write((tx) => tx.run("UPDATE sign_off SET body = '{}' WHERE id = ?", [id]))).toThrow(/never changed/)
  expect(() => clinic.db.write((tx) => tx.run('DELETE FROM sign_off WHERE id = ?', [id]))).toThrow(/never removed/)
  await clinic.close()
})
