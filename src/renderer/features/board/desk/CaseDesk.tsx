// The case on the table, as the desk sees it: the twin of the shared screen, what comes next, the clock, private notes, checklist and minutes.
import { Button, SegmentedControl, Textarea, TextInput } from '@mantine/core'
import { memo, useEffect, useRef, useState } from 'react'
import type { AgendaCaseView, BoardShown, BoardView } from '#shared/contract/workstation/board.contract.ts'
import { CHECKLIST, type ChecklistItem } from '#shared/domain/board/boardAct.ts'
import { BOARD_WORDS } from '#shared/domain/board/boardWords.ts'
import type { User } from '#shared/domain/people.ts'
import { client } from '../../../data/client.ts'
import { as, usePsychologyStatus } from '../../../data/queries.ts'
import { useFormat } from '../../../i18n/format.ts'
import { useT } from '../../../i18n/useT.ts'
import { Kbd } from '../../../ui/Kbd.tsx'
import { LaneBadges } from '../../../ui/LaneBadges.tsx'
import { PanelHeader } from '../../../ui/PanelHeader.tsx'
import { StatusIcon } from '../../../ui/StatusIcon.tsx'
import { SharedStage } from '../SharedStage.tsx'
import { walked } from '../stage.ts'
import type { Desk } from '../steering.ts'
import type { BoardAction } from '../useBoard.ts'
import { useTableTime } from '../useTableTime.ts'

interface CaseDeskProps {
  board: BoardView
  shown: BoardShown | null
  desk: Desk
  action: BoardAction
  me: User
}

export function CaseDesk({ board, shown, desk, action, me }: CaseDeskProps) {
  const t = useT()
  const one = board.agenda.find(({ caseId }) => caseId === board.current)
  const twin = useRef<HTMLElement>(null)
  // A case comes onto the table while no field has the keyboard: arrows and a clicker walk it at once.
  useEffect(() => {
    if (board.current !== null && document.activeElement === document.body) twin.current?.focus({ preventScroll: true })
  }, [board.current])
  if (!one)
    return (
      <div className="c-empty" data-region tabIndex={-1}>
        <p>{t(board.endedAt ? 'board.deskEnded' : board.chair.id === me.id ? 'board.deskEmpty' : 'board.deskWaits')}</p>
      </div>
    )
  return (
    <div className="b-column-scroll b-case" data-region tabIndex={-1}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the board's single keys act while its twin has the focus */}
      <section ref={twin} className="b-twin" data-viewer="board" aria-label={t('board.twin')} tabIndex={0}>
        <SharedStage board={shown} desk={desk} me={me} isRoom={false} />
      </section>
      <Steering desk={desk} shown={shown} one={one} />
      {board.endedAt === null && <NextCase board={board} action={action} isChair={board.chair.id === me.id} />}
      <Notes key={`note-${one.caseId}`} board={board} caseId={one.caseId} />
      <Checklist one={one} action={action} />
      <Minutes one={one} action={action} />
    </div>
  )
}

function Steering({ desk, shown, one }: { desk: Desk; shown: BoardShown | null; one: AgendaCaseView }) {
  const t = useT()
  const time = useTableTime(one)
  const content = shown?.shown
  const next = content ? walked(content, desk.at, 1) : null
  const isLast = next === null || (next.stage === desk.at.stage && next.item === desk.at.item)
  return (
    <div className="b-steering">
      <span className="t-small">
        <strong className="t-number" data-over={time.isOver}>
          {time.words}
        </strong>{' '}
        <span className="t-2">{t(time.isOver ? 'board.timeOver' : 'board.timeOf', { minutes: one.minutes })}</span>
      </span>
      <span className="t-small t-2">{isLast ? t('board.lastStep') : t('board.nextStep', { stage: t(`board.stage.${next.stage}`), n: next.item + 1 })}</span>
      <span className="c-spacer" />
      {desk.leads ? (
        <>
          <Button size="compact-sm" aria-pressed={desk.led.blank} onClick={() => desk.steer({ blank: !desk.led.blank })}>
            {t(desk.led.blank ? 'board.unblank' : 'board.blank')} <Kbd keys="b" />
          </Button>
          <Button size="compact-sm" aria-pressed={desk.led.frozen !== null} onClick={() => desk.steer({ frozen: desk.led.frozen ? null : { stage: desk.led.stage, item: desk.led.item, view: desk.led.view } })}>
            {t(desk.led.frozen ? 'board.unfreeze' : 'board.freeze')} <Kbd keys="f" />
          </Button>
          <Button size="compact-sm" aria-pressed={desk.led.names} onClick={() => desk.steer({ names: !desk.led.names })}>
            {t(desk.led.names ? 'board.maskNames' : 'board.showNames')} <Kbd keys="m" />
          </Button>
        </>
      ) : desk.isAway || desk.followed ? (
        <>
          {desk.followed && !desk.isAway && <span className="t-small t-2">{t('board.followsNow', { name: desk.followed.name })}</span>}
          <Button size="compact-sm" onClick={() => desk.follow(null)}>
            {t('board.followAgain')}
          </Button>
        </>
      ) : (
        <span className="t-small t-2">{t('board.following')}</span>
      )}
    </div>
  )
}

/** The first case of the agenda that nobody has talked about yet; taking it locks the one on the table. */
const NextCase = memo(function NextCase({ board, action, isChair }: { board: BoardView; action: BoardAction; isChair: boolean }) {
  const t = useT()
  const next = board.agenda.find(({ caseId, spans }) => caseId !== board.current && spans.length === 0)
  if (!next) return null
  const name = board.names.find(({ caseId }) => caseId === next.caseId)
  return (
    <p className="b-next t-small">
      <span className="t-2">{t('board.nextCase')}</span>
      <span className="private t-clip">{name ? `${name.patient} · ${name.condition}` : t('board.notHere')}</span>
      {isChair && (
        <Button size="compact-xs" loading={action.busy} onClick={() => void action.act({ type: 'begin', caseId: next.caseId })}>
          {t('board.takeNext')}
        </Button>
      )}
    </p>
  )
})

const SAVE_MS = 600

/** Only for this person, on this device. */
const Notes = memo(function Notes({ board, caseId }: { board: BoardView; caseId: string }) {
  const t = useT()
  const [text, setText] = useState(board.notes[caseId] ?? '')
  const [saved, setSaved] = useState(true)
  useEffect(() => {
    if (saved) return
    const timer = setTimeout(() => {
      client.board.keepNote({ meetingId: board.meetingId, caseId: as(caseId), text }).then(
        () => setSaved(true),
        () => undefined,
      )
    }, SAVE_MS)
    return () => clearTimeout(timer)
  }, [saved, text, board.meetingId, caseId])
  return (
    <section aria-label={t('board.notes')}>
      <PanelHeader title={t('board.notes')} note={t(saved ? 'board.notesKept' : 'board.notesSaving')} />
      <Textarea
        aria-label={t('board.notes')}
        autosize
        minRows={2}
        maxRows={8}
        maxLength={8000}
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value)
          setSaved(false)
        }}
      />
    </section>
  )
})

const Checklist = memo(function Checklist({ one, action }: { one: AgendaCaseView; action: BoardAction }) {
  const t = useT()
  const done = CHECKLIST.filter((item) => (one.checklist[item]?.state ?? 'open') !== 'open').length
  return (
    <section aria-label={t('board.stage.checklist')}>
      <PanelHeader title={t('board.stage.checklist')} note={t('board.checked', { done, all: CHECKLIST.length })} />
      <ul className="b-checks">
        {CHECKLIST.map((item) => (
          <Check key={item} item={item} one={one} action={action} />
        ))}
      </ul>
    </section>
  )
})

function Check({ item, one, action }: { item: ChecklistItem; one: AgendaCaseView; action: BoardAction }) {
  const t = useT()
  const format = useFormat()
  const words = BOARD_WORDS[t.language]
  const { state = 'open', note = '', by = null, at = null } = one.checklist[item] ?? {}
  const [typed, setTyped] = useState<string | null>(null)
  const say = (next: typeof state, text: string) => void action.onCase(one.caseId, { type: 'discuss', item, state: next, note: text })
  return (
    <li className="b-check">
      <StatusIcon status={state === 'open' ? 'inProgress' : state === 'discussed' ? 'ok' : 'cannotJudge'} />
      <span className="b-check-name">{words.checklist[item]}</span>
      <SegmentedControl
        size="xs"
        aria-label={words.checklist[item]}
        value={state}
        disabled={one.lockedAt !== null}
        data={(['open', 'discussed', 'notApplicable'] as const).map((value) => ({ value, label: words.check[value] }))}
        onChange={(value) => say(value as typeof state, note)}
      />
      <TextInput
        size="xs"
        className="b-check-note"
        aria-label={t('board.noteOf', { item: words.checklist[item] })}
        placeholder={t('board.notePlaceholder')}
        maxLength={500}
        disabled={one.lockedAt !== null}
        value={typed ?? note}
        onChange={(event) => setTyped(event.currentTarget.value)}
        onBlur={() => {
          if (typed !== null && typed.trim() !== note) say(state === 'open' ? 'discussed' : state, typed.trim())
          setTyped(null)
        }}
      />
      <span className="t-small t-3 b-check-by">{by && at ? `${by.name}, ${format.time(at)}` : ''}</span>
      {item === 'psychosocial' && <Lane caseId={one.caseId} />}
    </li>
  )
}

/** Whether the psychologist has signed their part: what they found stays with them. */
function Lane({ caseId }: { caseId: string }) {
  const status = usePsychologyStatus(caseId).data
  if (!status) return null
  return (
    <span className="b-check-lane t-small">
      <LaneBadges status={status} />
    </span>
  )
}

const Minutes = memo(function Minutes({ one, action }: { one: AgendaCaseView; action: BoardAction }) {
  const t = useT()
  const format = useFormat()
  const [text, setText] = useState('')
  return (
    <section aria-label={t('board.minutes')}>
      <PanelHeader title={t('board.minutes')} note={one.lockedAt ? t('board.lockedAt', { time: format.time(one.lockedAt) }) : undefined} />
      <ul className="b-minutes-list">
        {one.minutesTaken.map(({ id, at, author, text: said, isLate }) => (
          <li key={id}>
            <span className="t-small t-3 t-number">{format.time(at)}</span>
            <span>
              <strong>{author.name}</strong>: {said}
              {isLate && <span className="t-small t-2"> ({t('board.late')})</span>}
            </span>
          </li>
        ))}
      </ul>
      <form
        className="b-say"
        onSubmit={(event) => {
          event.preventDefault()
          if (text.trim()) void action.onCase(one.caseId, { type: 'minute', text: text.trim() }).then((done) => done && setText(''))
        }}
      >
        <TextInput className="b-grow" aria-label={t('board.addMinute')} placeholder={t('board.addMinute')} value={text} maxLength={4000} onChange={(event) => setText(event.currentTarget.value)} />
        <Button type="submit" disabled={text.trim() === ''}>
          {t('board.addMinuteDo')}
        </Button>
      </form>
    </section>
  )
})
