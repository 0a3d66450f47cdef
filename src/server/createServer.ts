// The central server's composition root: one port for contract, files and shared documents. Knows no workstation code.
import { createServer as createTlsServer } from 'node:https'
import { join } from 'node:path'
import fastify, { type FastifyInstance, type FastifyRequest, type FastifyServerFactory } from 'fastify'
import { sql } from 'kysely'
import { onError } from '@orpc/server'
import { RPCHandler } from '@orpc/server/fastify'
import type { Clock } from '#shared/kit/clock.ts'
import { createCaseOffice } from './administration/cases.ts'
import { createErasure } from './administration/erasure.ts'
import { createPeopleOffice } from './administration/people.ts'
import { createRulesOffice } from './administration/rules.ts'
import { createServerAudit } from './audit/serverAudit.ts'
import { createBlobFiles } from './blobs/blobFiles.ts'
import { type BucketSettings, createBucket } from './blobs/bucket.ts'
import { mountBlobs } from './blobs/blobRoutes.ts'
import { createBoards } from './board/boardEvents.ts'
import { createCommands } from './cases/commands.ts'
import { createAnnouncements, noAnnouncer } from './collab/announcements.ts'
import { createServerRooms } from './collab/serverRooms.ts'
import { mountRooms } from './collab/mountRooms.ts'
import { createMetrics, measureRequests } from './http/metrics.ts'
import { openApiDocument } from './http/openApi.ts'
import { createServiceRouter } from './http/serviceProcedures.ts'
import { createDevices } from './identity/devices.ts'
import { createLocalAccounts } from './identity/localAccounts.ts'
import { createOrganisationSignOn, type SignOnSettings } from './identity/organisationSignOn.ts'
import { makeEnrolmentCode, openServerIdentity, raiseEpoch, renewEnrolmentCode } from './identity/serverIdentity.ts'
import type { ServerLogger } from './log.ts'
import { createCaseVault } from './storage/caseVault.ts'
import { openServerDatabase } from './storage/database.ts'
import { readOrMakeMasterKey } from './storage/keyFile.ts'
import { settleMasterKey } from './storage/masterKey.ts'

export interface ServerOptions {
  /** Folder for files, keys and, without `databaseUrl`, the database. */
  readonly directory: string
  readonly databaseUrl: string | undefined
  /** File of the master key; left out, it lies in the folder. */
  readonly masterKeyFile: string | undefined
  /** File of a new master key, made when it is not there: every case key is wrapped under it from now on. Whoever runs the server puts it in the place of the old one. */
  readonly nextMasterKeyFile: string | undefined
  readonly host: string
  /** Key and certificate (PEM) of the line; null: a proxy with TLS stands before the server, or nobody else hears it. */
  readonly lineKeys: { readonly key: string; readonly cert: string } | null
  readonly port: number
  readonly clock: Clock
  readonly log: ServerLogger
  /** Makes a new enrolment code; earlier ones no longer work. */
  readonly renewCode: boolean
  /** The database came from a backup: workstations that are ahead send again what it does not have. */
  readonly restored: boolean
  /** Where finished files lie; null: in the folder. */
  readonly bucket: BucketSettings | null
  /** The organisation's identity provider; null: people are enrolled by code only. */
  readonly signOn: SignOnSettings | null
  /** The printed code serves the first person only. */
  readonly invitedOnly: boolean
}

export interface RunningServer {
  readonly url: string
  readonly serverId: string
  /** Present at the very first start, and when a new code was asked for. */
  readonly enrolmentCode: string | null
  /** Refuses new connections, lets answers under way go out, then closes. */
  stop(): Promise<void>
}

/** How long requests under way may take at a stop. */
const DRAIN_MS = 10_000

export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { directory, databaseUrl, clock, log, lineKeys } = options
  const own = createCaseVault({ masterKey: readOrMakeMasterKey(options.masterKeyFile ?? join(directory, 'master.key')), clock })
  const next = options.nextMasterKeyFile ? createCaseVault({ masterKey: readOrMakeMasterKey(options.nextMasterKeyFile), clock }) : null
  const blobDirectory = join(directory, 'blobs')
  const db = await openServerDatabase(databaseUrl ? { url: databaseUrl } : { directory: join(directory, 'database') }, { vault: own, blobDirectory })
  const vault = await settleMasterKey(db, { own, next, renewed: (trx, cases) => createServerAudit({ clock, vault: own }).append(trx, 'server.masterKeyRenewed', null, { fields: { cases } }) }).catch(async (cause: unknown) => {
    await db.destroy()
    throw cause
  })
  if (options.restored) await raiseEpoch(db)
  const audit = createServerAudit({ clock, vault })
  const identity = await openServerIdentity(db, directory)
  const files = createBlobFiles(blobDirectory, options.bucket ? createBucket(options.bucket) : null)
  const announcements = databaseUrl ? createAnnouncements(databaseUrl) : null
  const announce = announcements?.announcer ?? noAnnouncer
  const metrics = createMetrics()
  const organisation = createOrganisationSignOn({ settings: options.signOn, db, clock })
  const accounts = createLocalAccounts({ db, clock, audit, isOffered: !organisation.isOffered })
  const devices = createDevices({ db, clock, audit, identity, organisation, accounts, invitedOnly: options.invitedOnly })
  const onFault = (code: string) => {
    metrics.count('consilium_faults_total', `code="${code}"`)
    log.warn(code)
  }
  const { listener, ...rooms } = createServerRooms({ db, clock, vault, announce, onFault })
  await announcements?.listen(listener)
  const commands = createCommands({
    db,
    clock,
    vault,
    audit,
    newFileId: files.newId,
    signing: { countersignKey: identity.countersignKey, publicKey: identity.publicKey, roomsFrozen: rooms.freeze },
  })
  const callerOf = async (request: FastifyRequest) => {
    const token = /^Bearer (\S+)$/.exec(request.headers.authorization ?? '')?.[1]
    return token ? devices.callerOf(token) : null
  }

  const app = fastify({ bodyLimit: 64 * 1024 * 1024, forceCloseConnections: 'idle', ...(lineKeys ? { serverFactory: onLine(lineKeys) } : {}) })
  takeBodiesUnread(app)
  measureRequests(app, metrics)
  const ports = { db, clock, audit }
  const router = createServiceRouter({
    db,
    clock,
    vault,
    audit,
    identity,
    organisation,
    accounts,
    devices,
    commands,
    boards: createBoards({ db, clock, vault, audit }),
    people: createPeopleOffice(ports),
    rules: createRulesOffice(ports),
    cases: createCaseOffice({ ...ports, vault }),
    erasure: createErasure({ ...ports, vault, files, announce }),
  })
  const handler = new RPCHandler(router, { interceptors: [onError((error) => logFault(log, error))] })
  app.all('/api/*', async (request, reply) => {
    const { matched } = await handler.handle(request, reply, { prefix: '/api', context: { caller: await callerOf(request) } })
    if (!matched) await reply.code(404).send()
  })
  mountBlobs(app, { db, vault, files, clock, callerOf })
  const collab = mountRooms(app.server, { rooms, callerOf: devices.callerOf })

  let isStopping = false
  app.get('/health', async () => ({ ok: true }))
  /** Ready: the database and the object store answer, other processes are heard, and nobody has asked to stop. */
  app.get('/ready', async (_request, reply) => {
    const answers = await sql`select 1`.execute(db).then(() => true, () => false)
    const ready = answers && !isStopping && (await files.isReached()) && (announcements?.isListening() ?? true)
    return reply.code(ready ? 200 : 503).send({ ready })
  })
  metrics.gauge('consilium_sockets', collab.count)
  metrics.gauge('consilium_rooms_open', () => rooms.openNames().length)
  metrics.gauge('process_resident_memory_bytes', () => process.memoryUsage.rss())
  metrics.gauge('process_cpu_seconds_total', () => process.cpuUsage().user / 1e6 + process.cpuUsage().system / 1e6)
  app.get('/metrics', async (_request, reply) => reply.type('text/plain; version=0.0.4').send(metrics.text()))
  app.get('/openapi.json', async (_request, reply) => reply.type('application/json').send(JSON.stringify(openApiDocument('0.1.0'))))

  const listening = await app.listen({ host: options.host, port: options.port })
  const url = lineKeys ? listening.replace(/^http:/, 'https:') : listening
  await db.transaction().execute((trx) => audit.append(trx, 'server.started', null))
  log.info('server.started', { epoch: identity.epoch, database: databaseUrl ? 'postgresql' : 'pglite' })
  return {
    url,
    serverId: identity.serverId,
    enrolmentCode: options.renewCode ? await renewEnrolmentCode(db) : await makeEnrolmentCode(db),
    async stop() {
      isStopping = true
      collab.close()
      rooms.stop()
      const late = setTimeout(() => app.server.closeAllConnections(), DRAIN_MS)
      await app.close()
      clearTimeout(late)
      await announcements?.stop()
      await db.transaction().execute((trx) => audit.append(trx, 'server.stopped', null))
      await db.destroy()
      log.info('server.stopped')
    },
  }
}

/** fastify is typed for one kind of server: to its handlers both are the same. */
function onLine(keys: NonNullable<ServerOptions['lineKeys']>): FastifyServerFactory {
  return (handler) => createTlsServer({ ...keys, minVersion: 'TLSv1.3' }, handler) as unknown as ReturnType<FastifyServerFactory>
}

/** oRPC and file uploads read the request stream themselves. */
function takeBodiesUnread(app: FastifyInstance): void {
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', (_request, _payload, done) => done(null))
}

/** Expected answers are not faults; of the others the kind is told, never the message. */
function logFault(log: ServerLogger, error: unknown): void {
  if (typeof error === 'object' && error !== null && 'status' in error && typeof error.status === 'number' && error.status < 500) return
  const frame = error instanceof Error ? /[/\\]([\w.-]+\.[jt]s:\d+)/.exec(error.stack ?? '')?.[1] : undefined
  log.error('fault', { kind: error instanceof Error ? error.name : typeof error, at: frame ?? 'unknown' })
}
