// Spelling offline: right words in both spellings of English and in Spanish, words of medicine, what was meant.
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { createSpellingService } from '../../../../../src/main/core/spelling/spellingService.ts'
import { isOtherLanguage, wordsToCheck } from '../../../../../src/renderer/editor/spelling.ts'

const spelling = createSpellingService(join(import.meta.dirname, '../../../../../resources'))
afterAll(() => spelling.close())
const wrong = async (language: 'en' | 'es', text: string) => (await spelling.check({ language, words: wordsToCheck(text).map(({ word }) => word) })).wrong

test('British and American English are both right, medicine is known, a slip is not', { timeout: 30_000 }, async () => {
  expect(await wrong('en', 'The haemorrhage and the hemorrhage; a tumour or tumor with lymphadenopathy under pembrolizumab after chemoradiotherapy. The patient’s walking improves.')).toEqual([])
  expect(await wrong('en', 'The biopsie shows a tumuor.')).toEqual(['biopsie', 'tumuor'])
  expect((await spelling.suggest({ language: 'en', word: 'tumuor' })).suggestions).toContain('tumour')
})

test('Spanish with its accents and endings; a missing accent is found and mended', { timeout: 30_000 }, async () => {
  expect(await wrong('es', 'La linfadenopatía mediastínica midió 17 mm; comprobándolo, la quimiorradioterapia es adecuada.')).toEqual([])
  expect(await wrong('es', 'La adenopatia y la enfermedaz.')).toEqual(['adenopatia', 'enfermedaz'])
  expect((await spelling.suggest({ language: 'es', word: 'adenopatia' })).suggestions[0]).toBe('adenopatía')
  expect((await spelling.suggest({ language: 'es', word: 'Enfermedaz' })).suggestions).toContain('Enfermedad')
})

test('codes, short forms, units and figures are no words', () => {
  expect(wordsToCheck('T1c cN2a, KRAS p.G12C, mTICI 2b, FDG 18F, 38mm, info@clinic.org, www.a.org/b a la').map(({ word }) => word)).toEqual([])
  expect(wordsToCheck('free-living \uFFFC don’t')).toEqual([{ word: 'free', at: 0 }, { word: 'living', at: 5 }, { word: "don't", at: 14 }])
})

test('a quoted finding in another language is no mistake; prose with several mistakes still is', { timeout: 30_000 }, async () => {
  const judged = async (text: string) => {
    const mistakes = new Set(await wrong('es', text))
    return isOtherLanguage(wordsToCheck(text).map(({ word }) => mistakes.has(word)))
  }
  expect(await judged('The mass of the right hilum keeps its borders and touches the lower lobe bronchus over a short distance.')).toBe(true)
  expect(await judged('La maza del ilio derecho conserba sus vordes y toca el bronqio del lóbulo inferior en un trayecto corto.')).toBe(false)
  // Too few words to say so: each is marked.
  expect(await judged('The mass of the hilum.')).toBe(false)
  expect(isOtherLanguage(Array.from({ length: 20 }, () => undefined))).toBe(false)
})
