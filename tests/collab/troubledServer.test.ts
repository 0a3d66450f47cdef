// What happens to two workstations when people disagree and servers fail: nothing is lost, nothing is chosen silently, nothing is deleted by absence.
import { cpSync, existsSync, mkdtempSync, readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { roomName, SECTION } from '../../src/shared/casedoc/layout.ts'
import type { CaseId } from '../../src/shared/kit/ids.ts'
import { startServerProcess, type ServerProcess } from '../support/serverProcess.ts'
import { writeSmallBundle } from '../support/smallBundle.ts'
import { openTestWorkstation, PASSPHRASE, until, type TestWorkstation } from '../support/workstation.ts'

const open: { stop(): Promise<unknown> | unknown }[] = []
afterEach(async () => {
  for (const thing of open.splice(0).reverse()) await thing.stop()
})

async function server(options?: Parameters<typeof startServerProcess>[0]): Promise<ServerProcess> {
  const started = await startServerProcess(options)
  open.push(started)
  return started
}

async function workstation(name: string): Promise<TestWorkstation> {
  const ws = await openTestWorkstation()
  open.push(ws)
  await ws.signUp(name, 'physician', 'L-1')
  return ws
}

const synced = async (ws: TestWorkstation) => (await ws.client.sync.syncNow()).state === 'synced'
const caseOf = async (ws: TestWorkstation, caseId: CaseId) => (await ws.client.cases.get({ caseId })).reviewCase
const write = (ws: TestWorkstation, room: string, key: string) => {
  const { rooms, session } = ws.core.work()
  return rooms.edit(room, { actorId: session.user.id, room, tool: 'test' }, (doc) => void doc.getMap(SECTION.fields).set(key, { value: key }))
}
const holds = async (ws: TestWorkstation, room: string, key: string) => (await ws.core.work().rooms.snapshot(room)).getMap(SECTION.fields).has(key)

/** The server's folder as a backup has it; only while it is stopped. */
function backupOf(at: ServerProcess): string {
  const copy = mkdtempSync(join(tmpdir(), 'consilium-backup-'))
  cpSync(at.directory, copy, { recursive: true })
  return copy
}

async function changeWords(ws: TestWorkstation, caseId: CaseId, patientWords: string) {
  const { version } = await caseOf(ws, caseId)
  await ws.client.cases.updateIntake({ caseId, baseVersion: version, patientWords })
}

test('two people change the same value apart: both are kept until one decides; a restored server is filled up again; a revoked device destroys its keys', async () => {
  const at = await server()
  const a = await workstation('Dr One')
  const b = await workstation('Dr Two')
  const code = at.enrolmentCode ?? ''
  await a.client.sync.connect({ serverUrl: at.url, enrolmentCode: code })
  await b.client.sync.connect({ serverUrl: at.url, enrolmentCode: code })
  const caseId = await a.takeIn(writeSmallBundle())
  await until('a published', () => synced(a), 60)
  const two = (await a.client.sync.people()).find((person) => person.name === 'Dr Two')
  if (!two) throw new Error('no colleague')
  await a.client.sync.assign({ caseId, userId: two.id })
  await until('b has it', async () => (await synced(a)) && (await synced(b)) && (await b.client.cases.list()).length === 1, 60)

  // Apart.
  await at.stop()
  const backup = backupOf(at)
  await changeWords(a, caseId, 'words of one')
  await changeWords(b, caseId, 'words of two')
  const again = await server({ directory: at.directory, port: at.port })
  await until('a is even', () => synced(a), 60)
  await until('b is asked', async () => {
    await b.client.sync.syncNow()
    return (await b.client.sync.conflicts()).length === 1
  }, 60)
  const [card] = await b.client.sync.conflicts()
  expect(card).toMatchObject({ field: 'patientWords', mine: { value: '"words of two"', by: 'Dr Two' }, theirs: { value: '"words of one"', by: 'Dr One' } })
  expect((await caseOf(b, caseId)).patientWords).toBe('words of one')
  expect(await b.client.sync.status()).toMatchObject({ state: 'needsYou', attention: 1 })
  await b.client.sync.decide({ caseId, conflictId: card!.id as never, choice: 'mine', reason: 'the patient was asked again' })
  await until('the decision is at both', async () => {
    await b.client.sync.syncNow()
    await a.client.sync.syncNow()
    return (await caseOf(a, caseId)).patientWords === 'words of two'
  }, 60)

  // Work that only a and the server have; then the server comes back from a backup made before it.
  const room = roomName({ kind: 'section', caseId, report: 1, section: 'diagnosis' })
  await write(a, room, 'afterBackup')
  await until('a sent it', () => synced(a), 60)
  await again.stop()
  await server({ directory: backup, port: at.port, restored: true })
  await until('a has filled the server again', () => synced(a), 60)
  await until('b has from the restored server what only a had', async () => {
    await b.client.sync.syncNow()
    return (await holds(b, room, 'afterBackup')) && (await caseOf(b, caseId)).patientWords === 'words of two'
  }, 60)

  // Revoked: a administers the server, because it was the first.
  expect((await a.client.sync.status()).administrator).toBe(true)
  const device = (await a.client.administration.devices()).find(({ owner }) => owner.name === 'Dr Two')
  await a.client.administration.revokeDevice({ device: device?.device ?? '', reason: 'laptop stolen' })
  await b.client.sync.syncNow().catch(() => undefined)
  await until('b has no profile', () => b.core.profile.status().state === 'new', 60)
  const left = readdirSync(join(b.directory, 'profiles'), { recursive: true }) as string[]
  expect(left.filter((name) => /keyring|vault/.test(name))).toEqual([])
  await until('the server was told', async () => (await a.client.administration.devices()).some(({ owner, purgedAt }) => owner.name === 'Dr Two' && purgedAt !== null), 60)
}, 400_000)

test('a server that lost its cases stops the exchange until a person says send again; a lease that ended opens only at the server', async () => {
  const at = await server()
  const a = await workstation('Dr One')
  await a.client.sync.connect({ serverUrl: at.url, enrolmentCode: at.enrolmentCode ?? '' })
  await until('even', () => synced(a), 60)
  await at.stop()
  const empty = backupOf(at)
  const again = await server({ directory: at.directory, port: at.port })
  const caseId = await a.takeIn(writeSmallBundle())
  await until('published', () => synced(a), 60)
  await again.stop()

  await server({ directory: empty, port: at.port })
  await until('stopped', async () => {
    await a.client.sync.syncNow()
    return (await a.client.sync.status()).stopped === 'SERVER_EMPTIED'
  }, 60)
  expect((await a.client.cases.list()).map((line) => line.reviewCase.id)).toEqual([caseId])
  await a.client.sync.rejoin()
  await until('sent again', () => synced(a), 60)

  const { leaseUntil } = await a.client.sync.status()
  expect(Date.parse(leaseUntil ?? '') - Date.now()).toBeGreaterThan(13 * 86_400_000)
  const me = a.core.work().session.user
  a.core.work().session.db.write((tx) => tx.run('UPDATE lease SET until = ?', [new Date(Date.now() - 1000).toISOString()]))
  await a.client.profile.lock()
  // The server answers: the lease is renewed and the profile opens.
  expect(await a.client.profile.unlock({ userId: me.id, passphrase: PASSPHRASE })).toMatchObject({ id: me.id })
  // Without it, not: first the server goes, so that no round renews the lease meanwhile.
  for (const thing of open.filter((one) => 'kill9' in one)) await (thing as ServerProcess).kill9()
  a.core.work().session.db.write((tx) => tx.run('UPDATE lease SET until = ?', [new Date(Date.now() - 1000).toISOString()]))
  await a.client.profile.lock()
  await expect(a.client.profile.unlock({ userId: me.id, passphrase: PASSPHRASE })).rejects.toMatchObject({ code: 'LEASE_ENDED' })
  expect(a.core.profile.status().state).toBe('locked')
  expect(existsSync(join(a.directory, 'profiles', me.id, 'keyring.json'))).toBe(true)
}, 300_000)
