// Every text that a screen asks for exists in both languages, with the same values inside.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { textsOf } from '../../../../src/renderer/i18n/catalogue.ts'
import type { MessageTree } from '../../../../src/renderer/i18n/messages.ts'

function flat(tree: MessageTree, prefix = ''): Map<string, string> {
  return new Map(
    Object.entries(tree).flatMap(([key, value]) =>
      typeof value === 'string' ? [[`${prefix}${key}`, value] as const] : [...flat(value, `${prefix}${key}.`)],
    ),
  )
}

const en = flat(textsOf('en'))
const es = flat(textsOf('es'))
const root = join(import.meta.dirname, '../../../../src/renderer')
const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) => /\.tsx?$/.test(name) && !name.startsWith('i18n'))
const sources = files.map((name) => [name, readFileSync(join(root, name), 'utf8')] as const)

const exists = (texts: Map<string, string>, key: string) => texts.has(key) || texts.has(`${key}_other`)

describe('texts', () => {
  test('every key written in a component has a text in English and in Spanish', () => {
    const asked = sources.flatMap(([name, text]) => [...text.matchAll(/\bt\('([a-zA-Z][\w.]*)'/g)].map((m) => [name, m[1] ?? ''] as const))
    expect(asked.length).toBeGreaterThan(200)
    const missing = asked.filter(([, key]) => !exists(en, key) || !exists(es, key)).map(([name, key]) => `${name}: ${key}`)
    expect(missing).toEqual([])
  })

  test('a text takes the same values in both languages', () => {
    const values = (text: string | undefined) => [...new Set([...(text ?? '').matchAll(/\{\{(\w+)\}\}/g)].map((m) => m[1]))].sort()
    const differing = [...en.keys()].filter((key) => values(en.get(key)).join() !== values(es.get(key)).join())
    expect(differing).toEqual([])
  })

  test('every command that a feature registers has a title in both languages', () => {
    const ids = sources.flatMap(([, text]) => [...text.matchAll(/\bid: '([a-z][A-Za-z]*\.[A-Za-z.]+)'/g)].map((m) => m[1] ?? ''))
    expect(ids.length).toBeGreaterThan(3)
    expect(ids.filter((id) => !en.has(`command.${id}`) || !es.has(`command.${id}`))).toEqual([])
  })

  test('no text blames: the words of look note §9 that are never used', () => {
    const never = /\b(oops|invalid|wrong|failed|incorrect|please|erróneo|omitió|por favor)\b|!$/i
    const allowed = (key: string) => key.startsWith('documents.') || key.startsWith('imaging.') || key.startsWith('report.') || key.startsWith('signOff.')
    const found = [...en, ...es].filter(([key, text]) => !allowed(key) && never.test(text)).map(([key]) => key)
    expect(found).toEqual([])
  })
})
