// What is not stated is never a "no": where it could change the category, the category is provisional and the field is named; where it could not, nothing is.
// The categories themselves are those of the golden tables (PERCIST: Wahl 2009; Lugano: Cheson 2014; RANO: Wen 2010); each row's reason stands in its name.
import { describe, expect, test } from 'vitest'
import { Measurement } from '#shared/domain/annotation.ts'
import type { ImagingStudy } from '#shared/domain/imagingStudy.ts'
import { type LesionRecord, ResponseChoices, TrackedLesion } from '#shared/domain/lesion.ts'
import { evaluateOther } from '#shared/domain/otherCriteria.ts'
import { responseTable } from '#shared/domain/responseTable.ts'

const id = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`
const authored = { author: id(900), authorName: 'H. Osei', createdAt: '2026-11-01T10:00:00Z', changedAt: '2026-11-01T10:00:00Z' }
const [B, F] = ['2026-03-12', '2026-09-12']

/** One node with both axes at two dates, and what is stated: b. = at baseline, f. = at follow-up. */
function run(criteria: 'lugano' | 'percist' | 'rano2010', node: readonly [readonly [number, number], readonly [number, number]] | null, said: Readonly<Record<string, string>>, radiotherapyEnd = '') {
  const lesions = node ? [TrackedLesion.parse({ ...authored, id: id(1), label: 'T1', site: 'axilla', organ: 'lymphNode', role: 'target' })] : []
  const marks = (node ?? []).map(([long, short], n) =>
    Measurement.parse({
      ...authored, id: id(11 + n), type: 'measurement', label: 'T1', values: [long.toFixed(1), short.toFixed(1)], spacingSource: 'pixelSpacing', note: '', lesionId: id(1),
      anchor: { kind: 'image', StudyInstanceUID: `1.${n + 1}`, SeriesInstanceUID: '2.1', SOPInstanceUID: `3.${n}`, frame: 1, FrameOfReferenceUID: '4.1', view: null },
      shape: { type: 'bidirectional', points: { pixels: [[0, 0], [1, 0], [0, 0], [0, 1]], patient: null } },
    }),
  )
  const assessments = Object.fromEntries(Object.entries(said).map(([key, value]) => [key.replace(/^b\./u, `${B}.`).replace(/^f\./u, `${F}.`), { value, changedAt: '', changedBy: '' }]))
  const record = { lesions, findings: [], outside: [], choices: ResponseChoices.parse({ radiotherapyEnd }), assessments, unreadable: 0 } as unknown as LesionRecord
  const table = responseTable(record, marks, [B, F].map((studyDate, n) => ({ StudyInstanceUID: `1.${n + 1}`, studyDate })) as ImagingStudy[], id(900) as never)
  const result = evaluateOther(criteria, node ? table : { ...table, dates: [B, F] }, record)
  if ('refusal' in result) return result.refusal.code
  const last = result.entries.at(-1)
  return { says: last?.responses.join(' '), open: last?.unstated.flatMap(({ date, fields }) => fields.map((field) => `${date === B ? 'b' : 'f'}.${field}`)) }
}

const scan = (at: 'b' | 'f', peak: string) => ({ [`${at}.hottestSulPeak`]: peak, [`${at}.liverSulMean`]: '1', [`${at}.liverSulSd`]: '0.1', [`${at}.uptakeMinutes`]: '60' })
const spleen = { 'b.spleenLengthMm': '110', 'f.spleenLengthMm': '108' }

describe('PERCIST', () => {
  test.each([
    ['-50 %: a partial response, or a complete one if all is at background', {}, 'PMR', ['f.allLesionsAtBackground']],
    ['the same, and it is stated that not all is', { 'f.allLesionsAtBackground': 'no' }, 'PMR', []],
    ['the same, and all is', { 'f.allLesionsAtBackground': 'yes' }, 'CMR', []],
    ['livers that cannot be compared are not evaluable whatever is stated', { 'f.liverSulMean': '1.5' }, 'NE', []],
  ] as const)('%s', (_, more, says, open) => {
    expect(run('percist', null, { ...scan('b', '8'), ...scan('f', '4'), ...more })).toEqual({ says, open })
  })
})

describe('Lugano', () => {
  test.each([
    ['score 2: complete, unless there are new foci', { 'f.deauville': '2' }, 'CMR', ['f.newLymphomaFoci']],
    ['score 2, and there are none', { 'f.deauville': '2', 'f.newLymphomaFoci': 'no' }, 'CMR', []],
    ['score 2, and there are', { 'f.deauville': '2', 'f.newLymphomaFoci': 'yes' }, 'PMD', []],
    ['score 4 without the uptake against baseline is not evaluable, and both are named', { 'f.deauville': '4' }, 'NE', ['f.uptakeVsBaseline', 'f.newLymphomaFoci']],
    ['score 4, decreased, no new foci', { 'f.deauville': '4', 'f.uptakeVsBaseline': 'decreased', 'f.newLymphomaFoci': 'no' }, 'PMR', []],
    ['progression by new foci needs no uptake', { 'f.deauville': '4', 'f.newLymphomaFoci': 'yes' }, 'PMD', []],
  ] as const)('PET, %s', (_, said, says, open) => {
    expect(run('lugano', null, said)).toEqual({ says, open })
  })
  test.each<[string, Parameters<typeof run>[1], Record<string, string>, string, string[]]>([
    ['halved products: a partial response, unless the spleen was large or grew', [[30, 20], [20, 14]], {}, 'PR', ['b.spleenLengthMm', 'f.spleenLengthMm']],
    ['the same with both spleens stated', [[30, 20], [20, 14]], spleen, 'PR', []],
    ['a spleen that was large and is not stated now cannot have become normal: the missing length is named', [[30, 20], [20, 14]], { 'b.spleenLengthMm': '150' }, 'SD', ['f.spleenLengthMm']],
    ['a length now, none at baseline: it may have grown', [[30, 20], [20, 14]], { 'f.spleenLengthMm': '150' }, 'PR', ['b.spleenLengthMm']],
    ['a spleen of 108 mm now is normal whatever it was', [[30, 20], [20, 14]], { 'f.spleenLengthMm': '108' }, 'PR', []],
    ['progression of a node stays progression', [[20, 15], [40, 30]], {}, 'PD', []],
  ])('CT, %s', (_, node, said, says, open) => {
    expect(run('lugano', node, said)).toEqual({ says, open })
  })
})

describe('RANO', () => {
  const calm = { 'f.dexamethasoneMgPerDay': '4', 'f.t2Flair': 'stable', 'f.clinicalStatus': 'stable', 'b.dexamethasoneMgPerDay': '4' }
  test.each([
    ['growth within twelve weeks of radiotherapy', calm, 'NE', ['f.outsideRadiationField', 'f.pathologyConfirmed']],
    ['the same, and it is neither outside the field nor proven', { ...calm, 'f.outsideRadiationField': 'no', 'f.pathologyConfirmed': 'no' }, 'NE', []],
  ] as const)('%s', (_, said, says, open) => {
    expect(run('rano2010', [[40, 30], [50, 40]], said, '2026-08-20')).toEqual({ says, open })
  })
  test('a decline whose cause is not stated', () => {
    expect(run('rano2010', [[40, 30], [40, 30]], { ...calm, 'f.clinicalStatus': 'worse' })).toEqual({ says: 'PD', open: ['f.clinicalWorseningOtherCause'] })
    expect(run('rano2010', [[40, 30], [40, 30]], { ...calm, 'f.clinicalStatus': 'worse', 'f.clinicalWorseningOtherCause': 'no' })).toEqual({ says: 'PD', open: [] })
  })
})
