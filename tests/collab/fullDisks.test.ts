// A server and a workstation whose disks have no room for a file: real file systems of a few megabytes. Said in words, nothing lost, everything else goes on, files follow as soon as there is room.
import { randomBytes } from 'node:crypto'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { NONE_BECAUSE, roomName, SECTION } from '../../src/shared/casedoc/layout.ts'
import { startServerProcess } from '../support/serverProcess.ts'
import { growDisk, smallDisk } from '../support/smallDisk.ts'
import { writeSmallBundle } from '../support/smallBundle.ts'
import { openTestWorkstation, until } from '../support/workstation.ts'

const FILE_MB = 6

async function workstation(name: string, directory?: string) {
  const ws = await openTestWorkstation(directory ? { directory } : {})
  onTestFinished(() => ws.stop())
  await ws.signUp(name, 'physician', 'L-1')
  return ws
}

test('a full server, then a full device: files wait and say why, words go on, and the files follow when there is room', { timeout: 240_000 }, async ({ skip }) => {
  const directory = mkdtempSync(join(tmpdir(), 'consilium-server-'))
  const serverDisk = smallDisk(3, join(directory, 'blobs'))
  // Room for a store, not for files beside the reserve of 64 MB.
  const deviceDisk = smallDisk(60)
  if (!serverDisk || !deviceDisk) return skip('this machine lets no test mount a small disk: the full disk was not shown')
  const server = await startServerProcess({ directory })
  onTestFinished(() => server.stop())
  const a = await workstation('Dr One')
  const b = await workstation('Dr Two', deviceDisk)
  const bundle = writeSmallBundle()
  writeFileSync(join(bundle, 'scan.txt'), randomBytes(FILE_MB * 2 ** 19).toString('hex'))
  const caseId = await a.takeIn(bundle)
  for (const { client } of [a, b]) await client.sync.connect({ serverUrl: server.url, enrolmentCode: server.enrolmentCode ?? '' })

  await until('the server has said that it is full', async () => (await a.client.sync.syncNow()).stopped === 'SERVER_FULL')
  expect(await a.client.sync.status()).toMatchObject({ state: 'needsYou', offlineSince: null, unsent: { commands: 0, blobs: 1 } })

  const colleague = (await a.client.sync.people()).find(({ name }) => name === 'Dr Two')
  if (!colleague) throw new Error('the colleague is not in the directory')
  await a.client.sync.assign({ caseId, userId: colleague.id })
  const room = roomName({ kind: 'section', caseId, report: 1, section: 'diagnosis' })
  const { rooms, session } = a.core.work()
  await rooms.edit(room, { actorId: session.user.id, room, tool: 'test' }, (doc) => void doc.getMap(SECTION.fields).set(NONE_BECAUSE, { value: 'written beside a full disk' }))
  await until('words arrive at the colleague meanwhile', async () => {
    await a.client.sync.syncNow()
    await b.client.sync.syncNow()
    return (await b.client.cases.list()).length === 1 && (await b.core.work().rooms.snapshot(room)).getMap(SECTION.fields).has(NONE_BECAUSE)
  })
  await until('the device has said that it is full', async () => (await b.client.sync.syncNow()).stopped === 'DISK_FULL')

  growDisk(serverDisk, 64)
  await until('the server has the file', async () => (await a.client.sync.syncNow()).state === 'synced')
  expect(await b.client.sync.syncNow()).toMatchObject({ stopped: 'DISK_FULL', offlineSince: null })
  growDisk(deviceDisk, 300)
  await until('the device has it', async () => (await b.client.sync.syncNow()).state === 'synced')
  const document = (await b.client.cases.documents({ caseId })).find(({ name }) => name === 'scan.txt')
  expect(document?.bytes).toBe(FILE_MB * 2 ** 20)
  expect(b.core.work().content.has(document?.sha256 ?? '', caseId)).toBe(true)
})
