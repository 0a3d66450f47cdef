// HTTP for files by hash: HEAD tells what is there, PUT with Content-Range goes on from there, GET with Range reads.
// Whoever has no case with the file learns nothing: not even that it exists.
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { isoInstant, type Clock } from '#shared/kit/clock.ts'
import type { Caller } from '../identity/devices.ts'
import type { ServerDatabase } from '../storage/database.ts'
import type { BlobFiles } from './blobFiles.ts'

/** Largest single file taken; a whole-slide image is below. */
const MAX_BYTES = 20 * 1024 ** 3
const HASH = /^[0-9a-f]{64}$/

interface Ports {
  db: ServerDatabase
  files: BlobFiles
  clock: Clock
  callerOf(request: FastifyRequest): Promise<Caller | null>
}

export function mountBlobs(app: FastifyInstance, { db, files, clock, callerOf }: Ports): void {
  async function mayTouch(caller: Caller, sha256: string): Promise<boolean> {
    const row = await db
      .selectFrom('blob_ref')
      .innerJoin('case_member', 'case_member.case_id', 'blob_ref.case_id')
      .select('blob_ref.sha256')
      .where('blob_ref.sha256', '=', sha256)
      .where('case_member.user_id', '=', caller.user.id)
      .executeTakeFirst()
    return row !== undefined
  }

  /** @returns undefined after it has answered with a refusal */
  async function admit(request: FastifyRequest, reply: FastifyReply): Promise<string | undefined> {
    const { sha256 } = request.params as { sha256: string }
    const caller = await callerOf(request)
    if (!caller) return void (await reply.code(401).send())
    if (!HASH.test(sha256) || !(await mayTouch(caller, sha256))) return void (await reply.code(404).send())
    return sha256
  }

  app.route({
    method: ['GET', 'HEAD'],
    url: '/blobs/:sha256',
    handler: async (request, reply) => {
      const sha256 = await admit(request, reply)
      if (!sha256) return reply
      const size = files.sizeOf(sha256)
      if (size === null) return reply.code(404).header('upload-offset', await files.offsetOf(sha256)).send()
      const range = rangeOf(request.headers.range, size)
      if (range === 'invalid') return reply.code(416).header('content-range', `bytes */${size}`).send()
      const [start, end] = range ?? [0, size]
      void reply.code(range ? 206 : 200).header('accept-ranges', 'bytes').header('cache-control', 'no-store').header('content-length', end - start)
      if (range) void reply.header('content-range', `bytes ${start}-${end - 1}/${size}`)
      void reply.type('application/octet-stream')
      return request.method === 'HEAD' || size === 0 ? reply.send() : reply.send(files.read(sha256, start, end))
    },
  })

  app.put('/blobs/:sha256', async (request, reply) => {
    const sha256 = await admit(request, reply)
    if (!sha256) return reply
    if (files.sizeOf(sha256) !== null) return reply.code(200).send()
    const span = /^bytes (\d+)-(\d+)\/(\d+)$/.exec(String(request.headers['content-range'] ?? ''))
    const total = Number(span?.[3])
    if (!span || !(total > 0) || total > MAX_BYTES) return reply.code(400).send()
    const result = await files.append(sha256, Number(span[1]), total, request.raw)
    if (result === 'wrongOffset') return reply.code(409).header('upload-offset', await files.offsetOf(sha256)).send()
    if (result === 'mismatch') return reply.code(422).send()
    if (result.complete) {
      await db
        .insertInto('blob')
        .values({ sha256, bytes: total, media_type: 'application/octet-stream', stored_at: isoInstant(clock.now()) })
        .onConflict((c) => c.column('sha256').doNothing())
        .execute()
    }
    return reply.code(result.complete ? 201 : 202).header('upload-offset', result.offset).send()
  })
}

function rangeOf(header: string | undefined, size: number): [number, number] | undefined | 'invalid' {
  if (header === undefined) return undefined
  const match = /^bytes=(\d+)-(\d*)$/.exec(header)
  if (!match) return 'invalid'
  const start = Number(match[1])
  const end = match[2] ? Math.min(Number(match[2]) + 1, size) : size
  return start < end ? [start, end] : 'invalid'
}
