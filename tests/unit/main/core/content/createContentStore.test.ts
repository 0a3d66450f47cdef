import { createHash, randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createContentStore } from '../../../../../src/main/core/content/createContentStore.ts'
import { openDatabase } from '../../../../../src/main/core/storage/openDatabase.ts'
import { temporaryFolder } from '../../../../support/temporaryFolder.ts'

const CASE = '01936a00-0000-7000-8000-000000000001'
const OTHER = '01936a00-0000-7000-8000-000000000002'
const sha = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
const none = () => undefined
const log = { info: none, warn: none, error: none }

async function* only(bytes: Uint8Array) {
  yield bytes
}

function aStore(directory = temporaryFolder(), profile = 'a') {
  const keyOf = (purpose: string) => createHash('sha256').update(`${profile} ${purpose}`).digest()
  const pool = join(directory, 'blobs')
  let isLocked = false
  const open = () => {
    const db = openDatabase({ file: join(directory, profile, 'vault.db'), key: keyOf('db') })
    const caseKey = (caseId: string) => {
      if (isLocked) throw new Error('locked')
      return keyOf(caseId)
    }
    const content = createContentStore({ db, caseKey, directory: pool, clock: { now: () => Date.UTC(2026, 10, 22) }, log })
    const keep = async (bytes: Uint8Array, caseId = CASE) => {
      const blob = await content.stage(only(bytes), caseId)
      return db.write((tx) => blob.claim(tx, caseId, 'application/pdf'))
    }
    return { db, content, keep, crash: () => db.close(), lock: () => (isLocked = true) }
  }
  const files = () => readdirSync(pool, { recursive: true, withFileTypes: true }).filter((e) => e.isFile()).map((e) => join(e.parentPath, e.name))
  return { open, files, pool, directory }
}

test('what a case claimed is read back by its hash after a restart, with its media type', async () => {
  const { open } = aStore()
  const bytes = randomBytes(900_000)
  const first = open()
  expect(await first.keep(bytes)).toEqual({ sha256: sha(bytes), bytes: bytes.length })
  await first.content.close()
  first.db.close()
  const { content } = open()
  const reader = content.open(sha(bytes), CASE)
  expect(reader).toMatchObject({ bytes: bytes.length, mediaType: 'application/pdf' })
  expect(Buffer.from((await reader?.read(100, 700_000)) ?? []).equals(bytes.subarray(100, 700_000))).toBe(true)
  expect(sha(await content.readAll(sha(bytes)))).toBe(sha(bytes))
  expect(content.sizeOnDevice(CASE)).toBe(bytes.length)
  expect([content.has(sha(bytes), CASE), content.has(sha(bytes), OTHER), content.open(sha(bytes), OTHER)]).toEqual([true, false, undefined])
})

test('small things only are read whole', async () => {
  const { content, keep } = aStore().open()
  const { sha256 } = await keep(randomBytes(1000))
  await expect(content.readAll(sha256, 999)).rejects.toBeInstanceOf(RangeError)
})

test('the same bytes twice in one case are one file, in two cases two', async () => {
  const store = aStore()
  const { content, keep } = store.open()
  const bytes = randomBytes(5000)
  await keep(bytes)
  await keep(bytes)
  // The second copy is taken away after it was acknowledged, not before.
  await expect.poll(() => store.files()).toHaveLength(1)
  await keep(bytes, OTHER)
  expect(store.files()).toHaveLength(2)
  expect([content.sizeOnDevice(CASE), content.sizeOnDevice(OTHER)]).toEqual([5000, 5000])
})

test('a claim whose transaction fails keeps the staged blob, which can be claimed again', async () => {
  const store = aStore()
  const { db, content, keep } = store.open()
  const bytes = randomBytes(100)
  await keep(bytes)
  const again = await content.stage(only(bytes), CASE)
  const fresh = await content.stage(only(randomBytes(50)), CASE)
  expect(() =>
    db.write((tx) => {
      again.claim(tx, CASE, 'x')
      fresh.claim(tx, CASE, 'x')
      throw new Error('import refused')
    }),
  ).toThrow('import refused')
  expect(content.has(fresh.sha256, CASE)).toBe(false)
  db.write((tx) => fresh.claim(tx, CASE, 'x'))
  expect((await content.readAll(fresh.sha256)).byteLength).toBe(50)
})

test('a blob is claimed only by the case whose key it has', async () => {
  const { db, content } = aStore().open()
  const blob = await content.stage(only(randomBytes(10)), CASE)
  expect(() => db.write((tx) => blob.claim(tx, OTHER, 'x'))).toThrow('the case it was encrypted for')
})

test('what was staged and never claimed is gone after discard, or after the next recovery; what this run stages stays', async () => {
  const store = aStore()
  const first = store.open()
  const bytes = randomBytes(100)
  const kept = await first.keep(bytes)
  const dropped = await first.content.stage(only(randomBytes(10)), CASE)
  await dropped.discard()
  expect(store.files()).toHaveLength(1)
  await first.content.stage(only(randomBytes(20)), CASE)
  expect(store.files()).toHaveLength(2)
  first.crash()
  const second = store.open()
  const inFlight = await second.content.stage(only(randomBytes(30)), CASE)
  expect(await second.content.recover()).toEqual({ swept: 1, checked: 1, damaged: [] })
  second.db.write((tx) => inFlight.claim(tx, CASE, 'x'))
  expect(await second.content.recover()).toMatchObject({ swept: 0 })
  expect((await second.content.readAll(kept.sha256)).byteLength).toBe(100)
  expect(store.files()).toHaveLength(2)
})

test('a claimed blob survives a late discard', async () => {
  const { db, content } = aStore().open()
  const blob = await content.stage(only(randomBytes(10)), CASE)
  db.write((tx) => blob.claim(tx, CASE, 'x'))
  await blob.discard()
  expect((await content.readAll(blob.sha256)).byteLength).toBe(10)
})

test('two profiles share the pool: each sweeps its own leftovers and never the other’s work', async () => {
  const directory = temporaryFolder()
  const a = aStore(directory, 'a')
  const b = aStore(directory, 'b')
  const openA = a.open()
  const openB = b.open()
  const ofA = await openA.keep(randomBytes(1000))
  await openA.content.stage(only(randomBytes(10)), CASE)
  openA.crash()
  expect(await openB.content.recover()).toMatchObject({ swept: 0 })
  expect(openB.content.open(ofA.sha256)).toBeUndefined()
  const again = a.open()
  expect(await again.content.recover()).toMatchObject({ swept: 1, damaged: [] })
  expect((await again.content.readAll(ofA.sha256)).byteLength).toBe(1000)
})

test('foreign files in the pool are left alone', async () => {
  const { open, pool } = aStore()
  const { content } = open()
  mkdirSync(join(pool, 'ab'), { recursive: true })
  const names = [join(pool, 'ab', 'ab'.repeat(20)), join(pool, 'README')]
  for (const name of names) writeFileSync(name, 'x')
  expect(await content.recover()).toMatchObject({ swept: 0 })
  expect(names.every((name) => existsSync(name))).toBe(true)
})

test('after an unclean end what is new is read again; damage is told and not forgotten until repaired', async () => {
  const store = aStore()
  const first = store.open()
  await first.content.recover()
  const old = await first.keep(randomBytes(100))
  await first.content.close()
  first.db.close()

  const second = store.open()
  expect(await second.content.recover()).toMatchObject({ checked: 0 })
  const before = store.files()
  const bytes = randomBytes(200)
  const recent = await second.keep(bytes)
  const torn = store.files().find((file) => !before.includes(file)) ?? ''
  second.crash()

  const content = readFileSync(torn)
  writeFileSync(torn, content.fill(0, 100))
  for (let open = 0; open < 2; open++) {
    const run = store.open()
    expect(await run.content.recover()).toMatchObject({ checked: 1, damaged: [recent.sha256] })
    await run.content.close()
    run.db.close()
  }
  const run = store.open()
  await expect(run.content.readAll(recent.sha256)).rejects.toMatchObject({ code: 'STORE_DAMAGED' })
  await run.keep(bytes)
  expect(sha(await run.content.readAll(recent.sha256))).toBe(sha(bytes))
  expect(await run.content.verifyAll()).toEqual({ checked: 2, damaged: [] })
  expect((await run.content.readAll(old.sha256)).byteLength).toBe(100)
})

test('a missing file is damage; importing the same bytes again repairs it', async () => {
  const store = aStore()
  const { content, keep } = store.open()
  const bytes = randomBytes(100)
  const { sha256 } = await keep(bytes)
  for (const file of store.files()) rmSync(file)
  await expect(content.readAll(sha256)).rejects.toMatchObject({ code: 'STORE_DAMAGED' })
  expect(await content.verifyAll()).toEqual({ checked: 1, damaged: [sha256] })
  await keep(bytes)
  expect(sha(await content.readAll(sha256))).toBe(sha256)
})

test('a stream tells damage as an error, never as an early end', async () => {
  const store = aStore()
  const { content, keep } = store.open()
  const { sha256, bytes } = await keep(randomBytes(3 * 512 * 1024))
  const file = store.files()[0] ?? ''
  const sealed = readFileSync(file)
  sealed[sealed.length - 1] = (sealed.at(-1) ?? 0) ^ 1
  writeFileSync(file, sealed)
  let read = 0
  const drain = async () => {
    for await (const piece of content.open(sha256)?.stream() ?? []) read += (piece as Buffer).length
  }
  await expect(drain()).rejects.toMatchObject({ code: 'STORE_DAMAGED' })
  expect(read).toBeLessThan(bytes)
})

test('after lock nothing is read, and it is not called damage', async () => {
  const { content, keep, lock } = aStore().open()
  const { sha256 } = await keep(randomBytes(100))
  const reader = content.open(sha256)
  await reader?.read(0, 100)
  lock()
  await content.close()
  await expect(reader?.read(0, 100)).rejects.toMatchObject({ code: 'LOCKED' })
})

test('nothing plain is in the pool', async () => {
  const store = aStore()
  const { keep } = store.open()
  await keep(Buffer.from('Marker-Zubiria-7731 '.repeat(5000)))
  for (const file of store.files()) expect(readFileSync(file).includes('Zubiria')).toBe(false)
})
