// The desk of a meeting: what only those who lead and write it see. Agenda and people, the twin of the shared screen, notes, decision.
import { Button } from '@mantine/core'
import { useEffect, useMemo } from 'react'
import type { User } from '#shared/domain/people.ts'
import { client } from '../../data/client.ts'
import { usePanelSizes } from '../../data/preferences.ts'
import { useSyncStatus } from '../../data/queries.ts'
import { useFormat } from '../../i18n/format.ts'
import { useT } from '../../i18n/useT.ts'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { HiddenIcon, PreviousIcon, ScreenIcon } from '../../ui/icons.ts'
import { LoadingLine } from '../../ui/LoadingLine.tsx'
import { Split } from '../../ui/Split.tsx'
import { useRegister } from '../../app/useRegister.ts'
import { Agenda } from './desk/Agenda.tsx'
import { CaseDesk } from './desk/CaseDesk.tsx'
import { DecisionDesk } from './desk/DecisionDesk.tsx'
import { People } from './desk/People.tsx'
import { Refused } from './desk/Refused.tsx'
import { useTogether } from './together.ts'
import { openShared } from './openShared.ts'
import { type LedBefore, useSteering } from './steering.ts'
import { useBoardAction, useBoardView, useShown } from './useBoard.ts'
import { useBoardCommands } from './useBoardCommands.ts'

interface BoardDeskProps {
  meetingId: string
  me: User
  ledBefore: LedBefore
  onLeave: () => void
  onFull: () => void
}

export function BoardDesk({ meetingId, me, ledBefore, onLeave, onFull }: BoardDeskProps) {
  const t = useT()
  const format = useFormat()
  const view = useBoardView(meetingId)
  const action = useBoardAction(meetingId)
  const shown = useShown(true).data ?? null
  const sizes = usePanelSizes('board')
  const hasServer = useSyncStatus().data?.serverUrl != null
  const board = view.data ?? null
  const desk = useSteering(shown?.shown?.caseId ?? null, board?.presenter.id ?? '', me, ledBefore)
  useBoardCommands('viewer', desk, shown?.shown ?? null)
  // What moves 25 times a second concerns the twin alone: the columns beside it are drawn when they change.
  const { peers, followed, follow, leads } = desk
  const others = useMemo(() => ({ peers, followed, follow, leads }), [peers, followed, follow, leads])
  const present = useMemo(() => [{ id: 'board.present', keys: 'F9', scope: 'global' as const, run: openShared }, { id: 'board.presentHere', keys: 'Shift+F9', scope: 'global' as const, run: onFull }], [onFull])
  useRegister(present)
  useEffect(() => {
    void client.board.join({ meetingId }).catch(() => undefined)
    useTogether.setState({ meetingId })
  }, [meetingId])
  if (view.isError)
    return (
      <div className="c-empty">
        <ErrorState error={view.error} onRetry={() => void view.refetch()} />
      </div>
    )
  if (!board || !sizes.ready) return <LoadingLine />
  const isChair = board.chair.id === me.id
  return (
    <div className="b-desk">
      <header className="b-desk-head">
        <Button variant="subtle" leftSection={<PreviousIcon size={16} aria-hidden />} onClick={onLeave}>
          {t('board.allMeetings')}
        </Button>
        <h1 className="t-title">{board.title}</h1>
        <span className="t-small t-2">{format.instant(board.startsAt)}</span>
        <span className="t-small b-private">
          <HiddenIcon size={15} aria-hidden />
          {t('board.private')}
        </span>
        <span className="c-spacer" />
        {board.unsent > 0 && hasServer && <span className="t-small t-2">{t('board.unsent', { count: board.unsent })}</span>}
        <Button leftSection={<ScreenIcon size={16} aria-hidden />} onClick={onFull}>
          {t('board.presentHere')}
        </Button>
        <Button variant="filled" leftSection={<ScreenIcon size={16} aria-hidden />} onClick={openShared}>
          {t('board.present')}
        </Button>
      </header>
      {action.error !== null && <ErrorState error={action.error} />}
      {board.refused.length > 0 && <Refused board={board} />}
      <Split
        id="board"
        sizes={sizes.sizes}
        onSizes={sizes.remember}
        panels={[
          {
            id: 'agenda',
            label: t('board.agenda'),
            size: '300px',
            min: '250px',
            max: '440px',
            content: (
              <div className="b-column-scroll" data-region tabIndex={-1}>
                <Agenda board={board} action={action} isChair={isChair} />
                <People board={board} action={action} me={me} desk={others} />
              </div>
            ),
          },
          { id: 'case', label: t('board.now'), min: '400px', content: <CaseDesk board={board} shown={shown} desk={desk} action={action} me={me} /> },
          { id: 'decision', label: t('board.decision.title'), size: '380px', min: '320px', max: '520px', content: <DecisionDesk key={board.current ?? 'none'} board={board} action={action} me={me} /> },
        ]}
      />
    </div>
  )
}
