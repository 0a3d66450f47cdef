// The server's shared documents: durable rooms, with the case's rights as gate and other processes' changes applied as they are announced.
import { parseRoomName } from '#shared/casedoc/layout.ts'
import { roomAccess } from '#shared/domain/caseStanding.ts'
import { Role } from '#shared/domain/people.ts'
import { isoInstant, type Clock } from '#shared/kit/clock.ts'
import { createDurableRooms, type RoomAuthor } from '#shared/node/durableRooms.ts'
import { situationOf, teamOf } from '../access/standing.ts'
import type { CaseVault } from '../storage/caseVault.ts'
import type { ServerDatabase } from '../storage/executor.ts'
import type { Announcer, Listener } from './announcements.ts'
import { createServerLog } from './updateLog.ts'

interface Ports {
  readonly db: ServerDatabase
  readonly clock: Clock
  readonly vault: CaseVault
  readonly announce: Announcer
  /** Told of a failure that closes one document's connection; codes only. */
  onFault(code: string): void
}

export function createServerRooms({ db, clock, vault, announce, onFault }: Ports) {
  const log = createServerLog({ db, clock, vault, announce })
  async function access(name: string, author: Pick<RoomAuthor, 'userId' | 'role'>): Promise<'write' | 'read' | 'none'> {
    const room = parseRoomName(name)
    const role = Role.safeParse(author.role)
    if (!room || !role.success) return 'none'
    const situation = await situationOf(db, room.caseId, author.userId, isoInstant(clock.now()))
    return roomAccess(room, role.data, await teamOf(db, room.caseId), situation)
  }

  const durable = createDurableRooms({ log, onFault, gate: { access } })

  /** Durable, in every process: open editors turn read-only wherever they are connected. */
  async function freeze(rooms: readonly string[]): Promise<void> {
    await durable.freeze(rooms)
    await announce.frozen(db, rooms)
  }

  const listener: Listener = {
    updates: (room, seqs) => void durable.takeIn(room, () => log.read(room, seqs)),
    frozen: (room) => void durable.freeze([room]).catch(() => onFault('room.freeze')),
    forgotten: (caseId) => vault.forget(caseId),
    missed: () => {
      for (const room of durable.openNames()) void durable.takeIn(room, () => log.load(room))
    },
  }

  return { ...durable, freeze, access, listener }
}
