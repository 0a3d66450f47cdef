import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { blamingWords } from '#shared/domain/blamingWords.ts'
import { unprovenClaims } from '#shared/domain/claims.ts'
import { namesPatient, PhraseSet } from '#shared/domain/phrase.ts'
import { reviewCase } from '../../../support/reports/lungCase.ts'

test('words that name the patient or the case are no phrase, whatever their accents and capitals', () => {
  const of = reviewCase()
  for (const text of ['La Sra. QUIROGA acude', 'mateo tolera bien el ciclo', 'Caso CN-2026-0418', 'Historia DEMO-0418']) expect(namesPatient(text, of), text).toBe(true)
  for (const text of ['Las imágenes se releyeron.', 'Quirogas es otra palabra', '']) expect(namesPatient(text, of), text).toBe(false)
})

test('the shipped phrases are whole in both languages, blame nobody and state no figure', () => {
  const folder = new URL('../../../../resources/phrases/', import.meta.url)
  const sets = readdirSync(folder).map((name) => PhraseSet.parse(JSON.parse(readFileSync(new URL(name, folder), 'utf8'))))
  const phrases = sets.flatMap((set) => set.phrases)
  expect(phrases.length).toBeGreaterThan(5)
  expect(new Set(phrases.map(({ key }) => key)).size).toBe(phrases.length)
  for (const { key, text } of phrases) {
    for (const language of ['en', 'es'] as const) {
      expect(text[language].length, key).toBeGreaterThan(10)
      expect(blamingWords(text[language], language), key).toEqual([])
      expect(unprovenClaims([{ type: 'text', text: text[language] }]), key).toEqual([])
    }
  }
})
