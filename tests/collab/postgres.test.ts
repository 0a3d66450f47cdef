// The server on PostgreSQL: three processes on one database, one killed; migrations from every schema; a restored backup that workstations fill up again.
import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { mkdirSync, mkdtempSync, writeFileSync, cpSync, existsSync } from 'node:fs'
import { execFileSync } from 'node:child_process'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { createBlobFiles } from '../../src/server/blobs/blobFiles.ts'
import { createCaseVault } from '../../src/server/storage/caseVault.ts'
import { openServerDatabase } from '../../src/server/storage/database.ts'
import { readCase } from '../../src/server/cases/readCases.ts'
import { roomName } from '../../src/shared/casedoc/layout.ts'
import { aCase } from '../support/serviceRig.ts'
import { enrolDevice, openRoomAt } from '../support/serverDevice.ts'
import { postgresPrograms, startPostgres, type Postgres } from '../support/postgres.ts'
import { startServerProcess, type ServerProcess } from '../support/serverProcess.ts'
import { until } from '../support/workstation.ts'

const open: { stop(): Promise<void> | void }[] = []
let postgres: Postgres
const there = postgresPrograms() !== null
if (!there) console.warn('PostgreSQL is not on this machine: tests/collab/postgres.test.ts is skipped (.ci/run installs it)')

beforeAll(async () => {
  if (there) postgres = await startPostgres()
})
afterEach(async () => {
  for (const thing of open.splice(0).reverse()) await thing.stop()
})
afterAll(() => (there ? postgres.stop() : undefined))

async function start(options: Parameters<typeof startServerProcess>[0]): Promise<ServerProcess> {
  const server = await startServerProcess(options)
  open.push(server)
  return server
}

test.skipIf(!there)('three processes, one killed: what one acknowledged is at the others in a moment, a command at two processes has one effect, and nothing is lost', async () => {
  const databaseUrl = await postgres.database()
  const directory = mkdtempSync(join(tmpdir(), 'consilium-server-'))
  const a = await start({ directory, databaseUrl })
  const [b, c] = [await start({ directory, databaseUrl }), await start({ directory, databaseUrl })]
  expect(new Set([a.serverId, b.serverId, c.serverId]).size).toBe(1)
  const person = await enrolDevice(a.url, a.enrolmentCode ?? '', 'Dr Writer', 'physician')
  const reviewCase = aCase()
  expect(await person.submit(reviewCase.id, { type: 'case.publish', reviewCase })).toMatchObject({ kind: 'accepted' })
  // Signed in at one process, known at all.
  expect((await person.client(c.url).cases()).map((head) => head.caseId)).toEqual([reviewCase.id])

  const room = roomName({ kind: 'section', caseId: reviewCase.id, report: 1, section: 'diagnosis' })
  const rooms = [a, b, c].map((server) => openRoomAt(server.url, person.token, room))
  for (const one of rooms) open.push(one)
  await until('all synced', () => rooms.every((one) => one.provider.synced))
  await Promise.all(
    rooms.map(async ({ doc }, i) => {
      for (let n = 0; n < 100; n++) {
        doc.getMap('fields').set(`${i}.${n}`, n)
        if (n % 10 === 0) await new Promise((resolve) => setTimeout(resolve, 5))
      }
    }),
  )
  await until('all acknowledged', () => rooms.every((one) => !one.provider.hasUnsyncedChanges))
  await until('all have all', () => rooms.every((one) => one.doc.getMap('fields').size === 300))

  await b.kill9()
  const [first, , third] = rooms
  first?.doc.getMap('fields').set('after', 'the kill')
  await until('the third has it', () => third?.doc.getMap('fields').get('after') === 'the kill')

  // The same command at two processes at once: one effect, one answer.
  const id = randomUUID()
  const body = { type: 'case.update' as const, reviewCase: { ...reviewCase, condition: 'Lung cancer, restaged' } }
  const { version } = (await person.client().cases())[0] ?? { version: 0 }
  const answers = await Promise.all([person.submit(reviewCase.id, body, { id, baseVersion: version }), person.submit(reviewCase.id, body, { id, baseVersion: version, at: c.url })])
  expect(answers[0]).toEqual(answers[1])
  expect(answers[0]).toMatchObject({ kind: 'accepted', version: version + 1 })
}, 120_000)

test.skipIf(!there)('a database of the first schema is sealed by the second: same case, same file, nothing in the clear', async () => {
  const databaseUrl = await postgres.database()
  const directory = mkdtempSync(join(tmpdir(), 'consilium-old-'))
  const blobDirectory = join(directory, 'blobs')
  const clock = { now: () => Date.parse('2026-11-22T09:00:00.000Z') }
  const vault = createCaseVault({ masterKey: randomBytes(32), clock })
  const old = await openServerDatabase({ url: databaseUrl }, { vault, blobDirectory }, '0001-first')
  const reviewCase = { ...aCase(), patientWords: 'MARKER-WORDS' }
  const user = { id: randomUUID(), name: 'Dr Old', role: 'physician' }
  const content = Buffer.from('MARKER-FILE '.repeat(100_000))
  const sha256 = createHash('sha256').update(content).digest('hex')
  const command = JSON.stringify({ id: randomUUID(), body: { type: 'case.publish', reviewCase } })
  for (const statement of [
    sql`insert into app_user (id, name, role, licence, signing_key, created_at) values (${user.id}, ${user.name}, ${user.role}, null, 'k', '2026')`,
    sql`insert into case_record values (${reviewCase.id}, ${JSON.stringify(reviewCase)}, 3)`,
    sql`insert into case_member values (${reviewCase.id}, ${user.id})`,
    sql`insert into command_log (id, case_id, type, actor, device, at, payload, outcome, prev_hash, hash) values (${randomUUID()}, ${reviewCase.id}, 'case.publish', ${user.id}, 'd', '2026', ${command}, '{}', '', 'x')`,
    sql`insert into doc_update (room, case_id, actor, device, at, data) values (${`case/${reviewCase.id}/board`}, ${reviewCase.id}, ${user.id}, 'd', '2026', ${Buffer.from('MARKER-UPDATE')})`,
    sql`insert into blob_ref values (${sha256}, ${reviewCase.id})`,
    sql`insert into blob values (${sha256}, ${content.length}, 'application/pdf', '2026')`,
  ])
    await statement.execute(old)
  mkdirSync(join(blobDirectory, sha256.slice(0, 2)), { recursive: true })
  writeFileSync(join(blobDirectory, sha256.slice(0, 2), sha256), content)
  await old.destroy()

  const db = await openServerDatabase({ url: databaseUrl }, { vault, blobDirectory })
  open.push({ stop: () => db.destroy() })
  const found = await readCase(db, vault, reviewCase.id, { user: { ...user, licence: null } as never, device: 'd', administrator: false }, '2026')
  expect(found?.body).toMatchObject({ patientWords: 'MARKER-WORDS', version: 3 })
  expect(await db.selectFrom('case_member').select('is_owner').executeTakeFirst()).toEqual({ is_owner: true })
  const blob = await db.selectFrom('case_blob').selectAll().executeTakeFirstOrThrow()
  const key = await vault.keyOf(db, reviewCase.id)
  const parts: Buffer[] = []
  for await (const part of createBlobFiles(blobDirectory).read({ fileId: blob.file_id, key: key.bytes }, content.length, 0, content.length)) parts.push(part as Buffer)
  expect(Buffer.concat(parts).equals(content)).toBe(true)
  expect(existsSync(join(blobDirectory, sha256.slice(0, 2), sha256))).toBe(false)
  const dump = JSON.stringify(await db.selectFrom('command_log').selectAll().execute()) + JSON.stringify(await db.selectFrom('case_record').selectAll().execute())
  expect(dump).not.toContain('MARKER')
  const update = await db.selectFrom('doc_update').select('data').executeTakeFirstOrThrow()
  expect(Buffer.from(key.openBytes(new Uint8Array(update.data))).toString()).toBe('MARKER-UPDATE')
})

test.skipIf(!there)('backup and restore drill: dump and files while it runs, restored elsewhere with a higher epoch, all of it there', async () => {
  const databaseUrl = await postgres.database()
  const directory = mkdtempSync(join(tmpdir(), 'consilium-server-'))
  const server = await start({ directory, databaseUrl })
  const person = await enrolDevice(server.url, server.enrolmentCode ?? '', 'Dr Writer', 'physician')
  const reviewCase = aCase()
  await person.submit(reviewCase.id, { type: 'case.publish', reviewCase })
  const identity = await person.client().identity()

  const dump = join(directory, 'dump.sql')
  const programs = postgresPrograms() ?? ''
  execFileSync(join(programs, 'pg_dump'), ['--no-owner', '-f', dump, databaseUrl])
  const elsewhere = mkdtempSync(join(tmpdir(), 'consilium-restored-'))
  cpSync(directory, elsewhere, { recursive: true })
  await server.kill9()

  const restoredUrl = await postgres.database()
  execFileSync(join(programs, 'psql'), ['-q', '-f', dump, restoredUrl], { stdio: 'ignore' })
  const restored = await start({ directory: elsewhere, databaseUrl: restoredUrl, restored: true })
  const again = await person.client(restored.url).identity()
  expect(again).toEqual({ ...identity, epoch: identity.epoch + 1 })
  expect((await person.client(restored.url).fetch({ caseId: reviewCase.id })).reviewCase.condition).toBe('Lung cancer')
})

test.skipIf(!there)('health, readiness, metrics and description; a stop lets an answer out and says so in the log', async () => {
  const databaseUrl = await postgres.database()
  const server = await start({ databaseUrl })
  const get = async (path: string) => {
    const response = await fetch(`${server.url}${path}`)
    return { status: response.status, text: await response.text() }
  }
  expect(await get('/health')).toEqual({ status: 200, text: '{"ok":true}' })
  expect(await get('/ready')).toEqual({ status: 200, text: '{"ready":true}' })
  const person = await enrolDevice(server.url, server.enrolmentCode ?? '', 'Dr Metrics', 'physician')
  await person.client().cases()
  const { text } = await get('/metrics')
  expect(text).toMatch(/consilium_http_seconds_count\{route="\/api\/cases",method="[A-Z]+",status="200"\} 1/)
  expect(text).toMatch(/^consilium_sockets 0$/m)
  for (const secret of [person.token, person.user.id, 'Metrics']) expect(text).not.toContain(secret)
  const description = JSON.parse((await get('/openapi.json')).text) as { openapi: string; paths: Record<string, unknown> }
  expect(description.openapi).toBe('3.1.0')
  expect(Object.keys(description.paths)).toEqual(expect.arrayContaining(['/api/submit', '/api/administration/erase', '/cases/{caseId}/blobs/{sha256}']))
  const log = await server.stopAndReadLog()
  const events = log.trim().split('\n').map((line) => (JSON.parse(line) as { event: string }).event)
  expect(events).toEqual(['server.started', 'server.stopped'])
  for (const secret of [person.token, person.user.id, person.user.name]) expect(log).not.toContain(secret)
})
