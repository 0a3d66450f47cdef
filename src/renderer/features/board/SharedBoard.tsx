// The one screen that a room sees: the case on the table and nothing else. No menu, no list, no message of another case ever stands here.
import './board.css'
import { useCallback, useEffect, useMemo, useRef } from 'react'
import type { User } from '#shared/domain/people.ts'
import { useT } from '../../i18n/useT.ts'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { LoadingLine } from '../../ui/LoadingLine.tsx'
import { SharedStage } from './SharedStage.tsx'
import { type LedBefore, ledNothing, useSteering } from './steering.ts'
import { useBoardCommands } from './useBoardCommands.ts'
import { useShown } from './useBoard.ts'

/** A second press within this time means it. */
const TWICE_MS = 1_200

/**
 * @param ledBefore of the desk in the same window, when it was there before
 * @param onEnd called when Esc is pressed twice
 */
export function SharedBoard({ me, ledBefore, onEnd }: { me: User; ledBefore?: LedBefore; onEnd: () => void }) {
  const t = useT()
  const masked = useShown(true)
  const board = masked.data ?? null
  const own = useMemo(ledNothing, [])
  const desk = useSteering(board?.shown?.caseId ?? null, board?.presenter.id ?? '', me, ledBefore ?? own, true)
  // Asked for only while the presenter lets names be seen.
  const open = useShown(!desk.led.names).data ?? board
  const shown = desk.led.names ? open : board
  const lastEscape = useRef(0)
  const end = useCallback(() => {
    const now = performance.now()
    if (now - lastEscape.current < TWICE_MS) onEnd()
    lastEscape.current = now
  }, [onEnd])
  useBoardCommands('global', desk, shown?.shown ?? null, { end })
  useEffect(() => {
    // A case by number only: titles show in task bars and in what other programs share.
    document.title = shown?.shown ? t('board.caseTitle', { number: shown.shown.number }) : t('common.appName')
    return () => {
      document.title = t('common.appName')
    }
  }, [shown, t])
  if (masked.isError) return <main className="b-screen"><ErrorState error={masked.error} onRetry={() => void masked.refetch()} /></main>
  if (masked.isPending) return <main className="b-screen"><LoadingLine /></main>
  return (
    <main className="b-screen" aria-label={t('board.shared')}>
      <SharedStage board={shown} desk={desk} me={me} isRoom />
    </main>
  )
}
