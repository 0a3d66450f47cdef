import { expect, test } from 'vitest'
import type { TemplateField } from '../../../../../src/shared/domain/report.ts'
import { problemOf, toShown, toStored } from '../../../../../src/renderer/features/report/typedValue.ts'
import { typedDate } from '../../../../../src/renderer/i18n/typedDate.ts'

const field = (kind: TemplateField['kind'], more: Partial<TemplateField> = {}): TemplateField => ({ key: 'x', label: { en: 'x', es: 'x' }, kind, required: false, ...more })

test('a decimal is stored with a point and shown as the language writes it', () => {
  expect(toStored(field('decimal'), ' 20,6 ')).toBe('20.6')
  expect(toStored(field('decimal'), '\u221220.6')).toBe('-20.6')
  expect(toShown(field('decimal'), '20.6', 'es')).toBe('20,6')
  expect(toShown(field('decimal'), '20.6', 'en')).toBe('20.6')
})

test('a number outside its range, a broken number and a fraction of a whole are told apart', () => {
  expect(problemOf(field('integer', { min: 0, max: 5 }), '7')).toBe('outOfRange')
  expect(problemOf(field('integer', { min: 0, max: 5 }), '1.5')).toBe('notWhole')
  expect(problemOf(field('decimal'), '3 mm')).toBe('notNumber')
  expect(problemOf(field('integer', { min: 0, max: 5 }), '5')).toBeNull()
  expect(problemOf(field('integer'), '')).toBeNull()
})

test('a date is read day first in both languages and never guessed', () => {
  expect(typedDate('22/11/2026')).toBe('2026-11-22')
  expect(typedDate('2.3.2026')).toBe('2026-03-02')
  expect(typedDate('22 nov 2026')).toBe('2026-11-22')
  expect(typedDate('5 de enero de 2026')).toBe('2026-01-05')
  expect(typedDate('5 January 2026')).toBe('2026-01-05')
  expect(typedDate('2026-11-22')).toBe('2026-11-22')
  expect(typedDate('11/22/2026')).toBeNull()
  expect(typedDate('29/02/2026')).toBeNull()
  expect(typedDate('29/02/2028')).toBe('2028-02-29')
  expect(typedDate('31/11/2026')).toBeNull()
  expect(typedDate('11/2026')).toBeNull()
})

test('a date shown is a date that can be typed again', () => {
  for (const language of ['en', 'es'] as const)
    for (let month = 1; month <= 12; month++) {
      const date = `2026-${String(month).padStart(2, '0')}-09`
      expect(toStored(field('date'), toShown(field('date'), date, language))).toBe(date)
    }
})

test('what is no date stays as typed and is called no date', () => {
  expect(toStored(field('date'), 'spring 2026')).toBe('spring 2026')
  expect(problemOf(field('date'), 'spring 2026')).toBe('notDate')
})
