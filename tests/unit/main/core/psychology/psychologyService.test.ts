import { join } from 'node:path'
import { expect, test } from 'vitest'
import { changeCase } from '../../../../../src/main/core/cases/caseStore.ts'
import { readLane } from '../../../../../src/main/core/psychology/laneStore.ts'
import { createPsychologyService } from '../../../../../src/main/core/psychology/psychologyService.ts'
import { createLaneSigning, laneStatement } from '../../../../../src/main/core/psychology/signLane.ts'
import { setReportStatus } from '../../../../../src/main/core/reports/reportStore.ts'
import { readSection } from '../../../../../src/shared/casedoc/read.ts'
import { roomName } from '../../../../../src/shared/casedoc/layout.ts'
import { verifyEd25519 } from '../../../../../src/shared/node/ed25519.ts'
import { psychologist } from '../../../../support/reports/lungCase.ts'
import { openReportClinic, PASSPHRASE } from '../../../../support/reports/reportClinic.ts'
import { temporaryFolder } from '../../../../support/temporaryFolder.ts'

/** A lane that the clinic's physician reads as long as no psychologist is on the case. */
async function aLane() {
  const clinic = await openReportClinic(join(temporaryFolder(), 'p'))
  const ports = { session: clinic.session, rooms: clinic.rooms, content: clinic.content, audit: clinic.audit, live: { publish: () => undefined }, clock: { now: () => clinic.time.now }, currentReport: clinic.reports.current }
  const lane = createPsychologyService(ports)
  const { sign } = createLaneSigning(ports, lane)
  const { caseId } = clinic
  const phq = (items: (number | null)[], incompleteReason: string | null = null) => lane.saveInstrument({ caseId, instrument: 'PHQ-9', takenOn: '2026-11-22', items, score: null, incompleteReason })
  const staff = () => clinic.db.write((tx) => changeCase(tx, caseId, ({ team }) => ({ team: [...team, { user: psychologist, role: 'psychologist' }] })))
  return { clinic, lane, sign, caseId, phq, staff }
}

test('with a psychologist on the case the physician sees the state and nothing of the lane', async () => {
  const { clinic, lane, caseId, staff } = await aLane()
  await lane.setField({ caseId, field: 'privateNotes', value: 'frase muy privada' })
  await lane.setField({ caseId, field: 'history', value: 'otra frase reservada' })
  staff()
  for (const forbidden of [() => lane.lane({ caseId }), () => lane.setField({ caseId, field: 'work', value: 'x' }), () => lane.raiseSafety({ caseId, source: 'stated' }), () => lane.recommend({ caseId, level: 1, audience: 'patient', text: 'leer' })]) {
    await expect(forbidden()).rejects.toMatchObject({ code: 'NOT_ALLOWED' })
  }
  const status = await lane.status({ caseId })
  expect(status).toMatchObject({ mayRead: false, isStaffed: true, signature: null })
  expect(JSON.stringify(status)).not.toMatch(/privada|reservada/)
  expect(await lane.queue()).toEqual([])
  await clinic.close()
})

test('item 9 opens a card that only action, person and time close, and that is never removed', async () => {
  const { clinic, lane, caseId, phq } = await aLane()
  // Kroenke 2001 and golden case IN010: incomplete, no total, the card all the same.
  const view = await phq([1, null, null, 1, 1, 1, 1, 1, 2], 'no quiso contestar')
  expect(view.instruments[0]?.result).toMatchObject({ refusal: { code: 'incomplete', items: [2, 3] }, safetyCard: true })
  expect(view.instruments[0]?.result.total).toBeUndefined()
  const [card] = view.cards
  expect(card?.settled).toBeNull()
  expect((await lane.status({ caseId })).openCards).toBe(1)
  expect((await phq([0, 0, 0, 0, 0, 0, 0, 0, 1])).cards).toHaveLength(1)
  const act = { caseId, cardId: card!.id, level: 'passive' as const, action: 'Llamada y plan de seguridad', contact: 'Paciente e hija', spokeAt: '2026-11-22T21:00:00.000Z' }
  await expect(lane.settleSafety({ ...act, cardId: 'another' })).rejects.toMatchObject({ code: 'NOT_ALLOWED' })
  const after = await lane.settleSafety(act)
  expect(after.cards).toMatchObject([{ id: card!.id, settled: { action: 'Llamada y plan de seguridad', byName: 'Dra. Helena Okafor' } }])
  expect((await lane.status({ caseId })).openCards).toBe(0)
  await expect(lane.settleSafety(act)).rejects.toMatchObject({ code: 'NOT_ALLOWED' })
  const events = clinic.db.read((r) => r.all<{ event: string }>("SELECT event FROM audit WHERE event LIKE 'safety.%' ORDER BY seq"))
  expect(events.map(({ event }) => event)).toEqual(['safety.opened', 'safety.settled'])
  await clinic.close()
})

test('a stated risk opens its card with the same keystroke; several codes are kept, an unknown one is refused', async () => {
  const { clinic, lane, caseId } = await aLane()
  expect((await lane.setField({ caseId, field: 'safety', value: 'unknown' })).cards).toEqual([])
  expect((await lane.setField({ caseId, field: 'safety', value: 'passive' })).cards).toMatchObject([{ source: 'stated', settled: null }])
  expect((await lane.setField({ caseId, field: 'safety', value: 'active' })).cards).toHaveLength(1)
  expect((await lane.setField({ caseId, field: 'problems', value: 'emotional practical' })).fields.problems?.value).toBe('emotional practical')
  for (const [field, value] of [['problems', 'emotional other'], ['decisionRole', 'own shared']] as const) await expect(lane.setField({ caseId, field, value })).rejects.toMatchObject({ code: 'NOT_ALLOWED' })
  await clinic.close()
})

test('in severe aphasia after a stroke no questionnaire of one’s own is taken, an observer’s is', async () => {
  const { clinic, lane, caseId, phq } = await aLane()
  clinic.db.write((tx) => changeCase(tx, caseId, () => ({ illness: 'stroke' })))
  await lane.setField({ caseId, field: 'aphasia', value: 'severe' })
  await expect(phq([0, 0, 0, 0, 0, 0, 0, 0, 0])).rejects.toMatchObject({ code: 'FORM_REFUSED', data: { rule: 'severeAphasia' } })
  const { instruments } = await lane.saveInstrument({ caseId, instrument: 'ADRS', takenOn: '2026-11-22', items: null, score: 9, incompleteReason: null })
  expect(instruments).toMatchObject([{ instrument: 'ADRS', result: { total: 9, screenPositive: true } }])
  await clinic.close()
})

test('forms against their rules are refused, and a card they opened stays', async () => {
  const { clinic, lane, caseId, phq } = await aLane()
  await expect(phq([1, null, 1, 1, 1, 1, 1, 1, 1])).rejects.toMatchObject({ code: 'FORM_REFUSED', data: { rule: 'incomplete' } })
  await expect(phq([1, 1, 4, 1, 1, 1, 1, 1, 0])).rejects.toMatchObject({ code: 'FORM_REFUSED', data: { rule: 'itemOutOfRange' } })
  await expect(lane.saveInstrument({ caseId, instrument: 'DT', takenOn: '2026-11-22', items: null, score: 11, incompleteReason: null })).rejects.toMatchObject({ code: 'FORM_REFUSED' })
  const view = await lane.saveInstrument({ caseId, instrument: 'DT', takenOn: '2026-11-22', items: null, score: 7, incompleteReason: null })
  // NCCN cut-off 4
  expect(view.instruments.at(-1)?.result).toEqual({ total: 7, band: 'distress', screenPositive: true })
  await clinic.close()
})

test('a signed part goes into the report by level; a change of the lane asks for a new signature', async () => {
  const { clinic, lane, sign, caseId, staff } = await aLane()
  const reportId = clinic.reports.list({ caseId }).reports[0]!.id
  await clinic.write()
  await lane.setField({ caseId, field: 'medicines', value: 'Tamoxifeno 20 mg\nParoxetina 20 mg' })
  await lane.setField({ caseId, field: 'assessedHow', value: 'video' })
  let view = await lane.setField({ caseId, field: 'informationPreference', value: 'fullWithoutPrognosis' })
  expect(view.gaps).toEqual(['decisionRole', 'mayBeTold', 'recommendations', 'prompts'])
  await lane.setField({ caseId, field: 'decisionRole', value: 'shared' })
  view = await lane.setField({ caseId, field: 'mayBeTold', value: 'Su hija Lucía' })
  expect(view.gaps).toEqual(['recommendations', 'prompts'])
  // The team reads them at once; the wish differs from what the report itself states.
  expect((await lane.status({ caseId })).wishes).toEqual({ informationPreference: 'fullWithoutPrognosis', decisionRole: 'shared', mayBeTold: 'Su hija Lucía' })
  expect(await clinic.reports.obstacles({ caseId, reportId })).toContainEqual({ code: 'informationPreferenceDiffers', severity: 'warning', sectionKey: 'motiveAndQuestions', fieldKey: 'informationPreference', detail: '' })
  await expect(sign({ caseId, seenHash: view.contentHash, passphrase: PASSPHRASE })).rejects.toMatchObject({ code: 'REPORT_HAS_OBSTACLES' })
  await lane.recommend({ caseId, level: 2, audience: 'patient', text: 'Dos llamadas antes de la cirugía' })
  await lane.recommend({ caseId, level: 4, audience: 'clinicians', text: 'Valorar mirtazapina' })
  view = await lane.answerPrompt({ caseId, promptId: 'tamoxifen-cyp2d6', answer: 'taskToPhysician', note: '' })
  await expect(sign({ caseId, seenHash: '0'.repeat(64), passphrase: PASSPHRASE })).rejects.toMatchObject({ code: 'REPORT_CHANGED' })
  const signed = await sign({ caseId, seenHash: view.contentHash, passphrase: PASSPHRASE })
  const { signature } = signed
  const statement = laneStatement({ caseId, ...signature! })
  expect(verifyEd25519(signature!.publicKey, Buffer.from(statement), signature!.signature)).toBe(true)
  const status = await lane.status({ caseId })
  expect(status.forClinicians).toMatchObject([{ level: 4, text: 'Valorar mirtazapina' }])
  expect(status.tasks).toMatchObject([{ medicines: ['Tamoxifeno 20 mg', 'Paroxetina 20 mg'] }])
  staff()
  expect((await clinic.reports.obstacles({ caseId, reportId })).filter(({ code }) => code.startsWith('psychology'))).toEqual([])
  const section = await clinic.rooms.snapshot(roomName({ kind: 'section', caseId, report: 1, section: 'psychologicalRecommendations' }))
  expect(JSON.stringify(section.getMap('fields').toJSON())).toContain('"supportLevel":{"value":"4"')
  const lastLane = readLane(await clinic.rooms.snapshot(roomName({ kind: 'psychology', caseId })))
  expect(lastLane.answers).toHaveLength(1)
  clinic.db.write((tx) => changeCase(tx, caseId, ({ team }) => ({ team: team.filter(({ role }) => role !== 'psychologist') })))
  await lane.setField({ caseId, field: 'work', value: 'De baja' })
  expect((await clinic.reports.obstacles({ caseId, reportId })).map(({ code }) => code)).toContain('psychologyChanged')
  await clinic.close()
})

test('the part is signed before anybody has begun the report: the first draft is opened with it in its section', async () => {
  const { clinic, lane, sign, caseId } = await aLane()
  for (const [field, value] of [['assessedHow', 'call'], ['informationPreference', 'full'], ['decisionRole', 'own'], ['mayBeTold', 'Nadie']] as const) await lane.setField({ caseId, field, value })
  const { contentHash, gaps } = await lane.recommend({ caseId, level: 2, audience: 'patient', text: 'Dos llamadas antes de la cirugía' })
  expect(gaps).toEqual([])
  expect(clinic.db.read((r) => r.all('SELECT id FROM report'))).toEqual([])
  expect((await sign({ caseId, seenHash: contentHash, passphrase: PASSPHRASE })).signature).toMatchObject({ reportNumber: 1 })
  const section = await clinic.rooms.snapshot(roomName({ kind: 'section', caseId, report: 1, section: 'psychologicalRecommendations' }))
  expect(JSON.stringify(readSection(section).body)).toContain('Dos llamadas antes de la cirugía')
  const { reports } = clinic.reports.list({ caseId })
  expect(reports).toHaveLength(1)
  expect((await clinic.reports.obstacles({ caseId, reportId: reports[0]!.id })).filter(({ code }) => code.startsWith('psychology'))).toEqual([])
  await clinic.close()
})

test('a licence that has ended and a report that is signed are told before the passphrase is asked', async () => {
  const { clinic, lane, sign, caseId } = await aLane()
  await clinic.write()
  const { id } = clinic.reports.list({ caseId }).reports[0]!
  await lane.setField({ caseId, field: 'assessedHow', value: 'notAssessed' })
  await lane.setField({ caseId, field: 'notAssessedReason', value: 'No lo desea' })
  clinic.db.write((tx) => tx.run("INSERT INTO licence_term VALUES (1, '2026-11-21', '2026-11-01T00:00:00.000Z')"))
  const { contentHash, gaps } = await lane.lane({ caseId })
  expect(gaps).toEqual(['licenceExpired'])
  await expect(sign({ caseId, seenHash: contentHash, passphrase: PASSPHRASE })).rejects.toMatchObject({ code: 'REPORT_HAS_OBSTACLES' })
  clinic.db.write((tx) => tx.run("UPDATE licence_term SET expires_on = '2026-11-22'"))
  expect((await lane.lane({ caseId })).gaps).toEqual([])
  clinic.db.write((tx) => setReportStatus(tx, id, 'final'))
  expect((await lane.lane({ caseId })).gaps).toEqual(['reportSigned'])
  await expect(sign({ caseId, seenHash: contentHash, passphrase: PASSPHRASE })).rejects.toMatchObject({ code: 'REPORT_SIGNED' })
  await clinic.close()
})

test('the outcome stands below the psychologist’s own words, once, however often it is signed', async () => {
  const { clinic, lane, sign, caseId } = await aLane()
  clinic.reports.list({ caseId })
  await clinic.write()
  for (const [field, value] of [['assessedHow', 'call'], ['informationPreference', 'full'], ['decisionRole', 'own'], ['mayBeTold', 'Nadie']] as const) await lane.setField({ caseId, field, value })
  await lane.recommend({ caseId, level: 4, audience: 'clinicians', text: 'Valorar mirtazapina' })
  const words = ['Duerme mal desde junio', 'Dos llamadas antes', 'Un grupo de apoyo', 'Valorar mirtazapina']
  const counted = async () => {
    const body = JSON.stringify(readSection(await clinic.rooms.snapshot(roomName({ kind: 'section', caseId, report: 1, section: 'psychologicalRecommendations' }))).body)
    return words.map((one) => body.split(one).length - 1)
  }
  const signed = async (view: { contentHash: string }) => {
    await sign({ caseId, seenHash: view.contentHash, passphrase: PASSPHRASE })
    return counted()
  }
  expect(await signed(await lane.recommend({ caseId, level: 2, audience: 'patient', text: 'Dos llamadas antes de la cirugía' }))).toEqual([1, 1, 0, 0])
  expect(await signed(await lane.recommend({ caseId, level: 2, audience: 'family', text: 'Un grupo de apoyo' }))).toEqual([1, 1, 1, 0])
  await lane.setField({ caseId, field: 'assessedHow', value: 'notAssessed' })
  expect(await signed(await lane.setField({ caseId, field: 'notAssessedReason', value: 'No lo desea' }))).toEqual([1, 0, 0, 0])
  await clinic.close()
})

test('not assessed with its reason is a whole part; without one it is not', async () => {
  const { clinic, lane, sign, caseId, staff } = await aLane()
  const reportId = clinic.reports.list({ caseId }).reports[0]!.id
  await clinic.write()
  expect((await lane.setField({ caseId, field: 'assessedHow', value: 'notAssessed' })).gaps).toEqual(['notAssessedReason'])
  const view = await lane.setField({ caseId, field: 'notAssessedReason', value: 'El paciente no lo desea' })
  expect(view.gaps).toEqual([])
  await sign({ caseId, seenHash: view.contentHash, passphrase: PASSPHRASE })
  staff()
  expect((await clinic.reports.obstacles({ caseId, reportId })).filter(({ code }) => code.startsWith('psychology'))).toEqual([])
  await clinic.close()
})

test('a report with a psychologist on its team waits for their signature', async () => {
  const { clinic, caseId, staff } = await aLane()
  const reportId = clinic.reports.list({ caseId }).reports[0]!.id
  await clinic.write()
  staff()
  expect((await clinic.reports.obstacles({ caseId, reportId })).map(({ code }) => code)).toContain('psychologyNotSigned')
  await clinic.close()
})
