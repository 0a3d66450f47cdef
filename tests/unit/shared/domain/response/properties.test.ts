// Properties every response engine must have, on random cases: the order of lesions never matters, adding progression never improves a response.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { evaluateIrecist } from '../../../../../src/shared/domain/response/irecist.ts'
import { LesionSeries } from '../../../../../src/shared/domain/response/lesions.ts'
import { evaluateLugano, type LuganoInput } from '../../../../../src/shared/domain/response/lugano.ts'
import { evaluatePercist } from '../../../../../src/shared/domain/response/percist.ts'
import { evaluateRano2010, type RanoInput } from '../../../../../src/shared/domain/response/rano2010.ts'
import { evaluateRecist11 } from '../../../../../src/shared/domain/response/recist11.ts'

const DATES = ['2026-01-12', '2026-03-16', '2026-05-18', '2026-07-20']
const IDS = DATES.map((_, n) => `T${n}`)
const mm = (least: number, most: number) => fc.integer({ min: least * 10, max: most * 10 }).map((tenths) => tenths / 10)

const target = (n: number) =>
  fc.record({ isNode: fc.boolean(), sizes: fc.tuple(mm(15, 90), ...IDS.slice(1).map(() => fc.oneof({ weight: 5, arbitrary: mm(0, 120) }, { weight: 1, arbitrary: fc.constant(null) }))) }).map(({ isNode, sizes }) => ({
    id: `A${n}`, role: 'target', organ: isNode ? 'lymph node' : `organ ${n}`, isNode,
    timepoints: sizes.map((diameterMm, i) => ({ t: IDS[i], diameterMm, state: diameterMm === null ? 'notEvaluable' : diameterMm === 0 ? 'absent' : 'measured' })),
  }))
const nonTarget = (n: number) =>
  fc.tuple(...IDS.slice(1).map(() => fc.constantFrom('present', 'absent', 'progressed', 'notEvaluable'))).map((states) => ({
    id: `B${n}`, role: 'nonTarget', organ: 'bone', isNode: false, timepoints: [{ t: 'T0', state: 'present' }, ...states.map((state, i) => ({ t: IDS[i + 1], state }))],
  }))

const series = fc
  .tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 0, max: 2 }))
  .chain(([targets, others]) => fc.tuple(fc.tuple(...Array.from({ length: targets }, (_, n) => target(n))), fc.tuple(...Array.from({ length: others }, (_, n) => nonTarget(n)))))
  .map(([targets, others]) =>
    LesionSeries.parse({ timepoints: IDS.map((id, n) => ({ id, date: DATES[n] })), lesions: [...targets, ...others], settings: { nodesAreOneOrgan: false } }),
  )
  .filter((made) => made.lesions.filter((l) => l.organ === 'lymph node').length <= 2)

/** Higher is better; NE stands outside. */
const RANK: Record<string, number> = { CR: 3, PR: 2, SD: 1, 'nonCR/nonPD': 1, PD: 0 }

function responses(made: LesionSeries): (string | null)[] {
  const result = evaluateRecist11(made)
  if ('refusal' in result) throw new Error(`refused: ${result.refusal.code}`)
  return result.timepoints.map((entry) => entry.overallResponse)
}

describe('RECIST 1.1 and iRECIST', () => {
  test('the order of lesions and timepoints never matters', () => {
    fc.assert(
      fc.property(series, fc.nat(), (made, seed) => {
        const turned = { ...made, lesions: rotate(made.lesions, seed), timepoints: rotate(made.timepoints, seed) }
        expect(evaluateRecist11(turned)).toEqual(evaluateRecist11(made))
        expect(evaluateIrecist(turned)).toEqual(evaluateIrecist(made))
      }),
    )
  })
  test('an unequivocal new lesion is progression, whatever the sum', () => {
    fc.assert(
      fc.property(series, fc.integer({ min: 1, max: 3 }), (made, at) => {
        const lesion = { id: 'N', role: 'new' as const, organ: 'liver', isNode: false, timepoints: [{ t: `T${at}`, state: 'unequivocal' as const }] }
        expect(responses({ ...made, lesions: [...made.lesions, lesion] })[at]).toBe('PD')
      }),
    )
  })
  test('growth of one target at the last look never improves the response there', () => {
    fc.assert(
      fc.property(series, mm(0, 60), (made, growth) => {
        const grown = {
          ...made,
          lesions: made.lesions.map((lesion) =>
            lesion.id === 'A0'
              ? { ...lesion, timepoints: lesion.timepoints.map((e) => (e.t === 'T3' && e.state !== 'notEvaluable' ? { ...e, state: 'measured' as const, diameterMm: (e.diameterMm ?? 0) + growth } : e)) }
              : lesion,
          ),
        }
        const [before, after] = [responses(made)[3] ?? 'NE', responses(grown)[3] ?? 'NE']
        if (before !== 'NE' && after !== 'NE') expect(RANK[after]).toBeLessThanOrEqual(RANK[before] ?? 0)
        if (before === 'NE') expect(['NE', 'PD']).toContain(after)
      }),
    )
  })
})

describe('what follows from the definitions, on random readings', () => {
  test('the nadir never rises, it is the smallest earlier sum, and the date of progression is the first one', () => {
    fc.assert(
      fc.property(series, (made) => {
        const result = evaluateRecist11(made)
        if ('refusal' in result) throw new Error('refused')
        for (const [n, entry] of result.timepoints.entries()) {
          const earlier = result.timepoints.slice(0, n).flatMap(({ sumMm }) => (sumMm === null ? [] : [sumMm]))
          expect(entry.nadirMm).toBe(earlier.length === 0 ? null : Math.min(...earlier))
          // Progression by the sum needs both limits; a sum alone below either of them is none.
          if (entry.targetResponse === 'PD' && entry.nadirMm !== null && !result.timepoints.slice(0, n).some((one) => one.overallResponse === 'CR')) expect((entry.partialSumMm ?? 0) - entry.nadirMm).toBeGreaterThanOrEqual(5 - 1e-9)
        }
        const first = result.timepoints.findIndex(({ overallResponse }) => overallResponse === 'PD')
        expect(result.progressionDate).toBe(first < 0 ? null : DATES[first])
      }),
    )
  })
  test('iRECIST never confirms at the first sign, never within 28 days, and ends at the first confirmation', () => {
    fc.assert(
      fc.property(series, (made) => {
        const result = evaluateIrecist(made)
        if ('refusal' in result) throw new Error('refused')
        const words = result.timepoints.map(({ overallResponse }) => overallResponse)
        const at = words.indexOf('iCPD')
        expect(words.indexOf('iCPD') === -1 || words.lastIndexOf('iCPD') === words.length - 1).toBe(true)
        if (at >= 0) expect(words.slice(0, at)).toContain('iUPD')
        const soon = evaluateIrecist({ ...made, timepoints: made.timepoints.map((t, n) => ({ ...t, date: `2026-01-${String(1 + n * 9).padStart(2, '0')}` })) })
        expect('timepoints' in soon && soon.timepoints.some(({ overallResponse }) => overallResponse === 'iCPD')).toBe(false)
      }),
    )
  })
  test('holding a partial response only ever turns stable disease into it', () => {
    fc.assert(
      fc.property(series, (made) => {
        const [plain, held] = [responses(made), responses({ ...made, settings: { ...made.settings, holdPartialResponse: true } })]
        for (const [n, word] of plain.entries()) expect(held[n] === word || (word === 'SD' && held[n] === 'PR')).toBe(true)
      }),
    )
  })
})

describe('Lugano', () => {
  const node = (n: number) => fc.tuple(...IDS.map((_, i) => fc.tuple(mm(i === 0 ? 16 : 0, 60), mm(1, 30)))).map((sizes) => ({
    id: `A${n}`, isNode: true, timepoints: sizes.map(([ldiMm, sdiMm], i) => ({ t: `T${i}`, ldiMm, sdiMm })),
  }))
  const input = fc.tuple(node(0), node(1), node(2)).map((nodes): LuganoInput => ({ timepoints: IDS.map((id, n) => ({ id, date: DATES[n] ?? '' })), nodes }))
  test('the order of nodes never matters; a new lesion is progression', () => {
    fc.assert(
      fc.property(input, fc.nat(), (made, seed) => {
        expect(evaluateLugano({ ...made, nodes: rotate(made.nodes ?? [], seed) })).toEqual(evaluateLugano(made))
        const withNew = evaluateLugano({ ...made, timepoints: made.timepoints.map((t) => (t.id === 'T2' ? { ...t, newLesion: true } : t)) })
        expect('timepoints' in withNew && withNew.timepoints[2]?.ctResponse).toBe('PD')
      }),
    )
  })
})

describe('PERCIST', () => {
  test('a new lesion is progression, and a higher uptake never a better response', () => {
    const scan = { liverSulMean: 1.6, liverSulSd: 0.2, uptakeMinutes: 60 }
    const rank = { CMR: 3, PMR: 2, SMD: 1, PMD: 0, NE: -1 }
    const run = (before: number, after: number, newLesion: boolean) => {
      const result = evaluatePercist({ baseline: { ...scan, hottestSulPeak: before }, followUp: { ...scan, hottestSulPeak: after, newLesion } })
      if (!('response' in result)) throw new Error('refused')
      return result.response
    }
    fc.assert(
      fc.property(mm(3, 20), mm(0, 25), mm(0, 5), (before, after, more) => {
        expect(run(before, after, true)).toBe('PMD')
        expect(rank[run(before, after + more, false)]).toBeLessThanOrEqual(rank[run(before, after, false)])
      }),
    )
  })
})

describe('RANO 2010', () => {
  const look = (n: number) => fc.record({ ldMm: mm(n === 0 ? 10 : 0, 60), pdMm: mm(n === 0 ? 10 : 0, 60) })
  const input = fc.tuple(fc.tuple(...IDS.map((_, n) => look(n))), fc.tuple(...IDS.map((_, n) => look(n)))).map(
    ([a, b]): RanoInput => ({
      timepoints: IDS.map((id, n) => ({ id, date: DATES[n] ?? '', lesions: [{ id: 'A', ...a[n] }, { id: 'B', ...b[n] }], dexamethasoneMgPerDay: 2, t2Flair: 'stable', clinicalStatus: 'stable' })),
    }),
  )
  test('the order of lesions never matters; new lesions, FLAIR and decline are progression', () => {
    fc.assert(
      fc.property(input, fc.constantFrom({ newLesion: true }, { t2Flair: 'significantlyIncreased' as const }, { clinicalStatus: 'worse' as const }), (made, sign) => {
        expect(evaluateRano2010({ timepoints: made.timepoints.map((t) => ({ ...t, lesions: rotate(t.lesions, 1) })) })).toEqual(evaluateRano2010(made))
        const worse = evaluateRano2010({ timepoints: made.timepoints.map((t) => (t.id === 'T3' ? { ...t, ...sign } : t)) })
        expect('timepoints' in worse && worse.timepoints[3]?.response).toBe('PD')
      }),
    )
  })
})

function rotate<T>(list: readonly T[], by: number): T[] {
  const at = list.length === 0 ? 0 : by % list.length
  return [...list.slice(at), ...list.slice(0, at)]
}
