// Votes on the wording that stands: one's own by oneself; the chair may write one down, and it waits for its voter's word.
import { Button, SegmentedControl, Select, Textarea } from '@mantine/core'
import { useState } from 'react'
import type { AgendaCaseView, BoardView } from '#shared/contract/workstation/board.contract.ts'
import { VOTE_CHOICES, type VoteChoice } from '#shared/domain/board/boardAct.ts'
import { isThere } from '#shared/domain/board/boardState.ts'
import { BOARD_WORDS } from '#shared/domain/board/boardWords.ts'
import type { User } from '#shared/domain/people.ts'
import { useFormat } from '../../../i18n/format.ts'
import { useT } from '../../../i18n/useT.ts'
import { WaitingIcon } from '../../../ui/icons.ts'
import { PanelHeader } from '../../../ui/PanelHeader.tsx'
import { PersonDisc } from '../../../ui/PersonDisc.tsx'
import type { BoardAction } from '../useBoard.ts'
import { voteIcons } from '../voteIcons.ts'

interface VotesProps {
  board: BoardView
  one: AgendaCaseView
  action: BoardAction
  me: User
}

export function Votes({ board, one, action, me }: VotesProps) {
  const t = useT()
  const format = useFormat()
  const words = BOARD_WORDS[t.language].vote
  const isChair = board.chair.id === me.id
  const voters = board.seats.filter((seat) => isThere(seat) || one.votes.some(({ personId }) => personId === seat.person.id))
  const confirmed = one.votes.filter(({ confirmedAt }) => confirmedAt !== null).length
  const decisionId = one.decisions.at(-1)?.id ?? ''
  return (
    <section aria-label={t('board.vote.title')}>
      <PanelHeader title={t('board.vote.title')} note={t('board.vote.confirmedOf', { done: confirmed, count: voters.length })} />
      <ul className="b-people">
        {voters.map(({ person }, place) => {
          const vote = one.votes.find(({ personId }) => personId === person.id)
          const Shape = vote ? voteIcons[vote.choice] : WaitingIcon
          return (
            <li key={person.id} className="b-person">
              <PersonDisc name={person.name} place={place} />
              <div className="b-agenda-words">
                <span>{person.name}</span>
                <span className="t-small t-2">{vote ? (vote.confirmedAt ? t('board.vote.confirmedAt', { time: format.time(vote.confirmedAt) }) : t('board.vote.unconfirmed')) : t('board.vote.waiting')}</span>
                {vote?.dissent && <blockquote className="b-dissent">{vote.dissent}</blockquote>}
                {isChair && person.id !== me.id && vote?.confirmedAt == null && (
                  <Select
                    size="xs"
                    aria-label={t('board.vote.noteFor', { name: person.name })}
                    placeholder={t('board.vote.note')}
                    value={vote?.choice ?? null}
                    data={VOTE_CHOICES.filter((choice) => choice !== 'differ').map((value) => ({ value, label: words[value] }))}
                    onChange={(choice) => choice && void action.onCase(one.caseId, { type: 'noteVote', decisionId, personId: person.id, choice: choice as VoteChoice, dissent: '' })}
                  />
                )}
              </div>
              <span className="b-vote-words">
                <Shape size={17} aria-hidden />
                {vote ? words[vote.choice] : ''}
              </span>
            </li>
          )
        })}
      </ul>
      {board.seats.some(({ person }) => person.id === me.id) && <Own key={decisionId} one={one} decisionId={decisionId} action={action} me={me} />}
    </section>
  )
}

function Own({ one, decisionId, action, me }: { one: AgendaCaseView; decisionId: string; action: BoardAction; me: User }) {
  const t = useT()
  const words = BOARD_WORDS[t.language].vote
  const mine = one.votes.find(({ personId }) => personId === me.id) ?? null
  const [choice, setChoice] = useState<VoteChoice | null>(null)
  const [dissent, setDissent] = useState(mine?.dissent ?? '')
  const chosen = choice ?? mine?.choice ?? null
  const missing = chosen === 'differ' && dissent.trim() === ''
  return (
    <form
      className="b-decide"
      aria-label={t('board.vote.own')}
      onSubmit={(event) => {
        event.preventDefault()
        if (chosen && !missing) void action.onCase(one.caseId, { type: 'vote', decisionId, choice: chosen, dissent: dissent.trim() })
      }}
    >
      <h3 className="t-heading">{t('board.vote.own')}</h3>
      <SegmentedControl fullWidth orientation="vertical" aria-label={t('board.vote.own')} value={chosen ?? ''} data={[...(chosen === null ? [{ value: '', label: t('board.vote.not') }] : []), ...VOTE_CHOICES.map((value) => ({ value, label: words[value] }))]} onChange={(value) => value && setChoice(value as VoteChoice)} />
      {(chosen === 'differ' || chosen === 'conditional') && (
        <Textarea label={t(chosen === 'differ' ? 'board.vote.dissent' : 'board.vote.condition')} description={t('board.vote.dissentHint')} autosize minRows={2} maxRows={6} maxLength={2000} value={dissent} onChange={(event) => setDissent(event.currentTarget.value)} />
      )}
      <div>
        <Button type="submit" loading={action.busy} disabled={chosen === null || missing || (mine?.confirmedAt != null && mine.choice === chosen && mine.dissent === dissent.trim())}>
          {t(mine && mine.confirmedAt === null ? 'board.vote.confirm' : 'board.vote.do')}
        </Button>
      </div>
    </form>
  )
}
