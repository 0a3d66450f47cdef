// Every word that the product itself uses in its templates, checklists and phrases: known by definition.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Language } from '#shared/domain/reviewCase.ts'

const FOLDERS = ['report-templates', 'illnesses', 'phrases', 'programmes', 'disclaimers']

export function wordsOfResources(directory: string, language: Language): string[] {
  return FOLDERS.flatMap((folder) =>
    readdirSync(join(directory, folder))
      .filter((name) => name.endsWith('.json'))
      .flatMap((name) => textsIn(JSON.parse(readFileSync(join(directory, folder, name), 'utf8')), language)),
  ).flatMap((text) => text.match(/\p{L}[\p{L}\p{M}]+/gu) ?? [])
}

/** Texts that stand under the language's key, however deep. */
function textsIn(value: unknown, language: Language): string[] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) => (key === language ? flat(inner) : textsIn(inner, language)))
}

const flat = (value: unknown): string[] => (typeof value === 'string' ? [value] : typeof value === 'object' && value !== null ? Object.values(value).flatMap(flat) : [])
