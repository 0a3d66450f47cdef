// The central server under load, in processes of their own: 200 people writing at once, 1,000 connected, a return after 3,000 edits offline, a file up and down.
// PostgreSQL when it is on this machine, else the embedded database; the unit of each figure says which.
import { createHash, randomBytes } from 'node:crypto'
import { execFileSync } from 'node:child_process'
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import pg from 'pg'
import { roomName } from '../../src/shared/casedoc/layout.ts'
import { readAhead } from '../../src/main/core/sync/readAhead.ts'
import { createPartLine } from '../../src/main/core/sync/partLine.ts'
import { newUuid } from '../../src/shared/kit/ids.ts'
import { type BenchResult, median, spread } from '../support/bench.ts'
import { postgresPrograms, startPostgres } from '../support/postgres.ts'
import { enrolDevice, openRoomAt } from '../support/serverDevice.ts'
import { startServerProcess } from '../support/serverProcess.ts'
import { aCase } from '../support/serviceRig.ts'
import { until } from '../support/workstation.ts'

export const names = ['sync200', 'connected1000', 'reconnect', 'blob']

const CLIENTS = 200
const DOCUMENTS = 20
const EDITS_PER_SECOND = 3
const SECONDS = 12
const CONNECTED = 1000
const CONNECTED_DOCUMENTS = 50
const WORKERS = 2
const OFFLINE_EDITS = 3000
const FILE_BYTES = 96 * 1024 * 1024
const PART_BYTES = 8 * 1024 * 1024

export async function bench(): Promise<BenchResult[]> {
  const postgres = postgresPrograms() ? await startPostgres() : null
  const databaseUrl = postgres ? await postgres.database() : null
  const server = await startServerProcess({ databaseUrl: databaseUrl ?? '' })
  const database = postgres ? 'PostgreSQL' : 'PGlite'
  try {
    const person = await enrolDevice(server.url, server.enrolmentCode ?? '', 'Dr Load', 'physician')
    const reviewCase = aCase()
    await person.submit(reviewCase.id, { type: 'case.publish', reviewCase })
    const roomsOf = (count: number) => Array.from({ length: count }, (_, i) => roomName({ kind: 'section', caseId: reviewCase.id, report: i + 1, section: 'diagnosis' }))
    return [
      ...(await load(server.url, server.pid, person.token, roomsOf(DOCUMENTS), database)),
      await connected(server.url, server.pid, person.token, roomsOf(CONNECTED_DOCUMENTS), database),
      await reconnect(server.url, person.token, roomsOf(1)[0] ?? '', databaseUrl),
      ...(await blob(server.url, person, reviewCase.id)),
    ]
  } finally {
    await server.stop()
    await postgres?.stop()
  }
}

/** Acknowledgement means durable here: the time is from the keystroke to the server's word that it is on its disk. */
async function load(url: string, pid: number, token: string, rooms: readonly string[], database: string): Promise<BenchResult[]> {
  const answers = await inWorkers({ url, token, rooms, clients: CLIENTS / WORKERS, editsPerSecond: EDITS_PER_SECOND, seconds: SECONDS })
  const latencies = answers.flatMap((answer) => answer.latencies).sort((a, b) => a - b)
  const unsynced = answers.reduce((sum, answer) => sum + answer.unsynced, 0)
  const p99 = latencies[Math.floor(latencies.length * 0.99)] ?? Number.NaN
  const rssMib = residentMib(pid)
  return [
    {
      name: 'sync200', value: Number(p99.toFixed(1)), unit: `ms, p99 of ${latencies.length} durable acknowledgements, ${CLIENTS} clients x ${DOCUMENTS} documents, ${EDITS_PER_SECOND} edits/s each, ${database}`,
      spread: Number(spread(latencies).toFixed(1)), against: `median of the same run, ${median(latencies).toFixed(1)} ms`, ratio: null, goal: '≤ 30 ms, nothing unsent', ok: p99 <= 30 && unsynced === 0,
    },
    { name: 'sync200', value: Math.round(rssMib), unit: `MiB resident, the server after it, ${database}`, spread: 0, against: null, ratio: null, goal: '< 300 MiB', ok: rssMib < 300 },
  ]
}

interface LoadAnswer {
  readonly latencies: number[]
  readonly unsynced: number
  /** NaN when not all came in. */
  readonly connectedMs: number
}

function inWorkers(workerData: object): Promise<LoadAnswer[]> {
  return Promise.all(
    Array.from({ length: WORKERS }, () => {
      const worker = new Worker(new URL('../support/syncLoad.worker.ts', import.meta.url), { workerData })
      return new Promise<LoadAnswer>((resolve, reject) => {
        worker.once('message', resolve)
        worker.once('error', reject)
      })
    }),
  )
}

const residentMib = (pid: number) => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? Number.NaN) / 1024

/** All at once, as after a break of the network; each then writes once. */
async function connected(url: string, pid: number, token: string, rooms: readonly string[], database: string): Promise<BenchResult> {
  const answers = await inWorkers({ url, token, rooms, clients: CONNECTED / WORKERS, editsPerSecond: 1, seconds: 1 })
  const slowest = Math.max(...answers.map(({ connectedMs }) => connectedMs))
  const unsynced = answers.reduce((sum, answer) => sum + answer.unsynced, 0)
  return {
    name: 'connected1000', value: Math.round(slowest), unit: `ms until ${CONNECTED} clients on ${CONNECTED_DOCUMENTS} documents are in sync, then one edit each durable; ${Math.round(residentMib(pid))} MiB resident, ${database}`,
    spread: 0, against: null, ratio: null, goal: '1,000 clients, nothing unsent', ok: Number.isFinite(slowest) && unsynced === 0,
  }
}

/** As the workstation does it: nothing is queued while there is no server; the document meets it again by its state. Messages are counted where they end: rows of the server's log. */
async function reconnect(url: string, token: string, room: string, databaseUrl: string | null): Promise<BenchResult> {
  const one = openRoomAt(url, token, room)
  await until('synced', () => one.provider.synced)
  one.stop()
  for (let i = 0; i < OFFLINE_EDITS; i++) one.doc.getMap('fields').set(`offline ${i}`, i)
  const before = await rowsOf(databaseUrl, room)
  const began = performance.now()
  const again = openRoomAt(url, token, room, one.doc)
  await until('even', () => again.provider.synced && !again.provider.hasUnsyncedChanges)
  const value = performance.now() - began
  const rows = (await rowsOf(databaseUrl, room)) - before
  again.stop()
  return {
    name: 'reconnect', value: Math.round(value), unit: `ms until ${OFFLINE_EDITS} offline edits are durable at the server, ${databaseUrl ? `${rows} row` : 'rows not counted'}`,
    spread: 0, against: null, ratio: null, goal: '1 message', ok: rows === 1,
  }
}

/** NaN where the database cannot be asked beside its server (PGlite). */
async function rowsOf(databaseUrl: string | null, room: string): Promise<number> {
  if (!databaseUrl) return Number.NaN
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  const { rows } = await client.query<{ n: string }>('select count(*) as n from doc_update where room = $1', [room])
  await client.end()
  return Number(rows[0]?.n)
}

async function blob(url: string, person: Awaited<ReturnType<typeof enrolDevice>>, caseId: ReturnType<typeof aCase>['id']): Promise<BenchResult[]> {
  const directory = mkdtempSync(join(tmpdir(), 'consilium-blob-'))
  const bytes = randomBytes(FILE_BYTES)
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const document = {
    id: newUuid(Date.now()), caseId, name: 'a.pdf', kind: 'other', mediaType: 'application/pdf', pages: null, language: null, documentDate: null, hasText: false, sha256, bytes: bytes.length,
    issues: [], receivedAt: '2026-11-16T09:00:00.000Z', identity: { verdict: 'notStated', differing: [], stated: { familyName: null, givenName: null, birthDate: null, sex: null, identifier: null } },
  }
  await person.submit(caseId, { type: 'case.addMaterial', material: { schema: 'consilium-material/1', importId: newUuid(Date.now()), documents: [document] as never, instances: [] } })
  const plain: number[] = []
  const file = join(directory, 'plain')
  writeFileSync(file, bytes)
  for (let run = 0; run < 3; run++) {
    const began = performance.now()
    copyFileSync(file, join(directory, `copy ${run}`))
    execFileSync('sync', ['-d', join(directory, `copy ${run}`)])
    createHash('sha256').update(readFileSync(join(directory, `copy ${run}`))).digest()
    plain.push(FILE_BYTES / 1048.576 / (performance.now() - began))
  }
  const address = new URL(`/cases/${caseId}/blobs/${sha256}`, url)
  const headers = { authorization: `Bearer ${person.token}` }
  const send = createPartLine(undefined)
  const began = performance.now()
  for (let offset = 0; offset < FILE_BYTES; offset += PART_BYTES) {
    const end = Math.min(offset + PART_BYTES, FILE_BYTES)
    const put = await send(address, { method: 'PUT', body: bytes.subarray(offset, end), headers: { ...headers, 'content-type': 'application/octet-stream', 'content-range': `bytes ${offset}-${end - 1}/${FILE_BYTES}` } })
    if (put.status >= 300) throw new Error(`put ${put.status}`)
  }
  const up = FILE_BYTES / 1048.576 / (performance.now() - began)
  rmSync(directory, { recursive: true })
  const received = createHash('sha256')
  const asked = performance.now()
  const ask = (offset: number) => send(address, { method: 'GET', atMost: PART_BYTES, headers: { ...headers, range: `bytes=${offset}-${Math.min(offset + PART_BYTES, FILE_BYTES) - 1}` } })
  for await (const got of readAhead(ask, { bytes: FILE_BYTES, partBytes: PART_BYTES })) received.update(got.body)
  const down = FILE_BYTES / 1048.576 / (performance.now() - asked)
  if (received.digest('hex') !== sha256) throw new Error('other bytes came back')
  const other = median(plain)
  const result = (value: number, unit: string): BenchResult => ({
    name: 'blob', value: Math.round(value), unit, spread: 0, against: `file copy, flush and SHA-256, ${Math.round(other)} MiB/s`,
    ratio: Number((value / other).toFixed(2)), goal: '≥ 60 % of a plain copy with SHA-256', ok: value / other >= 0.6,
  })
  return [result(up, 'MiB/s up: sent in parts, sealed, hashed, flushed'), result(down, 'MiB/s down: opened, sent in parts, hashed')]
}
