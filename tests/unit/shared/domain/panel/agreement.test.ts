import { expect, test } from 'vitest'
import { agreementMatrix, fleissKappa, pairAgreement, panelKappa } from '../../../../../src/shared/domain/panel/agreement.ts'
import { consensusOf, dissentingVoices } from '../../../../../src/shared/domain/panel/conclusion.ts'
import { ExpertOpinion, opinionGaps, opinionSubjects, type Position } from '../../../../../src/shared/domain/panel/opinion.ts'
import { CaseId, UserId } from '../../../../../src/shared/kit/ids.ts'

/** Worked example of the article "Fleiss' kappa" (Wikipedia): 14 raters, 10 subjects, 5 categories; P of each subject and kappa as printed there. */
const TABLE = [
  [0, 0, 0, 0, 14],
  [0, 2, 6, 4, 2],
  [0, 0, 3, 5, 6],
  [0, 3, 9, 2, 0],
  [2, 2, 8, 1, 1],
  [7, 7, 0, 0, 0],
  [3, 2, 6, 3, 0],
  [2, 5, 3, 2, 2],
  [6, 5, 2, 1, 0],
  [0, 2, 2, 3, 7],
]
const PRINTED_P = [1, 0.253, 0.308, 0.44, 0.33, 0.462, 0.242, 0.176, 0.286, 0.286]

test('pair agreement and kappa are the ones of the published example', () => {
  expect(TABLE.map((row) => Number(pairAgreement(row)?.toFixed(3)))).toEqual(PRINTED_P)
  expect(fleissKappa(TABLE)?.toFixed(3)).toBe('0.210')
})

test('kappa is not told where it is not defined', () => {
  expect(fleissKappa([])).toBeNull()
  expect(fleissKappa([[1, 0, 0]])).toBeNull()
  expect(fleissKappa([[2, 0], [2, 1]])).toBeNull()
  expect(fleissKappa([[3, 0], [3, 0]])).toBeNull()
  expect(pairAgreement([1, 0, 0])).toBeNull()
})

const user = (n: number) => ({ id: UserId.parse(`00000000-0000-7000-8000-00000000000${n}`), name: `Expert ${n}`, role: 'physician' as const, licence: null })
const opinion = (n: number, positions: Record<string, Position>): ExpertOpinion =>
  ExpertOpinion.parse({
    schema: 'consilium-opinion/1',
    caseId: CaseId.parse('00000000-0000-7000-8000-000000000009'),
    expert: user(n),
    items: Object.entries(positions).map(([subject, position]) => ({ subject, position, confidence: 'high', recommendation: '', reason: position === 'differ' ? 'why' : '', proofs: [] })),
    freeText: '',
    changeReason: null,
  })

test('an abstention is neither agreement nor disagreement, and a lone voice is the minority', () => {
  const rows = agreementMatrix(['axis:surgery', 'axis:systemic', 'axis:stage'], [
    opinion(1, { 'axis:surgery': 'agree', 'axis:systemic': 'agree', 'axis:stage': 'agree' }),
    opinion(2, { 'axis:surgery': 'agree', 'axis:systemic': 'differ', 'axis:stage': 'cannotJudge' }),
    opinion(3, { 'axis:surgery': 'agree', 'axis:systemic': 'agree', 'axis:stage': 'differ' }),
  ])
  expect(rows.map((row) => row.pairAgreement)).toEqual([1, 1 / 3, 0])
  expect(rows.map((row) => row.minority)).toEqual([[], [user(2).id], []])
  expect(rows[2]?.counts).toEqual({ agree: 1, refined: 0, differ: 1, cannotJudge: 1 })
  expect(panelKappa(rows, 3)).toMatchObject({ subjects: 2 })
})

test('an opinion is complete when every subject has its position and every difference its reason', () => {
  const subjects = opinionSubjects([{ number: 1, asked: true }, { number: 2, asked: false }])
  expect(subjects).toHaveLength(10)
  const all = subjects.map((subject) => ({ subject, position: 'agree' as const, confidence: 'high' as const, recommendation: '', reason: '', proofs: [] }))
  expect(opinionGaps(all, subjects)).toEqual([])
  expect(opinionGaps(all.slice(1), subjects)).toEqual([{ subject: 'question:1', gap: 'noPosition' }])
  const [first, ...rest] = all
  if (!first) throw new Error('no subject')
  expect(opinionGaps([{ ...first, position: 'cannotJudge' }, ...rest], subjects)).toEqual([{ subject: 'question:1', gap: 'noReason' }])
})

test('the report receives the agreement and every dissenting voice as it was written', () => {
  const subjects = ['axis:surgery', 'question:3']
  const say = (n: number, surgery: Position, third: Position) => opinion(n, { 'axis:surgery': surgery, 'question:3': third })
  const consensus = (opinions: ExpertOpinion[]) => consensusOf(agreementMatrix(subjects, opinions), opinions.length)
  expect(consensus([say(1, 'agree', 'agree')])).toBe('singleExpert')
  expect(consensus([say(1, 'agree', 'agree'), say(2, 'agree', 'cannotJudge')])).toBe('unanimous')
  const majority = [say(1, 'agree', 'agree'), say(2, 'differ', 'agree'), say(3, 'agree', 'agree')]
  expect(consensus(majority)).toBe('majority')
  expect(dissentingVoices(subjects, majority, 'es').map(({ expert, isMinority, words, paragraph }) => [expert, isMinority, words, JSON.stringify(paragraph)])).toEqual([
    ['Expert 2', true, 'why', JSON.stringify({ type: 'paragraph', content: [{ type: 'text', text: 'Cirugía. Opinión minoritaria: Expert 2. ', bold: true }, { type: 'text', text: '“why” ' }] })],
  ])
  const split = [say(1, 'agree', 'agree'), say(2, 'differ', 'agree')]
  expect(consensus(split)).toBe('split')
  expect(dissentingVoices(subjects, split, 'en').map(({ expert }) => expert)).toEqual(['Expert 1', 'Expert 2'])
})
