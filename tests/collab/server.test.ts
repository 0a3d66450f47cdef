// The central server with real devices, real sockets and kill -9: what it has acknowledged is there afterwards.
import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { afterEach, expect, test } from 'vitest'
import { roomName } from '../../src/shared/casedoc/layout.ts'
import type { CommandBody } from '../../src/shared/contract/service/service.contract.ts'
import type { Role } from '../../src/shared/domain/people.ts'
import { enrolDevice, openRoomAt } from '../support/serverDevice.ts'
import { startServerProcess, type ServerProcess } from '../support/serverProcess.ts'
import { aCase } from '../support/serviceRig.ts'
import { until } from '../support/workstation.ts'

const open: { stop(): Promise<void> | void }[] = []
afterEach(async () => {
  for (const thing of open.splice(0).reverse()) await thing.stop()
})

async function device(server: ServerProcess, name: string, role: Role) {
  const enrolled = await enrolDevice(server.url, server.enrolmentCode ?? '', name, role)
  return { ...enrolled, client: enrolled.client() }
}

function join(server: ServerProcess, token: string, room: string) {
  const joined = openRoomAt(server.url, token, room)
  open.push(joined)
  return joined
}

async function start(options?: Parameters<typeof startServerProcess>[0]) {
  const server = await startServerProcess(options)
  open.push(server)
  return server
}

test('a sentence that the server acknowledged is there after kill -9, with no client coming back', async () => {
  const server = await start()
  const writer = await device(server, 'Dr Writer', 'physician')
  const reviewCase = aCase()
  expect(await writer.submit(reviewCase.id, { type: 'case.publish', reviewCase })).toMatchObject({ kind: 'accepted', version: 1 })

  const room = roomName({ kind: 'section', caseId: reviewCase.id, report: 1, section: 'diagnosis' })
  const { doc, provider } = join(server, writer.token, room)
  await until('synced', () => provider.synced)
  for (let i = 0; i < 100; i++) doc.getMap('fields').set(`f${i}`, i)
  await until('acknowledged', () => !provider.hasUnsyncedChanges)
  await server.kill9()

  const again = await start({ directory: server.directory, port: server.port })
  const token = await writer.signIn()
  const reader = join(again, token, room)
  await until('synced again', () => reader.provider.synced)
  expect(reader.doc.getMap('fields').size).toBe(100)
})

test('the same command twice has one effect and the first answer; a stale version is a conflict', async () => {
  const server = await start()
  const one = await device(server, 'Dr One', 'physician')
  const reviewCase = aCase()
  await one.submit(reviewCase.id, { type: 'case.publish', reviewCase })
  const id = randomUUID()
  const body: CommandBody = { type: 'case.update', reviewCase: { ...reviewCase, condition: 'Lung cancer, restaging' } }
  const answers = await Promise.all([one.submit(reviewCase.id, body, { baseVersion: 1, id }), one.submit(reviewCase.id, body, { baseVersion: 1, id })])
  expect(answers[0]).toEqual(answers[1])
  expect(answers[0]).toMatchObject({ kind: 'accepted', version: 2 })
  expect(await one.submit(reviewCase.id, body, { baseVersion: 1 })).toEqual({ kind: 'conflict', reason: 'staleVersion', version: 2 })
})

test('whoever is not on the case learns nothing of it: no list, no text, no file, no existence', async () => {
  const server = await start()
  const member = await device(server, 'Dr Member', 'physician')
  const stranger = await device(server, 'Dr Stranger', 'radiologist')
  const reviewCase = aCase()
  await member.submit(reviewCase.id, { type: 'case.publish', reviewCase })
  expect(await stranger.client.cases()).toEqual([])
  await expect(stranger.client.fetch({ caseId: reviewCase.id })).rejects.toMatchObject({ code: 'CASE_NOT_FOUND' })
  expect(await stranger.submit(reviewCase.id, { type: 'case.assign', userId: stranger.user.id })).toEqual({ kind: 'rejected', reason: 'notMember' })

  const room = roomName({ kind: 'documentAnnotations', caseId: reviewCase.id })
  const { provider } = join(server, stranger.token, room)
  let refused = false
  provider.on('authenticationFailed', () => (refused = true))
  await until('refused', () => refused)

  await member.submit(reviewCase.id, { type: 'case.assign', userId: stranger.user.id }, { baseVersion: 1 })
  expect((await stranger.client.cases()).map((head) => head.caseId)).toEqual([reviewCase.id])
})

test('a file goes on after a cut from what is safe, and is refused when its bytes are not what its name says', async () => {
  const server = await start()
  const one = await device(server, 'Dr One', 'physician')
  const reviewCase = aCase()
  await one.submit(reviewCase.id, { type: 'case.publish', reviewCase })
  const bytes = randomBytes(3_000_000)
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const put = (body: Buffer, from: number, hash = sha256) =>
    fetch(`${server.url}/cases/${reviewCase.id}/blobs/${hash}`, {
      method: 'PUT',
      body: new Uint8Array(body),
      headers: { authorization: `Bearer ${one.token}`, 'content-type': 'application/octet-stream', 'content-range': `bytes ${from}-${from + body.length - 1}/${bytes.length}` },
    })
  expect((await put(bytes.subarray(0, 1000), 0)).status).toBe(404)

  const wrong = createHash('sha256').update('other').digest('hex')
  const doc = (hash: string) => ({
    id: randomUUID(), caseId: reviewCase.id, name: 'a.pdf', kind: 'other' as const, mediaType: 'application/pdf', pages: null, language: null, documentDate: null,
    hasText: false, sha256: hash, bytes: bytes.length, issues: [], receivedAt: '2026-11-16T09:00:00.000Z',
    identity: { verdict: 'notStated' as const, differing: [], stated: { familyName: null, givenName: null, birthDate: null, sex: null, identifier: null } },
  })
  await one.submit(reviewCase.id, {
    type: 'case.addMaterial',
    material: { schema: 'consilium-material/1', importId: randomUUID(), documents: [doc(sha256), doc(wrong)] as never, instances: [] },
  })
  expect((await put(bytes.subarray(0, 1_000_000), 0)).status).toBe(202)
  await server.kill9()
  const again = await start({ directory: server.directory, port: server.port })
  const head = await fetch(`${again.url}/cases/${reviewCase.id}/blobs/${sha256}`, { method: 'HEAD', headers: { authorization: `Bearer ${one.token}` } })
  expect([head.status, head.headers.get('upload-offset')]).toEqual([404, '524288'])
  expect((await put(bytes.subarray(500_000), 500_000)).status).toBe(409)
  expect((await put(bytes.subarray(524_288), 524_288)).status).toBe(201)
  const back = await fetch(`${again.url}/cases/${reviewCase.id}/blobs/${sha256}`, { headers: { authorization: `Bearer ${one.token}`, range: 'bytes=2999990-' } })
  expect(back.status).toBe(206)
  expect(Buffer.from(await back.arrayBuffer())).toEqual(bytes.subarray(2_999_990))

  expect((await put(bytes, 0, wrong)).status).toBe(422)
  expect((await fetch(`${again.url}/cases/${reviewCase.id}/blobs/${wrong}`, { method: 'HEAD', headers: { authorization: `Bearer ${one.token}` } })).status).toBe(404)
})
