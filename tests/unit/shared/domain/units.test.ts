// Laboratory numbers and units on cases beside the reference table. Factors: AMA Manual of Style conversion tables; 1 kat = 60e6 U (SI definition).
import { describe, expect, test } from 'vitest'
import { readLabNumber } from '../../../../src/shared/domain/labNumber.ts'
import { convertUnits } from '../../../../src/shared/domain/units.ts'

describe('a printed number', () => {
  test.each([
    ['12', undefined, 12],
    ['1.234.567', undefined, 1_234_567],
    ['1,234,567.8', undefined, 1_234_567.8],
    ['12\u202f345,6', undefined, 12_345.6],
    ['1\u2019250', undefined, 1250],
    ['1234.567', undefined, 1234.567],
    ['12,345', '.', 12_345],
    ['0,500', ',', 0.5],
  ] as const)('%s with mark %s is %d', (text, mark, value) => {
    expect(readLabNumber(text, mark)).toEqual({ value })
  })
  test.each([
    ['12.345', undefined, 'ambiguousSeparator'],
    ['0.125', ',', 'contradictsDecimalMark'],
    ['1.234,5', '.', 'contradictsDecimalMark'],
    ['1.234.567', '.', 'contradictsDecimalMark'],
    ['12,34', '.', 'contradictsDecimalMark'],
    ['1.23.4', undefined, 'notANumber'],
    ['12.34,5', undefined, 'notANumber'],
    ['1 23', undefined, 'notANumber'],
    ['1.2 3', undefined, 'notANumber'],
    ['5-7', undefined, 'notANumber'],
    ['positive', undefined, 'notANumber'],
    ['', undefined, 'notANumber'],
    ['\u22125', undefined, 'negative'],
    ['\u2265 90', undefined, 'comparator'],
  ] as const)('%s with mark %s is refused: %s', (text, mark, code) => {
    expect(readLabNumber(text, mark)).toEqual({ code })
  })
})

describe('a conversion', () => {
  const convert = (analyte: string, valueText: string, unit: string, toUnit: string) => convertUnits({ analyte, valueText, unit, toUnit })
  test.each([
    ['cholesterol', '200', 'mg/dL', 'mmol/L', 5.172],
    ['uric-acid', '416', 'umol/L', 'mg/dL', 6.99],
    ['calcium', '5.0', 'meq/L', 'mg/dL', 10.02],
    ['ldh', '1', 'ukat/l', 'U/L', 60],
    ['leukocytes', '6400', '/mm3', '10*9/L', 6.4],
    ['crp', '0.5', 'mg/dl', 'mg/L', 5],
  ])('%s %s %s to %s is %d', (analyte, text, unit, toUnit, value) => {
    const result = convert(analyte, text, unit, toUnit)
    expect('value' in result && Math.abs(result.value / value - 1)).toBeLessThan(0.003)
  })
  test.each([
    ['ca125', 'U/mL', 'ukat/L', 'conversionNotDefined'],
    ['psa', 'U/mL', 'ug/L', 'conversionNotDefined'],
    ['albumin', 'g/L', 'mmol/L', 'conversionNotDefined'],
    ['creatinine', 'Mg/dL', 'mg/dL', 'unknownUnit'],
    ['creatinine', 'mg', 'mg/dL', 'unknownUnit'],
    ['platelets', '10*9/L', 'U/L', 'conversionNotDefined'],
  ])('%s from %s to %s is refused: %s', (analyte, unit, toUnit, code) => {
    expect(convert(analyte, '5', unit, toUnit)).toEqual({ refusal: { code } })
  })
  test('a number that cannot be read is told before its unit', () => {
    expect(convert('creatinine', '<0.5', '', 'mg/dL')).toEqual({ refusal: { code: 'comparator' } })
  })
  test('limits of plausibility belong to the plausible values', () => {
    expect(convert('haemoglobin', '25', 'g/dL', 'g/L')).toMatchObject({ warnings: [] })
    expect(convert('haemoglobin', '250.1', 'g/L', 'g/dL')).toMatchObject({ warnings: ['implausible'] })
    expect(convert('crp', '0', 'mg/L', 'mg/dL')).toMatchObject({ warnings: [] })
  })
})
