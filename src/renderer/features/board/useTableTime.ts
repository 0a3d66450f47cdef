// How long the case has been on the table, told once a second.
import { useEffect, useState } from 'react'
import type { AgendaCaseView } from '#shared/contract/workstation/board.contract.ts'
import { secondsSpent } from '#shared/domain/board/boardState.ts'
import { isoInstant } from '#shared/kit/clock.ts'

export interface TableTime {
  /** e.g. "06:40". */
  readonly words: string
  readonly isOver: boolean
}

export function useTableTime(onTable: Pick<AgendaCaseView, 'spans' | 'minutes'> | null): TableTime {
  const [now, setNow] = useState(Date.now)
  const isRunning = onTable?.spans.some(({ to }) => to === null) ?? false
  useEffect(() => {
    if (!isRunning) return
    const timer = setInterval(() => setNow(Date.now()), 1000)
    return () => clearInterval(timer)
  }, [isRunning])
  const seconds = onTable ? secondsSpent(onTable, isoInstant(now)) : 0
  const two = (n: number) => String(n).padStart(2, '0')
  return { words: `${two(Math.floor(seconds / 60))}:${two(seconds % 60)}`, isOver: onTable !== null && seconds > onTable.minutes * 60 }
}
