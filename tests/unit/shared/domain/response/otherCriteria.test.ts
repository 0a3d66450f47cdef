// Limits of PERCIST, Lugano and RANO that published sentences fix; each number is computed by hand from the sentence quoted.
import { describe, expect, test } from 'vitest'
import { evaluateLugano, type LuganoInput } from '../../../../../src/shared/domain/response/lugano.ts'
import { evaluatePercist } from '../../../../../src/shared/domain/response/percist.ts'
import { evaluateRano2010, type RanoTimepoint } from '../../../../../src/shared/domain/response/rano2010.ts'

describe('PERCIST (Wahl 2009: "30 % and at least 0.8 SUL units")', () => {
  const liver = { liverSulMean: 1, liverSulSd: 0.1, uptakeMinutes: 60 }
  const run = (before: number, after: number, more = {}) => evaluatePercist({ baseline: { ...liver, hottestSulPeak: before }, followUp: { ...liver, hottestSulPeak: after, ...more } })
  test.each([
    [2, 1.4, 'SMD', '-30 % but only 0.6 units'],
    [2, 1.2, 'PMR', '-40 % and exactly 0.8 units, which binary fractions miss'],
    [2.6, 3.4, 'PMD', '+30.8 % and exactly 0.8 units'],
    [10, 12.9, 'SMD', '+29 %'],
  ])('%d to %d is %s: %s', (before, after, response) => {
    expect(run(before, after)).toMatchObject({ response })
  })
  test('liver: exactly 20 % is comparable, 0.3 units are not; 15 minutes are, 16 are not', () => {
    expect(run(8, 4, { liverSulMean: 1.2 })).toMatchObject({ issues: [] })
    expect(run(8, 4, { liverSulMean: 1.21 })).toMatchObject({ response: 'NE', issues: ['liverNotComparable'] })
    expect(run(8, 4, { uptakeMinutes: 75 })).toMatchObject({ issues: [] })
    expect(run(8, 4, { uptakeMinutes: 76, liverSulMean: 1.3 })).toMatchObject({ issues: ['liverNotComparable', 'uptakeTimeNotComparable'] })
  })
})

describe('Lugano (Cheson 2014)', () => {
  const run = (sizes: readonly (readonly [number, number] | null)[], spleen: readonly (number | null)[] = [], isNode = true) => {
    const timepoints = sizes.map((_, n) => ({ id: `T${n}`, date: `2026-0${n + 1}-01`, spleenLengthMm: spleen[n] ?? null }))
    const input: LuganoInput = { timepoints, nodes: [{ id: 'A', isNode, timepoints: sizes.flatMap((s, n) => (s ? [{ t: `T${n}`, ldiMm: s[0], sdiMm: s[1] }] : [])) }] }
    const result = evaluateLugano(input)
    return 'refusal' in result ? result.refusal.code : result.timepoints.at(-1)?.ctResponse
  }
  test.each<[string, Parameters<typeof run>, string]>([
    ['nadir 20 mm counts as up to 2 cm: +5 mm and +56 % is progression', [[[30, 20], [20, 16], [25, 20]]], 'PD'],
    ['nadir 21 mm needs 10 mm: +5 mm and +55 % is not', [[[30, 20], [21, 16], [26, 20]]], 'SD'],
    ['a node of 15 mm or less does not progress', [[[16, 10], [8, 6], [15, 12]]], 'CR'],
    ['an extranodal lesion must be gone', [[[20, 12], [4, 3]], [], false], 'PR'],
    ['an extranodal lesion that is gone', [[[20, 12], [0, 0]], [], false], 'CR'],
    ['not measured', [[[20, 12], null]], 'NE'],
    ['normal spleen: +20 mm to over 130 mm is progression', [[[20, 12], [20, 12]], [115, 135]], 'PD'],
    ['normal spleen: +20 mm to 130 mm is not', [[[20, 12], [20, 12]], [110, 130]], 'SD'],
    ['spleen 150 to 139: more than half of its excess gone allows a partial response', [[[30, 20], [20, 14]], [150, 139]], 'PR'],
    ['spleen 150 to 140: exactly half does not', [[[30, 20], [20, 14]], [150, 140]], 'SD'],
    ['a node of 15 mm is not measurable', [[[15, 10], [15, 10]]], 'targetNotMeasurable'],
    ['an extranodal lesion of 11 mm is', [[[11, 8], [11, 8]], [], false], 'SD'],
  ])('%s', (_, call, expected) => {
    expect(run(...call)).toBe(expected)
  })
  test('a score that is not of the five-point scale is refused', () => {
    const timepoints = [{ id: 'T0', date: '2026-01-01' }, { id: 'T1', date: '2026-02-01', pet: { deauville: 6 } }]
    expect(evaluateLugano({ timepoints })).toEqual({ refusal: { code: 'invalidDeauville' } })
  })
})

describe('RANO 2010 (Wen 2010)', () => {
  const calm = { dexamethasoneMgPerDay: 4, t2Flair: 'stable', clinicalStatus: 'stable' } as const
  const at = (n: number, ldMm: number, pdMm: number, more: Partial<RanoTimepoint> = {}): RanoTimepoint => ({ id: `T${n}`, date: `2026-0${n + 2}-02`, lesions: [{ id: 'A', ldMm, pdMm }], ...calm, ...more })
  const last = (timepoints: RanoTimepoint[], radiotherapyEnd?: string) => {
    const result = evaluateRano2010({ timepoints, radiotherapyEnd })
    return 'refusal' in result ? result.refusal : result.timepoints.at(-1)
  }
  test('growth while steroids were lowered is not progression', () => {
    expect(last([at(0, 40, 30), at(1, 50, 30, { dexamethasoneMgPerDay: 2 })])).toMatchObject({ response: 'SD' })
  })
  test('within twelve weeks of radiotherapy progression is not evaluable, unless outside the field or proven by pathology', () => {
    // 2026-01-05 to 2026-03-30 are 84 days.
    const grown = at(1, 50, 30, { date: '2026-03-30' })
    expect(last([at(0, 40, 30), grown], '2026-01-05')).toMatchObject({ response: 'NE' })
    expect(last([at(0, 40, 30), grown], '2026-01-04')).toMatchObject({ response: 'PD' })
    expect(last([at(0, 40, 30), { ...grown, outsideRadiationField: true }], '2026-01-05')).toMatchObject({ response: 'PD' })
    expect(last([at(0, 40, 30), { ...grown, pathologyConfirmed: true }], '2026-01-05')).toMatchObject({ response: 'PD' })
  })
  test('a decline with another cause is not progression, but no response either', () => {
    expect(last([at(0, 40, 30), at(1, 20, 20, { clinicalStatus: 'worse', clinicalWorseningOtherCause: true })])).toMatchObject({ response: 'SD' })
  })
  test('a partial response is confirmed by a complete one, not across stable disease', () => {
    const gone = { dexamethasoneMgPerDay: 0 }
    expect(last([at(0, 40, 30), at(1, 0, 0, gone), at(2, 30, 0)])).toMatchObject({ response: 'PR', confirmed: true })
    expect(last([at(0, 40, 30), at(1, 30, 20), at(2, 28, 25, { clinicalStatus: 'worse', clinicalWorseningOtherCause: true }), at(3, 30, 20)])).toMatchObject({ response: 'PR', confirmed: false })
  })
  test('missing assessments are named', () => {
    expect(last([at(0, 40, 30), at(1, 40, 30, { t2Flair: null, dexamethasoneMgPerDay: null })])).toEqual({ code: 'missingData', fields: ['dexamethasoneMgPerDay', 't2Flair'] })
  })
})
