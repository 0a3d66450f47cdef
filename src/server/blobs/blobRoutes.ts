// HTTP for files of a case by hash: HEAD tells what is there, PUT with Content-Range goes on from there, GET with Range reads.
// Whoever may not read the case learns nothing: not even that it exists. The same bytes in another case are another file.
import type { Readable } from 'node:stream'
import { finished } from 'node:stream/promises'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { mayDo } from '#shared/domain/caseStanding.ts'
import { isoInstant, type Clock } from '#shared/kit/clock.ts'
import { situationOf } from '../access/standing.ts'
import type { Caller } from '../access/caller.ts'
import type { CaseVault } from '../storage/caseVault.ts'
import type { ServerDatabase } from '../storage/executor.ts'
import type { BlobFiles, BlobTarget } from './blobFiles.ts'
import { BucketFault } from './bucket.ts'

/** Largest single file taken; a whole-slide image is below. */
const MAX_BYTES = 20 * 1024 ** 3
const HASH = /^[0-9a-f]{64}$/
const CASE = /^[0-9a-f-]{36}$/

interface Ports {
  db: ServerDatabase
  vault: CaseVault
  files: BlobFiles
  clock: Clock
  callerOf(request: FastifyRequest): Promise<Caller | null>
}

interface Admitted {
  readonly caseId: string
  readonly target: BlobTarget
  /** Size of the complete file; null while it is not here. */
  readonly bytes: number | null
}

export function mountBlobs(app: FastifyInstance, { db, vault, files, clock, callerOf }: Ports): void {
  /** @returns undefined after it has answered with a refusal */
  async function admit(request: FastifyRequest, reply: FastifyReply, act: 'read' | 'write'): Promise<Admitted | undefined> {
    const { caseId, sha256 } = request.params as { caseId: string; sha256: string }
    const caller = await callerOf(request)
    if (!caller) return void (await reply.code(401).send())
    if (!HASH.test(sha256) || !CASE.test(caseId)) return void (await reply.code(404).send())
    const situation = await situationOf(db, caseId, caller.user.id, isoInstant(clock.now()))
    const row = await db.selectFrom('case_blob').selectAll().where('case_id', '=', caseId).where('sha256', '=', sha256).executeTakeFirst()
    // A closed case still takes the files it was promised: an amendment's PDF comes after delivery.
    const may = mayDo(act === 'read' ? 'read' : 'openReport', caller.user.role, situation)
    if (!may || !row) return void (await reply.code(404).send())
    const key = await vault.keyOf(db, caseId)
    return { caseId, target: { fileId: row.file_id, key: key.bytes, sha256 }, bytes: row.stored_at === null ? null : Number(row.bytes) }
  }

  app.route({
    method: ['GET', 'HEAD'],
    url: '/cases/:caseId/blobs/:sha256',
    handler: async (request, reply) => {
      const admitted = await admit(request, reply, 'read')
      if (!admitted) return reply
      const { target, bytes: size } = admitted
      if (size === null) return reply.code(404).header('upload-offset', await files.offsetOf(target.fileId)).send()
      const range = rangeOf(request.headers.range, size)
      if (range === 'invalid') return reply.code(416).header('content-range', `bytes */${size}`).send()
      const [start, end] = range ?? [0, size]
      void reply.code(range ? 206 : 200).header('accept-ranges', 'bytes').header('cache-control', 'no-store').header('content-length', end - start)
      if (range) void reply.header('content-range', `bytes ${start}-${end - 1}/${size}`)
      void reply.type('application/octet-stream')
      return request.method === 'HEAD' || size === 0 ? reply.send() : reply.send(files.read(target, size, start, end))
    },
  })

  app.put('/cases/:caseId/blobs/:sha256', async (request, reply) => {
    const admitted = await admit(request, reply, 'write')
    if (!admitted) return reply
    if (admitted.bytes !== null) return reply.code(200).header('upload-offset', admitted.bytes).send()
    const span = /^bytes (\d+)-(\d+)\/(\d+)$/.exec(String(request.headers['content-range'] ?? ''))
    const total = Number(span?.[3])
    if (!span || !(total > 0) || total > MAX_BYTES) return reply.code(400).send()
    const { caseId, target } = admitted
    const result = await files.append(target, Number(span[1]), total, request.raw).catch(noRoomOrStore)
    if (typeof result === 'number') {
      await unread(request.raw)
      return reply.code(result).header('upload-offset', await files.offsetOf(target.fileId)).send()
    }
    if (result === 'wrongOffset') return reply.code(409).header('upload-offset', await files.offsetOf(target.fileId)).send()
    if (result === 'mismatch') return reply.code(422).send()
    if (result.complete) {
      await db
        .updateTable('case_blob')
        .set({ bytes: total, stored_at: isoInstant(clock.now()) })
        .where('case_id', '=', caseId)
        .where('sha256', '=', target.sha256)
        .execute()
    }
    return reply.code(result.complete ? 201 : 202).header('upload-offset', result.offset).send()
  })
}

/** What whoever runs the server has to mend, and the sender only to wait for: a full disk (507), an object store that says no (503). */
function noRoomOrStore(cause: unknown): 503 | 507 {
  if (cause instanceof BucketFault) return 503
  const code = cause instanceof Error && 'code' in cause ? cause.code : null
  if (code === 'ENOSPC' || code === 'EDQUOT') return 507
  throw cause
}

/** Takes in what is still on its way: an answer in the middle of a request is lost with its line. */
async function unread(body: Readable): Promise<void> {
  body.resume()
  await finished(body).catch(() => undefined)
}

function rangeOf(header: string | undefined, size: number): [number, number] | undefined | 'invalid' {
  if (header === undefined) return undefined
  const match = /^bytes=(\d+)-(\d*)$/.exec(header)
  if (!match) return 'invalid'
  const start = Number(match[1])
  const end = match[2] ? Math.min(Number(match[2]) + 1, size) : size
  return start < end ? [start, end] : 'invalid'
}
