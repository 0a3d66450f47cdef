// The board's place in the workstation: which meetings there are, or the desk of one.
import './board.css'
import { useProfile } from '../../data/queries.ts'
import { usePlace } from '../../app/place.ts'
import { LoadingLine } from '../../ui/LoadingLine.tsx'
import { BoardDesk } from './BoardDesk.tsx'
import { BoardList } from './BoardList.tsx'
import { SharedBoard } from './SharedBoard.tsx'

export function BoardView({ meetingId, full }: { meetingId: string | null; full: boolean }) {
  const go = usePlace((s) => s.go)
  const me = useProfile().data?.me ?? null
  if (!me) return <LoadingLine />
  if (meetingId === null) return <BoardList me={me} onOpen={(id) => go({ view: 'board', meetingId: id, full: false })} />
  if (full) return <SharedBoard me={me} onEnd={() => go({ view: 'board', meetingId, full: false })} />
  return <BoardDesk key={meetingId} meetingId={meetingId} me={me} onLeave={() => go({ view: 'board', meetingId: null, full: false })} onFull={() => go({ view: 'board', meetingId, full: true })} />
}
