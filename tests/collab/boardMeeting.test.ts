// A board of three over a server: agenda, roll call, decision, votes, next case; a cut cable and its merge; nobody acts in another's name.
import { buffer } from 'node:stream/consumers'
import { afterEach, expect, test } from 'vitest'
import type { BoardView } from '../../src/shared/contract/workstation/board.contract.ts'
import { setField } from '../../src/shared/casedoc/edit.ts'
import { roomName, rowKey } from '../../src/shared/casedoc/layout.ts'
import { CaseId, newUuid, UserId } from '../../src/shared/kit/ids.ts'
import { waiveMissing, writeConsentedBundle } from '../support/boardReady.ts'
import { startServerProcess } from '../support/serverProcess.ts'
import { openTestWorkstation, until, type TestWorkstation } from '../support/workstation.ts'

const open: { stop(): Promise<unknown> | unknown }[] = []
afterEach(async () => {
  for (const thing of open.splice(0).reverse()) await thing.stop()
})

test('three workstations hold one board and end with the same minutes', { timeout: 240_000 }, async () => {
  // As a room without internet holds it: over the encrypted line of `serve --board`.
  let server = await startServerProcess({ board: true })
  const chair = await openTestWorkstation()
  const ana = await openTestWorkstation()
  const ben = await openTestWorkstation()
  const all = [chair, ana, ben]
  open.push({ stop: () => server.stop() }, ...all)
  await chair.signUp('Dr Chair', 'chair', 'L-1')
  const people = { ana: await ana.signUp('Dr Ana', 'radiologist', 'L-2'), ben: await ben.signUp('Dr Ben', 'surgeon', 'L-3') }
  for (const one of all) await one.client.sync.connect({ serverUrl: server.url, enrolmentCode: server.enrolmentCode ?? '' })
  const caseId = CaseId.parse(await chair.takeIn(writeConsentedBundle()))
  await chair.client.sync.syncNow()

  const { meetingId } = await chair.client.board.open({ title: 'Thoracic board', startsAt: new Date().toISOString(), quorum: ['medicalOncology', 'pathology'], discipline: 'medicalOncology' })
  const act = (who: TestWorkstation, made: Parameters<TestWorkstation['client']['board']['act']>[0]['act']) => who.client.board.act({ meetingId, act: made })
  const onCase = (who: TestWorkstation, made: Parameters<TestWorkstation['client']['board']['actOnCase']>[0]['act']) => who.client.board.actOnCase({ meetingId, caseId, act: made })
  await act(chair, { type: 'invite', person: people.ana, discipline: 'radiology' })
  await act(chair, { type: 'invite', person: people.ben, discipline: 'surgery' })
  // The small bundle lacks what its illness needs: greyed, and not to be put on the agenda.
  const { missing } = (await chair.client.board.view({ meetingId })).names[0] ?? { missing: [] }
  expect(missing.length).toBeGreaterThan(0)
  await expect(act(chair, { type: 'addCase', caseId, minutes: 10 })).rejects.toMatchObject({ code: 'BOARD_REFUSED', data: { reason: 'notReady' } })
  await waiveMissing(chair, meetingId, caseId)
  await act(chair, { type: 'addCase', caseId, minutes: 10 })

  await until('the meeting and its case arrive', async () => {
    for (const one of [ana, ben]) await one.client.sync.syncNow()
    const [a, b] = await Promise.all([ana, ben].map((one) => one.client.board.list()))
    return a?.[0]?.cases === 1 && b?.[0]?.cases === 1 && (await ana.client.cases.list()).length === 1 && (await ben.client.cases.list()).length === 1
  })
  for (const one of all) await one.client.board.join({ meetingId })
  await act(ana, { type: 'attend', personId: people.ana.id, presence: 'remote' })
  const me = (await chair.client.board.view({ meetingId })).chair
  await act(chair, { type: 'attend', personId: me.id, presence: 'present' })
  await act(chair, { type: 'begin', caseId })
  await expect(act(ana, { type: 'begin', caseId })).rejects.toMatchObject({ code: 'BOARD_REFUSED', data: { reason: 'notChair' } })
  await seen(ana, ({ current }) => current === caseId)
  await expect(onCase(chair, { type: 'decide', text: 'Sleeve lobectomy.', formal: true, recommendations: [] })).rejects.toMatchObject({ data: { reason: 'noQuorum' } })
  const decided = await onCase(chair, { type: 'decide', text: 'Sleeve lobectomy.', formal: false, recommendations: [{ id: newUuid(Date.now()), text: 'Referral to thoracic surgery', owner: 'Dr Ben', urgency: 'weeks', dueOn: '2026-12-01' }] })
  const decisionId = decided.agenda[0]?.decisions.at(-1)?.id ?? ''
  await seen(ana, ({ agenda }) => agenda[0]?.decisions.length === 1)
  await onCase(ana, { type: 'vote', decisionId, choice: 'differ', dissent: 'The specimen decides.' })
  await seen(chair, ({ agenda }) => agenda[0]?.votes[0]?.confirmedAt != null)
  await seen(ben, ({ current }) => current === caseId)

  // The cable is out: everybody goes on alone, and nothing is lost when it is back.
  const { port, directory } = server
  await server.kill9()
  for (const [who, words] of [[chair, 'Chair writes alone.'], [ana, 'Ana writes alone.'], [ben, 'Ben writes alone.']] as const) {
    await onCase(who, { type: 'minute', text: words })
  }
  await act(chair, { type: 'end' })
  server = await startServerProcess({ board: true, directory, port })
  await until('all have the same minutes', async () => {
    const views = await Promise.all(all.map((one) => one.client.board.view({ meetingId })))
    const [first, ...rest] = views.map((view) => JSON.stringify({ agenda: view.agenda, seats: view.seats, endedAt: view.endedAt }))
    return views.every(({ unsent, endedAt }) => unsent === 0 && endedAt !== null) && rest.every((text) => text === first)
  }, 60)
  const last = await ben.client.board.view({ meetingId })
  expect(last.agenda[0]?.minutesTaken.map(({ text }) => text).sort()).toEqual(['Ana writes alone.', 'Ben writes alone.', 'Chair writes alone.'])
  expect(last.refused).toEqual([])
  expect(last.agenda[0]?.votes).toMatchObject([{ personId: people.ana.id, choice: 'differ', dissent: 'The specimen decides.' }])

  // Nobody acts in another's name: the server takes who is signed in, whatever the event says.
  const forged = { id: newUuid(Date.now()), meetingId, actor: me, at: new Date().toISOString(), caseId, act: { type: 'vote' as const, decisionId, choice: 'agree' as const, dissent: '' } }
  const [answer] = await ben.core.work().sync.ask((client) => client.board.submit({ meetingId, events: [forged] }))
  expect(answer).toEqual({ id: forged.id, refused: null })
  await seen(chair, ({ agenda }) => agenda[0]?.votes.some(({ personId, choice }) => personId === people.ben.id && choice === 'agree') === true)
  expect((await chair.client.board.view({ meetingId })).agenda[0]?.votes.find(({ personId }) => personId === me.id)).toBeUndefined()

  for (const language of ['en', 'es'] as const) {
    const { pdfSha256 } = await chair.client.board.minutes({ meetingId, caseId, language })
    expect(pdfSha256).toMatch(/^[0-9a-f]{64}$/u)
    const { exportId, name } = await chair.client.board.meetingMinutes({ meetingId, language })
    expect(name).toBe(`board-${new Date().toISOString().slice(0, 10)}-${language}.pdf`)
    const print = chair.core.work().board.openPrint(exportId)
    if (!print) throw new Error('nothing was printed')
    expect((await buffer(print.reader.stream())).subarray(0, 5).toString('latin1')).toBe('%PDF-')
  }

  async function seen(who: TestWorkstation, holds: (view: BoardView) => boolean): Promise<void> {
    await until('it arrives', async () => holds(await who.client.board.view({ meetingId })))
  }
})

test('the shared screen holds the case on the table, masked, and not a word of another', { timeout: 120_000 }, async () => {
  const one = await openTestWorkstation()
  open.push(one)
  await one.signUp('Dr Chair', 'chair', 'L-1')
  const caseId = CaseId.parse(await one.takeIn(writeConsentedBundle()))
  const { reviewCase } = await one.client.cases.get({ caseId })
  const { meetingId } = await one.client.board.open({ title: 'Board', startsAt: new Date().toISOString(), quorum: [], discipline: 'surgery' })
  expect(await one.client.board.shown({ masked: true }), 'no board is joined').toBeNull()
  await one.client.board.join({ meetingId })
  expect((await one.client.board.shown({ masked: true }))?.shown, 'nothing is on the table yet').toBeNull()
  await waiveMissing(one, meetingId, caseId)
  await one.client.board.act({ meetingId, act: { type: 'addCase', caseId, minutes: 10 } })
  await one.client.board.act({ meetingId, act: { type: 'begin', caseId } })
  await writeFirstOpinion(one, caseId, `${reviewCase.patient.familyName}: a right pneumonectomy is proposed.`)
  const story = (await one.client.board.shown({ masked: true }))?.shown
  expect(story?.firstOpinions).toMatchObject([{ author: 'Dr First', on: '2026-11-06', diagnosis: '' }])
  expect(story?.firstOpinions[0]?.plan).toContain('a right pneumonectomy is proposed.')
  const masked = JSON.stringify(await one.client.board.shown({ masked: true }))
  expect(masked).toContain(reviewCase.caseNumber.slice(-4))
  for (const secret of [reviewCase.patient.familyName, reviewCase.patient.givenName, reviewCase.patient.birthDate]) if (secret) expect(masked).not.toContain(secret)
  expect(JSON.stringify(await one.client.board.shown({ masked: false }))).toContain(reviewCase.patient.familyName)
})

/** Into the report's section about opinions that were given before (E2.4: the story tells it). */
async function writeFirstOpinion({ client, core }: TestWorkstation, caseId: CaseId, plan: string): Promise<void> {
  const room = roomName({ kind: 'section', caseId, report: 1, section: 'firstOpinion' })
  const [me] = (await client.profile.status({})).profiles
  const row = newUuid(Date.now())
  const stamp = { changedAt: new Date().toISOString(), changedBy: UserId.parse(me?.id) }
  const origin = { actorId: stamp.changedBy, room, tool: 'test' }
  await core.work().rooms.edit(room, origin, (doc) => {
    for (const [field, value] of Object.entries({ author: 'Dr First', givenOn: '2026-11-06', plan })) setField(doc, origin, rowKey('priorOpinions', row, field), { value, ...stamp })
  })
}
