// The table of lesions over time and what the engines make of it: RECIST 1.1 (Eisenhauer 2009) by hand-computed sums.
import { describe, expect, test } from 'vitest'
import { Measurement } from '../../../../src/shared/domain/annotation.ts'
import type { ImagingStudy } from '../../../../src/shared/domain/imagingStudy.ts'
import { ResponseChoices, TrackedLesion, type LesionRecord } from '../../../../src/shared/domain/lesion.ts'
import { proposeLesions } from '../../../../src/shared/domain/lesionProposal.ts'
import { suvTrend } from '../../../../src/shared/domain/suvTrend.ts'
import { criteriaDiameter, discrepancy, evaluate, isNotYet, lesionSeries, responseTable, unstatedNew, whyNot } from '../../../../src/shared/domain/responseTable.ts'

const id = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`
const me = id(900)
const authored = { author: me, authorName: 'H. Osei', createdAt: '2026-11-01T10:00:00Z', changedAt: '2026-11-01T10:00:00Z' }
const studies = [{ StudyInstanceUID: '1.1', studyDate: '2026-05-24' }, { StudyInstanceUID: '1.2', studyDate: '2026-10-29' }] as ImagingStudy[]

const lesion = (n: number, more: Partial<TrackedLesion> = {}) => TrackedLesion.parse({ ...authored, id: id(n), label: `T${n}`, site: '', organ: 'lung', role: 'target', ...more })
const measured = (n: number, of: number, study: string, values: string[], more: object = {}) =>
  Measurement.parse({
    ...authored, id: id(n), type: 'measurement', label: '', values, spacingSource: 'pixelSpacing', note: '', lesionId: id(of),
    anchor: { kind: 'image', StudyInstanceUID: study, SeriesInstanceUID: '2.1', SOPInstanceUID: `3.${n}`, frame: 1, FrameOfReferenceUID: '4.1', view: null },
    shape: values.length === 2 ? { type: 'bidirectional', points: { pixels: [[0, 0], [1, 0], [0, 0], [0, 1]], patient: null } } : { type: 'length', points: { pixels: [[0, 0], [1, 0]], patient: null } },
    ...more,
  })
const record = (lesions: TrackedLesion[], more: Partial<LesionRecord> = {}): LesionRecord => ({ lesions, findings: [], outside: [], choices: ResponseChoices.parse({}), assessments: {}, unreadable: 0, ...more })
const thin = () => 1.25
const stated = { choices: ResponseChoices.parse({}), assessments: {} }

describe('the table', () => {
  const t1 = lesion(1)
  const t2 = lesion(2, { organ: 'lymphNode' })
  const marks = [measured(11, 1, '1.1', ['46.0', '31.0']), measured(12, 2, '1.1', ['24.0', '17.0']), measured(13, 1, '1.2', ['38.0', '29.0']), measured(14, 2, '1.2', ['20.0', '12.0'])]
  const table = responseTable(record([t1, t2]), marks, studies, me)

  test('sums long axes and short axes of nodes: 46 + 17 = 63, 38 + 12 = 50, -20.6 %, stable', () => {
    const series = lesionSeries(table, stated, thin)
    const result = series && evaluate(series, 'recist11')
    expect(result).toMatchObject({ timepoints: [{ sumMm: 63 }, { sumMm: 50, overallResponse: 'SD' }] })
    expect(result && 'timepoints' in result && 'percentFromBaseline' in result.timepoints[1]! && result.timepoints[1].percentFromBaseline).toBeCloseTo(-20.63, 1)
  })
  test('without T1 the same reading is 17 to 12, -29.4 %, stable', () => {
    const series = lesionSeries(table, stated, thin, t1.id)
    expect(series && evaluate(series, 'recist11')).toMatchObject({ timepoints: [{ sumMm: 17 }, { sumMm: 12, overallResponse: 'SD' }] })
  })
  test('a word of the reader goes before a line: not evaluable, absent', () => {
    const finding = { lesionId: t1.id, date: '2026-10-29', state: 'absent' as const, reason: '', changedAt: '', changedBy: t1.author }
    const [row] = responseTable(record([t1], { findings: [finding] }), marks, studies, me).rows
    expect(row?.cells[1]?.state).toBe('absent')
  })
  test('marks of a study whose images state two dates stand under neither until somebody says which holds; then under that one, and both are told', () => {
    const torn = { ...studies[1], studyDate: null, studyDates: ['2026-10-29', '2026-11-03'] } as ImagingStudy
    const open = responseTable(record([t1, t2]), marks, [studies[0]!, torn], me)
    expect(open.dates).toEqual(['2026-05-24'])
    expect(open.doubtful).toEqual([{ study: torn, lesions: ['T1', 'T2'] }])
    const said = { ...torn, studyDate: '2026-11-03' }
    // Two workstations that hold the same studies in another order show the same.
    for (const held of [[studies[0]!, said], [said, studies[0]!]]) {
      const table2 = responseTable(record([t1, t2]), marks, held, me)
      expect(table2.dates).toEqual(['2026-05-24', '2026-11-03'])
      expect(table2.doubtful).toEqual([{ study: said, lesions: ['T1', 'T2'] }])
    }
    const undated = { ...studies[1], studyDate: null } as ImagingStudy
    expect(responseTable(record([t1]), marks, [undated], me)).toMatchObject({ dates: [], doubtful: [{ lesions: ['T1'] }] })
    expect(table.doubtful).toEqual([])
  })
  test('another reader sees none of these lesions', () => {
    expect(responseTable(record([t1, t2]), marks, studies, id(901)).rows).toEqual([])
  })
  test('before it was first seen a new lesion is not there yet; after that, a date without a word is a gap', () => {
    const n1 = lesion(3, { role: 'new', label: 'N1' })
    const findings = [{ lesionId: n1.id, date: '2026-08-01', state: 'equivocal' as const, reason: '', changedAt: '', changedBy: n1.author }]
    const { dates, rows } = responseTable(record([t1, n1], { findings }), marks, studies, me)
    expect(dates).toEqual(['2026-05-24', '2026-08-01', '2026-10-29'])
    expect(rows.map(({ lesion: of, cells }) => cells.map((_, n) => isNotYet(cells, n, of)))).toEqual([[false, false, false], [true, false, false]])
    // A new lesion of which nothing is said after it appeared is open there, not absent.
    expect(dates.map((date) => unstatedNew(rows, date).length)).toEqual([0, 0, 1])
  })
  test('a new lesion only measured stays equivocal until a person says otherwise', () => {
    const n1 = lesion(3, { role: 'new', label: 'N1' })
    const withNew = (state: 'equivocal' | 'unequivocal' | null) => {
      const findings = state ? [{ lesionId: n1.id, date: '2026-10-29', state, reason: '', changedAt: '', changedBy: n1.author }] : []
      const series = lesionSeries(responseTable(record([t1, t2, n1], { findings }), [...marks, measured(15, 3, '1.2', ['12.0'])], studies, me), stated, thin)
      const result = series && evaluate(series, 'recist11')
      return result && 'timepoints' in result ? result.timepoints[1]?.overallResponse : null
    }
    expect([withNew(null), withNew('equivocal'), withNew('unequivocal')]).toEqual(['SD', 'SD', 'PD'])
  })
})

test('elevated markers keep a non-target that is gone from being a complete response (Eisenhauer 2009, table 2)', () => {
  const nt = lesion(4, { role: 'nonTarget', label: 'NT1' })
  const finding = (date: string, state: 'present' | 'absent') => ({ lesionId: nt.id, date, state, reason: '', changedAt: '', changedBy: nt.author })
  const table = responseTable(record([nt], { findings: [finding('2026-05-24', 'present'), finding('2026-10-29', 'absent')] }), [], studies, me)
  const responseWith = (markers: string) => {
    const series = lesionSeries(table, { ...stated, assessments: { '2026-10-29.tumourMarkers': { value: markers, changedAt: '', changedBy: nt.author } } }, thin)
    const result = series && evaluate(series, 'recist11')
    return result && 'timepoints' in result ? result.timepoints[1]?.overallResponse : null
  }
  expect([responseWith('normal'), responseWith('elevated')]).toEqual(['CR', 'nonCR/nonPD'])
})

test('a region on PET says the uptake of a lesion and neither its size nor a date of the table', () => {
  const region = (n: number, study: string, max: string, unit = 'SUVbw') =>
    measured(n, 1, study, ['120.0'], {
      shape: { type: 'ellipse', points: { pixels: [[0, 0], [4, 4]], patient: null } }, statistics: { mean: '4.00', sd: '1.00', min: '1.00', max, pixels: 12, unit },
    })
  const marks = [measured(11, 1, '1.1', ['46.0', '31.0']), region(31, '1.1', '8.25'), region(32, '1.1', '9.50'), region(33, '1.2', '3.10'), region(34, '1.2', '11000', 'BQML')]
  expect(responseTable(record([lesion(1)]), marks, studies, me)).toMatchObject({ dates: ['2026-05-24'], rows: [{ cells: [{ diameterMm: 46, others: 0 }] }] })
  expect(suvTrend(record([lesion(1), lesion(2)]), marks, studies, me)).toEqual({ dates: ['2026-05-24', '2026-10-29'], lines: [{ label: 'T1', values: [9.5, 3.1] }] })
  expect(suvTrend(record([lesion(1)]), marks, studies, id(901)).lines).toEqual([])
})

describe('the limits of RECIST are asked before a lesion gets its role', () => {
  const of = (lesions: TrackedLesion[], size = '20.0') => {
    const marks = lesions.map((l, n) => measured(20 + n, Number(l.id.slice(-4)), '1.1', [size, size === '9.0' ? '8.0' : '16.0']))
    const table = responseTable(record(lesions), marks, studies, me)
    const last = table.rows.find(({ lesion: l }) => l.id === lesions.at(-1)?.id)
    if (!last) throw new Error('no row')
    return whyNot(table, last, stated, thin)?.code ?? null
  }
  const organs = ['lung', 'liver', 'bone', 'adrenal', 'pleura', 'kidney'] as const
  test('a sixth target is refused, a fifth is not', () => {
    expect(of(organs.slice(0, 5).map((organ, n) => lesion(n + 1, { organ })))).toBeNull()
    expect(of(organs.map((organ, n) => lesion(n + 1, { organ })))).toBe('tooManyTargets')
  })
  test('a third target in the liver is refused; as non-target it is taken', () => {
    const two = [lesion(1, { organ: 'liver' }), lesion(2, { organ: 'liver' })]
    expect(of([...two, lesion(3, { organ: 'liver' })])).toBe('tooManyTargetsInOrgan')
    expect(of([...two, lesion(3, { organ: 'liver', role: 'nonTarget' })])).toBeNull()
  })
  test('a lesion of 9 mm is not measurable', () => {
    expect(of([lesion(1)], '9.0')).toBe('targetNotMeasurable')
  })
})

describe('what a measurement says to the criteria', () => {
  const m = (values: string[], more: object = {}) => measured(30, 1, '1.1', values, more)
  test('the short axis of a node, the long axis of anything else, nothing in pixels', () => {
    expect(criteriaDiameter(m(['24.0', '9.0']), true)).toBe(9)
    expect(criteriaDiameter(m(['24.0', '9.0']), false)).toBe(24)
    expect(criteriaDiameter(m(['24.0', '9.0'], { spacingSource: 'none' }), false)).toBeNull()
  })
  test('short axis drawn longer than the first one: the larger counts as long', () => {
    expect(criteriaDiameter(m(['20.0', '25.0']), false)).toBe(25)
  })
})

test('outside 30 mm against our 38: 8 mm apart, enough to change a response; 40 against 38 is not worth a word', () => {
  expect(discrepancy(38, 30)).toEqual({ differenceMm: 8, grade: 'major' })
  expect(discrepancy(38, 40)).toEqual({ differenceMm: -2, grade: 'none' })
  expect(discrepancy(38, 34)).toEqual({ differenceMm: 4, grade: 'minor' })
})

test('a lesion is proposed by position in the same frame of reference, else by level, and never twice on one study', () => {
  const at = (n: number, of: number, study: string, z: number, FrameOfReferenceUID: string) =>
    measured(n, of, study, ['20.0'], {
      shape: { type: 'length', points: { pixels: [[0, 0], [1, 0]], patient: [[0, 0, z], [10, 0, z]] } },
      anchor: { kind: 'image', StudyInstanceUID: study, SeriesInstanceUID: '2.1', SOPInstanceUID: `3.${n}`, frame: 1, FrameOfReferenceUID, view: null },
    })
  const { rows } = responseTable(record([lesion(1), lesion(2), lesion(3)]), [at(1, 1, '1.1', 0, '4.1'), at(2, 2, '1.1', 12, '4.9'), at(3, 3, '1.1', 80, '4.1')], studies, me)
  const fresh = { ...at(4, 1, '1.2', 5, '4.1'), lesionId: null }
  expect(proposeLesions(fresh, rows).map(({ label, by, distanceMm }) => [label, by, distanceMm])).toEqual([['T1', 'position', 5], ['T2', 'level', 7]])
  expect(proposeLesions({ ...fresh, anchor: { ...fresh.anchor, StudyInstanceUID: '1.1' } }, rows)).toEqual([])
})
