// Words against the dictionaries of a language, in the hunspell format. Loaded once per thread; nothing of what is asked is kept.
import nspell from 'nspell'
import type { Language } from '#shared/domain/reviewCase.ts'

type Speller = ReturnType<typeof nspell>

const loading = new Map<Language, Promise<readonly Speller[]>>()

/** English is written two ways; a word that either knows is right. */
async function load(language: Language): Promise<readonly Speller[]> {
  const modules = language === 'es' ? [await import('dictionary-es')] : [await import('dictionary-en-gb'), await import('dictionary-en')]
  return modules.map(({ default: { aff, dic } }) => nspell(Buffer.from(aff), Buffer.from(dic)))
}

async function spellers(language: Language): Promise<readonly Speller[]> {
  const made = loading.get(language) ?? load(language)
  loading.set(language, made)
  return made
}

const MOST_SUGGESTIONS = 6

export interface SpellingQuestion {
  readonly language: Language
  readonly words: readonly string[]
  /** Also asks what was meant. */
  readonly suggest: boolean
}

/** @returns the words that no dictionary knows, each with what it may have meant, the likeliest first; none unless asked */
export async function run({ language, words, suggest }: SpellingQuestion): Promise<{ word: string; suggestions: string[] }[]> {
  const known = await spellers(language)
  return words
    .filter((word) => !known.some((speller) => speller.correct(word)))
    .map((word) => ({ word, suggestions: suggest ? [...new Set(known.flatMap((speller) => speller.suggest(word)))].slice(0, MOST_SUGGESTIONS) : [] }))
}
