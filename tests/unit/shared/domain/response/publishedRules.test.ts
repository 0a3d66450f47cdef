// Ten further cases per response engine, each worked out by hand from the published rule it names; none of them is in the reference tables.
import { expect, test } from 'vitest'
import { CALCULATORS } from '#shared/domain/calculators.ts'

const DAYS = ['2026-01-05', '2026-03-09', '2026-05-11', '2026-07-13', '2026-09-14']
type At = number | 'gone' | 'small' | 'ne' | null
type Word = 'present' | 'absent' | 'progressed' | 'notEvaluable' | 'equivocal' | 'unequivocal' | null

const target = (id: string, sizes: readonly At[], more: object = {}) => ({
  id, role: 'target', organ: `organ of ${id}`, isNode: false, ...more,
  timepoints: sizes.flatMap((size, n) => (size === null ? [] : [{ t: `T${n}`, diameterMm: typeof size === 'number' ? size : null, state: size === 'gone' ? 'absent' : size === 'small' ? 'tooSmall' : size === 'ne' ? 'notEvaluable' : 'measured' }])),
})
const node = (id: string, sizes: readonly At[]) => target(id, sizes, { organ: 'lymph node', isNode: true })
const other = (id: string, words: readonly Word[], more: object = {}) => ({ id, role: 'nonTarget', organ: 'bone', isNode: false, timepoints: words.flatMap((state, n) => (state === null ? [] : [{ t: `T${n}`, state, ...((more as { grown?: number[] }).grown?.includes(n) ? { increasedSinceLast: true } : {}) }])) })
const fresh = (id: string, words: readonly Word[], more: object = {}) => ({ id, role: 'new', organ: 'liver', isNode: false, timepoints: words.flatMap((state, n) => (state === null ? [] : [{ t: `T${n}`, state }])), ...more })
const series = (count: number, lesions: readonly object[], more: { days?: string[]; at?: Record<number, object>; settings?: object } = {}) => ({
  timepoints: Array.from({ length: count }, (_, n) => ({ id: `T${n}`, date: (more.days ?? DAYS)[n], ...more.at?.[n] })), lesions, ...(more.settings ? { settings: more.settings } : {}),
})
const run = (kind: string, input: unknown) => CALCULATORS[kind]?.(input) as { refusal?: { code: string }; timepoints: Record<string, unknown>[] } & Record<string, unknown>
/** Responses after baseline, or the refusal. */
const overall = (kind: string, input: unknown, field = 'overallResponse') => {
  const result = run(kind, input)
  return result.refusal ? result.refusal.code : result.timepoints.slice(1).map((entry) => entry[field])
}

test.each<[string, object, unknown]>([
  ['Eisenhauer 4.3.1, partial response: at least 30 %: 50 to 35 is exactly 30 %', series(2, [target('A', [50, 35])]), ['PR']],
  ['4.3.1, 35.1 of 50 is 29.8 %: stable', series(2, [target('A', [50, 35.1])]), ['SD']],
  ['4.3.1, progression needs 20 % and 5 mm: 20 to 24.9 is 24.5 % but 4.9 mm', series(2, [target('A', [20, 24.9])]), ['SD']],
  ['4.3.1, and the other way: 100 to 119.9 is 19.9 mm but 19.9 %', series(2, [target('A', [50, 59.9]), target('B', [50, 60])]), ['SD']],
  ['4.3.1, the smallest sum on study is the reference: 60, 30, 36 is +20 % and 6 mm, below baseline all the same', series(3, [target('A', [60, 30, 36])]), ['PR', 'PD']],
  ['4.3.2, nodes below 10 mm are complete response although the sum is not 0', series(2, [node('L', [18, 9.9]), target('A', [22, 'gone'])]), ['CR']],
  ['4.3.2, a node of 10 mm is not yet normal: 40 to 10 is -75 %', series(2, [node('L', [18, 10]), target('A', [22, 'gone'])]), ['PR']],
  ['4.3.2, present but too small to measure counts as 5 mm: 30 to 5 is -83 %, not complete', series(2, [target('A', [30, 'small'])]), ['PR']],
  ['table 1: complete targets and persisting non-targets are partial response', series(2, [target('A', [30, 'gone']), other('B', ['present', 'present'])]), ['PR']],
  ['4.4.1: one target not assessed, the others alone already 20 % and 5 mm above the smallest sum: progression all the same', series(2, [target('A', [30, 60]), target('B', [10, 'ne'])]), ['PD']],
])('RECIST 1.1: %s', (_rule, input, expected) => {
  expect(overall('response-recist11', input)).toEqual(expected)
})

test.each<[string, object, unknown]>([
  ['Seymour 2017: the first progression is unconfirmed', series(2, [target('A', [50, 61])]), ['iUPD']],
  ['table 2: another 5 mm on top confirms: 61 to 66', series(3, [target('A', [50, 61, 66])]), ['iUPD', 'iCPD']],
  ['table 2: 4.9 mm on top does not', series(3, [target('A', [50, 61, 65.9])]), ['iUPD', 'iUPD']],
  ['the bar resets when it shrinks: 50, 61, 45 is stable', series(3, [target('A', [50, 61, 45])]), ['iUPD', 'iSD']],
  ['after a reset progression is unconfirmed anew: nadir 45, 56 is +24 % and 11 mm', series(4, [target('A', [50, 61, 45, 56])]), ['iUPD', 'iSD', 'iUPD']],
  ['a fall of a third after unconfirmed progression is immune partial response', series(3, [target('A', [50, 61, 35])]), ['iUPD', 'iPR']],
  ['a new lesion is unconfirmed progression even with a shrinking sum', series(2, [target('A', [50, 30]), fresh('N', [null, 'unequivocal'])]), ['iUPD']],
  ['a second new lesion confirms', series(3, [target('A', [50, 50, 50]), fresh('N', [null, 'unequivocal', 'unequivocal']), fresh('M', [null, null, 'unequivocal'])]), ['iUPD', 'iCPD']],
  ['non-targets that progressed and grow on confirm', series(3, [target('A', [50, 50, 50]), other('B', ['present', 'progressed', 'progressed'], { grown: [2] })]), ['iUPD', 'iCPD']],
  ['progression in another category than before confirms: sum first, then a new lesion', series(3, [target('A', [50, 61, 61]), fresh('N', [null, null, 'unequivocal'])]), ['iUPD', 'iCPD']],
])('iRECIST: %s', (_rule, input, expected) => {
  expect(overall('response-irecist', input)).toEqual(expected)
})

const nodes = (...all: readonly (readonly (readonly [number, number] | null)[])[]) =>
  all.map((sizes, i) => ({ id: `L${i}`, isNode: true, timepoints: sizes.flatMap((size, n) => (size ? [{ t: `T${n}`, ldiMm: size[0], sdiMm: size[1] }] : [])) }))
const lugano = (count: number, more: { pet?: Record<number, object>; at?: Record<number, object>; nodes?: object[] }) => ({
  timepoints: Array.from({ length: count }, (_, n) => ({ id: `T${n}`, date: DAYS[n], ...(more.pet?.[n] ? { pet: { newLymphomaFoci: false, ...more.pet[n] } } : {}), ...more.at?.[n] })), ...(more.nodes ? { nodes: more.nodes } : {}),
})
test.each<[string, object, string, unknown]>([
  ['Cheson 2014 table 3: score 3 is complete metabolic response', lugano(2, { pet: { 0: { deauville: 5 }, 1: { deauville: 3 } } }), 'metabolicResponse', ['CMR']],
  ['score 4 with less uptake is partial', lugano(2, { pet: { 0: { deauville: 5 }, 1: { deauville: 4, uptakeVsBaseline: 'decreased' } } }), 'metabolicResponse', ['PMR']],
  ['score 5 without a significant change is no metabolic response', lugano(2, { pet: { 0: { deauville: 5 }, 1: { deauville: 5, uptakeVsBaseline: 'unchanged' } } }), 'metabolicResponse', ['NMR']],
  ['new foci of lymphoma are progression whatever the score', lugano(2, { pet: { 0: { deauville: 5 }, 1: { deauville: 2, newLymphomaFoci: true } } }), 'metabolicResponse', ['PMD']],
  ['score X is not evaluable', lugano(2, { pet: { 0: { deauville: 4 }, 1: { deauville: 'X' } } }), 'metabolicResponse', ['NE']],
  ['CT: products 30x20 + 20x10 = 800 to 20x15 + 16x6 = 396: -50.5 %', lugano(2, { nodes: nodes([[30, 20], [20, 15]], [[20, 10], [16, 6]]) }), 'ctResponse', ['PR']],
  ['CT: 800 to 20x15 + 17x6 = 402 is -49.8 %: stable', lugano(2, { nodes: nodes([[30, 20], [20, 15]], [[20, 10], [17, 6]]) }), 'ctResponse', ['SD']],
  ['CT: every node to 15 mm or less is complete', lugano(2, { nodes: nodes([[30, 20], [15, 14]], [[20, 10], [12, 8]]) }), 'ctResponse', ['CR']],
  ['CT: one node +50 % and +5 mm is progression though the sum falls: 18x12 = 216 to 23x15 = 345 beside 60x50 to 30x20', lugano(2, { nodes: nodes([[60, 50], [30, 20]], [[18, 12], [23, 15]]) }), 'ctResponse', ['PD']],
  ['spleen of 150 mm: growth by more than half of its 20 mm excess, to 161, is progression', lugano(2, { nodes: nodes([[30, 20], [30, 20]]), at: { 0: { spleenLengthMm: 150 }, 1: { spleenLengthMm: 161 } } }), 'ctResponse', ['PD']],
])('Lugano: %s', (_rule, input, field, expected) => {
  expect(overall('response-lugano-deauville', input, field)).toEqual(expected)
})

const liver = { liverSulMean: 1.6, liverSulSd: 0.2, uptakeMinutes: 62 }
const percist = (before: number, after: number, more: object = {}) => ({ baseline: { lesionId: 'A', hottestSulPeak: before, ...liver }, followUp: { lesionId: 'A', hottestSulPeak: after, ...liver, ...more } })
test.each<[string, object, unknown]>([
  ['Wahl 2009: measurable from 1.5 times liver + 2 SD = 2.8: 2.7 is not', percist(2.7, 1), 'baselineNotMeasurable'],
  ['2.8 is', percist(2.8, 2.8), 'SMD'],
  ['8.0 to 5.6 is exactly -30 % and 2.4 units', percist(8, 5.6), 'PMR'],
  ['8.0 to 5.7 is -28.8 %', percist(8, 5.7), 'SMD'],
  ['8.0 to 10.4 is exactly +30 %', percist(8, 10.4), 'PMD'],
  ['a new lesion is progression though the hottest has cooled', percist(8, 3, { newLesion: true }), 'PMD'],
  ['all at background is complete', percist(8, 1.2, { allLesionsAtBackground: true }), 'CMR'],
  ['the hottest lesion may be another one', percist(8, 5, { lesionId: 'B' }), 'PMR'],
  ['liver 1.6 to 1.9 differs by 0.3: not comparable', percist(8, 3, { liverSulMean: 1.9 }), 'NE'],
  ['62 and 78 minutes differ by more than 15: not comparable', percist(8, 3, { uptakeMinutes: 78 }), 'NE'],
])('PERCIST: %s', (_rule, input, expected) => {
  const result = run('response-percist', input)
  expect(result.refusal?.code ?? result.response).toBe(expected)
})

const well = { dexamethasoneMgPerDay: 2, t2Flair: 'stable', clinicalStatus: 'stable' }
const rano = (sizes: readonly (readonly [number, number] | null)[], at: Record<number, object> = {}, more: object = {}) => ({
  ...more, timepoints: sizes.map((size, n) => ({ id: `T${n}`, date: DAYS[n], lesions: [{ id: 'G', ldMm: size?.[0] ?? null, pdMm: size?.[1] ?? null }], ...well, ...at[n] })),
})
test.each<[string, object, unknown]>([
  ['Wen 2010 table 4: 40x30 = 1200 to 600 is exactly -50 %, steroids the same', rano([[40, 30], [30, 20]]), ['PR']],
  ['the same with more steroids than at baseline is stable', rano([[40, 30], [30, 20]], { 1: { dexamethasoneMgPerDay: 4 } }), ['SD']],
  ['1200 to 610 is -49.2 %: stable', rano([[40, 30], [30.5, 20]]), ['SD']],
  ['gone, no steroids, clinically stable is complete', rano([[40, 30], [0, 0]], { 1: { dexamethasoneMgPerDay: 0 } }), ['CR']],
  ['gone but on steroids is partial', rano([[40, 30], [0, 0]]), ['PR']],
  ['+25 % over the smallest product: 1200, 600, 750', rano([[40, 30], [30, 20], [30, 25]]), ['PR', 'PD']],
  ['+24 %: 600 to 744 is not', rano([[40, 30], [30, 20], [31, 24]]), ['PR', 'SD']],
  ['FLAIR significantly increased is progression with a stable product', rano([[40, 30], [40, 30]], { 1: { t2Flair: 'significantlyIncreased' } }), ['PD']],
  ['clinically worse is progression, unless for another cause', rano([[40, 30], [40, 30], [40, 30]], { 1: { clinicalStatus: 'worse', clinicalWorseningOtherCause: true }, 2: { clinicalStatus: 'worse' } }), ['SD', 'PD']],
  ['within twelve weeks of radiotherapy growth in the field is not evaluable', rano([[40, 30], [40, 40]], {}, { radiotherapyEnd: '2026-01-01' }), ['NE']],
])('RANO 2010: %s', (_rule, input, expected) => {
  expect(overall('response-rano2010', input, 'response')).toEqual(expected)
})
