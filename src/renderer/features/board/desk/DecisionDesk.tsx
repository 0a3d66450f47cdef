// The decision of the case on the table, the votes on it, and what follows from it; for a case that is done its minutes as PDF.
import { Button, Checkbox, Select, Textarea, TextInput } from '@mantine/core'
import { memo, useState } from 'react'
import type { AgendaCaseView, BoardView } from '#shared/contract/workstation/board.contract.ts'
import { type BoardRecommendation, URGENCIES, type Urgency } from '#shared/domain/board/boardAct.ts'
import { hasQuorum } from '#shared/domain/board/boardState.ts'
import { BOARD_WORDS } from '#shared/domain/board/boardWords.ts'
import type { User } from '#shared/domain/people.ts'
import { newUuid } from '#shared/kit/ids.ts'
import { useFormat } from '../../../i18n/format.ts'
import { useT } from '../../../i18n/useT.ts'
import { DayInput } from '../../../ui/DayInput.tsx'
import { AddIcon, CloseIcon } from '../../../ui/icons.ts'
import { PanelHeader } from '../../../ui/PanelHeader.tsx'
import { ToolButton } from '../../../ui/ToolButton.tsx'
import type { BoardAction } from '../useBoard.ts'
import { MinutesButtons } from './MinutesButtons.tsx'
import { Votes } from './Votes.tsx'

interface DecisionDeskProps {
  board: BoardView
  action: BoardAction
  me: User
}

export const DecisionDesk = memo(function DecisionDesk({ board, action, me }: DecisionDeskProps) {
  const t = useT()
  const one = board.agenda.find(({ caseId }) => caseId === board.current)
  const done = board.agenda.filter(({ lockedAt }) => lockedAt !== null)
  return (
    <div className="b-column-scroll" data-region tabIndex={-1}>
      {one && <Decision board={board} one={one} action={action} isChair={board.chair.id === me.id} />}
      {one && one.decisions.length > 0 && <Votes board={board} one={one} action={action} me={me} />}
      {!one && done.length === 0 && <p className="t-small t-2 b-hint">{t('board.decision.later')}</p>}
      {done.length > 0 && (
        <section aria-label={t('board.done')}>
          <PanelHeader title={t('board.done')} note={t('board.cases', { count: done.length })} />
          <MinutesButtons meetingId={board.meetingId} caseId={null} />
          <ul className="b-done">
            {done.map((closed) => (
              <Done key={closed.caseId} board={board} one={closed} action={action} />
            ))}
          </ul>
        </section>
      )}
    </div>
  )
})

const newTask = (): BoardRecommendation => ({ id: newUuid(Date.now()), text: '', owner: '', urgency: 'weeks', dueOn: null })

function Decision({ board, one, action, isChair }: { board: BoardView; one: AgendaCaseView; action: BoardAction; isChair: boolean }) {
  const t = useT()
  const format = useFormat()
  const last = one.decisions.at(-1) ?? null
  const [text, setText] = useState(last?.text ?? '')
  const [tasks, setTasks] = useState<BoardRecommendation[]>(() => [...(last?.recommendations ?? [])])
  const [wantsFormal, setFormal] = useState(true)
  const met = hasQuorum(board)
  const formal = met && wantsFormal
  const filled = tasks.filter((task) => task.text.trim() !== '')
  const isSame = last !== null && last.text === text.trim() && last.formal === formal && JSON.stringify(last.recommendations) === JSON.stringify(filled)
  return (
    <section aria-label={t('board.decision.title')}>
      <PanelHeader title={t('board.decision.title')} note={last ? `${last.by.name}, ${format.time(last.at)}` : undefined} />
      {!isChair && (last ? <p className="b-decision-words">{last.text}</p> : <p className="t-small t-2 b-hint">{t('board.decision.waits', { name: board.chair.name })}</p>)}
      {!isChair && last && <p className="t-small t-2 b-hint">{t(last.formal ? 'board.decision.formal' : 'board.decision.advice')}</p>}
      {isChair && (
        <form
          className="b-decide"
          onSubmit={(event) => {
            event.preventDefault()
            if (text.trim()) void action.onCase(one.caseId, { type: 'decide', text: text.trim(), formal, recommendations: filled })
          }}
        >
          <Textarea label={t('board.decision.words')} autosize minRows={3} maxRows={10} maxLength={4000} value={text} onChange={(event) => setText(event.currentTarget.value)} classNames={{ input: 'b-decision-input' }} />
          <Checkbox label={t('board.decision.formalDo')} description={met ? t('board.decision.quorumMet') : t('board.decision.quorumMissing')} checked={formal} disabled={!met} onChange={(event) => setFormal(event.currentTarget.checked)} />
          <h3 className="t-heading">{t('board.task.title')}</h3>
          {tasks.map((task, i) => (
            <Task key={task.id} task={task} place={i + 1} onChange={(next) => setTasks(tasks.map((other) => (other.id === next.id ? next : other)))} onRemove={() => setTasks(tasks.filter(({ id }) => id !== task.id))} />
          ))}
          <div>
            <Button size="compact-sm" variant="subtle" leftSection={<AddIcon size={16} aria-hidden />} onClick={() => setTasks([...tasks, newTask()])}>
              {t('board.task.add')}
            </Button>
          </div>
          {last && !isSame && one.votes.length > 0 && <p className="t-small t-warn">{t('board.decision.votesGo')}</p>}
          <div>
            <Button type="submit" loading={action.busy} disabled={text.trim() === '' || isSame}>
              {t(last ? 'board.decision.again' : 'board.decision.do')}
            </Button>
          </div>
        </form>
      )}
    </section>
  )
}

function Task({ task, place, onChange, onRemove }: { task: BoardRecommendation; place: number; onChange: (task: BoardRecommendation) => void; onRemove: () => void }) {
  const t = useT()
  const urgency = BOARD_WORDS[t.language].urgency
  return (
    <fieldset className="b-task" aria-label={t('board.task.of', { n: place })}>
      <div className="b-say">
        <TextInput className="b-grow" size="xs" label={t('board.task.what')} value={task.text} maxLength={1000} onChange={(event) => onChange({ ...task, text: event.currentTarget.value })} />
        <ToolButton size={15} label={t('board.task.remove', { n: place })} icon={CloseIcon} onClick={onRemove} />
      </div>
      <div className="b-task-facts">
        <TextInput size="xs" label={t('board.task.owner')} value={task.owner} maxLength={120} onChange={(event) => onChange({ ...task, owner: event.currentTarget.value })} />
        <Select size="xs" label={t('board.task.urgency')} value={task.urgency} allowDeselect={false} data={URGENCIES.map((value) => ({ value, label: urgency[value] }))} onChange={(value) => value && onChange({ ...task, urgency: value as Urgency })} />
        <DayInput size="xs" label={t('board.task.due')} value={task.dueOn ?? ''} onChange={(day) => onChange({ ...task, dueOn: day || null })} />
      </div>
    </fieldset>
  )
}

/** A case that has left the table: what was decided, its tasks to tick, its minutes, and room for one late remark. */
function Done({ board, one, action }: { board: BoardView; one: AgendaCaseView; action: BoardAction }) {
  const t = useT()
  const format = useFormat()
  const name = board.names.find(({ caseId }) => caseId === one.caseId)
  const last = one.decisions.at(-1)
  const [late, setLate] = useState('')
  return (
    <li className="b-done-case">
      <strong className="private">{name?.patient ?? t('board.notHere')}</strong>
      <span className="t-small t-2">{[name?.caseNumber ?? '', one.lockedAt ? t('board.lockedAt', { time: format.time(one.lockedAt) }) : ''].filter(Boolean).join(' · ')}</span>
      <p>{last ? last.text : t('board.decision.none')}</p>
      {last?.recommendations.map(({ id, text, owner, dueOn }) => (
        <Checkbox
          key={id}
          size="xs"
          label={[text, owner || t('board.task.noOwner'), dueOn ? format.date(dueOn) : t('board.task.noDay')].join(' · ')}
          checked={one.tasksDone.includes(id)}
          onChange={(event) => void action.onCase(one.caseId, { type: 'settleTask', recommendationId: id, done: event.currentTarget.checked })}
        />
      ))}
      {name && <MinutesButtons meetingId={board.meetingId} caseId={one.caseId} />}
      {name && (
        <form
          className="b-say"
          onSubmit={(event) => {
            event.preventDefault()
            if (late.trim()) void action.onCase(one.caseId, { type: 'minute', text: late.trim() }).then((saved) => saved && setLate(''))
          }}
        >
          <TextInput size="xs" className="b-grow" aria-label={t('board.lateRemark')} placeholder={t('board.lateRemark')} value={late} maxLength={4000} onChange={(event) => setLate(event.currentTarget.value)} />
          <Button type="submit" size="compact-sm" disabled={late.trim() === ''}>
            {t('board.addMinuteDo')}
          </Button>
        </form>
      )}
    </li>
  )
}
