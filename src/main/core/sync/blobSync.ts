// Moves files to and from the server by hash: resumable, verified on arrival, one at a time per direction.
import { caseError } from '#shared/contract/errors.ts'
import { isoInstant, type Clock } from '#shared/kit/clock.ts'
import type { ContentStore } from '../content/contentStore.ts'
import type { Database, Writable } from '../storage/handles.ts'
import type { ServerLink } from './serverLink.ts'

/** One request carries at most this much: what a cut costs. */
const PART_BYTES = 8 * 1024 * 1024

export interface BlobJob {
  readonly sha256: string
  readonly caseId: string
  readonly mediaType: string
  readonly bytes: number
}

export function createBlobSync({ db, content, link, clock }: { db: Database; content: ContentStore; link: ServerLink; clock: Clock }) {
  /** Part of the transaction that publishes or receives the case. */
  function want(tx: Writable, direction: 'up' | 'down', job: BlobJob): void {
    tx.run(
      "INSERT INTO sync_blob (sha256, case_id, media_type, bytes, direction, state, at) VALUES (?, ?, ?, ?, ?, 'waiting', ?) ON CONFLICT (sha256, case_id) DO NOTHING",
      [job.sha256, job.caseId, job.mediaType, job.bytes, direction, isoInstant(clock.now())],
    )
  }

  /** Small first: words and measurements before large images (look note §12). */
  function waiting(direction: 'up' | 'down'): BlobJob[] {
    return db.read((r) =>
      r.all<{ sha256: string; caseId: string; mediaType: string; bytes: number }>(
        "SELECT sha256, case_id AS caseId, media_type AS mediaType, bytes FROM sync_blob WHERE direction = ? AND state = 'waiting' ORDER BY bytes",
        [direction],
      ),
    )
  }

  async function move(signal: AbortSignal): Promise<void> {
    for (const job of waiting('up')) {
      if (signal.aborted) return
      if (await send(job, signal)) done(job)
    }
    for (const job of waiting('down')) {
      if (signal.aborted) return
      if (content.has(job.sha256, job.caseId) || (await receive(job, signal))) done(job)
    }
  }

  /** @returns false when it is not here any more, or the server has not been told yet what it belongs to; the other files go on */
  async function send({ sha256, caseId }: BlobJob, signal: AbortSignal): Promise<boolean> {
    const reader = content.open(sha256, caseId)
    if (!reader) return false
    const head = await link.fetch(`/blobs/${sha256}`, { method: 'HEAD', signal })
    if (head.ok) return true
    let offset = Number(head.headers.get('upload-offset') ?? 0)
    while (offset < reader.bytes) {
      const end = Math.min(offset + PART_BYTES, reader.bytes)
      const body = Buffer.from(await reader.read(offset, end))
      const put = await link.fetch(`/blobs/${sha256}`, {
        method: 'PUT',
        signal,
        headers: { 'content-range': `bytes ${offset}-${end - 1}/${reader.bytes}`, 'content-type': 'application/octet-stream' },
        body,
      })
      if (put.status === 409) offset = Number(put.headers.get('upload-offset') ?? 0)
      else if (put.ok) offset = end
      else if (put.status === 404) return false
      else throw caseError('SERVER_REFUSED', { reason: `blob ${put.status}` })
    }
    return true
  }

  /** @returns false when the server does not have it yet */
  async function receive(job: BlobJob, signal: AbortSignal): Promise<boolean> {
    const head = await link.fetch(`/blobs/${job.sha256}`, { method: 'HEAD', signal })
    if (!head.ok) return false
    const staged = await content.stage(parts(job, Number(head.headers.get('content-length')), signal), job.caseId)
    if (staged.sha256 !== job.sha256) {
      await staged.discard()
      throw caseError('SERVER_REFUSED', { reason: 'hash' })
    }
    db.write((tx) => staged.claim(tx, job.caseId, job.mediaType))
    return true
  }

  async function* parts({ sha256 }: BlobJob, bytes: number, signal: AbortSignal): AsyncGenerator<Uint8Array> {
    for (let offset = 0; offset < bytes; offset += PART_BYTES) {
      const end = Math.min(offset + PART_BYTES, bytes)
      const got = await link.fetch(`/blobs/${sha256}`, { headers: { range: `bytes=${offset}-${end - 1}` }, signal })
      if (got.status !== 206) throw caseError('SERVER_REFUSED', { reason: `blob ${got.status}` })
      yield new Uint8Array(await got.arrayBuffer())
    }
  }

  function done({ sha256, caseId }: BlobJob): void {
    db.write((tx) => tx.run("UPDATE sync_blob SET state = 'done', at = ? WHERE sha256 = ? AND case_id = ?", [isoInstant(clock.now()), sha256, caseId]))
  }

  return { want, waiting, move }
}
