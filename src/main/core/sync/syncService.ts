// Keeps this workstation and its server even: when a round runs, when files travel, what the person decides. The network is weather here.
import type { z } from 'zod'
import { CaseError, caseError } from '#shared/contract/errors.ts'
import { PURGED_DOMAIN, REVOKE_DOMAIN } from '#shared/contract/service/service.contract.ts'
import type { CaseSharing, ConflictCard, LedgerRow, SyncStatus } from '#shared/contract/workstation/sync.contract.ts'
import { CaseId } from '#shared/kit/ids.ts'
import type { SeriesOfStudy } from '#shared/domain/imagingStudy.ts'
import type { PanelEvent } from '#shared/domain/panel/panelAct.ts'
import type { User } from '#shared/domain/people.ts'
import { isoInstant, type Clock } from '#shared/kit/clock.ts'
import { domainSeparated, verifyEd25519 } from '#shared/node/ed25519.ts'
import type { DeviceAuditLog } from '../audit/createAuditLog.ts'
import type { WorkstationRooms } from '../collab/createRooms.ts'
import type { ContentStore } from '../content/contentStore.ts'
import type { Session } from '../identity/session.ts'
import type { Logger } from '../ports.ts'
import type { LiveBus } from '../workspace/liveBus.ts'
import { createBlobSync } from './blobSync.ts'
import { createCaseConflicts } from './caseConflicts.ts'
import { createEnrolment } from './enrolment.ts'
import { endLease, mustHold, readLease, touchLease } from './lease.ts'
import { readLedger } from './ledger.ts'
import { createOutbox, isPublished } from './outbox.ts'
import { createReceivedFiles } from './receivedFile.ts'
import { createRenewal } from './renewal.ts'
import type { Replica } from './replica.ts'
import { createRoomSync } from './roomSync.ts'
import { meetServer, type RoundPorts } from './round.ts'
import { createServerLink, createServiceClient, type ServiceClient } from './serverLink.ts'
import { forgetServer, knownServer } from './serverRecord.ts'
import { endEmergencies, readSharing } from './sharing.ts'
import { createSyncDecisions } from './syncDecisions.ts'
import { readStatus } from './syncStatus.ts'
import { createTurns } from './turns.ts'

type Status = z.infer<typeof SyncStatus>
type Row = z.infer<typeof LedgerRow>
type Card = z.infer<typeof ConflictCard>

const EVERY_MS = 4_000
const OFFLINE_RETRY_MS = 8_000
const AFTER_CHANGE_MS = 400

export interface SyncPorts {
  readonly session: Session
  readonly rooms: WorkstationRooms
  readonly content: ContentStore
  readonly replica: Replica
  readonly audit: DeviceAuditLog
  readonly live: LiveBus
  readonly clock: Clock
  readonly log: Logger
  /** See createEnrolment. */
  readonly openAddress: ((address: string) => Promise<void>) | null
  /** The server's administrator has revoked this device: everything of this profile is to be destroyed. `confirm` tells the server afterwards. */
  onRevoked(confirm: () => Promise<void>): void
}

export function createSyncService(ports: SyncPorts) {
  const { session, audit, clock, live } = ports
  const { db } = session
  const outbox = createOutbox({ db, clock })
  const conflicts = createCaseConflicts({ session, audit, clock })
  const received = createReceivedFiles({ session, content: ports.content, audit })
  let carrying: Promise<void> | null = null
  let timer: NodeJS.Timeout | undefined
  const stopping = new AbortController()
  let offlineSince: string | null = null
  let refused: CaseError | null = null
  /** What keeps files from moving while everything else goes on. */
  let filesStopped: CaseError | null = null
  let round: RoundPorts | null = null
  const renew = createRenewal({ session, audit, clock })

  const actor = { userId: session.user.id, role: session.user.role }
  const unwatch = ports.rooms.onChange((_room, source) => {
    if (source === 'local') schedule(AFTER_CHANGE_MS)
  })

  function roundPorts(): RoundPorts | null {
    const known = db.read(knownServer)
    if (!known) return null
    if (round?.link.url === known.url) return round
    const link = createServerLink({ url: known.url, session, clock, onRevoked: revoked })
    round = {
      session,
      link,
      outbox,
      replica: ports.replica,
      audit,
      conflicts,
      clock,
      rooms: createRoomSync({ db, rooms: ports.rooms, link }),
      blobs: createBlobSync({ db, content: ports.content, link, clock, arrived: received.arrived }),
      licenceHeard: () => live.publish('sync'),
      changed: (caseId) => {
        for (const topic of ['cases', 'case', 'reports', 'signOffs', 'imports'] as const) live.publish(topic, caseId)
      },
    }
    return round
  }

  function schedule(delay: number) {
    if (stopping.signal.aborted || !db.read(knownServer)) return
    clearTimeout(timer)
    timer = setTimeout(() => void turns.ask(), delay)
  }

  const turns = createTurns(meetOnce, () => schedule(offlineSince ? OFFLINE_RETRY_MS : EVERY_MS))

  function closeEmergencies(): void {
    for (const caseId of endEmergencies({ session, audit, clock })) {
      for (const topic of ['cases', 'case', 'sync'] as const) live.publish(topic, caseId)
    }
  }

  async function meetOnce(): Promise<void> {
    if (stopping.signal.aborted) return
    closeEmergencies()
    const current = roundPorts()
    if (!current) return
    const before = JSON.stringify(status())
    try {
      await meetServer(current)
      await renew(current.link)
      offlineSince = null
      refused = null
      carry(current)
    } catch (error) {
      failed(error)
    }
    if (before !== JSON.stringify(status())) live.publish('sync')
  }

  function failed(error: unknown): void {
    if (stopping.signal.aborted) return
    if (!(error instanceof CaseError)) ports.log.error('sync.round', { name: error instanceof Error ? error.name : 'unknown' })
    if (error instanceof CaseError && error.code !== 'SERVER_UNREACHABLE') refused = error
    else offlineSince ??= isoInstant(clock.now())
  }

  /** Files travel beside the rounds: a study of gigabytes never holds up a sentence. */
  function carry(current: RoundPorts): void {
    if (carrying || stopping.signal.aborted) return
    const before = JSON.stringify(status())
    carrying = current.blobs
      .move(stopping.signal)
      .then(() => filesEnded(null), filesEnded)
      .finally(() => {
        carrying = null
        if (!stopping.signal.aborted && before !== JSON.stringify(status())) live.publish('sync')
      })
  }

  function filesEnded(error: unknown): void {
    filesStopped = error instanceof CaseError && (error.code === 'SERVER_FULL' || error.code === 'DISK_FULL') ? error : null
    if (error !== null && filesStopped === null) failed(error)
  }

  function revoked(order: string): void {
    if (stopping.signal.aborted) return
    const known = db.read(knownServer)
    // Only the server this profile was enrolled with can order it, by its own key.
    if (!known || !verifyEd25519(known.publicKey, domainSeparated(REVOKE_DOMAIN, session.devicePublicKey), order)) return
    const { devicePublicKey } = session
    const proof = session.signAsDevice(domainSeparated(PURGED_DOMAIN, devicePublicKey))
    stopping.abort()
    ports.onRevoked(async () => {
      await createServiceClient(known.url).purged({ devicePublicKey, proof })
    })
  }

  const status = (): Status => readStatus({ db, outbox, conflicts, round, offlineSince, refused: refused ?? filesStopped })

  const enrolment = createEnrolment({
    session,
    audit,
    openAddress: ports.openAddress,
    enrolled() {
      offlineSince = null
      refused = null
      live.publish('sync')
      schedule(0)
    },
  })

  function disconnect(): Status {
    db.write((tx) => {
      forgetServer(tx)
      endLease(tx)
      audit.append(tx, 'sync.disconnected', actor, {})
    })
    round?.rooms.stop()
    round = null
    live.publish('sync')
    return status()
  }

  /** A call to the server on the person's behalf. @throws CaseError SERVER_UNREACHABLE without one */
  async function ask<T>(use: (client: ServiceClient) => Promise<T>): Promise<T> {
    const current = roundPorts()
    if (!current) throw caseError('SERVER_UNREACHABLE', {})
    return current.link.call(use)
  }

  /** null without a server. @throws CaseError SERVER_UNREACHABLE, SERVER_REFUSED */
  async function panelEvents(caseId: CaseId): Promise<PanelEvent[] | null> {
    await turns.ask()
    const current = roundPorts()
    return current && db.read((r) => isPublished(r, caseId)) ? current.link.call((client) => client.panel({ caseId })) : null
  }

  const decisions = createSyncDecisions({
    session,
    audit,
    clock,
    outbox,
    conflicts,
    status,
    decided(caseId) {
      if (caseId) live.publish('case', caseId)
      live.publish('sync')
      schedule(0)
    },
  })
  closeEmergencies()
  schedule(0)
  return {
    status,
    ledger: (): Row[] =>
      readLedger({ db, outbox: outbox.entries(), unsentRooms: round?.rooms.unsent() ?? [], moving: round?.blobs.moving() ?? [], now: isoInstant(clock.now()) }).map((row) => ({
        ...row,
        caseId: row.caseId === null ? null : CaseId.parse(row.caseId),
      })),
    sharing: (): CaseSharing[] => db.read((r) => readSharing(r, session.user.id)),
    connect: (input: Parameters<typeof enrolment.connect>[0]): Promise<Status> => enrolment.connect(input).then(status),
    connectByAccount: (input: Parameters<typeof enrolment.connectByAccount>[0]): Promise<Status> => enrolment.connectByAccount(input).then(status),
    beginSignOn: enrolment.beginSignOn,
    finishSignOn: (): Promise<Status> => enrolment.finishSignOn().then(status),
    cancelSignOn: enrolment.cancelSignOn,
    disconnect,
    async syncNow(): Promise<Status> {
      await turns.ask()
      return status()
    },
    ask,
    panelEvents,
    link: () => roundPorts()?.link ?? null,
    people: (): Promise<User[]> => ask((client) => client.people()),
    assign: decisions.assign,
    settle: decisions.settle,
    conflicts: (): Card[] => conflicts.list(),
    decide: decisions.decide,
    rejoin(): Status {
      refused = null
      return decisions.rejoin()
    },
    choose: decisions.choose,
    pin: decisions.pin,
    /** A person opened a case, or a series of it: what is still on its way comes first. */
    opened(caseId: string, of: SeriesOfStudy | null): void {
      if (db.read(knownServer)) decisions.opened(caseId, of)
    },
    /** At unlock: within the lease, or the server is reached now. @throws CaseError LEASE_ENDED */
    async mustHoldLease(): Promise<void> {
      const lease = db.read(readLease)
      try {
        mustHold(lease, clock)
      } catch (ended) {
        const current = roundPorts()
        if (!current) throw ended
        await renew(current.link).catch(() => {
          throw ended
        })
      }
      db.write((tx) => touchLease(tx, clock))
    },
    /** For rooms that add a command to their own transaction; goes out at the next round. */
    outbox,
    isConnected: () => db.read(knownServer) !== undefined,
    wake: () => schedule(AFTER_CHANGE_MS),
    async stop() {
      stopping.abort()
      enrolment.cancelSignOn()
      clearTimeout(timer)
      unwatch()
      round?.rooms.stop()
      await turns.settled()
      await carrying
      await received.stop()
    },
  }
}
