// Whoever joins a board late: the meeting and what is led stand there at once; a key image that is on its way is said to be, and comes before everything else.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { saveAnnotation } from '../../src/shared/casedoc/edit.ts'
import { roomName } from '../../src/shared/casedoc/layout.ts'
import { KeyImage } from '../../src/shared/domain/annotation.ts'
import { CaseId, newUuid, type UserId } from '../../src/shared/kit/ids.ts'
import { waiveMissing, writeConsentedBundle } from '../support/boardReady.ts'
import { slice } from '../support/dicomFile.ts'
import { enrolDevice, openRoomAt } from '../support/serverDevice.ts'
import { aCase } from '../support/serviceRig.ts'
import { startServerProcess } from '../support/serverProcess.ts'
import { openTestWorkstation, type TestWorkstation, until } from '../support/workstation.ts'

const open: { stop(): Promise<unknown> | unknown }[] = []
afterEach(async () => {
  for (const thing of open.splice(0).reverse()) await thing.stop()
})

/** Larger files than the other series of the case: by size they would come last. */
const KEY = { study: '2.25.100', series: '2.25.201', side: 64, count: 3 }
const instanceOf = (n: number) => `2.25.201.${n}`

test('a late joiner has the whole meeting and what is led at once; a key image on its way is said to be and is fetched first', { timeout: 180_000 }, async () => {
  const server = await startServerProcess({ databaseUrl: '' })
  open.push(server)
  const code = server.enrolmentCode ?? ''
  const [chair, late] = [await openTestWorkstation(), await openTestWorkstation()]
  open.push(chair, late)
  const me = await chair.signUp('Dr Chair', 'chair', 'L-1')
  const joiner = await late.signUp('Dr Late', 'radiologist', 'L-2')
  for (const { client } of [chair, late]) await client.sync.connect({ serverUrl: server.url, enrolmentCode: code })
  // Words come, files wait: what a narrow line looks like, without its hours.
  await late.client.sync.choose({ paused: true, limitKib: null })
  const caseId = CaseId.parse(await chair.takeIn(bundle()))
  await markKeyImage(chair, caseId, me.id)
  await chair.client.sync.syncNow()

  const { meetingId } = await chair.client.board.open({ title: 'Board', startsAt: new Date().toISOString(), quorum: [], discipline: 'surgery' })
  await waiveMissing(chair, meetingId, caseId)
  await chair.client.board.act({ meetingId, act: { type: 'addCase', caseId, minutes: 10 } })
  await chair.client.board.act({ meetingId, act: { type: 'begin', caseId } })
  await chair.client.board.actOnCase({ meetingId, caseId, act: { type: 'minute', text: 'Said before anybody else came.' } })
  await chair.client.board.actOnCase({ meetingId, caseId, act: { type: 'discuss', item: 'comorbidity', state: 'discussed', note: '' } })
  const { agenda } = await chair.client.board.actOnCase({ meetingId, caseId, act: { type: 'decide', text: 'Sleeve lobectomy.', formal: false, recommendations: [] } })
  const decisionId = agenda[0]?.decisions[0]?.id ?? ''
  await chair.client.board.actOnCase({ meetingId, caseId, act: { type: 'vote', decisionId, choice: 'agree', dissent: '' } })
  await chair.client.board.act({ meetingId, act: { type: 'invite', person: joiner, discipline: 'radiology' } })

  await until('case and meeting arrive', async () => {
    await chair.client.sync.syncNow()
    await late.client.sync.syncNow()
    return (await late.client.board.list())[0]?.cases === 1 && (await late.client.cases.list()).length === 1
  }, 60)
  await late.client.board.join({ meetingId })
  const agendaOf = async (one: TestWorkstation) => (await one.client.board.view({ meetingId })).agenda
  expect(await agendaOf(late)).toEqual(await agendaOf(chair))
  expect((await agendaOf(late))[0]).toMatchObject({ minutesTaken: [{ text: 'Said before anybody else came.' }], checklist: { comorbidity: { state: 'discussed' } }, votes: [{ choice: 'agree' }] })

  const imagesOf = async (one: TestWorkstation) => (await one.client.board.shown({ masked: true, language: 'en' }))?.shown?.images.map(({ label, isHere }) => [label, isHere])
  await chair.client.board.join({ meetingId })
  expect(await imagesOf(chair)).toEqual([['Key', true]])
  expect(await imagesOf(late), 'known, and not here yet').toEqual([['Key', false]])
  const wanted = late.core.work().session.db.read((r) => r.all<{ sha256: string; series: string | null }>(
    `SELECT b.sha256, (SELECT series_uid FROM instance i WHERE i.sha256 = b.sha256) AS series FROM sync_blob b WHERE direction = 'down' AND state = 'waiting' ORDER BY asked_at IS NULL, asked_at DESC, bytes`))
  expect(wanted.length, 'other files wait too').toBeGreaterThan(KEY.count)
  expect(wanted.slice(0, KEY.count).map(({ series }) => series), 'its series first, although it is the largest').toEqual(Array(KEY.count).fill(KEY.series))
  await late.client.sync.choose({ paused: false, limitKib: null })
  await until('it has come', async () => {
    await late.client.sync.syncNow()
    return (await imagesOf(late))?.[0]?.[1] === true
  })
})

test('presence that was said before somebody came is there when they come, without another word', { timeout: 60_000 }, async () => {
  const server = await startServerProcess({ databaseUrl: '' })
  open.push(server)
  const [presenter, late] = [await enrolDevice(server.url, server.enrolmentCode ?? '', 'Dr Presenter', 'chair'), await enrolDevice(server.url, server.enrolmentCode ?? '', 'Dr Late', 'radiologist')]
  const reviewCase = aCase()
  await presenter.submit(reviewCase.id, { type: 'case.publish', reviewCase })
  await presenter.submit(reviewCase.id, { type: 'case.assign', userId: late.user.id }, { baseVersion: 1 })
  const room = roomName({ kind: 'board', caseId: reviewCase.id })
  const leading = openRoomAt(server.url, presenter.token, room, undefined, true)
  open.push(leading)
  await until('the presenter is there', () => leading.provider.isSynced)
  const said = { n: 7, stage: 'images', item: 3, view: { SOPInstanceUID: instanceOf(2), frame: 1 }, pointer: null, blank: false, names: false, pixels: [KEY.series], frozen: null }
  leading.provider.awareness?.setLocalStateField('board', said)
  const joining = openRoomAt(server.url, late.token, room, undefined, true)
  open.push(joining)
  await until('it is heard', () => [...(joining.provider.awareness?.getStates().values() ?? [])].some((state) => JSON.stringify(state['board']) === JSON.stringify(said)))
})

async function markKeyImage({ core }: TestWorkstation, caseId: CaseId, author: UserId): Promise<void> {
  const room = roomName({ kind: 'studyAnnotations', caseId, study: KEY.study })
  const origin = { actorId: author, room, tool: 'test' }
  const at = new Date().toISOString()
  const anchor = { kind: 'image', StudyInstanceUID: KEY.study, SeriesInstanceUID: KEY.series, SOPInstanceUID: instanceOf(2), frame: 1, FrameOfReferenceUID: null, view: null }
  const mark = KeyImage.parse({ id: newUuid(Date.now()), author, authorName: 'Dr Chair', createdAt: at, changedAt: at, type: 'keyImage', anchor, label: 'Key', note: '' })
  await core.work().rooms.edit(room, origin, (doc) => saveAnnotation(doc, origin, mark))
}

function bundle(): string {
  const folder = writeConsentedBundle()
  mkdirSync(join(folder, 'LARGE'))
  const { series, side, count } = KEY
  for (let i = 1; i <= count; i++) {
    const pixels = Array.from({ length: side * side }, (_, at) => (at * i) % 1000)
    writeFileSync(join(folder, 'LARGE', `IM${i}`), slice({ number: i, series, instance: instanceOf(i), pixels, extra: [[0x00280010, 'US', side], [0x00280011, 'US', side]] }))
  }
  return folder
}
