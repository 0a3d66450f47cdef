// What the editor writes is what the canonical form reads: the same names, the same chips, nothing lost on the way.
import { getSchema } from '@tiptap/core'
import { prosemirrorJSONToYXmlFragment } from '@tiptap/y-tiptap'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { MARKS, NODES } from '../../../../src/shared/casedoc/layout.ts'
import { readBlocks } from '../../../../src/shared/casedoc/narrative.ts'
import { openingOf, unprovenClaims } from '../../../../src/shared/domain/claims.ts'
import type { Proof } from '../../../../src/shared/domain/report.ts'
import { AnnotationId, DocumentId, Sha256 } from '../../../../src/shared/kit/ids.ts'
import { blockTexts, findClaims } from '../../../../src/renderer/editor/claimMarks.ts'
import { SHAPES } from '../../../../src/renderer/editor/extensions.ts'
import { proofAsText, proofFromAttribute, proofToAttribute } from '../../../../src/renderer/editor/proofText.ts'
import { sanitizePastedText, separatedCells } from '../../../../src/renderer/editor/sanitizePaste.ts'

const proof: Proof = {
  annotationId: AnnotationId.parse('01990000-0000-7000-8000-000000000001'),
  kind: 'passage',
  label: 'PET/CT report, p. 1',
  anchor: { kind: 'passage', documentId: DocumentId.parse('01990000-0000-7000-8000-000000000002'), sha256: Sha256.parse('a'.repeat(64)), page: 1, rects: [[1, 2, 3, 4]], quote: '30 mm' },
}
const schema = getSchema(SHAPES)
const text = (words: string, ...marks: string[]) => ({ type: 'text', text: words, marks: marks.map((type) => ({ type })) })
const chip = { type: NODES.proofChip, attrs: { proof: proofToAttribute(proof) } }
const paragraph = (...content: object[]) => ({ type: 'paragraph', content })
const doc = (...content: object[]) => ({ type: 'doc', content })

test('the schema has the shapes of the report and no other: no links, no pictures', () => {
  expect(Object.keys(schema.nodes).sort()).toEqual([...Object.values(NODES), 'doc', 'text'].sort())
  expect(Object.keys(schema.marks).sort()).toEqual(Object.values(MARKS).sort())
})

test('text, lists, marks and chips arrive in the canonical reading unchanged', () => {
  const shared = new Y.Doc()
  const fragment = shared.getXmlFragment('body')
  const written = doc(
    { type: 'heading', attrs: { level: 3 }, content: [text('Findings')] },
    paragraph(text('Mass of '), text('38 mm', MARKS.bold), text(' '), chip, text('.'), { type: 'hardBreak' }, text('A judgement', MARKS.expertJudgement)),
    { type: 'bulletList', content: [{ type: 'listItem', content: [paragraph(text('first', MARKS.italic))] }] },
  )
  prosemirrorJSONToYXmlFragment(schema, written, fragment)
  const reading = { unreadable: 0 }
  expect(readBlocks(fragment, reading)).toEqual([
    { type: 'heading', level: 3, content: [{ type: 'text', text: 'Findings' }] },
    {
      type: 'paragraph',
      content: [
        { type: 'text', text: 'Mass of ' },
        { type: 'text', text: '38 mm', bold: true },
        { type: 'text', text: ' ' },
        { type: 'proof', proof },
        { type: 'text', text: '.' },
        { type: 'break' },
        { type: 'text', text: 'A judgement', judgement: true },
      ],
    },
    { type: 'list', ordered: false, items: [[{ type: 'paragraph', content: [{ type: 'text', text: 'first', italic: true }] }]] },
  ])
  expect(reading.unreadable).toBe(0)
})

test('a chip copied elsewhere is readable text, and what is no proof is never taken for one', () => {
  expect(proofAsText(proof)).toBe('[PET/CT report, p. 1]')
  expect(proofFromAttribute(proofToAttribute(proof))).toEqual(proof)
  expect(proofFromAttribute('{"annotationId":"x"}')).toBeNull()
  expect(proofFromAttribute('not json')).toBeNull()
  expect(proofFromAttribute(null)).toBeNull()
})

test('the claim that the signing rule names is found and underlined to the end of its sentence', () => {
  const node = schema.nodeFromJSON(doc(paragraph(text('Stable disease. Residual tumour touches 12 mm of the wall. Next.')), paragraph(text('No claim here.'))))
  const [claim] = unprovenClaims([{ type: 'text', text: 'Stable disease. Residual tumour touches 12 mm of the wall. Next.' }])
  const [span] = findClaims(blockTexts(node), [claim?.opening ?? ''])
  expect(node.textBetween(span?.from ?? 0, span?.to ?? 0)).toBe('Residual tumour touches 12 mm of the wall')
})

test('a long claim is found by its first words, also across a line break, and a claim that was rewritten is not', () => {
  const sentence = `The mass measures 38 mm ${'and extends further '.repeat(6)}to the wall`
  const node = schema.nodeFromJSON(doc(paragraph(text('The mass measures 38 mm'), { type: 'hardBreak' }, text(`${sentence.slice(24)}.`))))
  expect(openingOf(sentence).endsWith('…')).toBe(true)
  expect(findClaims(blockTexts(node), [openingOf(sentence)])).toHaveLength(1)
  expect(findClaims(blockTexts(node), ['Words that are gone'])).toEqual([])
})

test('pasted text loses what cannot be seen: a turned reading direction must not change a dose', () => {
  expect(sanitizePastedText('3\u202E gm\u202C 5\u200B mg\u0000\r\nnext')).toBe('3 gm 5 mg\nnext')
})

test('joined cells of a pasted table are taken apart: what stands beside or below them keeps its column', () => {
  const one = { columns: 1, rows: 1 }
  // Head over two columns, then a name over two rows.
  const table = [[one, { columns: 2, rows: 1 }], [{ columns: 1, rows: 2 }, one, one], [one, one]]
  expect(separatedCells(table)).toEqual([[0, 1, null], [0, 1, 2], [null, 0, 1]])
  // A block of two by two in the middle; more rows asked for than there are.
  expect(separatedCells([[one, { columns: 2, rows: 2 }, one], [one, one]])).toEqual([[0, 1, null, 2], [0, null, null, 1]])
  expect(separatedCells([[{ columns: 1, rows: 9 }, one], [one]])).toEqual([[0, 1], [null, 0]])
  expect(separatedCells([[one, one], [one, one]])).toEqual([[0, 1], [0, 1]])
})
