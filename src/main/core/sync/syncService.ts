// Keeps this workstation and its server even: when a round runs, what the person is told of it. The network is weather here.
import type { z } from 'zod'
import { CaseError, caseError } from '#shared/contract/errors.ts'
import { ENROL_DOMAIN } from '#shared/contract/service/service.contract.ts'
import type { LedgerRow, SyncStatus } from '#shared/contract/workstation/sync.contract.ts'
import { CaseId } from '#shared/kit/ids.ts'
import type { PanelEvent } from '#shared/domain/panel/panelAct.ts'
import type { User } from '#shared/domain/people.ts'
import { isoInstant, type Clock } from '#shared/kit/clock.ts'
import { domainSeparated } from '#shared/node/ed25519.ts'
import type { AuditLog } from '../audit/auditLog.ts'
import type { WorkstationRooms } from '../collab/createRooms.ts'
import type { ContentStore } from '../content/contentStore.ts'
import type { Session } from '../identity/session.ts'
import type { Logger } from '../ports.ts'
import type { LiveBus } from '../workspace/liveBus.ts'
import { createBlobSync } from './blobSync.ts'
import { readLedger } from './ledger.ts'
import { createOutbox, isPublished } from './outbox.ts'
import type { Replica } from './replica.ts'
import { createRoomSync } from './roomSync.ts'
import { meetServer, type RoundPorts } from './round.ts'
import { createServerLink, createServiceClient, translated } from './serverLink.ts'
import { forgetServer, knownServer, rememberServer } from './serverRecord.ts'

type Status = z.infer<typeof SyncStatus>
type Row = z.infer<typeof LedgerRow>

const EVERY_MS = 4_000
const OFFLINE_RETRY_MS = 8_000
const AFTER_CHANGE_MS = 400

export interface SyncPorts {
  readonly session: Session
  readonly rooms: WorkstationRooms
  readonly content: ContentStore
  readonly replica: Replica
  readonly audit: AuditLog
  readonly live: LiveBus
  readonly clock: Clock
  readonly log: Logger
}

export function createSyncService(ports: SyncPorts) {
  const { session, audit, clock, live } = ports
  const { db } = session
  const outbox = createOutbox({ db, clock })
  let running: Promise<void> | null = null
  let again = false
  let timer: NodeJS.Timeout | undefined
  const stopping = new AbortController()
  let offlineSince: string | null = null
  let refused: string | null = null
  let round: RoundPorts | null = null

  const actor = { userId: session.user.id, role: session.user.role }
  const unwatch = ports.rooms.onChange((_room, source) => {
    if (source === 'local') schedule(AFTER_CHANGE_MS)
  })

  function roundPorts(): RoundPorts | null {
    const known = db.read(knownServer)
    if (!known) return null
    if (round?.link.url === known.url) return round
    const link = createServerLink({ url: known.url, session, clock })
    round = {
      session,
      link,
      outbox,
      replica: ports.replica,
      audit,
      clock,
      rooms: createRoomSync({ db, rooms: ports.rooms, link }),
      blobs: createBlobSync({ db, content: ports.content, link, clock }),
      changed: (caseId) => {
        for (const topic of ['cases', 'case', 'reports', 'signOffs'] as const) live.publish(topic, caseId)
      },
    }
    return round
  }

  function schedule(delay: number) {
    if (stopping.signal.aborted || !db.read(knownServer)) return
    clearTimeout(timer)
    timer = setTimeout(() => void meet(), delay)
  }

  /** One round at a time; a wish that comes meanwhile is one more round afterwards. */
  function meet(): Promise<void> {
    if (running) {
      again = true
      return running
    }
    running = meetOnce().finally(() => {
      running = null
      const soon = again
      again = false
      schedule(soon ? 0 : offlineSince ? OFFLINE_RETRY_MS : EVERY_MS)
    })
    return running
  }

  async function meetOnce(): Promise<void> {
    const current = roundPorts()
    if (!current) return
    const before = JSON.stringify([offlineSince, refused])
    try {
      await meetServer(current, stopping.signal)
      offlineSince = null
      refused = null
    } catch (error) {
      if (stopping.signal.aborted) return
      if (!(error instanceof CaseError)) ports.log.error('sync.round', { name: error instanceof Error ? error.name : 'unknown' })
      if (error instanceof CaseError && error.code !== 'SERVER_UNREACHABLE') refused = error.code
      else offlineSince ??= isoInstant(clock.now())
    }
    if (before !== JSON.stringify([offlineSince, refused]) || outbox.count('waiting') > 0) live.publish('sync')
  }

  function status(): Status {
    const known = db.read(knownServer)
    const unsentRooms = known && round ? round.rooms.unsent().length : 0
    const uploads = round?.blobs.waiting('up') ?? []
    const unsent = {
      commands: outbox.count('waiting'),
      documents: unsentRooms,
      blobs: uploads.length,
      bytes: uploads.reduce((sum, job) => sum + job.bytes, 0),
    }
    const sending = unsent.commands + unsent.documents + unsent.blobs > 0
    const state = !known
      ? 'alone'
      : refused || outbox.count('needsYou') > 0
        ? 'needsYou'
        : offlineSince
          ? 'offline'
          : sending
            ? 'sending'
            : 'synced'
    return { state, serverUrl: known?.url ?? null, offlineSince, unsent, lastSyncedAt: known?.lastSyncedAt ?? null }
  }

  async function connect({ serverUrl, enrolmentCode }: { serverUrl: string; enrolmentCode: string }): Promise<Status> {
    const client = createServiceClient(serverUrl)
    const identity = await translated(() => client.identity())
    const known = db.read(knownServer)
    if (known && known.serverId !== identity.serverId) throw caseError('SERVER_REFUSED', { reason: 'anotherServer' })
    const proof = session.signAsDevice(domainSeparated(ENROL_DOMAIN, `${session.user.id}\n${session.signingPublicKey}`))
    await translated(() =>
      client.enrol({
        code: enrolmentCode,
        user: session.user,
        devicePublicKey: session.devicePublicKey,
        signingPublicKey: session.signingPublicKey,
        proof,
      }),
    )
    db.write((tx) => {
      rememberServer(tx, { url: serverUrl, ...identity })
      audit.append(tx, 'sync.connected', actor, { serverId: identity.serverId })
    })
    offlineSince = null
    refused = null
    live.publish('sync')
    schedule(0)
    return status()
  }

  function disconnect(): Status {
    db.write((tx) => {
      forgetServer(tx)
      audit.append(tx, 'sync.disconnected', actor, {})
    })
    round?.rooms.stop()
    round = null
    live.publish('sync')
    return status()
  }

  function people(): Promise<User[]> {
    const current = roundPorts()
    if (!current) throw caseError('SERVER_UNREACHABLE', {})
    return current.link.call((client) => client.people())
  }

  /** null without a server. @throws CaseError SERVER_UNREACHABLE, SERVER_REFUSED */
  async function panelEvents(caseId: CaseId): Promise<PanelEvent[] | null> {
    await meet()
    const current = roundPorts()
    return current && db.read((r) => isPublished(r, caseId)) ? current.link.call((client) => client.panel({ caseId })) : null
  }

  function assign({ caseId, userId }: { caseId: string; userId: User['id'] }): Record<string, never> {
    db.write((tx) => {
      outbox.enqueue(tx, caseId, { type: 'case.assign', userId })
      audit.append(tx, 'case.memberAdded', actor, { caseId, userId })
    })
    schedule(0)
    return {}
  }

  schedule(0)
  return {
    status,
    ledger: (): Row[] => readLedger({ db, outbox: outbox.entries(), unsentRooms: round?.rooms.unsent() ?? [], now: isoInstant(clock.now()) }).map((row) => ({ ...row, caseId: row.caseId === null ? null : CaseId.parse(row.caseId) })),
    connect,
    disconnect,
    async syncNow(): Promise<Status> {
      await meet()
      return status()
    },
    people,
    panelEvents,
    assign,
    /** For rooms that add a command to their own transaction; goes out at the next round. */
    outbox,
    isConnected: () => db.read(knownServer) !== undefined,
    wake: () => schedule(AFTER_CHANGE_MS),
    async stop() {
      stopping.abort()
      clearTimeout(timer)
      unwatch()
      round?.rooms.stop()
      await running?.catch(() => {})
    },
  }
}
