// The central server's composition root: one port for contract, files and shared documents. Knows no workstation code.
import { join } from 'node:path'
import fastify, { type FastifyInstance, type FastifyRequest } from 'fastify'
import { RPCHandler } from '@orpc/server/fastify'
import type { Clock } from '#shared/kit/clock.ts'
import { createBlobFiles } from './blobs/blobFiles.ts'
import { mountBlobs } from './blobs/blobRoutes.ts'
import { createCommands } from './cases/commands.ts'
import { createServerRooms } from './collab/serverRooms.ts'
import { mountRooms } from './collab/mountRooms.ts'
import { createServiceRouter } from './http/serviceProcedures.ts'
import { createDevices } from './identity/devices.ts'
import { makeEnrolmentCode, openServerIdentity, renewEnrolmentCode } from './identity/serverIdentity.ts'
import { openServerDatabase } from './storage/database.ts'

export interface ServerOptions {
  /** Folder for files, keys and, without `databaseUrl`, the database. */
  readonly directory: string
  readonly databaseUrl: string | undefined
  readonly host: string
  readonly port: number
  readonly clock: Clock
  /** Makes a new enrolment code; earlier ones no longer work. */
  readonly renewCode: boolean
}

export interface RunningServer {
  readonly url: string
  readonly serverId: string
  /** Present at the very first start, and when a new code was asked for. */
  readonly enrolmentCode: string | null
  stop(): Promise<void>
}

export async function startServer({ directory, databaseUrl, host, port, clock, renewCode }: ServerOptions): Promise<RunningServer> {
  const db = await openServerDatabase(databaseUrl ? { url: databaseUrl } : { directory: join(directory, 'database') })
  const identity = await openServerIdentity(db, directory)
  const devices = createDevices({ db, clock })
  const rooms = createServerRooms({ db, clock })
  const commands = createCommands({
    db,
    clock,
    signing: { countersignKey: identity.countersignKey, publicKey: identity.publicKey, roomsFrozen: rooms.freeze },
  })
  const callerOf = async (request: FastifyRequest) => {
    const token = /^Bearer (\S+)$/.exec(request.headers.authorization ?? '')?.[1]
    return token ? devices.callerOf(token) : null
  }

  const app = fastify({ bodyLimit: 64 * 1024 * 1024, forceCloseConnections: true })
  takeBodiesUnread(app)
  const handler = new RPCHandler(createServiceRouter({ db, identity, devices, commands, clock }))
  app.all('/api/*', async (request, reply) => {
    const { matched } = await handler.handle(request, reply, { prefix: '/api', context: { caller: await callerOf(request) } })
    if (!matched) await reply.code(404).send()
  })
  app.get('/health', async () => ({ ok: true }))
  mountBlobs(app, { db, files: createBlobFiles(join(directory, 'blobs')), clock, callerOf })
  const closeRooms = mountRooms(app.server, { rooms, callerOf: devices.callerOf })

  const url = await app.listen({ host, port })
  return {
    url,
    serverId: identity.serverId,
    enrolmentCode: renewCode ? await renewEnrolmentCode(db) : await makeEnrolmentCode(db),
    async stop() {
      closeRooms()
      rooms.stop()
      await app.close()
      await db.destroy()
    },
  }
}

/** oRPC and file uploads read the request stream themselves. */
function takeBodiesUnread(app: FastifyInstance): void {
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', (_request, _payload, done) => done(null))
}
