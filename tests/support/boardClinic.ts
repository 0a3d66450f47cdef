// Twelve ready cases before a board, and a panel of three on the first: every opinion sealed, none revealed. The chair's store is left closed, ready for a host.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { opinionSubjects, type OpinionItem } from '../../src/shared/domain/panel/opinion.ts'
import type { User } from '../../src/shared/domain/people.ts'
import { CaseId } from '../../src/shared/kit/ids.ts'
import { startServerProcess } from './serverProcess.ts'
import { openTestWorkstation, type TestWorkstation, until } from './workstation.ts'

export const TITLE = 'Thoracic board'
/** Differs on systemic treatment, in these words. */
export const DISSENT = 'A year of treatment with little proven gain.'

export const CASES = [
  ['Ruiz Mora', 'Ana', 'Lung cancer, right upper lobe'],
  ['Quintana Vidal', 'Teresa', 'Glioma of the left frontal lobe'],
  ['Barrientos Leiva', 'Joaquín', 'Adenocarcinoma of the sigmoid colon'],
  ['Etxeberria Lasa', 'Miren', 'Ductal carcinoma of the left breast'],
  ['Villalobos Crespo', 'Hernán', 'Renal cell carcinoma'],
  ['Zubizarreta Otaegi', 'Iker', 'Melanoma of the back'],
  ['Montenegro Salas', 'Lucía', 'Serous carcinoma of the ovary'],
  ['Harrowgate', 'Evelyn', 'Squamous carcinoma of the larynx'],
  ['Fuentespina Rojo', 'Baltasar', 'Carcinoma of the prostate'],
  ['Arrizabalaga Ugarte', 'Edurne', 'Follicular lymphoma'],
  ['Cienfuegos Prado', 'Octavio', 'Hepatocellular carcinoma'],
  ['Goicoechea Marín', 'Silvia', 'Medullary carcinoma of the thyroid'],
] as const

export interface BoardClinic {
  /** The chair's store, closed. */
  readonly directory: string
  readonly caseIds: readonly CaseId[]
  discard(): Promise<void>
}

export async function openBoardClinic(): Promise<BoardClinic> {
  const server = await startServerProcess()
  const [chair, radiologist, surgeon] = [await openTestWorkstation(), await openTestWorkstation(), await openTestWorkstation()]
  const all = [chair, radiologist, surgeon]
  const me = await chair.signUp('Dr Helen Okafor', 'chair', 'L-1')
  const others = [await radiologist.signUp('Dr Marta Sanz', 'radiologist', 'L-2'), await surgeon.signUp('Dr Luis Ferrer', 'surgeon', 'L-3')]
  for (const { client } of all) await client.sync.connect({ serverUrl: server.url, enrolmentCode: server.enrolmentCode ?? '' })
  const { meetingId } = await chair.client.board.open({ title: TITLE, startsAt: new Date().toISOString(), quorum: ['surgery', 'radiology'], discipline: 'medicalOncology' })
  const caseIds: CaseId[] = []
  for (const which of CASES) caseIds.push(await takeIn(chair, meetingId, which))
  for (const caseId of caseIds) await chair.client.board.act({ meetingId, act: { type: 'addCase', caseId, minutes: 12 } })
  for (const person of others) await chair.client.board.act({ meetingId, act: { type: 'invite', person, discipline: person.role === 'surgeon' ? 'surgery' : 'radiology' } })
  const [first] = caseIds
  if (!first) throw new Error('no case')
  await sealAll(all, [me, ...others], first)
  for (const one of all) await one.stop()
  return {
    directory: chair.directory,
    caseIds,
    async discard() {
      await server.kill9()
      for (const { directory } of all) rmSync(directory, { recursive: true, force: true })
    },
  }
}

/** Ready but for what may be waived with a reason, and waived. */
async function takeIn({ client, takeIn: take }: TestWorkstation, meetingId: string, [familyName, givenName, condition]: (typeof CASES)[number]): Promise<CaseId> {
  const folder = mkdtempSync(join(tmpdir(), 'consilium-case-'))
  const n = CASES.findIndex(([name]) => name === familyName) + 1
  const birthDate = `19${50 + n}-04-08`
  const patient = { familyName, givenName, birthDate, sex: 'female', identifiers: [{ issuer: null, value: `88220${n}` }] }
  const questions = [{ number: 1, standard: 'diagnosisCorrect', text: '', asked: true }]
  writeFileSync(join(folder, 'consilium-request.json'), JSON.stringify({ schema: 'consilium-request/1', patient, packId: 'onc/1', policyId: 'oncology-remote', condition, requestedOn: '2026-11-16', language: 'en', motives: ['confirmDiagnosis'], patientWords: '', questions, allergies: [] }))
  writeFileSync(join(folder, 'consent.txt'), `Informed consent\nPatient: ${givenName} ${familyName}. Date of birth: 8 April 19${50 + n}. I consent to the remote second opinion and to the processing of my data.`)
  try {
    const caseId = CaseId.parse(await take(folder))
    const missing = async () => (await client.board.view({ meetingId })).names.find((one) => one.caseId === caseId)?.missing ?? []
    const { version } = (await client.cases.get({ caseId })).reviewCase
    await client.intake.record({ caseId, baseVersion: version, intake: { waived: Object.fromEntries((await missing()).map(({ code }) => [code, 'Not to be had for this test.'])) } })
    if ((await missing()).length > 0) throw new Error(`case ${n} is not ready`)
    return caseId
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Each alone at their own workstation; the radiologist differs on systemic treatment. */
async function sealAll([chair, ...experts]: readonly TestWorkstation[], people: readonly User[], caseId: CaseId): Promise<void> {
  if (!chair) throw new Error('nobody chairs')
  await chair.client.panel.open({ caseId, deadline: null })
  for (const person of people) await chair.client.panel.act({ caseId, act: { type: 'invite', person, discipline: person.role === 'surgeon' ? 'surgery' : person.role === 'radiologist' ? 'radiology' : 'medicalOncology', dueAt: null } })
  await chair.client.sync.syncNow()
  for (const [n, one] of [chair, ...experts].entries()) {
    await until('the case and its panel arrive', async () => {
      await one.client.sync.syncNow()
      return (await one.client.cases.list()).some(({ reviewCase }) => reviewCase.id === caseId) && (await one.client.panel.view({ caseId })).seats.length === people.length
    }, 60)
    await one.client.panel.act({ caseId, act: { type: 'answer', accepts: true, reason: '', conflict: '' } })
    const { questions } = (await one.client.cases.get({ caseId })).reviewCase
    const items = opinionSubjects(questions).map((subject): OpinionItem => {
      const differs = n === 1 && subject === 'axis:systemic'
      return { subject, position: differs ? 'differ' : 'agree', confidence: 'high', recommendation: '', reason: differs ? DISSENT : '', proofs: [] }
    })
    await one.client.panel.seal({ caseId, draft: { items, freeText: '' }, attestations: { personallyReviewed: true, independent: true }, changeReason: null })
    await one.client.sync.syncNow()
  }
  await until('the chair may reveal', async () => {
    await chair.client.sync.syncNow()
    return (await chair.client.panel.view({ caseId })).mayReveal
  }, 60)
}
