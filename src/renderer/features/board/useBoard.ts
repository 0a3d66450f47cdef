// The meetings of this person, one meeting, and the one way to act on it: a call that answers with the meeting afterwards.
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import type { BoardView } from '#shared/contract/workstation/board.contract.ts'
import type { BoardCaseAct, MeetingAct } from '#shared/domain/board/boardAct.ts'
import { client } from '../../data/client.ts'
import { as, queryClient } from '../../data/queries.ts'
import { useT } from '../../i18n/useT.ts'

const keyOf = (meetingId: string) => ['board', meetingId]

export const useMeetings = () => useQuery({ queryKey: ['board', 'list'], queryFn: () => client.board.list() })
export const useBoardView = (meetingId: string) => useQuery({ queryKey: keyOf(meetingId), queryFn: () => client.board.view({ meetingId }) })
/** A file that is on its way is looked for this often, ms. */
export const ON_ITS_WAY_MS = 2_000

/** What the room sees. */
export function useShown(masked: boolean) {
  const { language } = useT()
  return useQuery({ queryKey: ['board', 'shown', masked, language], queryFn: () => client.board.shown({ masked, language }), placeholderData: keepPreviousData, refetchInterval: ({ state }) => (state.data?.shown?.images.some(({ isHere }) => !isHere) ? ON_ITS_WAY_MS : false) })
}

export interface BoardAction {
  readonly busy: boolean
  readonly error: unknown
  /** @returns whether it was done */
  act(act: MeetingAct): Promise<boolean>
  onCase(caseId: string, act: BoardCaseAct): Promise<boolean>
  /** @returns the new meeting, or null */
  open(input: Parameters<typeof client.board.open>[0]): Promise<BoardView | null>
}

export function useBoardAction(meetingId: string): BoardAction {
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  return useMemo(() => {
    async function run(call: () => Promise<BoardView>): Promise<BoardView | null> {
      setBusy(true)
      setError(null)
      try {
        const view = await call()
        queryClient.setQueryData(keyOf(view.meetingId), view)
        void queryClient.invalidateQueries({ queryKey: ['board', 'shown'] })
        return view
      } catch (failure) {
        setError(failure)
        return null
      } finally {
        setBusy(false)
      }
    }
    return {
      busy,
      error,
      act: async (act) => (await run(() => client.board.act({ meetingId, act }))) !== null,
      onCase: async (caseId, act) => (await run(() => client.board.actOnCase({ meetingId, caseId: as(caseId), act }))) !== null,
      open: (input) => run(() => client.board.open(input)),
    }
  }, [meetingId, busy, error])
}
