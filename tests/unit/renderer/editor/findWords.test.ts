import { getSchema } from '@tiptap/core'
import { expect, test } from 'vitest'
import { wordsFound } from '../../../../src/renderer/editor/findWords.ts'
import { SHAPES } from '../../../../src/renderer/editor/extensions.ts'

const schema = getSchema(SHAPES)
const doc = (...paragraphs: string[]) => schema.nodeFromJSON({ type: 'doc', content: paragraphs.map((text) => ({ type: 'paragraph', content: text === '' ? [] : [{ type: 'text', text }] })) })

test('words are found without their accents and capitals, at their exact places', () => {
  const text = doc('Exploración normal.', '', 'La EXPLORACION difiere; otra exploración no.')
  const found = wordsFound(text, 'exploracion')
  expect(found.map(({ from, to }) => text.textBetween(from, to))).toEqual(['Exploración', 'EXPLORACION', 'exploración'])
  expect(wordsFound(text, 'normal. La')).toEqual([])
  expect(wordsFound(text, '')).toEqual([])
  expect(wordsFound(doc('aaaa'), 'aa')).toHaveLength(2)
})
