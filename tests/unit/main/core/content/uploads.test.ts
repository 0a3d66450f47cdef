import { randomBytes } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { User } from '../../../../../src/shared/domain/people.ts'
import { openDatabase } from '../../../../../src/main/core/storage/openDatabase.ts'
import { createUploads } from '../../../../../src/main/core/content/uploads.ts'
import { temporaryFolder } from '../../../../support/temporaryFolder.ts'

const someone = (id: string) => ({ user: { id, name: 'Dr A', role: 'physician', licence: null } as User, db: openDatabase({ file: join(temporaryFolder(), 'vault.db'), key: Buffer.alloc(32, 7) }) })
let me: ReturnType<typeof someone>
const what = { name: 'from the hospital', caseId: null, totalFiles: 3 }
const clock = { now: () => Date.UTC(2026, 10, 22) }

async function* only(...pieces: Uint8Array[]) {
  yield* pieces
}

function anUpload() {
  me = someone('01936a00-0000-7000-8000-00000000000a')
  const directory = join(temporaryFolder(), 'uploads')
  const uploads = createUploads({ directory, clock })
  const files = () => readdirSync(directory, { recursive: true, withFileTypes: true }).filter((e) => e.isFile()).map((e) => join(e.parentPath, e.name))
  return { directory, uploads, files, uploadId: uploads.open(me, what) }
}

test('dropped files are listed in order and read back, whatever their path says', async () => {
  const { directory, uploads, uploadId, files } = anUpload()
  const big = randomBytes(700_000)
  await uploads.write(me, uploadId, '../../etc/passwd', only(big))
  await uploads.write(me, uploadId, 'a/1.dcm', only(Buffer.from('one'), Buffer.from('two')))
  const listed = uploads.list(me, uploadId)
  expect(listed.map(({ path, bytes }) => ({ path, bytes }))).toEqual([
    { path: '../../etc/passwd', bytes: 700_000 },
    { path: 'a/1.dcm', bytes: 6 },
  ])
  expect(Buffer.from((await listed[1]?.open().read(0, 6)) ?? []).toString()).toBe('onetwo')
  expect(Buffer.from((await listed[0]?.open().read(600_000, 700_000)) ?? []).equals(big.subarray(600_000))).toBe(true)
  expect(files().every((file) => file.startsWith(join(directory, `of-${me.user.id}`, uploadId)))).toBe(true)
})

test('nothing plain reaches the disk, neither bytes nor names', async () => {
  const { uploads, uploadId, files } = anUpload()
  await uploads.write(me, uploadId, 'Zubiria Elena/report.pdf', only(Buffer.from('Zubiria '.repeat(1000))))
  expect(files()).toHaveLength(1)
  for (const file of files()) {
    expect(file).not.toContain('Zubiria')
    expect(readFileSync(file).includes('Zubiria')).toBe(false)
  }
})

test('a file sent again replaces the first; one that broke off leaves nothing', async () => {
  const { uploads, uploadId, files } = anUpload()
  await uploads.write(me, uploadId, 'a', only(Buffer.from('first')))
  await uploads.write(me, uploadId, 'a', only(Buffer.from('again!')))
  const broken = (async function* () {
    yield randomBytes(1000)
    throw new Error('window closed')
  })()
  await expect(uploads.write(me, uploadId, 'b', broken)).rejects.toThrow('window closed')
  expect(uploads.list(me, uploadId)).toMatchObject([{ path: 'a', bytes: 6 }])
  expect(files()).toHaveLength(1)
})

test('an upload belongs to the profile that opened it', async () => {
  const { uploads, uploadId } = anUpload()
  const other = someone('01936a00-0000-7000-8000-00000000000b')
  const refused = { code: 'SOURCE_NOT_READABLE' }
  await expect(uploads.write(other, uploadId, 'a', only())).rejects.toMatchObject(refused)
  expect(() => uploads.list(other, uploadId)).toThrow(expect.objectContaining(refused))
})

test('a discarded upload is gone, also while a file is still arriving', async () => {
  const { uploads, uploadId, files } = anUpload()
  let arrive: (piece: Uint8Array) => void = () => undefined
  const slow = (async function* () {
    yield Buffer.from('start')
    yield await new Promise<Uint8Array>((resolve) => {
      arrive = resolve
    })
  })()
  const writing = uploads.write(me, uploadId, 'a', slow)
  await new Promise((resolve) => setTimeout(resolve, 20))
  await uploads.discard(me, uploadId)
  arrive(Buffer.from('end'))
  await expect(writing).rejects.toMatchObject({ code: 'SOURCE_NOT_READABLE' })
  expect(files()).toEqual([])
  expect(() => uploads.list(me, uploadId)).toThrow(expect.objectContaining({ code: 'SOURCE_NOT_READABLE' }))
  await uploads.discard(me, uploadId)
})

test('what was received is there again in the next run, in full; what no profile names is removed', async () => {
  const { directory, uploads, uploadId } = anUpload()
  await uploads.write(me, uploadId, 'a', only(Buffer.from('received')))
  writeFileSync(join(directory, 'other'), 'x')
  mkdirSync(join(directory, `of-${me.user.id}`, 'without a row'))
  // No clean end: the first run's memory is simply gone.
  const next = createUploads({ directory, clock })
  expect(() => next.list(me, uploadId)).toThrow()
  next.adopt(me)
  expect(next.waiting(me)).toMatchObject([{ uploadId, name: 'from the hospital', files: 1, totalFiles: 3, bytes: 8 }])
  const [file] = next.list(me, uploadId)
  expect(Buffer.from((await file?.open().read(0, 8)) ?? []).toString()).toBe('received')
  expect(readdirSync(directory)).toEqual([`of-${me.user.id}`])
  expect(readdirSync(join(directory, `of-${me.user.id}`))).toEqual([uploadId])
  await next.discard(me, uploadId)
  expect(next.waiting(me)).toEqual([])
})

test('at lock a profile’s uploads leave the memory, another’s stay; nobody opens without end', async () => {
  const { uploads, uploadId } = anUpload()
  const other = someone('01936a00-0000-7000-8000-00000000000b')
  const kept = uploads.open(other, what)
  uploads.forget(me.user.id)
  expect(() => uploads.list(me, uploadId)).toThrow()
  expect(uploads.list(other, kept)).toEqual([])
  uploads.adopt(me)
  expect(uploads.list(me, uploadId)).toEqual([])
  for (let i = uploads.waiting(me).length; i < 8; i++) uploads.open(me, what)
  expect(() => uploads.open(me, what)).toThrow(expect.objectContaining({ code: 'NOT_ALLOWED' }))
})
