// A case's value as words, whatever its shape: text as it is, lists joined, nothing as "not stated". Pure.
import type { Translate } from '../../i18n/useT.ts'

/** @param json JSON text of the value */
export function valueWords(json: string, t: Translate): string {
  return words(JSON.parse(json) as unknown) || t('common.notStated')
}

function words(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (Array.isArray(value)) return value.map(words).filter(Boolean).join(', ')
  if (typeof value === 'object')
    return Object.entries(value)
      .map(([name, part]) => `${name} ${words(part)}`.trim())
      .join(', ')
  return String(value)
}
