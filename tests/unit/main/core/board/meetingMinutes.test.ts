// Minutes of a whole meeting: every case that the reader may read in full, the others counted and not described.
import { expect, test } from 'vitest'
import { meetingMinutesOf } from '../../../../../src/main/core/board/minutesOf.ts'
import type { BoardEvent } from '../../../../../src/shared/domain/board/boardAct.ts'
import { foldBoard } from '../../../../../src/shared/domain/board/boardState.ts'
import type { User } from '../../../../../src/shared/domain/people.ts'
import { CaseId, UserId } from '../../../../../src/shared/kit/ids.ts'

const person = (n: number, name: string): User => ({ id: UserId.parse(`00000000-0000-7000-8000-00000000000${n}`), name, role: 'physician', licence: null })
const [chair, ana] = [person(1, 'Dr Chair'), person(2, 'Dr Ana')]
const [mine, others, untouched] = [1, 2, 3].map((n) => CaseId.parse(`10000000-0000-7000-8000-00000000000${n}`)) as [CaseId, CaseId, CaseId]
const meetingId = '20000000-0000-7000-8000-000000000001'
const decisionId = '30000000-0000-7000-8000-000000000001'
let count = 0
const event = (actor: User, minute: number, act: unknown, caseId: CaseId | null = null, id?: string): BoardEvent => {
  count += 1
  return { id: id ?? `40000000-0000-7000-8000-${String(count).padStart(12, '0')}`, meetingId, actor, at: `2026-11-26T14:${String(minute).padStart(2, '0')}:00.000Z`, caseId, act } as BoardEvent
}
const state = foldBoard([
  event(chair, 0, { type: 'open', title: 'Thoracic board', startsAt: '2026-11-26T14:00:00.000Z', quorum: ['surgery'] }),
  event(chair, 0, { type: 'invite', person: chair, discipline: 'surgery' }),
  event(chair, 0, { type: 'invite', person: ana, discipline: 'radiology' }),
  event(chair, 0, { type: 'attend', personId: chair.id, presence: 'present' }),
  ...[mine, others, untouched].map((caseId) => event(chair, 0, { type: 'addCase', caseId, minutes: 10 })),
  event(chair, 1, { type: 'begin', caseId: mine }),
  event(chair, 3, { type: 'decide', text: 'Sleeve lobectomy.', formal: true, recommendations: [] }, mine, decisionId),
  event(ana, 4, { type: 'vote', decisionId, choice: 'differ', dissent: 'The specimen decides.' }, mine),
  event(chair, 5, { type: 'noteVote', decisionId, personId: chair.id, choice: 'agree', dissent: '' }, mine),
  event(chair, 6, { type: 'begin', caseId: others }),
  event(ana, 7, { type: 'minute', text: 'Words of a case of others.' }, others),
  event(chair, 9, { type: 'end' }),
])
const nameOf = (caseId: string) => (caseId === others ? null : { caseNumber: caseId === mine ? 'CN-2026-0001' : 'CN-2026-0003', condition: 'Lung cancer' })

test('agenda, attendance and every case; only confirmed votes are counted', () => {
  const { title, subtitle, parts } = meetingMinutesOf(state, nameOf, 'en', '2026-11-26T15:00:00.000Z')
  expect(title).toBe('Minutes of the whole meeting')
  expect(subtitle.join(' ')).toContain('2 of 3 cases taken up')
  expect(parts.map(({ heading }) => heading)).toEqual(['Attendance', 'Agenda and outcome', 'Case CN-2026-0001 · Lung cancer', 'Decision', 'Recommendations and tasks', 'Votes', 'Discussed', 'Minutes'])
  expect(parts[1]?.table?.rows.slice(1)).toEqual([
    ['1', 'CN-2026-0001 · Lung cancer', '5 min 0 s', 'formal decision', '1 of 2 confirmed, 1 differs'],
    ['2', 'A case that this copy does not describe', '3 min 0 s', '–', '–'],
    ['3', 'CN-2026-0003 · Lung cancer', '–', 'not taken up', '–'],
  ])
  expect(JSON.stringify(parts)).toContain('The specimen decides.')
  expect(JSON.stringify(parts)).not.toContain('Words of a case of others.')
})

test('the same in Spanish', () => {
  const { title, parts } = meetingMinutesOf(state, nameOf, 'es', '2026-11-26T15:00:00.000Z')
  expect(title).toBe('Acta de toda la reunión')
  expect(parts[1]?.table?.rows[1]?.at(-1)).toBe('1 de 2 confirmados, 1 difiere')
})

test('of one case and one seat it speaks in the singular', () => {
  const alone = foldBoard([
    event(chair, 0, { type: 'open', title: 'Thoracic board', startsAt: '2026-11-26T14:00:00.000Z', quorum: [] }),
    event(chair, 0, { type: 'invite', person: chair, discipline: 'surgery' }),
    event(chair, 0, { type: 'addCase', caseId: mine, minutes: 10 }),
    event(chair, 1, { type: 'begin', caseId: mine }),
    event(chair, 3, { type: 'decide', text: 'Sleeve lobectomy.', formal: false, recommendations: [] }, mine, decisionId),
    event(chair, 4, { type: 'vote', decisionId, choice: 'agree', dissent: '' }, mine),
  ])
  for (const [language, cases, votes] of [['en', '1 of 1 case taken up', '1 of 1 confirmed, 0 differ'], ['es', '1 de 1 caso tratado', '1 de 1 confirmado, 0 difieren']] as const) {
    const { subtitle, parts } = meetingMinutesOf(alone, nameOf, language, '2026-11-26T15:00:00.000Z')
    expect(subtitle.join(' ')).toContain(cases)
    expect(parts[1]?.table?.rows[1]?.at(-1)).toBe(votes)
  }
})
