// Intake on the real database: programme rules, requests that what arrives settles, the clock, the steps and their gate, the confidential motive.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { NewCase } from '../../../../../src/shared/contract/workstation/intake.contract.ts'
import { EMPTY_INTAKE } from '../../../../../src/shared/domain/caseIntake.ts'
import type { Role } from '../../../../../src/shared/domain/people.ts'
import { standardQuestions } from '../../../../../src/shared/domain/reviewCase.ts'
import { openIntakeClinic } from '../../../../support/intakeClinic.ts'
import { temporaryFolder } from '../../../../support/temporaryFolder.ts'

function aClinic(role: Role = 'physician') {
  const clinic = openIntakeClinic(temporaryFolder(), 'Dr Helen Okafor', role)
  onTestFinished(clinic.close)
  return clinic
}

const asked = (change: Partial<NewCase> = {}): NewCase => ({
  policyId: 'oncology-remote',
  illness: 'cancer',
  condition: 'Lung cancer',
  patient: { familyName: 'Ruiz Mora', givenName: 'Ana', birthDate: '1963-04-08', sex: 'female', identifier: '' },
  requestedOn: '2026-11-16',
  language: 'es',
  motives: ['chooseOptions'],
  patientWords: '',
  questions: standardQuestions(),
  intake: { channel: 'phone', route: null, requester: null, consent: null, cover: null, authorisation: EMPTY_INTAKE.authorisation, payment: { state: 'due', on: null, reference: '' } },
  confidentialMotive: 'She fears her surgeon.',
  ...change,
})

/** A letter of the kind that its title says, about the patient. */
function aLetter(name: string, title: string): string {
  const folder = join(temporaryFolder(), name)
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, `${name}.txt`), `${title}\nPatient: Ana Ruiz Mora\nDate of birth: 08/04/1963\n`)
  return folder
}

const MATERIAL = { request: 'Request for a second opinion', pathology: 'Pathology report', imaging: 'Radiology report', laboratory: 'Laboratory results', medication: 'Medication list', consent: 'Informed consent' }

test('payment and complete material are two conditions: either alone keeps the review closed (S1-1)', async () => {
  const { intake, cases, takeIn } = aClinic()
  const { id } = intake.open(asked())
  const advance = (command: 'beginStudy' | 'acceptForReview') => cases.advance({ caseId: id, baseVersion: cases.get({ caseId: id }).reviewCase.version, command, reason: '' })
  const open = () => intake.situation({ caseId: id }).conditions.filter(({ met }) => met !== 'yes').map(({ condition }) => condition)
  advance('beginStudy')
  expect(open()).toEqual(['complete', 'paid', 'consent'])
  for (const [name, title] of Object.entries(MATERIAL)) await takeIn(aLetter(name, title), id)
  expect(cases.get({ caseId: id }).complete).toEqual({ present: 6, required: 6, missing: [] })
  expect(open()).toEqual(['paid'])
  expect(() => advance('acceptForReview')).toThrow('GATE_CLOSED')
  intake.record({ caseId: id, baseVersion: cases.get({ caseId: id }).reviewCase.version, intake: { payment: { state: 'paid', on: '2026-11-21', reference: '' } } })
  expect(open()).toEqual([])
  // Monday 16 November asked, Sunday 22 begun: ten working days later is Friday 4 December.
  expect(advance('acceptForReview')).toMatchObject({ stage: 'review', dueOn: '2026-12-04', intake: { clockStartedOn: '2026-11-22', preliminary: { outcome: 'ready' } } })
})

describe('a request for data', () => {
  test('stops the clock, says who pays, and is settled by what arrives', async () => {
    const { intake, dataRequests, cases, takeIn, clock } = aClinic('caseManager')
    const { id, version } = intake.open(asked())
    const after = dataRequests.requestData({ caseId: id, baseVersion: version, items: ['pathology', 'consent'], other: '', language: 'es', dueOn: '2026-12-06' })
    expect(after).toMatchObject({ stage: 'needsData', intake: { dataRequests: [{ number: 1, paidBy: 'patient', askedOn: '2026-11-22', closedOn: null }], pauses: [{ from: '2026-11-22', until: null, reason: 'waitingForData' }] } })
    await takeIn(aLetter('pathology', MATERIAL.pathology), id)
    expect(cases.get({ caseId: id })).toMatchObject({ openRequests: 1, isPaused: true, nextRequestDue: '2026-12-06' })
    clock.at += 3 * 86_400_000
    dataRequests.remind({ caseId: id, baseVersion: cases.get({ caseId: id }).reviewCase.version, requestId: after.intake!.dataRequests[0]!.id })
    await takeIn(aLetter('consent', MATERIAL.consent), id)
    const line = cases.get({ caseId: id })
    expect(line).toMatchObject({ openRequests: 0, isPaused: false, stage: 'preliminaryStudy' })
    expect(line.reviewCase.intake?.dataRequests[0]).toMatchObject({ closedOn: '2026-11-25', closedBecause: 'received', reminders: ['2026-11-25'] })
  })

  test('the day of the opinion moves by as long as the clock stood', () => {
    const { intake, cases, clock } = aClinic()
    const { id } = intake.open(asked())
    const version = () => cases.get({ caseId: id }).reviewCase.version
    intake.setClock({ caseId: id, baseVersion: version(), pause: { reason: 'patientAsked', note: '' } })
    clock.at += 4 * 86_400_000
    expect(intake.setClock({ caseId: id, baseVersion: version(), pause: null }).intake?.pauses).toEqual([{ from: '2026-11-22', until: '2026-11-26', reason: 'patientAsked', note: '' }])
  })

  test('its letter is a PDF in the language asked for; without a request there is no letter', async () => {
    const { intake, dataRequests, content } = aClinic()
    const { id, version } = intake.open(asked())
    const { intake: after } = dataRequests.requestData({ caseId: id, baseVersion: version, items: ['pathology'], other: '', language: 'es', dueOn: '2026-12-06' })
    const made = await dataRequests.letter({ caseId: id, kind: 'dataRequest', requestId: after!.dataRequests[0]!.id, language: 'es' })
    expect(made.name).toBe('CN-2026-0001-dataRequest-es.pdf')
    const bytes = await content.readAll(made.pdfSha256)
    expect(Buffer.from(bytes).subarray(0, 8).toString('latin1')).toBe('%PDF-1.4')
    await expect(dataRequests.letter({ caseId: id, kind: 'reminder', requestId: 'none', language: 'en' })).rejects.toMatchObject({ code: 'NOT_ALLOWED' })
    await expect(dataRequests.letter({ caseId: id, kind: 'closing', requestId: null, language: 'en' })).rejects.toMatchObject({ code: 'NOT_ALLOWED' })
  })
})

test('not assessable: a reason, a refund by the programme, read only until a physician opens it again (S1-18)', () => {
  const { intake, cases } = aClinic()
  const { id } = intake.open(asked({ intake: { ...asked().intake, payment: { state: 'paid', on: '2026-11-17', reference: 'F-1' } } }))
  const advance = (command: 'beginStudy' | 'declareNotAssessable' | 'reopen', reason = '') => cases.advance({ caseId: id, baseVersion: cases.get({ caseId: id }).reviewCase.version, command, reason })
  advance('beginStudy')
  expect(() => advance('declareNotAssessable')).toThrow('REASON_MISSING')
  expect(advance('declareNotAssessable', 'No tissue is left to read again.')).toMatchObject({ stage: 'notAssessable', intake: { closing: { because: 'notAssessable', refund: 'full' }, payment: { state: 'refunded' } } })
  expect(cases.isReadOnly(id)).toBe(true)
  expect(advance('reopen', 'The block was found.').stage).toBe('preliminaryStudy')
  expect(cases.isReadOnly(id)).toBe(false)
})

test('the programme without a refund owes none; a policy not in force on the day of the request keeps the gate closed (S0-16)', () => {
  const { intake, cases } = aClinic()
  const cover = { sponsor: 'Seguros', policyNumber: '1', inForceFrom: '2026-01-01', inForceUntil: '2026-11-15', operationsUsed: 5, illnessesUsed: ['cancer'] }
  const { id, version } = intake.open(asked({ policyId: 'insurer-second-opinion', intake: { ...asked().intake, cover } }))
  const met = () => intake.situation({ caseId: id }).conditions.find(({ condition }) => condition === 'policyInForce')?.met
  expect(met()).toBe('no')
  intake.record({ caseId: id, baseVersion: version, intake: { cover: { ...cover, inForceUntil: '2026-11-16' } } })
  expect(met()).toBe('yes')
  expect(intake.situation({ caseId: id })).toMatchObject({ entitlement: { operationsUsed: 5, operationsAllowed: 5, usedBefore: true }, freeVisitUntil: null })
  cases.advance({ caseId: id, baseVersion: cases.get({ caseId: id }).reviewCase.version, command: 'withdraw', reason: 'The patient withdrew.' })
  expect(cases.get({ caseId: id }).reviewCase.intake?.closing).toMatchObject({ because: 'withdrawn', refund: 'none' })
})

test('a specimen goes forward only', () => {
  const { intake, cases } = aClinic()
  const { id } = intake.open(asked())
  const move = (specimenId: string | null, state: 'requested' | 'shipped' | 'received') =>
    intake.moveSpecimen({ caseId: id, baseVersion: cases.get({ caseId: id }).reviewCase.version, specimenId, kind: 'block', label: 'A26-118', state, on: '2026-11-22', note: '' }).intake!.specimens[0]!
  const { id: block } = move(null, 'requested')
  move(block, 'received')
  expect(() => move(block, 'shipped')).toThrow('STEP_NOT_POSSIBLE')
})

test('the confidential motive stands beside the case, not in it; reading is logged and not for every role', () => {
  const forPhysician = aClinic()
  const { id } = forPhysician.intake.open(asked())
  expect(forPhysician.intake.motive({ caseId: id })?.text).toBe('She fears her surgeon.')
  expect(JSON.stringify(forPhysician.cases.get({ caseId: id }))).not.toContain('surgeon.')
  expect(forPhysician.db.read((r) => r.get<{ n: number }>("SELECT count(*) AS n FROM audit WHERE event = 'motive.shown'"))?.n).toBe(1)
  const forReader = aClinic('radiologist')
  const other = forReader.intake.open(asked())
  expect(() => forReader.intake.motive({ caseId: other.id })).toThrow('NOT_ALLOWED')
  expect(forReader.intake.situation({ caseId: other.id }).mayReadMotive).toBe(false)
})

test('an unfinished form is there after a restart and gone once the case is open', async () => {
  const folder = temporaryFolder()
  const first = openIntakeClinic(folder)
  first.intake.keepDraft({ draft: { condition: 'Lung' } })
  await first.close()
  const again = openIntakeClinic(folder)
  onTestFinished(again.close)
  expect(again.intake.draft()).toEqual({ condition: 'Lung' })
  again.intake.open(asked())
  expect(again.intake.draft()).toBeNull()
})
