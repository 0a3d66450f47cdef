// Moves files to and from the server by hash: resumable, verified on arrival, in the order in which people want them.
import { caseError } from '#shared/contract/errors.ts'
import { isoInstant, type Clock } from '#shared/kit/clock.ts'
import type { ContentStore } from '../content/contentStore.ts'
import type { Database, Writable } from '../storage/handles.ts'
import type { PartAnswer } from './partLine.ts'
import { readAhead } from './readAhead.ts'
import type { ServerLink } from './serverLink.ts'
import { readChoices } from './syncChoices.ts'

/** One request carries at most this much: what a cut costs. Whole chunks of the server's files. */
const PART_BYTES = 8 * 1024 * 1024
/** Files on their way at once: a study is hundreds of small ones, and each costs a round trip. */
const AT_ONCE = 4

export interface BlobJob {
  readonly sha256: string
  readonly caseId: string
  readonly mediaType: string
  readonly bytes: number
}

interface Ports {
  readonly db: Database
  readonly content: ContentStore
  readonly link: ServerLink
  readonly clock: Clock
  /** A file of a case is here and named in the database. */
  arrived(job: BlobJob): Promise<void>
}

const isFine = ({ status }: PartAnswer) => status >= 200 && status < 300

export function createBlobSync({ db, content, link, clock, arrived }: Ports) {
  const moving = new Map<string, BlobJob>()
  const keyOf = ({ sha256, caseId }: BlobJob) => `${caseId} ${sha256}`

  /** Part of the transaction that publishes or receives the case. */
  function want(tx: Writable, direction: 'up' | 'down', job: BlobJob): void {
    tx.run(
      "INSERT INTO sync_blob (sha256, case_id, media_type, bytes, direction, state, at) VALUES (?, ?, ?, ?, ?, 'waiting', ?) ON CONFLICT (sha256, case_id) DO NOTHING",
      [job.sha256, job.caseId, job.mediaType, job.bytes, direction, isoInstant(clock.now())],
    )
  }

  /** What somebody has opened first, then cases kept for a journey, then small before large: words and measurements before images (look note §12). */
  function waiting(direction: 'up' | 'down'): BlobJob[] {
    return db.read((r) =>
      r.all<{ sha256: string; caseId: string; mediaType: string; bytes: number }>(
        `SELECT sha256, b.case_id AS caseId, media_type AS mediaType, bytes FROM sync_blob b LEFT JOIN pinned_case p ON p.case_id = b.case_id
         WHERE direction = ? AND state = 'waiting' ORDER BY asked_at IS NULL, asked_at DESC, p.case_id IS NULL, bytes, sha256`,
        [direction],
      ),
    )
  }

  /** Moves until nothing is left that can be moved now. What is wanted first is asked anew before each file. @throws CaseError SERVER_UNREACHABLE, SERVER_REFUSED, SERVER_FULL, DISK_FULL */
  async function move(signal: AbortSignal): Promise<void> {
    const failed: unknown[] = []
    // A server without room still gives, and a full device still sends.
    for (const direction of ['up', 'down'] as const) {
      const tried = new Set<string>()
      const ends = await Promise.allSettled(Array.from({ length: AT_ONCE }, () => carry(direction, tried, signal)))
      for (const end of ends) if (end.status === 'rejected') failed.push(end.reason)
    }
    if (failed.length > 0) throw failed[0]
  }

  async function carry(direction: 'up' | 'down', tried: Set<string>, signal: AbortSignal): Promise<void> {
    for (;;) {
      if (signal.aborted || db.read(readChoices).paused) return
      const job = waiting(direction).find((next) => !tried.has(keyOf(next)))
      if (!job) return
      tried.add(keyOf(job))
      moving.set(keyOf(job), job)
      try {
        if (direction === 'up' ? await send(job, signal) : content.has(job.sha256, job.caseId) || (await receive(job, signal))) done(job)
      } finally {
        moving.delete(keyOf(job))
      }
    }
  }

  const path = ({ caseId, sha256 }: BlobJob) => `/cases/${caseId}/blobs/${sha256}`

  /** @returns false when it is not here any more, or the server has not been told yet what it belongs to; the other files go on */
  async function send(job: BlobJob, signal: AbortSignal): Promise<boolean> {
    const reader = content.open(job.sha256, job.caseId)
    if (!reader) return false
    const head = await link.part(path(job), { method: 'HEAD', signal })
    if (isFine(head)) return true
    let offset = Number(head.header('upload-offset') ?? 0)
    while (offset < reader.bytes) {
      if (db.read(readChoices).paused) return false
      const end = Math.min(offset + PART_BYTES, reader.bytes)
      const { buffer, byteOffset, byteLength } = await reader.read(offset, end)
      const body = Buffer.from(buffer, byteOffset, byteLength)
      const started = performance.now()
      const put = await link.part(path(job), {
        method: 'PUT',
        signal,
        headers: { 'content-range': `bytes ${offset}-${end - 1}/${reader.bytes}`, 'content-type': 'application/octet-stream' },
        body,
      })
      await keepToLimit(body.byteLength, started, signal)
      if (put.status === 404) return false
      const safe = safeOffset(put)
      if (isFine(put) && safe <= offset) throw caseError('SERVER_REFUSED', { reason: 'blob offset' })
      offset = safe
    }
    return true
  }

  /** From where to go on. @throws CaseError SERVER_FULL, SERVER_UNREACHABLE, SERVER_REFUSED */
  function safeOffset(put: PartAnswer): number {
    if (isFine(put) || put.status === 409) return Number(put.header('upload-offset') ?? 0)
    if (put.status === 507) throw caseError('SERVER_FULL', {})
    if (put.status >= 500) throw caseError('SERVER_UNREACHABLE', {})
    throw caseError('SERVER_REFUSED', { reason: `blob ${put.status}` })
  }

  /** @returns false when the server does not have it yet, or files are paused meanwhile */
  async function receive(job: BlobJob, signal: AbortSignal): Promise<boolean> {
    const head = await link.part(path(job), { method: 'HEAD', signal })
    if (!isFine(head)) return false
    await content.ensureRoom(job.bytes)
    const staged = await content.stage(parts(job, Number(head.header('content-length')), signal), job.caseId)
    if (staged.sha256 !== job.sha256) {
      await staged.discard()
      throw caseError('SERVER_REFUSED', { reason: 'hash' })
    }
    db.write((tx) => staged.claim(tx, job.caseId, job.mediaType))
    await arrived(job)
    return true
  }

  async function* parts(job: BlobJob, bytes: number, signal: AbortSignal): AsyncGenerator<Uint8Array> {
    const ask = async (offset: number) => {
      const end = Math.min(offset + PART_BYTES, bytes)
      const started = performance.now()
      const got = await link.part(path(job), { method: 'GET', headers: { range: `bytes=${offset}-${end - 1}` }, atMost: end - offset, signal })
      if (got.status >= 500) throw caseError('SERVER_UNREACHABLE', {})
      if (got.status !== 206) throw caseError('SERVER_REFUSED', { reason: `blob ${got.status}` })
      return { body: got.body, started }
    }
    const isFree = db.read(readChoices).limitKib === null
    for await (const { body, started } of readAhead(ask, { bytes, partBytes: PART_BYTES, ahead: isFree })) {
      yield body
      await keepToLimit(body.byteLength, started, signal)
    }
  }

  /** Waits as long as the part would have taken at the chosen speed, shared by the files on their way. */
  async function keepToLimit(bytes: number, started: number, signal: AbortSignal): Promise<void> {
    const { limitKib } = db.read(readChoices)
    if (limitKib === null) return
    const wanted = (bytes / 1024 / limitKib) * 1000 * Math.max(1, moving.size)
    for (let left = wanted - (performance.now() - started); left > 0 && !signal.aborted; left -= 200) await new Promise((resolve) => setTimeout(resolve, Math.min(200, left)))
  }

  function done({ sha256, caseId }: BlobJob): void {
    db.write((tx) => tx.run("UPDATE sync_blob SET state = 'done', at = ? WHERE sha256 = ? AND case_id = ?", [isoInstant(clock.now()), sha256, caseId]))
  }

  return { want, waiting, move, moving: (): BlobJob[] => [...moving.values()] }
}
