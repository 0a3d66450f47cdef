// The workstation's shared documents: the durable rooms with this profile's log and rights.
import { caseError } from '#shared/contract/errors.ts'
import { parseRoomName, type EditOrigin } from '#shared/casedoc/layout.ts'
import { roomAccess } from '#shared/domain/caseStanding.ts'
import { Role } from '#shared/domain/people.ts'
import type { TeamMember } from '#shared/domain/reviewCase.ts'
import type { Clock } from '#shared/kit/clock.ts'
import { createDurableRooms, type OpenRoom } from '#shared/node/durableRooms.ts'
import type * as Y from 'yjs'
import type { Session } from '../identity/session.ts'
import type { Logger } from '../ports.ts'
import type { RoomSocket, Rooms } from './rooms.ts'
import { createUpdateLog } from './updateLog.ts'

/** What the gate must know of a case; supplied by the cases room. */
export interface RoomRights {
  isMember(caseId: string, userId: string): boolean
  /** The case is closed: its texts can only be read. */
  isReadOnly(caseId: string): boolean
  team(caseId: string): readonly TeamMember[]
}

export interface WorkstationRooms extends Rooms {
  /** Holds a document in memory for the sync engine. */
  open(room: string): Promise<OpenRoom>
  /** Told when the first window opens a room and when the last one leaves it. */
  onAudience(listener: (room: string, isShown: boolean) => void): () => void
}

export function createRooms(ports: { session: Session; rights: RoomRights; clock: Clock; log: Logger }): WorkstationRooms {
  const { session, rights } = ports
  const log = createUpdateLog({ db: session.db, clock: ports.clock })

  const durable = createDurableRooms({
    log,
    onFault: (code) => ports.log.warn(code),
    gate: {
      async access(name, author) {
        const room = parseRoomName(name)
        if (!room || !rights.isMember(room.caseId, author.userId)) return 'none'
        const role = Role.safeParse(author.role)
        if (!role.success) return 'none'
        // The same rule as on the server.
        const access = roomAccess(room, role.data, rights.team(room.caseId), { standing: 'own', closed: false })
        return access === 'write' && rights.isReadOnly(room.caseId) ? 'read' : access
      },
    },
  })

  async function edit(room: string, origin: EditOrigin, change: (doc: Y.Doc) => void) {
    const author = { userId: origin.actorId, name: '', role: session.user.role, device: session.devicePublicKey }
    const stored = await durable.edit(room, author, (doc) => doc.transact(() => change(doc), origin))
    if (!stored) throw caseError('REPORT_SIGNED', {})
  }

  return {
    snapshot: durable.snapshot,
    edit,
    list: log.rooms,
    freeze: durable.freeze,
    isFrozen: log.frozen,
    lastChange: log.lastChange,
    freezeWithin: log.freezeWithin,
    connect: (socket: RoomSocket, actor) =>
      durable.connect(socket as Parameters<typeof durable.connect>[0], { ...actor, device: session.devicePublicKey }),
    onChange: durable.onChange,
    open: durable.open,
    onAudience: durable.onAudience,
    stop: async () => durable.stop(),
  }
}
