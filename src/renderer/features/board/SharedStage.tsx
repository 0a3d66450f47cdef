// What the room sees, drawn for 1920 x 1080 and scaled to whatever it is given: the shared window, and its small twin on the desk.
import type { BoardShown } from '#shared/contract/workstation/board.contract.ts'
import type { User } from '#shared/domain/people.ts'
import { quorumOf } from '#shared/domain/board/boardState.ts'
import { useSyncStatus } from '../../data/queries.ts'
import { useFormat } from '../../i18n/format.ts'
import { useT } from '../../i18n/useT.ts'
import { CheckIcon, HiddenIcon, LookIcon, OfflineIcon, PeopleIcon, WaitingIcon } from '../../ui/icons.ts'
import { STAGES } from './stage.ts'
import type { Desk } from './steering.ts'
import { ImagesAhead } from './stages/ImagesAhead.tsx'
import { StageBody } from './stages/StageBody.tsx'
import { useTableTime } from './useTableTime.ts'

interface SharedStageProps {
  board: BoardShown | null
  desk: Desk
  me: User
  /** The room sees it; false for the small twin on the private desk. */
  isRoom: boolean
}

export function SharedStage({ board, desk, me, isRoom }: SharedStageProps) {
  const t = useT()
  if (desk.led.blank && board?.shown) return <div className="b-stage" data-blank role="img" aria-label={t('board.blanked')} />
  return (
    <div className="b-stage">
      <div className="b-frame">{board?.shown ? <OnTable board={board} shown={board.shown} desk={desk} me={me} isRoom={isRoom} /> : <Cover board={board} />}</div>
    </div>
  )
}

function OnTable({ board, shown, desk, me, isRoom }: SharedStageProps & { board: BoardShown; shown: NonNullable<BoardShown['shown']> }) {
  const t = useT()
  const time = useTableTime(shown.onTable)
  const offline = useSyncStatus().data?.state === 'offline'
  const who = [t(`sex.${shown.sex}`), shown.age === null ? t('board.ageUnknown') : t('board.age', { count: shown.age }), shown.condition].filter(Boolean).join(' · ')
  const there = quorumOf(board).filter(({ present }) => present.length > 0).length
  return (
    <>
      <header className="b-top">
        <h1>{t('board.case', { number: shown.number })}</h1>
        {shown.patient !== null && <strong className="b-name">{shown.patient}</strong>}
        <span className="b-who">{who}</span>
        <span className="b-spacer" />
        {offline && (
          <span className="b-icon-words">
            <OfflineIcon className="b-warn" aria-hidden />
            {t('board.offline')}
          </span>
        )}
        {desk.led.frozen && desk.leads && <span className="b-icon-words b-warn">{t('board.frozen')}</span>}
        {desk.isAway && <span className="b-icon-words b-warn">{t('board.away')}</span>}
        {!desk.isAway && desk.followed && <span className="b-icon-words b-warn">{t('board.followsNow', { name: desk.followed.name })}</span>}
        <span className="b-clock" data-over={time.isOver}>
          <WaitingIcon aria-hidden />
          <span>{time.words}</span>
          {time.isOver && <span className="b-over">{t('board.over')}</span>}
        </span>
      </header>
      <StageBody shown={shown} seats={board.seats} desk={desk} me={me} presenter={board.presenter.name} isRoom={isRoom} />
      <ImagesAhead shown={shown} />
      <footer className="b-foot">
        <nav aria-label={t('board.stages')} className="b-stages">
          {STAGES.map((stage, i) => {
            const isDone = STAGES.indexOf(desk.at.stage) > i
            return (
              <button key={stage} type="button" className="b-stage-button" disabled={desk.isHeld} {...(desk.at.stage === stage ? { 'aria-current': 'step' as const } : {})} onClick={() => desk.go({ stage, item: 0, view: null })}>
                {isDone ? <CheckIcon aria-hidden /> : <span className="b-digit">{i + 1}</span>}
                {t(`board.stage.${stage}`)}
              </button>
            )
          })}
        </nav>
        <span className="b-spacer" />
        {board.quorum.length > 0 && (
          <span className="b-icon-words">
            <PeopleIcon aria-hidden />
            <span className="b-hidden">{t('board.quorumOf', { there, all: board.quorum.length })}</span>
            <span aria-hidden>{`${there}/${board.quorum.length}`}</span>
          </span>
        )}
        <span className="b-icon-words">
          {shown.patient === null ? <HiddenIcon aria-hidden /> : <LookIcon aria-hidden />}
          {t(shown.patient === null ? 'board.masked' : 'board.unmasked')}
        </span>
      </footer>
    </>
  )
}

/** Before the first case, between cases and after the last: the meeting, and nobody's data. */
function Cover({ board }: { board: BoardShown | null }) {
  const t = useT()
  const format = useFormat()
  if (!board)
    return (
      <div className="b-cover">
        <h1>{t('board.noneJoined')}</h1>
        <p>{t('board.noneJoinedWords')}</p>
      </div>
    )
  return (
    <div className="b-cover">
      <h1>{board.title}</h1>
      <p>{format.instant(board.startsAt)}</p>
      <p>{t(board.endedAt ? 'board.ended' : board.startedAt ? 'board.notYours' : 'board.notBegun')}</p>
    </div>
  )
}
