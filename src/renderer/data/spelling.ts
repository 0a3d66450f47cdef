// React's door to the spelling of a language: what was asked once is known for the session; words of one's own are right. Nothing leaves this machine.
import { useEffect, useMemo, useRef } from 'react'
import type { Language } from '#shared/domain/reviewCase.ts'
import { client } from './client.ts'
import { clinicWord } from '#shared/domain/phrase.ts'
import { keepForClinic, savePreferences } from './preferences.ts'
import { useClinic, usePreferences } from './queries.ts'

const ASK_AFTER_MS = 60
const MOST_AT_ONCE = 1000

class Dictionary {
  readonly listeners = new Set<() => void>()
  private readonly known = new Map<string, boolean>()
  private readonly open = new Set<string>()
  private timer = 0
  private readonly language: Language
  constructor(language: Language) {
    this.language = language
  }
  isWrong(word: string): boolean | undefined {
    const answer = this.known.get(word)
    if (answer === undefined && !this.open.has(word)) {
      this.open.add(word)
      window.clearTimeout(this.timer)
      this.timer = window.setTimeout(() => void this.ask(), ASK_AFTER_MS)
    }
    return answer
  }
  private async ask() {
    const words = [...this.open].slice(0, MOST_AT_ONCE)
    try {
      const { wrong } = await client.spelling.check({ language: this.language, words })
      const unknown = new Set(wrong)
      for (const word of words) this.known.set(word, unknown.has(word))
    } catch {
      // Without an answer nothing is marked; the words are asked about again when the text changes.
    }
    for (const word of words) this.open.delete(word)
    if (words.some((word) => this.known.has(word))) for (const listener of this.listeners) listener()
  }
}

const dictionaries: Record<Language, Dictionary> = { en: new Dictionary('en'), es: new Dictionary('es') }
const none: readonly string[] = []
const folded = (word: string) => word.toLowerCase()

export interface SpellingDesk {
  /** The same as long as the language is. */
  speller: { isWrong(word: string): boolean | undefined; subscribe(listener: () => void): () => void }
  on: boolean
  toggle(): void
  learn(word: string): void
  /** Right for everybody of the clinic. */
  learnForClinic(word: string): Promise<void>
  forgetForClinic(word: string): Promise<void>
  forget(word: string): void
  suggest(word: string): Promise<readonly string[]>
}

/** @param names that are right here whatever a dictionary says: of the patient, of the team */
export function useSpelling(language: Language, names: string): SpellingDesk {
  const preferences = usePreferences().data
  const own = preferences?.words ?? none
  const on = preferences?.spelling ?? true
  const clinic = useClinic().data
  const right = useMemo(() => new Set([...own, ...(clinic ?? []).flatMap(({ kind, text }) => (kind === 'word' ? [text] : [])), ...(names.match(/\p{L}+/gu) ?? [])].map(folded)), [own, clinic, names])
  const now = useRef({ on, right })
  const dictionary = dictionaries[language]
  useEffect(() => {
    now.current = { on, right }
    for (const listener of dictionary.listeners) listener()
  }, [on, right, dictionary])
  const speller = useMemo<SpellingDesk['speller']>(
    () => ({
      isWrong: (word) => (!now.current.on || now.current.right.has(folded(word)) ? false : dictionary.isWrong(word)),
      subscribe: (listener) => {
        dictionary.listeners.add(listener)
        return () => dictionary.listeners.delete(listener)
      },
    }),
    [dictionary],
  )
  return useMemo(
    () => ({
      speller,
      on,
      toggle: () => void savePreferences({ spelling: !on }),
      learn: (word) => void savePreferences({ words: [...own.filter((one) => folded(one) !== folded(word)), word] }),
      learnForClinic: (word) => keepForClinic(clinicWord(word)),
      forgetForClinic: (word) => keepForClinic(clinicWord(word, true)),
      forget: (word) => void savePreferences({ words: own.filter((one) => folded(one) !== folded(word)) }),
      suggest: async (word) => (await client.spelling.suggest({ language, word })).suggestions,
    }),
    [speller, on, own, language],
  )
}
