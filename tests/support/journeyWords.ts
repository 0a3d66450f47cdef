// The product's own words in one language, so that a journey looks for what a person reads and not for test ids.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import i18next from 'i18next'
import type { PackId } from '../../src/shared/domain/reviewCase.ts'
import { textsOf, type MessageKey } from '../../src/renderer/i18n/catalogue.ts'

export type JourneyLanguage = 'en' | 'es'

export interface JourneyWords {
  readonly language: JourneyLanguage
  t(key: MessageKey | (string & {}), values?: Record<string, string | number>): string
  /** The words of a key as a pattern: what stands in braces may be anything. */
  like(key: MessageKey | (string & {})): RegExp
}

/** @throws when a key is unknown: a journey must not look for a key's own name */
export async function journeyWords(language: JourneyLanguage): Promise<JourneyWords> {
  const texts = i18next.createInstance()
  await texts.init({ lng: language, fallbackLng: false, resources: { [language]: { translation: textsOf(language) } }, nsSeparator: false, interpolation: { escapeValue: false }, returnNull: false })
  function t(key: string, values: Record<string, string | number | boolean> = {}): string {
    const words = texts.t(key, values)
    if (words === key) throw new Error(`no words for ${key} in ${language}`)
    return words
  }
  return {
    language,
    t,
    like: (key) => new RegExp(t(key, { skipInterpolation: true }).split(/\{\{.+?\}\}/u).map(escapePattern).join('.+'), 'u'),
  }
}

export function escapePattern(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/gu, '\\$&')
}

export interface FieldWords {
  key: string
  kind: string
  required: boolean
  label: Record<JourneyLanguage, string>
  options?: readonly { code: string; label: Record<JourneyLanguage, string> }[]
}

export interface TemplateWords {
  readonly sections: readonly {
    key: string
    number: number
    kind: string
    required: boolean
    title: Record<JourneyLanguage, string>
    fields: readonly FieldWords[]
    lists: readonly { key: string; title: Record<JourneyLanguage, string>; one: Record<JourneyLanguage, string>; fields: readonly FieldWords[] }[]
  }[]
}

/** A report's template, as the product ships it. */
export function templateWords(pack: PackId): TemplateWords {
  return JSON.parse(readFileSync(join(import.meta.dirname, `../../resources/report-templates/${pack.replace('/', '-')}.json`), 'utf8')) as TemplateWords
}
