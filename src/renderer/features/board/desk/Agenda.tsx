// The cases in the order in which they are taken: dragged, or moved by key; each with its minutes; those that are not ready are grey with what is missing.
import { Button, NumberInput } from '@mantine/core'
import { memo, useState } from 'react'
import type { BoardView } from '#shared/contract/workstation/board.contract.ts'
import { as } from '../../../data/queries.ts'
import { useFormat } from '../../../i18n/format.ts'
import { useT } from '../../../i18n/useT.ts'
import { AddIcon, CloseIcon, DownIcon, DragIcon, UpIcon } from '../../../ui/icons.ts'
import { PanelHeader } from '../../../ui/PanelHeader.tsx'
import { ToolButton } from '../../../ui/ToolButton.tsx'
import type { BoardAction } from '../useBoard.ts'

interface AgendaProps {
  board: BoardView
  action: BoardAction
  isChair: boolean
}

const MINUTES = 12

export const Agenda = memo(function Agenda({ board, action, isChair }: AgendaProps) {
  const t = useT()
  const [dragged, setDragged] = useState<string | null>(null)
  const ids = board.agenda.map(({ caseId }) => caseId)
  const mayArrange = isChair && board.endedAt === null
  const done = board.agenda.filter(({ lockedAt }) => lockedAt !== null).length
  function moveTo(caseId: string, at: number) {
    const rest = ids.filter((id) => id !== caseId)
    rest.splice(Math.max(0, Math.min(rest.length, at)), 0, as(caseId))
    if (rest.join() !== ids.join()) void action.act({ type: 'order', caseIds: rest })
  }
  return (
    <section aria-label={t('board.agenda')}>
      <PanelHeader title={t('board.agenda')} note={ids.length > 0 ? t('board.agendaDone', { done, count: ids.length }) : undefined} />
      {ids.length === 0 && <p className="t-small t-2 b-hint">{t(isChair ? 'board.agendaEmpty' : 'board.agendaEmptyOther')}</p>}
      <ol className="b-agenda">
        {board.agenda.map((one, i) => (
          <li
            key={one.caseId}
            className="b-agenda-row"
            data-current={one.caseId === board.current}
            data-dragged={dragged === one.caseId}
            draggable={mayArrange}
            onDragStart={() => setDragged(one.caseId)}
            onDragEnd={() => setDragged(null)}
            onDragOver={(event) => dragged && event.preventDefault()}
            onDrop={() => dragged && moveTo(dragged, i)}
          >
            <Row board={board} one={one} place={i} action={action} mayArrange={mayArrange} onMove={(by) => moveTo(one.caseId, i + by)} />
          </li>
        ))}
      </ol>
      {mayArrange && <Candidates board={board} action={action} />}
      {mayArrange && board.startedAt !== null && (
        <div className="b-hint">
          <Button variant="subtle" onClick={() => void action.act({ type: 'end' })}>
            {t('board.end')}
          </Button>
        </div>
      )}
    </section>
  )
})

function Row({ board, one, place, action, mayArrange, onMove }: { board: BoardView; one: BoardView['agenda'][number]; place: number; action: BoardAction; mayArrange: boolean; onMove: (by: 1 | -1) => void }) {
  const t = useT()
  const format = useFormat()
  const name = board.names.find(({ caseId }) => caseId === one.caseId)
  const words = name ? name.patient : t('board.notHere')
  const state = one.caseId === board.current ? t('board.onTable') : one.lockedAt ? null : (name?.condition ?? '')
  return (
    <>
      <span className="b-place-number t-number">{mayArrange ? <DragIcon size={14} aria-hidden /> : null}{place + 1}</span>
      <span className="b-agenda-words">
        <span className="private t-clip">{words}</span>
        <span className="t-small t-2 t-clip">{[name?.caseNumber, state].filter(Boolean).join(' · ')}</span>
        {one.lockedAt && one.caseId !== board.current && <span className="t-small t-2">{t('board.lockedAt', { time: format.time(one.lockedAt) })}</span>}
        {name && name.missing.length > 0 && one.lockedAt === null && <span className="t-small t-warn">{t('board.missingNow', { items: missingWords(name.missing, t) })}</span>}
        {mayArrange && one.lockedAt === null && (
          <span className="b-agenda-tools">
            <NumberInput size="xs" className="b-minutes" aria-label={t('board.minutesOf', { name: words })} min={1} max={120} value={one.minutes} suffix=" min" onBlur={(event) => allot(event.currentTarget.value)} hideControls />
            <ToolButton size={15} label={t('board.up', { name: words })} icon={UpIcon} disabled={place === 0} onClick={() => onMove(-1)} />
            <ToolButton size={15} label={t('board.down', { name: words })} icon={DownIcon} disabled={place === board.agenda.length - 1} onClick={() => onMove(1)} />
            {one.spans.length === 0 && <ToolButton size={15} label={t('board.remove', { name: words })} icon={CloseIcon} onClick={() => void action.act({ type: 'removeCase', caseId: one.caseId })} />}
          </span>
        )}
        {mayArrange && one.caseId !== board.current && (
          <span>
            <Button size="compact-xs" {...(one.lockedAt ? { variant: 'subtle', className: 'b-flush' } : {})} onClick={() => void action.act({ type: 'begin', caseId: one.caseId })}>
              {t(one.lockedAt ? 'board.takeAgain' : 'board.take')}
            </Button>
          </span>
        )}
      </span>
    </>
  )
  function allot(text: string) {
    const minutes = Number.parseInt(text, 10)
    if (minutes >= 1 && minutes <= 120 && minutes !== one.minutes) void action.act({ type: 'allot', caseId: one.caseId, minutes })
  }
}

/** Cases of this workstation that are not on the agenda: the ready ones can be put on it. */
function Candidates({ board, action }: { board: BoardView; action: BoardAction }) {
  const t = useT()
  const [open, setOpen] = useState(board.agenda.length === 0)
  const free = board.names.filter(({ caseId }) => !board.agenda.some((one) => one.caseId === caseId))
  const [ready, waiting] = [free.filter(({ missing }) => missing.length === 0), free.filter(({ missing }) => missing.length > 0)]
  return (
    <div className="b-hint">
      <Button variant="subtle" aria-expanded={open} leftSection={<AddIcon size={16} aria-hidden />} onClick={() => setOpen(!open)}>
        {t('board.addCases', { count: ready.length })}
      </Button>
      {open && (
        <ul className="b-candidates" aria-label={t('board.addCases', { count: ready.length })}>
          {[...ready, ...waiting].map(({ caseId, patient, caseNumber, condition, missing }) => (
            <li key={caseId} data-ready={missing.length === 0}>
              <span className="b-agenda-words">
                <span className="private t-clip">{patient}</span>
                <span className="t-small t-clip">{[caseNumber, condition].filter(Boolean).join(' · ')}</span>
                {missing.length > 0 && <span className="t-small">{t('board.missing', { items: missingWords(missing, t) })}</span>}
              </span>
              {missing.length === 0 && <ToolButton label={t('board.add', { name: patient })} icon={AddIcon} onClick={() => void action.act({ type: 'addCase', caseId, minutes: MINUTES })} />}
            </li>
          ))}
          {free.length === 0 && <li className="t-small t-2">{t('board.noCandidates')}</li>}
        </ul>
      )}
    </div>
  )
}

function missingWords(missing: BoardView['names'][number]['missing'], t: ReturnType<typeof useT>): string {
  return missing.map(({ code, label }) => label?.[t.language] ?? t(`board.lacks.${code}`)).join(', ')
}
