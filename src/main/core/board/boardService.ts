// Board meetings as this person may see them and act on them. Rules live in shared/domain/board; the server judges the same acts again.
import { caseError } from '#shared/contract/errors.ts'
import type { BoardCaseName, BoardView } from '#shared/contract/workstation/board.contract.ts'
import { BoardEvent, type BoardCaseAct, type MeetingAct } from '#shared/domain/board/boardAct.ts'
import { boardRefusal, isOfBoard } from '#shared/domain/board/boardRules.ts'
import { foldBoard, type BoardState } from '#shared/domain/board/boardState.ts'
import { illnessOf } from '#shared/domain/illness.ts'
import { missingForBoard } from '#shared/domain/board/readiness.ts'
import type { Discipline } from '#shared/domain/panel/panelAct.ts'
import { listedName } from '#shared/domain/patient.ts'
import { type Clock, isoInstant } from '#shared/kit/clock.ts'
import { type CaseId, newUuid } from '#shared/kit/ids.ts'
import type { AuditLog } from '../audit/auditLog.ts'
import type { CasesService } from '../cases/casesService.ts'
import type { ReportResources } from '../reports/reportResources.ts'
import type { Session } from '../identity/session.ts'
import type { Readable, Writable } from '../storage/handles.ts'
import type { LiveBus } from '../workspace/liveBus.ts'
import * as store from './boardStore.ts'

export interface BoardPorts {
  readonly session: Pick<Session, 'db' | 'user'>
  readonly clock: Clock
  readonly audit: AuditLog
  readonly live: Pick<LiveBus, 'publish'>
  readonly cases: Pick<CasesService, 'list'>
  readonly resources: Pick<ReportResources, 'illness'>
  /** Something waits to be sent. */
  wake(): void
}

type NewAct = { caseId: null; act: MeetingAct } | { caseId: CaseId; act: BoardCaseAct }

export type BoardService = ReturnType<typeof createBoardService>

export function createBoardService({ session: { db, user }, clock, audit, live, cases, resources, wake }: BoardPorts) {
  const actor = { userId: user.id, role: user.role }
  const now = () => isoInstant(clock.now())
  const stateOf = (r: Readable, meetingId: string) => foldBoard(store.listEvents(r, meetingId))

  /** @throws CaseError BOARD_NOT_FOUND for a meeting that is not there or not this person's */
  function read(meetingId: string): BoardState {
    const state = db.read((r) => stateOf(r, meetingId))
    if (!isOfBoard(state, user)) throw caseError('BOARD_NOT_FOUND', {})
    return state
  }

  function list() {
    return db
      .read((r) => store.listMeetingIds(r).map((id) => stateOf(r, id)))
      .filter((state) => isOfBoard(state, user))
      .map(({ meetingId, title, startsAt, chair, agenda, startedAt, endedAt }) => ({ meetingId, title, startsAt, chair: chair?.name ?? '', cases: agenda.length, startedAt, endedAt }))
      .sort((a, b) => Number(a.endedAt !== null) - Number(b.endedAt !== null) || (a.startsAt < b.startsAt ? 1 : -1))
  }

  function open({ title, startsAt, quorum, discipline }: { title: string; startsAt: string; quorum: Discipline[]; discipline: Discipline }): BoardView {
    const meetingId = newUuid(clock.now())
    db.write((tx) => {
      const acts: MeetingAct[] = [
        { type: 'open', title, startsAt, quorum },
        { type: 'invite', person: user, discipline },
      ]
      for (const act of acts) append(tx, meetingId, { caseId: null, act }, 'board.opened')
    })
    return after(meetingId)
  }

  function act({ meetingId, act: made }: { meetingId: string; act: MeetingAct }): BoardView {
    // A case that is not ready is not put before a board; the server knows nothing of what is missing.
    if (made.type === 'addCase' && (nameOf(made.caseId)?.missing.length ?? 1) > 0) throw caseError('BOARD_REFUSED', { reason: 'notReady' })
    db.write((tx) => append(tx, meetingId, { caseId: null, act: made }, 'board.acted'))
    return after(meetingId)
  }

  function actOnCase({ meetingId, caseId, act: made }: { meetingId: string; caseId: CaseId; act: BoardCaseAct }): BoardView {
    db.write((tx) => append(tx, meetingId, { caseId, act: made }, 'board.acted'))
    return after(meetingId)
  }

  /** @throws CaseError BOARD_NOT_FOUND, BOARD_REFUSED */
  function append(tx: Writable, meetingId: string, made: NewAct, event: string): void {
    const state = stateOf(tx, meetingId)
    const isOpening = made.caseId === null && made.act.type === 'open'
    if (!isOpening && !isOfBoard(state, user)) throw caseError('BOARD_NOT_FOUND', {})
    const reason = boardRefusal(state, { ...made, actor: user })
    if (reason) throw caseError('BOARD_REFUSED', { reason })
    const id = newUuid(clock.now())
    store.addEvent(tx, BoardEvent.parse({ id, meetingId, actor: user, at: now(), ...made }))
    audit.append(tx, event, actor, { meetingId, caseId: made.caseId, act: made.act.type, event: id })
  }

  function after(meetingId: string): BoardView {
    live.publish('board')
    wake()
    return view({ meetingId })
  }

  const namesOf = (): BoardCaseName[] =>
    cases.list().map(({ reviewCase, stage, complete, quarantined }) => ({
      caseId: reviewCase.id,
      caseNumber: reviewCase.caseNumber,
      patient: listedName(reviewCase.patient),
      condition: reviewCase.condition,
      missing: missingForBoard({ stage, missing: complete.missing, quarantined, questionsAsked: reviewCase.questions.filter(({ asked }) => asked).length }).map((code) => ({
        code,
        label: complete.missing.includes(code) ? (resources.illness(illnessOf(reviewCase)).checklist.find((item) => item.code === code)?.label ?? null) : null,
      })),
    }))
  const nameOf = (caseId: string) => namesOf().find((one) => one.caseId === caseId)

  function view({ meetingId }: { meetingId: string }): BoardView {
    const state = read(meetingId)
    const { notes, refused } = db.read((r) => ({ notes: store.readNotes(r, meetingId), refused: store.listRefused(r, meetingId) }))
    return {
      ...tableOf(state),
      agenda: state.agenda as BoardView['agenda'],
      current: state.current as BoardView['current'],
      chairsTaken: [...state.chairsTaken],
      names: namesOf(),
      notes,
      refused: refused.map(({ event, reason }) => ({ id: event.id, caseId: event.caseId, at: event.at, reason, text: wordsOf(event) })),
    }
  }

  /** What shared and private window both show. @throws CaseError BOARD_NOT_FOUND */
  function tableOf(state: BoardState) {
    const { meetingId, title, startsAt, chair, presenter, seats, quorum, startedAt, endedAt } = state
    if (!chair || !presenter) throw caseError('BOARD_NOT_FOUND', {})
    return { meetingId, title, startsAt, chair, presenter, seats: [...seats], quorum: [...quorum], startedAt, endedAt, unsent: db.read((r) => store.listWaiting(r, meetingId)).length }
  }

  function keepNote({ meetingId, caseId, text }: { meetingId: string; caseId: string; text: string }): Record<string, never> {
    db.write((tx) => store.putNote(tx, meetingId, caseId, text))
    return {}
  }

  return { list, view, open, act, actOnCase, read, tableOf, keepNote }
}

/** The words a person wrote into an act. */
function wordsOf({ act }: BoardEvent): string {
  if ('text' in act) return act.text
  if ('dissent' in act) return act.dissent
  return 'note' in act ? act.note : ''
}
