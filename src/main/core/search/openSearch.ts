// Puts the search of one unlocked profile together: the index follows every change of a case, whoever made it.
import { parseRoomName } from '#shared/casedoc/layout.ts'
import { listCaseIds } from '../cases/caseStore.ts'
import type { WorkstationRooms } from '../collab/createRooms.ts'
import type { ProfileContentStore } from '../content/createContentStore.ts'
import type { Session } from '../identity/session.ts'
import type { Logger } from '../ports.ts'
import type { LiveBus } from '../workspace/liveBus.ts'
import { createSearchIndexer } from './searchIndexer.ts'
import { createSearchService } from './searchService.ts'

/** Unlocking comes first; reading what is new can wait this long. */
const FIRST_LOOK_MS = 2_500
/** A text that is being typed is read when it rests. */
const REST_MS = 700

export function openSearch({ session, content, rooms, live, log }: { session: Session; content: ProfileContentStore; rooms: WorkstationRooms; live: LiveBus; log: Logger }) {
  const { db } = session
  const indexer = createSearchIndexer({ session, content, rooms, log })
  const stop = new AbortController()
  const resting = new Map<string, NodeJS.Timeout>()

  function soon(caseId: string): void {
    clearTimeout(resting.get(caseId))
    resting.set(
      caseId,
      setTimeout(() => {
        resting.delete(caseId)
        indexer.touch(caseId)
      }, REST_MS).unref(),
    )
  }
  const unwatch = rooms.onChange((name) => {
    const caseId = parseRoomName(name)?.caseId
    if (caseId) soon(caseId)
  })
  async function follow(): Promise<void> {
    for await (const { topic, caseId } of live.listen(stop.signal)) if (topic === 'case' && caseId) soon(caseId)
  }
  void follow()
  const first = setTimeout(() => {
    for (const caseId of db.read(listCaseIds)) indexer.touch(caseId)
  }, FIRST_LOOK_MS)
  first.unref()

  return {
    ...createSearchService({ session, content, indexer }),
    indexer,
    async close(): Promise<void> {
      unwatch()
      stop.abort()
      clearTimeout(first)
      for (const timer of resting.values()) clearTimeout(timer)
      await indexer.close()
    },
  }
}
