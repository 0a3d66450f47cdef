// Files of cases in an object store: the same contract as the folder, over a store on loopback that refuses whatever is not signed with its key.
import { createHash, randomBytes } from 'node:crypto'
import { mkdtempSync, readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createBlobFiles } from '../../src/server/blobs/blobFiles.ts'
import { bucketSettings, BucketFault, createBucket } from '../../src/server/blobs/bucket.ts'
import { startObjectServer } from '../support/objectServer.ts'
import { startServerProcess } from '../support/serverProcess.ts'
import { writeSmallBundle } from '../support/smallBundle.ts'
import { openTestWorkstation, until } from '../support/workstation.ts'

let store: Awaited<ReturnType<typeof startObjectServer>>
beforeAll(async () => {
  store = await startObjectServer()
})
afterAll(() => store.stop())

const folder = () => mkdtempSync(join(tmpdir(), 'consilium-bucket-'))
const filesIn = (directory: string) => readdirSync(directory, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map(({ name }) => name)
const target = (bytes: Uint8Array, fileId: string) => ({ fileId, key: randomBytes(32), sha256: createHash('sha256').update(bytes).digest('hex') })
async function all(stream: Readable): Promise<Buffer> {
  const parts: Buffer[] = []
  for await (const part of stream) parts.push(part as Buffer)
  return Buffer.concat(parts)
}

test('in parts and small, resumed after a cut, read by range, sealed, removed; nothing stays in the folder', async () => {
  const directory = folder()
  const files = createBlobFiles(directory, createBucket(store.settings))
  for (const size of [0.1, 1, 40].map((mib) => Math.floor(mib * 2 ** 20))) {
    const bytes = Buffer.alloc(size, `MARKER of ${size} `)
    const one = target(bytes, files.newId())
    if (size > 2 ** 20) {
      await files.append(one, 0, size, Readable.from([bytes.subarray(0, 20_000_000)])).catch(() => undefined)
      const safe = await files.offsetOf(one.fileId)
      expect(safe).toBe(Math.floor(20_000_000 / 524_288) * 524_288)
      expect(await files.has(one.fileId)).toBe(false)
      expect(await files.append(one, safe, size, Readable.from([bytes.subarray(safe)]))).toEqual({ offset: size, complete: true })
      expect(store.counts.parts).toBe(3)
    } else expect(await files.append(one, 0, size, Readable.from([bytes]))).toEqual({ offset: size, complete: true })
    expect(filesIn(directory)).toEqual([])
    const [, object] = [...store.objects].find(([name]) => name.endsWith(one.fileId)) ?? []
    expect(object?.includes('MARKER')).toBe(false)
    expect((await all(files.read(one, size, 0, size))).equals(bytes)).toBe(true)
    expect((await all(files.read(one, size, size - 90_000, size - 7))).equals(bytes.subarray(size - 90_000, size - 7))).toBe(true)
    // What the store changes of it is found.
    if (object) object[object.length - 40] = (object[object.length - 40] ?? 0) ^ 1
    await expect(all(files.read(one, size, 0, size))).rejects.toThrow('authenticate')
    await files.remove(one.fileId)
    expect(await files.has(one.fileId)).toBe(false)
  }
  expect(store.objects.size).toBe(0)
}, 60_000)

test('a store that says no keeps the upload open: the last chunk is asked for again, also when everything had come; one that is busy is asked again', async () => {
  const files = createBlobFiles(folder(), createBucket(store.settings))
  // Two whole chunks: everything is on the disk, and yet it is not taken for done.
  const bytes = randomBytes(2 * 524_288)
  const one = target(bytes, files.newId())
  store.faults.push(403)
  await expect(files.append(one, 0, bytes.length, Readable.from([bytes]))).rejects.toBeInstanceOf(BucketFault)
  expect(await files.offsetOf(one.fileId)).toBe(524_288)
  store.faults.push(503, 500)
  expect(await files.append(one, 524_288, bytes.length, Readable.from([bytes.subarray(524_288)]))).toEqual({ offset: bytes.length, complete: true })
  expect((await all(files.read(one, bytes.length, 0, bytes.length))).equals(bytes)).toBe(true)

  const large = randomBytes(17 * 2 ** 20)
  const other = target(large, files.newId())
  store.faults.push(0, 403)
  await expect(files.append(other, 0, large.length, Readable.from([large]))).rejects.toBeInstanceOf(BucketFault)
  expect(store.uploads.size, 'parts are not left behind').toBe(0)
}, 60_000)

test('another key is refused; settings belong together', async () => {
  const before = store.counts.refused
  const wrong = createBucket({ ...store.settings, secretAccessKey: 'another' })
  expect(await wrong.isReached()).toBe(false)
  await expect(wrong.has('x')).rejects.toBeInstanceOf(BucketFault)
  expect(store.counts.refused).toBe(before + 2)
  expect(await createBucket(store.settings).isReached()).toBe(true)
  expect(bucketSettings({})).toBeNull()
  expect(() => bucketSettings({ CONSILIUM_S3_ENDPOINT: 'https://s3', CONSILIUM_S3_BUCKET: 'b' })).toThrow('CONSILIUM_S3_ACCESS_KEY_ID, CONSILIUM_S3_SECRET_ACCESS_KEY')
})

test('two workstations and a server whose files lie in the bucket; whoever is not on the case is not given them', async () => {
  const server = await startServerProcess({ bucket: store.settings })
  const [a, b] = [await openTestWorkstation(), await openTestWorkstation()]
  try {
    await a.signUp('Dr One', 'physician', 'L-1')
    await b.signUp('Dr Two', 'radiologist', 'L-2')
    const caseId = await a.takeIn(writeSmallBundle())
    for (const { client } of [a, b]) await client.sync.connect({ serverUrl: server.url, enrolmentCode: server.enrolmentCode ?? '' })
    await until('sent', async () => (await a.client.sync.syncNow()).state === 'synced')
    expect(filesIn(join(server.directory, 'blobs'))).toEqual([])
    expect((await fetch(`${server.url}/ready`)).status).toBe(200)
    const [document] = await a.client.cases.documents({ caseId })
    const asStranger = await b.core.work().sync.link()?.part(`/cases/${caseId}/blobs/${document?.sha256}`, { method: 'GET' })
    expect(asStranger?.status).toBe(404)

    const colleague = (await a.client.sync.people()).find(({ name }) => name === 'Dr Two')
    if (!colleague) throw new Error('the colleague is not in the directory')
    await a.client.sync.assign({ caseId, userId: colleague.id })
    await until('received', async () => {
      await a.client.sync.syncNow()
      return (await b.client.sync.syncNow()).state === 'synced' && b.core.work().content.has(document?.sha256 ?? '', caseId)
    })
    expect(Buffer.from(await b.core.work().content.readAll(document?.sha256 ?? '')).toString()).toContain('Discharge summary')
  } finally {
    await a.stop()
    await b.stop()
    await server.stop()
  }
}, 120_000)
