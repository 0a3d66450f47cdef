// The board's place in the workstation: which meetings there are, or the desk of one.
import './board.css'
import { useProfile } from '../../data/queries.ts'
import { usePlace } from '../../app/place.ts'
import { LoadingLine } from '../../ui/LoadingLine.tsx'
import { BoardDesk } from './BoardDesk.tsx'
import { BoardList } from './BoardList.tsx'
import { SharedBoard } from './SharedBoard.tsx'
import { type LedBefore, ledNothing } from './steering.ts'

export function BoardView({ meetingId, full }: { meetingId: string | null; full: boolean }) {
  return meetingId === null ? <Meetings /> : <Meeting key={meetingId} meetingId={meetingId} full={full} />
}

function Meetings() {
  const go = usePlace((s) => s.go)
  const me = useProfile().data?.me ?? null
  return me ? <BoardList me={me} onOpen={(id) => go({ view: 'board', meetingId: id, full: false })} /> : <LoadingLine />
}

function Meeting({ meetingId, full }: { meetingId: string; full: boolean }) {
  const go = usePlace((s) => s.go)
  const me = useProfile().data?.me ?? null
  const led = ledAt(meetingId)
  if (!me) return <LoadingLine />
  if (full) return <SharedBoard me={me} ledBefore={led} onEnd={() => go({ view: 'board', meetingId, full: false })} />
  return <BoardDesk meetingId={meetingId} me={me} ledBefore={led} onLeave={() => go({ view: 'board', meetingId: null, full: false })} onFull={() => go({ view: 'board', meetingId, full: true })} />
}

/** The shell has a place of its own for the room's screen: what was led lives longer than either. */
let last: { meetingId: string; led: LedBefore } | null = null

function ledAt(meetingId: string): LedBefore {
  if (last?.meetingId !== meetingId) last = { meetingId, led: ledNothing() }
  return last.led
}
