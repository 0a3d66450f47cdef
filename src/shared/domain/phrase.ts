// Phrases for people who write many reports: the clinic's, shipped as data in both languages, and each person's own. A phrase never carries a patient.
import { z } from 'zod'
import { LocalText } from './report.ts'
import type { ReviewCase } from './reviewCase.ts'

/** The clinic's: one file of resources/phrases. */
export const PhraseSet = z.object({
  id: z.string().regex(/^[a-z-]+$/),
  version: z.number().int().positive(),
  phrases: z.array(z.object({ key: z.string().regex(/^[a-z][A-Za-z0-9]*$/), name: LocalText, text: LocalText })).max(500),
})
export type PhraseSet = z.infer<typeof PhraseSet>

/** A person's own, in the words they keep it in. */
export const OwnPhrase = z.object({ id: z.uuid(), name: z.string().trim().min(1).max(80), text: z.string().trim().min(1).max(2000) })
export type OwnPhrase = z.infer<typeof OwnPhrase>

/** What the whole clinic shares, whoever put it there: a word that is spelled right, or a phrase. Taken out by saying so, never by absence. */
export const ClinicEntry = z.object({
  id: z.string().min(2).max(100),
  kind: z.enum(['word', 'phrase']),
  /** Of a phrase; empty for a word. */
  name: z.string().trim().max(80),
  text: z.string().trim().min(1).max(2000),
  removed: z.boolean(),
})
export type ClinicEntry = z.infer<typeof ClinicEntry>

/** The same word is one entry, whoever learned it. */
export function clinicWord(word: string, removed = false): ClinicEntry {
  return { id: `w/${word.toLowerCase().slice(0, 90)}`, kind: 'word', name: '', text: word, removed }
}

/** Whether the words name this patient or case (H20): such words are no phrase. Accents and capitals do not hide a name. */
export function namesPatient(text: string, { patient, caseNumber }: Pick<ReviewCase, 'patient' | 'caseNumber'>): boolean {
  const words = new Set(wordsOf(text))
  const names = wordsOf(`${patient.familyName} ${patient.givenName}`).filter((name) => name.length > 2)
  const numbers = [caseNumber, ...patient.identifiers.map(({ value }) => value)]
  return names.some((name) => words.has(name)) || numbers.some((number) => number !== '' && text.includes(number))
}

function wordsOf(text: string): string[] {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().match(/\p{L}+/gu) ?? []
}
