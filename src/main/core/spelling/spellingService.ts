// Spelling in the languages of reports, offline: words of medicine shipped with the product first, then the dictionaries in a thread of their own. Keeps no word it was asked.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Language } from '#shared/domain/reviewCase.ts'
import { openWorkerPool } from '../jobs/workers.ts'
import { wordsOfResources } from './resourceWords.ts'

/** A pause in writing keeps the thread; an hour without a report frees its memory. */
const IDLE_MS = 600_000
const MEMORY_MB = 768
const NEAR = 2
const MOST_SUGGESTIONS = 6

interface Asked {
  language: Language
  words: readonly string[]
}

export type SpellingService = ReturnType<typeof createSpellingService>

/** @param resourcesDirectory of the product: `spelling/medicine-<language>.txt`, one word a line, and every word of templates and phrases */
export function createSpellingService(resourcesDirectory: string) {
  const pool = openWorkerPool('derive', { size: 1, idleMs: IDLE_MS, memoryMb: MEMORY_MB })
  const medicine = new Map<Language, ReadonlySet<string>>()

  function medicalWords(language: Language): ReadonlySet<string> {
    const known = medicine.get(language)
    if (known) return known
    const lines = readFileSync(join(resourcesDirectory, 'spelling', `medicine-${language}.txt`), 'utf8').split('\n')
    const words = new Set([...lines.filter((line) => !line.startsWith('#')), ...wordsOfResources(resourcesDirectory, language)].map((word) => word.trim().toLowerCase()).filter((word) => word !== ''))
    medicine.set(language, words)
    return words
  }

  return {
    /** @returns those of the words that nobody knows, as they were written */
    async check({ language, words }: Asked): Promise<{ wrong: string[] }> {
      const medical = medicalWords(language)
      const open = words.filter((word) => !medical.has(word.toLowerCase()))
      const wrong = open.length === 0 ? [] : await pool.run('checkSpelling', { language, words: open, suggest: false })
      return { wrong: wrong.map(({ word }) => word) }
    },
    /** What a wrong word may have meant: words of medicine near it first. */
    async suggest({ language, word }: { language: Language; word: string }): Promise<{ suggestions: string[] }> {
      const [found] = await pool.run('checkSpelling', { language, words: [word], suggest: true })
      const near = nearest(word.toLowerCase(), medicalWords(language))
      const isCapital = /^\p{Lu}/u.test(word)
      const spelled = near.map((one) => (isCapital ? `${one.charAt(0).toUpperCase()}${one.slice(1)}` : one))
      return { suggestions: [...new Set([...spelled, ...(found?.suggestions ?? [])])].slice(0, MOST_SUGGESTIONS) }
    },
    close: pool.close,
  }
}

function nearest(word: string, known: ReadonlySet<string>): string[] {
  const near = [...known].flatMap((other) => {
    if (Math.abs(other.length - word.length) > NEAR) return []
    const steps = distance(word, other)
    return steps > 0 && steps <= NEAR ? [{ other, steps }] : []
  })
  return near.sort((a, b) => a.steps - b.steps || a.other.localeCompare(b.other)).slice(0, 3).map(({ other }) => other)
}

/** Letters to put in, take out or exchange (Levenshtein 1966). */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) next[j] = Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1))
    row = next
  }
  return row[b.length] ?? 0
}
