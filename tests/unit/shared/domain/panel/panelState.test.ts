import { expect, test } from 'vitest'
import type { SeriesOfStudy } from '../../../../../src/shared/domain/imagingStudy.ts'
import type { PanelAct, PanelEvent } from '../../../../../src/shared/domain/panel/panelAct.ts'
import { eventsFor, foldPanel, hasSeenSeries, mayReveal, refusalOf } from '../../../../../src/shared/domain/panel/panelState.ts'
import type { User } from '../../../../../src/shared/domain/people.ts'
import { CaseId, DocumentId, Sha256, UserId } from '../../../../../src/shared/kit/ids.ts'

const person = (n: number, role: User['role'] = 'physician'): User => ({ id: UserId.parse(`00000000-0000-7000-8000-00000000000${n}`), name: `P${n}`, role, licence: null })
const [chair, ana, ben] = [person(1), person(2), person(3)] as [User, User, User]
const caseId = CaseId.parse('00000000-0000-7000-8000-000000000009')
const at = '2026-11-22T10:00:00.000Z'
const later = '2026-11-23T10:00:00.000Z'
const commitment = Sha256.parse('a'.repeat(64))
const opinionId = (n: number) => `10000000-0000-7000-8000-00000000000${n}`

let count = 0
const event = (actor: User, act: PanelAct): PanelEvent => {
  count += 1
  return { id: `20000000-0000-7000-8000-${String(count).padStart(12, '0')}`, caseId, actor, at, act }
}
const open = (deadline: string | null = null): PanelAct => ({ type: 'open', releaseKey: 'AA', deadline })
const invite = (who: User): PanelAct => ({ type: 'invite', person: who, discipline: 'radiology', dueAt: null })
const yes: PanelAct = { type: 'answer', accepts: true, reason: '', conflict: '' }
const seal = (n: number): PanelAct => ({ type: 'seal', opinionId: opinionId(n), commitment, box: 'Ym94', attestations: { personallyReviewed: true, independent: true } })
const opened = (...ns: number[]): PanelAct => ({ type: 'reveal', opinions: ns.map((n) => ({ opinionId: opinionId(n), text: '{}', nonce: 'AA' })) })

const two = [event(chair, open(later)), event(chair, invite(ana)), event(chair, invite(ben)), event(ana, { ...yes, conflict: 'paid by a maker' } as PanelAct), event(ben, yes)]

test('nobody but the chair composes, extends or reveals', () => {
  const state = foldPanel(two)
  for (const act of [invite(person(4)), { type: 'extend', deadline: later }, { type: 'remind', personId: ben.id }, { type: 'release', personId: ben.id, reason: 'x' }, opened()] as PanelAct[]) {
    expect(refusalOf(state, act, ana, at), act.type).toBe('notChair')
  }
  expect(refusalOf(state, open(), ana, at)).toBe('alreadyOpen')
  expect(refusalOf(foldPanel([]), open(), person(5, 'psychologist'), at)).toBe('notChair')
  expect(refusalOf(foldPanel([]), seal(1), ana, at)).toBe('notOpen')
})

test('the reveal waits for the last opinion or for the deadline, and opens every one of them', () => {
  const one = [...two, event(ana, seal(1))]
  expect(refusalOf(foldPanel(one), opened(1), chair, at)).toBe('tooEarly')
  expect(refusalOf(foldPanel(one), opened(1), chair, later)).toBeNull()
  const both = foldPanel([...one, event(ben, seal(2))])
  expect(refusalOf(both, opened(1), chair, at)).toBe('notSealed')
  expect(refusalOf(both, opened(1, 2), chair, at)).toBeNull()
  expect(mayReveal(foldPanel(two), later), 'nothing to reveal').toBe(false)
})

test('who declined or was released no longer holds the others up', () => {
  const declined = foldPanel([...two.slice(0, 4), event(ben, { type: 'answer', accepts: false, reason: 'away', conflict: '' }), event(ana, seal(1))])
  expect(mayReveal(declined, at)).toBe(true)
  const released = foldPanel([...two, event(ana, seal(1)), event(chair, { type: 'release', personId: ben.id, reason: 'replaced' })])
  expect(mayReveal(released, at)).toBe(true)
  expect(refusalOf(released, seal(2), ben, at)).toBe('notInvited')
})

test('after the reveal a sealed opinion cannot be swapped; a changed mind is a new one', () => {
  const state = foldPanel([...two, event(ana, seal(1)), event(ben, seal(2)), event(chair, opened(1, 2))])
  expect(refusalOf(state, seal(3), ana, at)).toBe('alreadyRevealed')
  expect(refusalOf(state, { type: 'revise', commitment, opinion: { opinionId: opinionId(3), text: '{}', nonce: 'AA' } }, ana, at)).toBeNull()
  expect(refusalOf(state, opened(1, 2), chair, at)).toBe('alreadyRevealed')
  expect(state.opinions.map(({ personId }) => personId)).toEqual([ana.id, ben.id])
})

test('no reader is handed a box before its time, and nobody but the chair ever is', () => {
  const one = [...two, event(ana, seal(1))]
  const all = [...one, event(ben, seal(2))]
  const boxes = (events: PanelEvent[]) => events.flatMap(({ act }) => (act.type === 'seal' && act.box !== null ? [act.box] : []))
  for (const reader of [chair, ana, ben, person(7)]) expect(boxes(eventsFor(one, reader.id, at)), reader.name).toEqual([])
  for (const reader of [ana, ben, person(7)]) expect(boxes(eventsFor(all, reader.id, later)), reader.name).toEqual([])
  expect(boxes(eventsFor(all, chair.id, at))).toHaveLength(2)
})

test('a declared conflict is read by the chair and its author only', () => {
  const words = (reader: User) => eventsFor(two, reader.id, at).flatMap(({ act }) => (act.type === 'answer' ? [act.conflict] : []))
  expect(words(chair)).toEqual(['paid by a maker', ''])
  expect(words(ana)).toEqual(['paid by a maker', null])
  expect(words(ben)).toEqual([null, ''])
})

test('what an expert opened grows, is for the chair and themselves, and ends with the reveal', () => {
  const see = (document: string): PanelAct => ({ type: 'see', documents: [DocumentId.parse(document)], series: ['1.2.3'] })
  const [d1, d2] = ['30000000-0000-7000-8000-000000000001', '30000000-0000-7000-8000-000000000002']
  const events = [...two, event(ana, see(d1)), event(ana, see(d2)), event(ana, see(d1))]
  const seat = (reader: User) => foldPanel(eventsFor(events, reader.id, at)).seats.find(({ person: one }) => one.id === ana.id)
  for (const reader of [chair, ana]) expect(seat(reader)?.seen, reader.name).toEqual({ documents: [d1, d2], series: [{ StudyInstanceUID: null, SeriesInstanceUID: '1.2.3' }] })
  expect(seat(ben)?.seen).toEqual({ documents: [], series: [] })
  expect(refusalOf(foldPanel(two), see(d1), person(7), at)).toBe('notInvited')
  const revealed = foldPanel([...two, event(ana, seal(1)), event(ben, seal(2)), event(chair, opened(1, 2))])
  expect(refusalOf(revealed, see(d1), ana, at)).toBe('alreadyRevealed')
})

test('a series that two studies share is seen in the study that was opened, and in no other', () => {
  const [first, second, alone] = [['1', '9'], ['2', '9'], ['2', '8']].map(([StudyInstanceUID = '', SeriesInstanceUID = '']) => ({ StudyInstanceUID, SeriesInstanceUID })) as [SeriesOfStudy, SeriesOfStudy, SeriesOfStudy]
  const all = [first, second, alone]
  const seenAfter = (...acts: PanelAct[]) => {
    const state = foldPanel([...two, ...acts.map((act) => event(ana, act))])
    const seen = state.seats.find(({ person: one }) => one.id === ana.id)?.seen.series ?? []
    return all.filter((one) => hasSeenSeries(seen, one, all))
  }
  const see = (...ofStudies: SeriesOfStudy[]): PanelAct => ({ type: 'see', documents: [], series: ofStudies.map(({ SeriesInstanceUID }) => SeriesInstanceUID), ofStudies })
  expect(seenAfter(see(first))).toEqual([first])
  expect(seenAfter(see(first), see(second, alone))).toEqual(all)
  // An act of an earlier version names no study: it counts where only one can be meant.
  expect(seenAfter({ type: 'see', documents: [], series: ['9', '8'] })).toEqual([alone])
  // What was opened is told to nobody but the chair and the author, in either form.
  expect(JSON.stringify(eventsFor([...two, event(ana, see(first))], ben.id, at).at(-1)?.act)).toBe('{"type":"see","documents":[],"series":[]}')
})

test('a lost chair is replaced; what was sealed to the old key counts only when its author seals it again', () => {
  const before = [...two, event(ana, seal(1)), event(ben, seal(2))]
  const taken: PanelAct = { type: 'takeChair', releaseKey: 'BB', reason: 'The chair is ill.' }
  expect(refusalOf(foldPanel(before), taken, person(5, 'psychologist'), at)).toBe('notChair')
  expect(refusalOf(foldPanel(before), taken, ben, at)).toBeNull()
  const after = [...before, event(ben, taken)]
  const state = foldPanel(after)
  expect(state).toMatchObject({ chair: { id: ben.id }, releaseKey: 'BB', chairsTaken: [{ reason: 'The chair is ill.' }] })
  // Nobody can open what is sealed to a lost key: not now and not after the deadline.
  for (const when of [at, later]) expect(mayReveal(state, when)).toBe(false)
  expect(refusalOf(state, opened(1, 2), chair, later)).toBe('notChair')
  expect(refusalOf(state, opened(), ben, later)).toBe('tooEarly')
  const one = foldPanel([...after, event(ana, seal(1))])
  expect([mayReveal(one, at), mayReveal(one, later)]).toEqual([false, true])
  expect(refusalOf(one, opened(1), ben, later)).toBeNull()
  expect(refusalOf(one, opened(1, 2), ben, later)).toBe('notSealed')
})
