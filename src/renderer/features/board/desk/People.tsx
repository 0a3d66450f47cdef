// Roll call: who is there, for which discipline, who leads and who steers; the quorum is told by discipline, in words.
import { Button, Select, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { memo, useState } from 'react'
import type { BoardSeatView, BoardView } from '#shared/contract/workstation/board.contract.ts'
import type { BoardPresence } from '#shared/domain/board/boardAct.ts'
import { isThere, quorumOf } from '#shared/domain/board/boardState.ts'
import { BOARD_WORDS } from '#shared/domain/board/boardWords.ts'
import { DISCIPLINES, type Discipline } from '#shared/domain/panel/panelAct.ts'
import { MEDICAL_ROLES, type User } from '#shared/domain/people.ts'
import { client } from '../../../data/client.ts'
import { useSyncStatus } from '../../../data/queries.ts'
import { useT } from '../../../i18n/useT.ts'
import { ChairIcon, LookIcon, ScreenIcon } from '../../../ui/icons.ts'
import { PanelHeader } from '../../../ui/PanelHeader.tsx'
import { PersonDisc } from '../../../ui/PersonDisc.tsx'
import { StatusIcon } from '../../../ui/StatusIcon.tsx'
import { ToolButton } from '../../../ui/ToolButton.tsx'
import type { Desk } from '../steering.ts'
import { useTogether } from '../together.ts'
import type { BoardAction } from '../useBoard.ts'

interface PeopleProps {
  board: BoardView
  action: BoardAction
  me: User
  desk: Pick<Desk, 'peers' | 'followed' | 'follow' | 'leads'>
}

export const People = memo(function People({ board, action, me, desk }: PeopleProps) {
  const t = useT()
  const quorum = quorumOf(board)
  const there = quorum.filter(({ present }) => present.length > 0).length
  const isChair = board.chair.id === me.id
  const chairSeat = board.seats.find(({ person }) => person.id === board.chair.id)
  return (
    <section aria-label={t('board.people')}>
      <PanelHeader title={t('board.people')} note={board.quorum.length > 0 ? t('board.quorumOf', { there, all: board.quorum.length }) : t('board.noQuorumSet')} />
      {quorum.length > 0 && (
        <ul className="b-quorum">
          {quorum.map(({ discipline, present }) => (
            <li key={discipline} className="t-small">
              <StatusIcon status={present.length > 0 ? 'ok' : 'waiting'} />
              <span>{t(`panel.discipline.${discipline}`)}</span>
              <span className="t-2">{present.map(({ person }) => person.name).join(', ') || t('board.nobody')}</span>
            </li>
          ))}
        </ul>
      )}
      <ul className="b-people">
        {board.seats.map((seat, place) => (
          <Seat key={seat.person.id} seat={seat} place={place} board={board} action={action} me={me} desk={desk} />
        ))}
      </ul>
      {isChair && board.endedAt === null && <Invite board={board} action={action} />}
      {!isChair && !(chairSeat && isThere(chairSeat)) && MEDICAL_ROLES.includes(me.role) && board.endedAt === null && <TakeChair board={board} action={action} />}
    </section>
  )
})

function Seat({ seat, place, board, action, me, desk }: PeopleProps & { seat: BoardSeatView; place: number }) {
  const t = useT()
  const isHere = desk.peers.some(({ id }) => id === seat.person.id)
  const { person, discipline, presence } = seat
  const isFollowed = useTogether((s) => s.followedId) === person.id
  // On the stage of the board, and through the rooms of the case; the presenter's stage is followed by everybody anyway.
  const toggleFollow = () => {
    useTogether.setState({ followedId: isFollowed ? null : person.id })
    desk.follow(isFollowed ? null : person.id)
  }
  const words = BOARD_WORDS[t.language].presence
  const isChair = board.chair.id === me.id
  const maySay = (isChair || person.id === me.id) && board.endedAt === null
  const roles = [board.chair.id === person.id ? t('board.isChair') : '', board.presenter.id === person.id ? t('board.isPresenter') : '', isHere ? t('board.isHere') : ''].filter(Boolean).join(' · ')
  return (
    <li className="b-person">
      <PersonDisc name={person.name} place={place} />
      <div className="b-agenda-words">
        <span>{person.name}</span>
        <span className="t-small t-2">{[t(`panel.discipline.${discipline}`), roles].filter(Boolean).join(' · ')}</span>
        {maySay ? (
          <Select
            size="xs"
            allowDeselect={false}
            aria-label={t('board.presenceOf', { name: person.name })}
            value={presence}
            data={(['present', 'remote', 'absent', 'expected'] as const).map((value) => ({ value, label: words[value] }))}
            onChange={(value) => value && void action.act({ type: 'attend', personId: person.id, presence: value as BoardPresence })}
          />
        ) : (
          <span className="t-small">{words[presence]}</span>
        )}
      </div>
      {board.endedAt === null && (
          <span className="b-agenda-tools">
            {isHere && person.id !== me.id && (
              <ToolButton size={16} label={t('board.followPerson', { name: person.name })} icon={LookIcon} pressed={isFollowed} onClick={toggleFollow} />
            )}
            {(isChair || board.presenter.id === me.id) && board.presenter.id !== person.id && (
              <ToolButton size={16} label={t('board.giveSteeringTo', { name: person.name })} icon={ScreenIcon} onClick={() => void action.act({ type: 'handOver', role: 'presenter', personId: person.id })} />
            )}
            {isChair && board.chair.id !== person.id && (
              <ToolButton size={16} label={t('board.giveChairTo', { name: person.name })} icon={ChairIcon} onClick={() => void action.act({ type: 'handOver', role: 'chair', personId: person.id })} />
            )}
          </span>
        )}
    </li>
  )
}

function Invite({ board, action }: { board: BoardView; action: BoardAction }) {
  const t = useT()
  const server = useSyncStatus().data?.serverUrl ?? null
  const people = useQuery({ queryKey: ['sync', 'people'], queryFn: () => client.sync.people(), enabled: server !== null })
  const [personId, setPersonId] = useState<string | null>(null)
  const [discipline, setDiscipline] = useState<Discipline | null>(null)
  const free = (people.data ?? []).filter(({ id }) => !board.seats.some(({ person }) => person.id === id))
  const person = free.find(({ id }) => id === personId)
  if (server === null) return <p className="t-small t-2 b-hint">{t('board.aloneWords')}</p>
  return (
    <form
      className="b-hint b-invite"
      aria-label={t('board.invite')}
      onSubmit={(event) => {
        event.preventDefault()
        if (person && discipline) void action.act({ type: 'invite', person, discipline }).then((done) => done && setPersonId(null))
      }}
    >
      <Select size="xs" label={t('panel.person')} placeholder={t(free.length === 0 ? 'panel.noPeople' : 'panel.choose')} disabled={free.length === 0} value={personId} data={free.map(({ id, name, role }) => ({ value: id, label: `${name}, ${t(`role.${role}`)}` }))} onChange={setPersonId} />
      <Select size="xs" label={t('panel.disciplineLabel')} placeholder={t('panel.choose')} value={discipline} data={DISCIPLINES.map((value) => ({ value, label: t(`panel.discipline.${value}`) }))} onChange={(value) => setDiscipline(value as Discipline | null)} />
      <div>
        <Button type="submit" size="xs" disabled={!person || !discipline} loading={action.busy}>
          {t('board.invite')}
        </Button>
      </div>
    </form>
  )
}

function TakeChair({ board, action }: { board: BoardView; action: BoardAction }) {
  const t = useT()
  const [reason, setReason] = useState('')
  return (
    <form
      className="b-hint b-invite"
      onSubmit={(event) => {
        event.preventDefault()
        if (reason.trim()) void action.act({ type: 'takeChair', reason: reason.trim() })
      }}
    >
      <p className="t-small">{t('board.chairAway', { name: board.chair.name })}</p>
      <TextInput size="xs" label={t('board.chairReason')} value={reason} maxLength={500} onChange={(event) => setReason(event.currentTarget.value)} />
      <div>
        <Button type="submit" size="xs" disabled={reason.trim() === ''}>
          {t('board.takeChair')}
        </Button>
      </div>
    </form>
  )
}
