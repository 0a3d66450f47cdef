// A profile that was copied to a second machine, and clocks that are years wrong: nothing is lost, nothing is decided by the hour, and the copy is noticed.
import { cpSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { roomName, SECTION } from '../../src/shared/casedoc/layout.ts'
import { startServerProcess } from '../support/serverProcess.ts'
import { writeSmallBundle } from '../support/smallBundle.ts'
import { openTestWorkstation, PASSPHRASE, until, type TestWorkstation } from '../support/workstation.ts'

const open: { stop(): Promise<unknown> | unknown }[] = []
afterEach(async () => {
  for (const thing of open.splice(0).reverse()) await thing.stop()
})

const DAY = 86_400_000
const YEAR = 365 * DAY
const write = (ws: TestWorkstation, room: string, key: string) => {
  const { rooms, session } = ws.core.work()
  return rooms.edit(room, { actorId: session.user.id, room, tool: 'test' }, (doc) => void doc.getMap(SECTION.fields).set(key, { value: key }))
}
const keysOf = async (ws: TestWorkstation, room: string) => [...(await ws.core.work().rooms.snapshot(room)).getMap(SECTION.fields).keys()].sort()

async function started(options?: Parameters<typeof openTestWorkstation>[0]): Promise<TestWorkstation> {
  const ws = await openTestWorkstation(options)
  open.push(ws)
  return ws
}

test('a copied profile: what both wrote is at the server and in both, and the server says that the device’s audit forked', async () => {
  const server = await startServerProcess()
  open.push(server)
  const first = await openTestWorkstation()
  const me = await first.signUp('Dr One', 'physician', 'L-1')
  await first.client.sync.connect({ serverUrl: server.url, enrolmentCode: server.enrolmentCode ?? '' })
  const caseId = await first.takeIn(writeSmallBundle())
  await until('published', async () => (await first.client.sync.syncNow()).state === 'synced', 90)
  await first.stop()
  const copied = mkdtempSync(join(tmpdir(), 'consilium-copy-'))
  cpSync(first.directory, copied, { recursive: true })

  const [one, two] = [await started({ directory: first.directory }), await started({ directory: copied })]
  for (const ws of [one, two]) await ws.client.profile.unlock({ userId: me.id, passphrase: PASSPHRASE })
  const room = roomName({ kind: 'section', caseId, report: 1, section: 'diagnosis' })
  await Promise.all([...Array(10).keys()].flatMap((n) => [write(one, room, `one ${n}`), write(two, room, `two ${n}`)]))
  await until('both hold all of both', async () => {
    await one.client.sync.syncNow()
    await two.client.sync.syncNow()
    return (await keysOf(one, room)).length === 20 && (await keysOf(two, room)).length === 20
  }, 90)
  const { version } = (await one.client.cases.get({ caseId })).reviewCase
  await one.client.cases.updateIntake({ caseId, baseVersion: version, patientWords: 'written on the first' })
  await until('at the copy', async () => {
    await one.client.sync.syncNow()
    await two.client.sync.syncNow()
    return (await two.client.cases.get({ caseId })).reviewCase.patientWords === 'written on the first'
  }, 90)
  // One chain of audit cannot have two ends: whoever comes second is told so, and goes on working.
  await until('noticed', async () => {
    const states = [await one.client.sync.syncNow(), await two.client.sync.syncNow()]
    return states.some(({ state, stopped }) => state === 'needsYou' && stopped === 'SERVER_REFUSED')
  }, 60)
  expect((await keysOf(two, room)).length).toBe(20)
}, 300_000)

test('clocks two years apart: both texts are merged, both values of a conflict are kept, and the one ahead still unlocks at its server', async () => {
  const server = await startServerProcess()
  open.push(server)
  const at = { serverUrl: server.url, enrolmentCode: server.enrolmentCode ?? '' }
  const [ahead, behind] = [await started({ clockAheadMs: YEAR }), await started({ clockAheadMs: -YEAR })]
  const me = await ahead.signUp('Dr Ahead', 'physician', 'L-1')
  const colleague = await behind.signUp('Dr Behind', 'physician', 'L-2')
  await ahead.client.sync.connect(at)
  await behind.client.sync.connect(at)
  const caseId = await ahead.takeIn(writeSmallBundle())
  await until('published', async () => (await ahead.client.sync.syncNow()).state === 'synced', 90)
  await ahead.client.sync.assign({ caseId, userId: colleague.id })
  await until('shared', async () => (await ahead.client.sync.syncNow()).state === 'synced' && (await behind.client.sync.syncNow()).state === 'synced' && (await behind.client.cases.list()).length === 1, 90)

  const room = roomName({ kind: 'section', caseId, report: 1, section: 'stage' })
  // Apart, so that neither hears of the other before both have written.
  await server.kill9()
  await write(ahead, room, 'ahead')
  await write(behind, room, 'behind')
  const { version } = (await ahead.client.cases.get({ caseId })).reviewCase
  await ahead.client.cases.updateIntake({ caseId, baseVersion: version, patientWords: 'first to arrive' })
  await behind.client.cases.updateIntake({ caseId, baseVersion: (await behind.client.cases.get({ caseId })).reviewCase.version, patientWords: 'second to arrive' })
  open.push(await startServerProcess({ directory: server.directory, port: server.port }))
  await until('merged', async () => {
    await ahead.client.sync.syncNow()
    await behind.client.sync.syncNow()
    return (await keysOf(ahead, room)).length === 2 && (await keysOf(behind, room)).length === 2
  }, 90)
  await until('asked', async () => {
    await behind.client.sync.syncNow()
    return (await behind.client.sync.conflicts()).length + (await ahead.client.sync.conflicts()).length === 1
  }, 90)
  const [card] = [...(await behind.client.sync.conflicts()), ...(await ahead.client.sync.conflicts())]
  expect([card?.mine.value, card?.theirs.value].sort()).toEqual(['"first to arrive"', '"second to arrive"'])

  // Its lease ended long ago by its own clock: the server's word opens it.
  await ahead.client.profile.lock()
  expect(await ahead.client.profile.unlock({ userId: me.id, passphrase: PASSPHRASE })).toMatchObject({ id: me.id })
}, 300_000)

test('three weeks without the server: work goes on within the lease, after it only the server opens, and then everything arrives', async () => {
  const server = await startServerProcess()
  open.push(server)
  const at = { serverUrl: server.url, enrolmentCode: server.enrolmentCode ?? '' }
  const [home, away] = [await started(), await started()]
  await home.signUp('Dr Home', 'physician', 'L-1')
  const me = await away.signUp('Dr Away', 'physician', 'L-2')
  await home.client.sync.connect(at)
  await away.client.sync.connect(at)
  const caseId = await home.takeIn(writeSmallBundle())
  await until('published', async () => (await home.client.sync.syncNow()).state === 'synced', 90)
  await home.client.sync.assign({ caseId, userId: me.id })
  await until('shared', async () => (await home.client.sync.syncNow()).state === 'synced' && (await away.client.sync.syncNow()).state === 'synced' && (await away.client.cases.list()).length === 1, 90)
  await server.kill9()

  const room = roomName({ kind: 'section', caseId, report: 1, section: 'stage' })
  const opens = async () => {
    await away.client.profile.lock()
    return away.client.profile.unlock({ userId: me.id, passphrase: PASSPHRASE })
  }
  for (let day = 1; day <= 13; day++) {
    away.later(DAY)
    await write(away, room, `day ${day}`)
  }
  expect(await opens()).toMatchObject({ id: me.id })
  const { version } = (await away.client.cases.get({ caseId })).reviewCase
  await away.client.cases.updateIntake({ caseId, baseVersion: version, patientWords: 'told on the journey' })
  for (let n = 1; n <= 20; n++) await write(home, room, `home ${n}`)
  away.later(8 * DAY)
  await expect(opens()).rejects.toMatchObject({ code: 'LEASE_ENDED' })

  open.push(await startServerProcess({ directory: server.directory, port: server.port }))
  expect(await away.client.profile.unlock({ userId: me.id, passphrase: PASSPHRASE })).toMatchObject({ id: me.id })
  await until('both hold all of both', async () => {
    await home.client.sync.syncNow()
    await away.client.sync.syncNow()
    return (await keysOf(home, room)).length === 33 && (await keysOf(away, room)).length === 33
  }, 90)
  await until('the change of the facts too', async () => {
    await home.client.sync.syncNow()
    return (await home.client.cases.get({ caseId })).reviewCase.patientWords === 'told on the journey'
  }, 90)
  expect(await away.client.sync.syncNow()).toMatchObject({ state: 'synced', attention: 0 })
}, 300_000)
