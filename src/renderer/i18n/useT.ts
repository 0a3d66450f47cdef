// Texts for components: useT() gives t in the language in use; the provider is set up once by main.tsx.
import i18next, { type i18n } from 'i18next'
import { useSyncExternalStore } from 'react'
import type { Language } from '#shared/domain/reviewCase.ts'
import { textsOf, type MessageKey } from './catalogue.ts'

export type Values = Record<string, string | number>
/** A known key, or one put together at run time (`role.${role}`); an unknown key shows itself and fails tests. */
export type Translate = (key: MessageKey | (string & {}), values?: Values) => string

export interface Localised extends Translate {
  readonly language: Language
}

/** Starts the texts in one language; every text is in the bundle, nothing is fetched. */
export async function startTexts(language: Language): Promise<i18n> {
  await i18next.init({
    lng: language,
    fallbackLng: false,
    resources: { en: { translation: textsOf('en') }, es: { translation: textsOf('es') } },
    nsSeparator: false,
    interpolation: { escapeValue: false },
    returnNull: false,
  })
  return i18next
}

/** The language in use; a component that asks is drawn again when it changes. */
export function useT(): Localised {
  return localisedIn(useSyncExternalStore(subscribe, languageNow, languageNow))
}

export function useLanguage(): { language: Language; change(language: Language): void } {
  return { language: useSyncExternalStore(subscribe, languageNow, languageNow), change: (language) => void i18next.changeLanguage(language) }
}

function subscribe(listener: () => void): () => void {
  i18next.on('languageChanged', listener)
  return () => i18next.off('languageChanged', listener)
}

const languageNow = (): Language => (i18next.language === 'es' ? 'es' : 'en')

const LOCALISED = new Map<Language, Localised>()

/** The texts in one language, whatever the screen's: words that go into a report. Always the same function for a language. Texts without values are looked up once: a report or a viewer asks for thousands while it is drawn. */
export function localisedIn(language: Language): Localised {
  const made = LOCALISED.get(language)
  if (made) return made
  const find = i18next.getFixedT(language)
  const known = new Map<string, string>()
  const t: Translate = (key, values) => {
    if (values) return find(key, values)
    const text = known.get(key) ?? find(key)
    known.set(key, text)
    return text
  }
  const localised = Object.assign(t, { language })
  LOCALISED.set(language, localised)
  return localised
}

/** The language of a person who has not chosen one yet. */
export function systemLanguage(languages: readonly string[]): Language {
  return languages.find((tag) => /^(en|es)\b/i.test(tag))?.slice(0, 2).toLowerCase() === 'es' ? 'es' : 'en'
}
