// Requirements F4, row by row: every value set and rule of the psychological section against the lane's own data. The rows are the requirement's table, copied as it stands;
// cut-offs from Kroenke 2001 (PHQ-9), Spitzer 2006 (GAD-7), Kroenke 2003 and 2007 (two-item forms, 3), Zigmond and Snaith 1983 (HADS), Légaré 2010 (SURE), Benaim 2004 (ADRS, 9).
import { expect, test } from 'vitest'
import { psychology as en } from '../../../../src/renderer/i18n/en/psychology.ts'
import { psychology as es } from '../../../../src/renderer/i18n/es/psychology.ts'
import { scoreInstrument, totalLoinc } from '../../../../src/shared/domain/instruments.ts'
import { LANE_GAPS, laneGaps } from '../../../../src/shared/domain/laneGaps.ts'
import { LICENSED_SCORES, licensedScore } from '../../../../src/shared/domain/licensedScores.ts'
import { INSTRUMENTS, type InstrumentName, type Lane, LANE_FIELDS, type LaneField, withholdsOutlook } from '../../../../src/shared/domain/psychology.ts'

const said = { at: '2026-11-22T10:00:00.000Z', by: '018f4c2e-0000-7000-8000-000000000001' as never, byName: 'Dr Mind' }
const lane = (fields: Partial<Record<LaneField, string>>, instruments: InstrumentName[] = []): Lane => ({
  fields: Object.fromEntries(Object.entries(fields).map(([key, value]) => [key, { value, ...said }])),
  instruments: instruments.map((instrument, at) => ({ id: String(at), instrument, takenOn: '2026-11-20' as never, items: null, score: 1, incompleteReason: null, ...said })),
  recommendations: [], events: [], answers: [], cards: [],
})
const whole = { assessedHow: 'video', informationPreference: 'full', decisionRole: 'own', mayBeTold: 'Wife', noneIndicated: 'Well supported' } as const
const band = (instrument: string, total: number) => {
  const items = Array.from({ length: instrument === 'PHQ-9' ? 9 : 7 }, (_, at) => Math.max(0, Math.min(3, total - at * 3)))
  return (scoreInstrument({ instrument, items }) as { band: string }).band
}

test.each([
  ['assessed how', 'assessedHow', ['selfReport', 'call', 'video', 'proxy', 'notAssessed']],
  ['information preference', 'informationPreference', ['full', 'fullWithoutPrognosis', 'partial', 'none']],
  ['decision role', 'decisionRole', ['own', 'shared', 'family']],
  ['problem list', 'problems', ['physical', 'emotional', 'social', 'practical', 'spiritual']],
  ['safety', 'safety', ['none', 'passive', 'active', 'unknown']],
  ['patient sees scores only if opted in', 'patientSeesScores', ['yes', 'no']],
  ['stroke: aphasia', 'aphasia', ['severe']],
  ['Parkinson’s, Alzheimer’s: apathy', 'apathy', ['absent', 'present']],
  ['psychosis', 'psychosis', ['absent', 'present']],
  ['impulse control', 'impulseControl', ['absent', 'present']],
  ['tags', 'historyTags', ['alcohol', 'offWork']],
] as const)('F4 %s has its values, and every value its word in both languages', (_, field, values) => {
  expect(LANE_FIELDS[field]).toEqual(expect.arrayContaining([...values]))
  for (const psychology of [en, es]) {
    expect(Object.keys((psychology.value as Record<string, object>)[field] ?? {}).sort()).toEqual([...(LANE_FIELDS[field] as readonly string[])].sort())
  }
})

test('F4 free rows stand as fields, and everything has its word', () => {
  const free: readonly LaneField[] = ['mayBeTold', 'history', 'medicines', 'substanceUse', 'support', 'dependants', 'work', 'coping', 'beliefs', 'fearOfRecurrence', 'barriers', 'supportLanguage', 'caregivers', 'capacityStatement', 'notAssessedReason', 'noneIndicated']
  for (const field of free) expect(LANE_FIELDS[field]).toBeNull()
  for (const psychology of [en, es]) {
    expect(Object.keys(psychology.field).sort()).toEqual(Object.keys(LANE_FIELDS).sort())
    expect(Object.keys(psychology.gap).sort()).toEqual([...LANE_GAPS].sort())
    expect(Object.keys(psychology.instrument).sort()).toEqual(Object.keys(LICENSED_SCORES).sort())
    expect(Object.keys(psychology.level)).toEqual(['1', '2', '3', '4'])
  }
})

test('F4 instruments: range, bands, cut-off and code of each; licensed ones take a score alone', () => {
  for (const [from, to, name] of [[0, 4, 'minimal'], [5, 9, 'mild'], [10, 14, 'moderate'], [15, 19, 'moderatelySevere'], [20, 27, 'severe']] as const) expect([band('PHQ-9', from), band('PHQ-9', to)]).toEqual([name, name])
  for (const [from, to, name] of [[0, 4, 'minimal'], [5, 9, 'mild'], [10, 14, 'moderate'], [15, 21, 'severe']] as const) expect([band('GAD-7', from), band('GAD-7', to)]).toEqual([name, name])
  expect([totalLoinc('PHQ-9'), totalLoinc('GAD-7'), totalLoinc('PHQ-2')]).toEqual(['44261-6', '70274-6', null])
  for (const instrument of ['PHQ-2', 'GAD-2']) {
    expect(scoreInstrument({ instrument, items: [1, 1] })).toMatchObject({ total: 2, screenPositive: false })
    expect(scoreInstrument({ instrument, items: [2, 1] })).toMatchObject({ total: 3, screenPositive: true })
  }
  // Name, highest score, last score that does not ask for a look, first that does; null where no cut-off is agreed on.
  const licensed = [['DT', 10, 3, 4], ['HADS-A', 21, 7, 8], ['HADS-D', 21, 7, 8], ['SURE', 4, 4, 3], ['ZARIT', 88, null, null], ['FCRI-SF', 36, null, null], ['QLQ-C30', 100, null, null], ['EQ-5D', 100, null, null], ['MDS-UPDRS-I', 52, null, null], ['MoCA', 30, 26, 25], ['SADQ-10', 30, null, null], ['ADRS', 32, 8, 9]] as const
  for (const [name, max, calm, positive] of licensed) {
    expect(licensedScore(name, max + 1)).toEqual({ refusal: { code: 'valueOutOfRange' } })
    expect(LICENSED_SCORES[name]?.owner).toMatch(/^©/u)
    if (calm === null) expect(licensedScore(name, max)).toEqual({ total: max, band: null, screenPositive: false })
    else expect([licensedScore(name, calm), licensedScore(name, positive)]).toMatchObject([{ screenPositive: false }, { screenPositive: true }])
  }
  expect([...licensed.map(([name]) => name), 'PHQ-9', 'GAD-7', 'PHQ-2', 'GAD-2'].sort()).toEqual([...INSTRUMENTS].sort())
})

test('F4 required rows: each is named while it is open, and a reason stands for the whole', () => {
  expect(laneGaps(lane({}), 0, 'cancer')).toEqual(['assessedHow', 'informationPreference', 'decisionRole', 'mayBeTold', 'recommendations'])
  expect(laneGaps(lane(whole), 0, 'cancer')).toEqual([])
  for (const field of ['assessedHow', 'informationPreference', 'decisionRole', 'mayBeTold'] as const) expect(laneGaps(lane({ ...whole, [field]: ' ' }), 0, 'cancer')).toEqual([field])
  expect(laneGaps(lane({ ...whole, noneIndicated: '' }), 2, 'cancer')).toEqual(['recommendations', 'prompts'])
  expect(laneGaps(lane({ assessedHow: 'notAssessed' }), 2, 'stroke')).toEqual(['notAssessedReason'])
  expect(laneGaps(lane({ assessedHow: 'notAssessed', notAssessedReason: 'Declined' }), 2, 'stroke')).toEqual([])
})

test('F4 stroke: severe aphasia asks for an observer scale and the caregivers', () => {
  expect(laneGaps(lane(whole), 0, 'stroke')).toEqual(['aphasia'])
  expect(laneGaps(lane({ ...whole, aphasia: 'mild' }), 0, 'stroke')).toEqual([])
  expect(laneGaps(lane({ ...whole, aphasia: 'severe' }), 0, 'stroke')).toEqual(['observerScale', 'caregivers'])
  for (const scale of ['SADQ-10', 'ADRS'] as const) expect(laneGaps(lane({ ...whole, aphasia: 'severe', caregivers: 'Daughter' }, [scale]), 0, 'stroke')).toEqual([])
})

test.each(['parkinsons', 'alzheimers'] as const)('F4 %s: apathy, psychosis, impulse control, capacity and the caregiver’s strain', (illness) => {
  expect(laneGaps(lane(whole), 0, illness)).toEqual(['apathy', 'psychosis', 'impulseControl', 'capacity', 'zarit'])
  const seen = { ...whole, apathy: 'present', psychosis: 'absent', impulseControl: 'unclear', capacity: 'withSupport' } as const
  expect(laneGaps(lane(seen, ['ZARIT']), 0, illness)).toEqual(['capacityStatement'])
  expect(laneGaps(lane({ ...seen, capacityStatement: 'For this decision, by the neurologist', noZaritReason: 'Lives alone' }), 0, illness)).toEqual([])
})

test('F4 the preference gates what is told: only "everything" tells the outlook', () => {
  expect([null, 'full', 'fullWithoutPrognosis', 'partial', 'none'].map((informationPreference) => withholdsOutlook({ informationPreference } as never))).toEqual([false, false, true, true, true])
})
