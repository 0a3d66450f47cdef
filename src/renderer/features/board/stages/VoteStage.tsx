// The decision in its words and every voice on it: shape and words, no colour; a vote that its voter has not confirmed says so.
import type { BoardSeatView } from '#shared/contract/workstation/board.contract.ts'
import { isThere } from '#shared/domain/board/boardState.ts'
import { BOARD_WORDS } from '#shared/domain/board/boardWords.ts'
import { useFormat } from '../../../i18n/format.ts'
import { useT } from '../../../i18n/useT.ts'
import { WaitingIcon } from '../../../ui/icons.ts'
import { voteIcons } from '../voteIcons.ts'
import type { StageProps } from './stageProps.ts'

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
      <ul className="b-side b-votes">
        {voters.map((seat) => (
          <Voter key={seat.person.id} seat={seat} vote={shown.onTable.votes.find(({ personId }) => personId === seat.person.id) ?? null} />
        ))}
      </ul>
    </section>
  )
}

function Voter({ seat, vote }: { seat: BoardSeatView; vote: StageProps['shown']['onTable']['votes'][number] | null }) {
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
