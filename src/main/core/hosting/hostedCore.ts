// The part of a core that a host may touch. `createCore` gives more; hosts see only this, and so can be tried with less.
import type { ContentRequest, ContentResponse } from '../content/contentRoutes.ts'
import type { RoomSocket } from '../collab/rooms.ts'

export interface HostedCore {
  readonly content: { handle(request: ContentRequest): Promise<ContentResponse> }
  /** One collaboration connection of this workstation's own screen; closed by the core when no profile is unlocked. */
  serveRoom(socket: RoomSocket): void
  /** Ends the session as if the person had locked it: the screen was locked, the machine sleeps. */
  lock(): Promise<void>
  /** Clean end: jobs cancelled, rooms flushed, database closed. */
  stop(): Promise<void>
}
