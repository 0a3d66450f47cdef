// The decision in its words and every voice on it: shape and words, no colour; a vote that its voter has not confirmed says so.
import type { BoardSeatView } from '#shared/contract/workstation/board.contract.ts'
import { VOTE_CHOICES, type VoteChoice } from '#shared/domain/board/boardAct.ts'
import { isThere } from '#shared/domain/board/boardState.ts'
import { BOARD_WORDS } from '#shared/domain/board/boardWords.ts'
import { useFormat } from '../../../i18n/format.ts'
import { useT } from '../../../i18n/useT.ts'
import type { Icon } from '../../../ui/Icon.ts'
import { WaitingIcon } from '../../../ui/icons.ts'
import { voteIcons } from '../voteIcons.ts'
import type { StageProps } from './stageProps.ts'

/** One line each as long as they fit on the screen. */
const MOST_VOTERS = 5

export function VoteStage({ shown, seats }: StageProps) {
  const t = useT()
  const format = useFormat()
  const decision = shown.onTable.decisions.at(-1) ?? null
  if (!decision)
    return (
      <section className="b-body b-column" aria-label={t('board.stage.vote')}>
        <h2 className="b-title">{t('board.stage.vote')}</h2>
        <p className="b-value b-soft">{t('board.vote.none')}</p>
      </section>
    )
  const voters = seats.filter((seat) => isThere(seat) || shown.onTable.votes.some(({ personId }) => personId === seat.person.id))
  return (
    <section className="b-body b-story" aria-label={t('board.stage.vote')}>
      <div className="b-column b-pad">
        <h2 className="b-label">{t(decision.formal ? 'board.decision.formal' : 'board.decision.advice')}</h2>
        <p className="b-decision">{decision.text}</p>
        <ul className="b-tasks">
          {decision.recommendations.slice(0, 3).map(({ id, text, owner, dueOn }) => (
            <li key={id} className="b-fact-note">
              {[text, owner || t('board.task.noOwner'), dueOn ? format.date(dueOn) : t('board.task.noDay')].join(' · ')}
            </li>
          ))}
        </ul>
      </div>
      {voters.length > MOST_VOTERS ? (
        <Grouped voters={voters} votes={shown.onTable.votes} />
      ) : (
        <ul className="b-side b-votes">
          {voters.map((seat) => (
            <Voter key={seat.person.id} seat={seat} vote={shown.onTable.votes.find(({ personId }) => personId === seat.person.id) ?? null} />
          ))}
        </ul>
      )}
    </section>
  )
}

type Vote = StageProps['shown']['onTable']['votes'][number]

/** A large board: the names under each choice, and the words of those who do not simply agree. */
function Grouped({ voters, votes }: { voters: readonly BoardSeatView[]; votes: readonly Vote[] }) {
  const t = useT()
  const words = BOARD_WORDS[t.language].vote
  const voteOf = ({ person }: BoardSeatView) => votes.find(({ personId }) => personId === person.id)
  const own = (choice: VoteChoice) => voters.filter((seat) => voteOf(seat)?.choice === choice && voteOf(seat)?.confirmedAt != null)
  const others = [
    { key: 'unconfirmed', words: t('board.vote.unconfirmed'), seats: voters.filter((seat) => voteOf(seat)?.confirmedAt === null) },
    { key: 'waiting', words: t('board.vote.waiting'), seats: voters.filter((seat) => !voteOf(seat)) },
  ]
  return (
    <ul className="b-side b-votes">
      {VOTE_CHOICES.map((choice) => (
        <Group key={choice} icon={voteIcons[choice]} words={words[choice]} seats={own(choice)} wordsOf={(seat) => voteOf(seat)?.dissent ?? ''} />
      ))}
      {others.map(({ key, ...rest }) => (
        <Group key={key} icon={WaitingIcon} {...rest} wordsOf={() => ''} />
      ))}
    </ul>
  )
}

function Group({ icon: Shape, words, seats, wordsOf }: { icon: Icon; words: string; seats: readonly BoardSeatView[]; wordsOf: (seat: BoardSeatView) => string }) {
  if (seats.length === 0) return null
  const speaking = seats.filter((seat) => wordsOf(seat) !== '')
  const silent = seats.filter((seat) => wordsOf(seat) === '')
  return (
    <li className="b-voter b-voter-group">
      <span className="b-icon-words">
        <Shape aria-hidden />
        {words}
        <strong className="b-vote-count">{seats.length}</strong>
      </span>
      {silent.length > 0 && <span className="b-fact-note b-clamp">{silent.map(({ person }) => person.name).join(', ')}</span>}
      {speaking.map((seat) => (
        <span key={seat.person.id} className="b-fact-note b-clamp">
          <strong>{seat.person.name}:</strong> {wordsOf(seat)}
        </span>
      ))}
    </li>
  )
}

function Voter({ seat, vote }: { seat: BoardSeatView; vote: Vote | null }) {
  const t = useT()
  const words = BOARD_WORDS[t.language].vote
  const Shape = vote ? voteIcons[vote.choice] : WaitingIcon
  return (
    <li className="b-voter">
      <span className="b-fact-what">
        {seat.person.name}
        {vote && vote.confirmedAt === null && <span className="b-fact-note">{t('board.vote.unconfirmed')}</span>}
        {vote?.confirmedAt && vote.dissent && <span className="b-fact-note b-clamp-2">{vote.dissent}</span>}
      </span>
      <span className="b-icon-words">
        <Shape aria-hidden />
        {vote ? words[vote.choice] : t('board.vote.waiting')}
      </span>
    </li>
  )
}
