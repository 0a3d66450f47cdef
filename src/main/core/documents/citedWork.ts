// A guideline or article as a text of the case: who says it, which edition, when it was read and where, then the words somebody relies on. Knows no store.
import { formatDate } from '#shared/domain/localFormat.ts'
import type { Language } from '#shared/domain/reviewCase.ts'
import type { Citation } from '#shared/domain/sourceDocument.ts'

const WORDS = {
  en: { publisher: 'Published by', version: 'Edition', accessed: 'Read on', link: 'Where', words: 'Words relied on' },
  es: { publisher: 'Publicado por', version: 'Edición', accessed: 'Consultado el', link: 'Dónde', words: 'Texto en que se apoya' },
} as const

/** In the case's language; the link is words that nothing opens. */
export function citedText({ title, publisher, version, accessedOn, link }: Citation, words: string, language: Language): string {
  const t = WORDS[language]
  const head = [title, `${t.publisher}: ${publisher}`, `${t.version}: ${version}`, `${t.accessed}: ${formatDate(accessedOn, language)}`, ...(link ? [`${t.link}: ${link}`] : [])]
  return `${head.join('\n')}\n\n${t.words}:\n\n${words}\n`
}

/** What the document is called wherever a proof names it: title, edition and the day it was read. */
export function citedName({ title, version, accessedOn }: Citation, language: Language): string {
  const tail = `, ${version} (${WORDS[language].accessed.toLocaleLowerCase(language)} ${formatDate(accessedOn, language)})`
  const name = title.replace(/[/\\\p{Cc}\p{Cf}]+/gu, ' ').trim()
  return `${name.slice(0, 250 - tail.length)}${tail.replace(/[/\\]/gu, '-')}.txt`
}
