// How hard a text is to read: Flesch for English, Fernández-Huerta for Spanish. Pure; the higher the easier, 60 and more is plain.
import type { Language } from './reviewCase.ts'

interface Readability {
  readonly index: 'flesch' | 'fernandezHuerta'
  /** One decimal; null for fewer than thirty words, where the index says nothing. */
  readonly value: number | null
  readonly words: number
}

const FEWEST_WORDS = 30

/**
 * @source Flesch 1948: 206.835 − 1.015 words per sentence − 84.6 syllables per word
 * @source Fernández Huerta 1959: 206.84 − 0.60 syllables per hundred words − 1.02 words per sentence
 */
export function readability(text: string, language: Language): Readability {
  const words = text.match(/\p{L}+(?:['’-]\p{L}+)*/gu) ?? []
  const sentences = text.split(/[.!?…:;]+(?:\s|$)|\n+/u).filter((part) => /\p{L}/u.test(part)).length
  const index = language === 'es' ? 'fernandezHuerta' : 'flesch'
  if (words.length < FEWEST_WORDS || sentences === 0) return { index, value: null, words: words.length }
  const syllables = words.reduce((sum, word) => sum + syllablesOf(word, language), 0)
  const perSentence = words.length / sentences
  const perWord = syllables / words.length
  const value = language === 'es' ? 206.84 - 60 * perWord - 1.02 * perSentence : 206.835 - 84.6 * perWord - 1.015 * perSentence
  return { index, value: Math.round(value * 10) / 10, words: words.length }
}

/** An estimate by vowel groups: exact for most Spanish words, good on the average of an English text. */
export function syllablesOf(word: string, language: Language): number {
  const lower = word.toLowerCase()
  if (language === 'es') {
    // A strong vowel beside a strong one, or a stressed weak one, is a syllable of its own.
    const groups = lower.replace(/qu(?=[eiéí])/gu, 'k').replace(/gu(?=[eiéí])/gu, 'g').match(/[aeiouáéíóúüy]+/gu) ?? []
    return Math.max(1, groups.filter((group) => group !== 'y' || lower === 'y').reduce((sum, group) => sum + Math.max(1, (group.match(/[aeoáéóíú]/gu) ?? []).length), 0))
  }
  const stem = lower.replace(/(?:[^laeiouy]es|[^laeiouy]ed|[^laeiouy]e)$/u, (end) => end.charAt(0))
  return Math.max(1, (stem.match(/[aeiouy]+/gu) ?? []).length)
}
