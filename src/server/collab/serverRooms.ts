// The server's shared documents: durable rooms with the case's members as gate.
import { parseRoomName } from '#shared/casedoc/layout.ts'
import type { Clock } from '#shared/kit/clock.ts'
import { createDurableRooms } from '#shared/node/durableRooms.ts'
import { mayHoldLane } from '../cases/laneAccess.ts'
import { isMember } from '../cases/commands.ts'
import type { ServerDatabase } from '../storage/database.ts'
import { createServerLog } from './updateLog.ts'

export function createServerRooms({ db, clock }: { db: ServerDatabase; clock: Clock }) {
  return createDurableRooms({
    log: createServerLog({ db, clock }),
    onFault: () => {},
    gate: {
      async access(name, author) {
        const room = parseRoomName(name)
        if (!room || !(await isMember(db, room.caseId, author.userId))) return 'none'
        return room.kind !== 'psychology' || (await mayHoldLane(db, room.caseId, author.userId)) ? 'write' : 'none'
      },
    },
  })
}
