// Puts the board meetings of one unlocked profile together: acts, exchange with the server, the shared screen, minutes, and the live line while a board is going on.
import { Readable } from 'node:stream'
import { caseError } from '#shared/contract/errors.ts'
import { caseOf } from '#shared/domain/board/boardState.ts'
import type { Language } from '#shared/domain/reviewCase.ts'
import { isoInstant } from '#shared/kit/clock.ts'
import { newUuid, Sha256, type CaseId } from '#shared/kit/ids.ts'
import { isMember, readCase } from '../cases/caseStore.ts'
import type { OpenContent } from '../content/contentRoutes.ts'
import type { ContentStore } from '../content/contentStore.ts'
import { runTask } from '../jobs/workers.ts'
import type { LiveRooms } from '../sync/liveRooms.ts'
import { createBoardExchange, type ExchangePorts } from './boardExchange.ts'
import { createBoardService, type BoardPorts } from './boardService.ts'
import { meetingMinutesOf, minutesOf } from './minutesOf.ts'
import { createShownCase, type ShownPorts } from './shownCase.ts'

/** As many printed meetings as one person looks at one after the other. */
const KEPT_PRINTS = 4

type Ports = Omit<BoardPorts, 'wake'> &
  Omit<ShownPorts, 'board'> &
  Omit<ExchangePorts, 'changed'> & {
    readonly content: Pick<ContentStore, 'stage' | 'has'>
    /** Live line to the server for shared documents; tells what peers say. */
    readonly lines: LiveRooms
  }

export function openBoard(ports: Ports) {
  const { session, clock, audit, live, content, lines } = ports
  let joined: string | null = null
  const prints = new Map<string, OpenContent>()
  const exchange = createBoardExchange({
    ...ports,
    changed() {
      live.publish('board')
      attend()
    },
  })
  const board = createBoardService({ ...ports, wake: () => void announce() })
  const { shown } = createShownCase({ ...ports, board })
  /** A peer's device says that the server has new acts. */
  const unwatch = lines.onPeers(exchange.wake)

  async function announce(): Promise<void> {
    attend()
    await exchange.meet()
    lines.tellPeers()
  }

  /** The live line follows the case on the table. */
  function attend(): void {
    const state = joined === null ? null : board.read(joined)
    const caseId = state?.current ?? null
    lines.hold(caseId === null ? [] : [`case/${caseId}/board`, `case/${caseId}/report/${ports.currentReport({ caseId: caseId as CaseId }).number}/options`])
  }

  async function minutes({ meetingId, caseId, language }: { meetingId: string; caseId: CaseId; language: Language }): Promise<{ pdfSha256: Sha256; name: string }> {
    const state = board.read(meetingId)
    const one = caseOf(state, caseId)
    if (!one) throw caseError('BOARD_NOT_FOUND', {})
    const reviewCase = session.db.read((r) => readCase(r, caseId))
    const { pdf } = await runTask('derive', 'renderMinutesPdf', minutesOf(state, one, reviewCase, language, isoInstant(clock.now())))
    const staged = await content.stage(once(pdf), caseId)
    session.db.write((tx) => {
      staged.claim(tx, caseId, 'application/pdf')
      audit.append(tx, 'board.minutesMade', { userId: session.user.id, role: session.user.role }, { meetingId, caseId, pdfSha256: staged.sha256 })
    })
    return { pdfSha256: Sha256.parse(staged.sha256), name: `${reviewCase.caseNumber}-board-${language}.pdf` }
  }

  /**
   * The whole meeting as this person may read it: cases of others are counted and not described. It belongs to no case, so it is kept in memory only, until lock.
   * @throws CaseError BOARD_NOT_FOUND
   */
  async function meetingMinutes({ meetingId, language }: { meetingId: string; language: Language }): Promise<{ exportId: string; name: string }> {
    const state = board.read(meetingId)
    const nameOf = (caseId: string) => session.db.read((r) => (isMember(r, caseId, session.user) ? readCase(r, caseId) : null))
    const { pdf } = await runTask('derive', 'renderMinutesPdf', meetingMinutesOf(state, nameOf, language, isoInstant(clock.now())))
    const exportId = newUuid(clock.now())
    session.db.write((tx) => audit.append(tx, 'board.minutesMade', { userId: session.user.id, role: session.user.role }, { meetingId, exportId }))
    const [oldest] = prints.keys()
    if (oldest !== undefined && prints.size >= KEPT_PRINTS) prints.delete(oldest)
    prints.set(exportId, { mediaType: 'application/pdf', reader: readerOf(pdf) })
    return { exportId, name: `board-${state.startsAt.slice(0, 10)}-${language}.pdf` }
  }

  return {
    openPrint: (exportId: string) => prints.get(exportId),
    meetingMinutes,
    list: board.list,
    view: board.view,
    open: board.open,
    act: board.act,
    actOnCase: board.actOnCase,
    keepNote: board.keepNote,
    shown: async ({ masked, language }: { masked: boolean; language: Language }) => (joined === null ? null : shown({ meetingId: joined, masked, language })),
    minutes,
    join({ meetingId }: { meetingId: string }): Record<string, never> {
      board.read(meetingId)
      joined = meetingId
      attend()
      // Windows that asked before this moment were told that no board is joined.
      live.publish('board')
      exchange.setLive(true)
      return {}
    },
    leave(): Record<string, never> {
      joined = null
      attend()
      live.publish('board')
      exchange.setLive(false)
      return {}
    },
    async stop(): Promise<void> {
      unwatch()
      await lines.stop()
      await exchange.stop()
    },
  }
}

async function* once(bytes: Uint8Array) {
  yield bytes
}

function readerOf(bytes: Uint8Array): OpenContent['reader'] {
  return { bytes: bytes.byteLength, stream: (start = 0, end = bytes.byteLength) => Readable.from(once(bytes.subarray(start, end))) }
}
