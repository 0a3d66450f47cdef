// Texts for components: useT() gives t in the language in use; the provider is set up once by main.tsx.
import i18next, { type i18n } from 'i18next'
import { useMemo } from 'react'
import { initReactI18next, useTranslation } from 'react-i18next'
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
  await i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: false,
    resources: { en: { translation: textsOf('en') }, es: { translation: textsOf('es') } },
    nsSeparator: false,
    interpolation: { escapeValue: false },
    returnNull: false,
  })
  return i18next
}

export function useT(): Localised {
  const { t, i18n: instance } = useTranslation()
  const language: Language = instance.language === 'es' ? 'es' : 'en'
  return useMemo(() => Object.assign((key: string, values: Values = {}) => t(key, values), { language }), [t, language])
}

export function useLanguage(): { language: Language; change(language: Language): void } {
  const { i18n: instance } = useTranslation()
  return {
    language: instance.language === 'es' ? 'es' : 'en',
    change: (language) => void instance.changeLanguage(language),
  }
}

/** The language of a person who has not chosen one yet. */
export function systemLanguage(languages: readonly string[]): Language {
  return languages.find((tag) => /^(en|es)\b/i.test(tag))?.slice(0, 2).toLowerCase() === 'es' ? 'es' : 'en'
}
