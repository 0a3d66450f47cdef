// What is asked for and not stated is named once per date it is missing at. The fields are those of each publication (PERCIST 1.0, Wahl 2009; RANO, Wen 2010).
import { expect, test } from 'vitest'
import { ResponseChoices } from '#shared/domain/lesion.ts'
import { evaluateOther } from '#shared/domain/otherCriteria.ts'
import { readingWithCharts } from '../../../support/reports/readingWithCharts.ts'

const [FIRST, SECOND, LAST] = ['2026-03-12', '2026-06-12', '2026-09-12']
const ALL = ['hottestSulPeak', 'liverSulMean', 'liverSulSd', 'uptakeMinutes']

function recordWith(stated: Readonly<Record<string, string>>) {
  const assessments = Object.fromEntries(Object.entries(stated).map(([key, value]) => [key, { value, changedAt: '', changedBy: '' }]))
  return { lesions: [], findings: [], outside: [], choices: ResponseChoices.parse({}), assessments, unreadable: 0 } as unknown as Parameters<typeof evaluateOther>[2]
}
const { table } = readingWithCharts('en')

test('PERCIST compares the first and the last date: of both, what is missing, and nothing twice', () => {
  expect(evaluateOther('percist', table, recordWith({}))).toMatchObject({ refusal: { code: 'missingData', missing: [{ date: FIRST, fields: ALL }, { date: LAST, fields: ALL }] } })
  const stated = Object.fromEntries(ALL.map((field) => [`${FIRST}.${field}`, '2']))
  expect(evaluateOther('percist', table, recordWith({ ...stated, [`${LAST}.uptakeMinutes`]: ' ' }))).toMatchObject({ refusal: { missing: [{ date: LAST, fields: ALL }] } })
})

test('RANO asks for steroids, T2/FLAIR and the clinical state from the second date on', () => {
  const fields = ['clinicalStatus', 'dexamethasoneMgPerDay', 't2Flair']
  const result = evaluateOther('rano2010', table, recordWith(Object.fromEntries(fields.map((field) => [`${SECOND}.${field}`, field === 'dexamethasoneMgPerDay' ? '0' : 'stable']))))
  expect(result).toMatchObject({ refusal: { code: 'missingData', missing: [{ date: LAST, fields: expect.arrayContaining(fields) }] } })
})
