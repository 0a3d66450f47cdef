// A board meeting by its rules: who may do what, what locks, whose vote is whose. Expected values written by hand from issue 10 and look note §7.
import { expect, test } from 'vitest'
import { BoardEvent } from '../../../../../src/shared/domain/board/boardAct.ts'
import { boardRefusal } from '../../../../../src/shared/domain/board/boardRules.ts'
import { caseOf, foldBoard, hasQuorum, secondsSpent } from '../../../../../src/shared/domain/board/boardState.ts'
import { maskOf } from '../../../../../src/shared/domain/board/masking.ts'
import { missingForBoard } from '../../../../../src/shared/domain/board/readiness.ts'
import type { User } from '../../../../../src/shared/domain/people.ts'
import { CaseId, UserId } from '../../../../../src/shared/kit/ids.ts'

const uuid = (n: number) => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`
const someone = (n: number, name: string, role: User['role']): User => ({ id: UserId.parse(uuid(n)), name, role, licence: null })
const [CHAIR, SURGEON, MANAGER, STRANGER] = [someone(1, 'Dr Chair', 'chair'), someone(2, 'Dr Surgeon', 'surgeon'), someone(3, 'Ms Manager', 'caseManager'), someone(4, 'Dr Stranger', 'physician')]
const [A, B] = [CaseId.parse(uuid(10)), CaseId.parse(uuid(11))]
const MEETING = uuid(99)

/** A meeting that refuses what its rules refuse, as workstation and server do. */
function aMeeting() {
  const events: BoardEvent[] = []
  let minute = 0
  function act(actor: User, made: object, caseId: CaseId | null = null): string | null {
    const event = BoardEvent.parse({ id: uuid(1000 + events.length + minute), meetingId: MEETING, actor, at: new Date(Date.parse('2026-11-26T14:00:00.000Z') + minute++ * 60_000).toISOString(), caseId, act: made })
    const refused = boardRefusal(foldBoard(events), event)
    if (!refused) events.push(event)
    return refused
  }
  return { events, act, state: () => foldBoard(events), table: (caseId: CaseId) => caseOf(foldBoard(events), caseId) }
}

function opened() {
  const meeting = aMeeting()
  meeting.act(CHAIR, { type: 'open', title: 'Thoracic board', startsAt: '2026-11-26T14:00:00.000Z', quorum: ['medicalOncology', 'surgery'] })
  meeting.act(CHAIR, { type: 'invite', person: CHAIR, discipline: 'medicalOncology' })
  meeting.act(CHAIR, { type: 'invite', person: SURGEON, discipline: 'surgery' })
  meeting.act(CHAIR, { type: 'invite', person: MANAGER, discipline: 'other' })
  for (const caseId of [A, B]) meeting.act(CHAIR, { type: 'addCase', caseId, minutes: 12 })
  meeting.act(CHAIR, { type: 'attend', personId: CHAIR.id, presence: 'present' })
  return meeting
}

const decision = { type: 'decide', text: 'Sleeve lobectomy.', formal: true, recommendations: [{ id: uuid(50), text: 'Referral', owner: 'Dr Surgeon', urgency: 'weeks', dueOn: '2026-12-01' }] }

test('an absent discipline blocks the formal decision, not the advice of those present', () => {
  const meeting = opened()
  meeting.act(CHAIR, { type: 'begin', caseId: A })
  expect(hasQuorum(meeting.state())).toBe(false)
  expect(meeting.act(CHAIR, decision, A)).toBe('noQuorum')
  expect(meeting.act(CHAIR, { ...decision, formal: false }, A)).toBeNull()
  expect(meeting.act(SURGEON, { type: 'attend', personId: SURGEON.id, presence: 'remote' })).toBeNull()
  expect(meeting.act(CHAIR, decision, A)).toBeNull()
  expect(meeting.act(SURGEON, decision, A)).toBe('notChair')
})

test('the next case locks the last; what is said of it later stands after its minutes', () => {
  const meeting = opened()
  expect(meeting.act(SURGEON, { type: 'minute', text: 'too early' }, A)).toBe('notBegun')
  meeting.act(CHAIR, { type: 'begin', caseId: A })
  meeting.act(SURGEON, { type: 'minute', text: 'T1 is 38 mm.' }, A)
  meeting.act(CHAIR, { type: 'begin', caseId: B })
  expect(meeting.table(A)?.lockedAt).not.toBeNull()
  expect(meeting.act(CHAIR, { ...decision, formal: false }, A)).toBe('locked')
  expect(meeting.act(SURGEON, { type: 'minute', text: 'One more thing.' }, A)).toBeNull()
  expect(meeting.table(A)?.minutesTaken.map(({ text, isLate }) => [text, isLate])).toEqual([['T1 is 38 mm.', false], ['One more thing.', true]])
  // Begun at minute 8 (after the refused act), B taken up two minutes later.
  expect(secondsSpent(meeting.table(A) ?? { spans: [] }, '2026-11-26T15:00:00.000Z')).toBe(120)
  meeting.act(CHAIR, { type: 'begin', caseId: A })
  expect(meeting.table(A)?.lockedAt, 'a case that comes back is open again').toBeNull()
  meeting.act(CHAIR, { type: 'end' })
  expect(meeting.state()).toMatchObject({ current: null })
  expect(meeting.act(CHAIR, { type: 'begin', caseId: B })).toBe('ended')
})

test('a vote is its voter’s own: written down by the chair it waits for their word, and other words need other votes', () => {
  const meeting = opened()
  meeting.act(CHAIR, { type: 'begin', caseId: A })
  meeting.act(CHAIR, { ...decision, formal: false }, A)
  const first = meeting.table(A)?.decisions.at(-1)?.id ?? ''
  expect(meeting.act(SURGEON, { type: 'vote', decisionId: first, choice: 'differ', dissent: ' ' }, A)).toBe('reasonMissing')
  expect(meeting.act(CHAIR, { type: 'noteVote', decisionId: first, personId: SURGEON.id, choice: 'agree', dissent: '' }, A)).toBeNull()
  expect(meeting.table(A)?.votes).toMatchObject([{ personId: SURGEON.id, choice: 'agree', confirmedAt: null }])
  meeting.act(SURGEON, { type: 'vote', decisionId: first, choice: 'differ', dissent: 'The specimen decides.' }, A)
  meeting.act(CHAIR, { type: 'noteVote', decisionId: first, personId: SURGEON.id, choice: 'agree', dissent: '' }, A)
  expect(meeting.table(A)?.votes, 'nobody writes over a person’s own vote').toMatchObject([{ choice: 'differ', dissent: 'The specimen decides.' }])
  meeting.act(CHAIR, { ...decision, formal: false, text: 'Other words.' }, A)
  expect(meeting.table(A)?.votes).toEqual([])
  expect(meeting.act(SURGEON, { type: 'vote', decisionId: first, choice: 'agree', dissent: '' }, A)).toBe('otherWording')
})

test('order, roles and agenda are the chair’s; an absent chair is replaced with a reason, a present one is not', () => {
  const meeting = opened()
  expect(meeting.act(STRANGER, { type: 'begin', caseId: A })).toBe('notInvited')
  expect(meeting.act(SURGEON, { type: 'order', caseIds: [B, A] })).toBe('notChair')
  meeting.act(CHAIR, { type: 'order', caseIds: [B, A] })
  expect(meeting.state().agenda.map(({ caseId }) => caseId)).toEqual([B, A])
  expect(meeting.act(CHAIR, { type: 'addCase', caseId: A, minutes: 5 })).toBe('onAgenda')
  meeting.act(CHAIR, { type: 'handOver', role: 'presenter', personId: SURGEON.id })
  expect(meeting.act(SURGEON, { type: 'handOver', role: 'presenter', personId: CHAIR.id })).toBeNull()
  expect(meeting.act(SURGEON, { type: 'takeChair', reason: 'I want to.' })).toBe('chairIsThere')
  meeting.act(CHAIR, { type: 'attend', personId: CHAIR.id, presence: 'absent' })
  expect(meeting.act(MANAGER, { type: 'takeChair', reason: 'Dr Chair was called away.' })).toBe('notChair')
  expect(meeting.act(SURGEON, { type: 'takeChair', reason: 'Dr Chair was called away.' })).toBeNull()
  expect(meeting.state().chair?.name).toBe('Dr Surgeon')
  meeting.act(SURGEON, { type: 'begin', caseId: A })
  expect(meeting.act(SURGEON, { type: 'removeCase', caseId: A })).toBe('onTheTable')
})

test('a case is ready when nothing is missing, set aside or closed', () => {
  expect(missingForBoard({ stage: 'review', missing: [], quarantined: 0, questionsAsked: 8 })).toEqual([])
  expect(missingForBoard({ stage: 'delivered', missing: ['pathology'], quarantined: 2, questionsAsked: 0 })).toEqual(['closed', 'quarantine', 'question', 'pathology'])
})

test('names and identifiers do not reach the room, whatever their accents and case', () => {
  const mask = maskOf({ familyName: 'García del Río', givenName: 'José', identifiers: [{ issuer: null, value: '12345678Z' }] })
  expect(mask('Mr GARCIA (12345678Z), called Jose, asks for the rio view.')).toBe('Mr ▮▮▮ (▮▮▮), called ▮▮▮, asks for the ▮▮▮ view.')
  expect(mask('Del 3 al 5')).toBe('Del 3 al 5')
})
