import { expect, test } from 'vitest'
import { getSchema } from '@tiptap/core'
import { prosemirrorJSONToYXmlFragment, yXmlFragmentToProseMirrorRootNode } from '@tiptap/y-tiptap'
import * as Y from 'yjs'
import { removeAnnotation, saveAnnotation, setAnswer, setField, setNarrative } from '#shared/casedoc/edit.ts'
import { ANNOTATIONS, answerFragment, NODES, SECTION, type EditOrigin } from '#shared/casedoc/layout.ts'
import { readAnnotations, readSection } from '#shared/casedoc/read.ts'
import { FieldValue, Proof } from '#shared/domain/report.ts'
import { inlinesOf, plainText, type Block } from '#shared/domain/reportContent.ts'
import { Annotation } from '#shared/domain/annotation.ts'
import { SHAPES } from '../../../../src/renderer/editor/extensions.ts'

const user = '018f0000-0000-7000-8000-000000000001'
const origin: EditOrigin = { actorId: user, room: 'case/x/report/1/diagnosis', tool: 'test' }
const proof = Proof.parse({
  annotationId: '018f0000-0000-7000-8000-0000000000aa',
  kind: 'passage',
  label: 'Pathology, p. 2',
  anchor: { kind: 'passage', documentId: '018f0000-0000-7000-8000-0000000000bb', sha256: 'ab'.repeat(32), page: 2, rects: [[72.5, 500, 300, 512]], quote: 'Adenocarcinoma' },
})
const written: Block[] = [
  { type: 'heading', level: 3, content: [{ type: 'text', text: 'Histology' }] },
  {
    type: 'paragraph',
    content: [
      { type: 'text', text: 'Adenocarcinoma, ' },
      { type: 'text', text: 'grade 2', bold: true },
      { type: 'text', text: ' ' },
      { type: 'proof', proof },
      { type: 'text', text: ' in my view', italic: true, judgement: true },
    ],
  },
  { type: 'list', ordered: true, items: [[{ type: 'paragraph', content: [{ type: 'text', text: 'EGFR' }, { type: 'break' }, { type: 'text', text: 'exon 19' }] }]] },
  { type: 'table', caption: null, head: true, rows: [[[{ type: 'text', text: 'Marker' }], []], [[{ type: 'text', text: 'PD-L1' }], [{ type: 'text', text: '35 %' }, { type: 'proof', proof }]]] },
  { type: 'live', source: 'staging' },
]
const value = (text: string) => FieldValue.parse({ value: text, changedAt: '2026-11-22T10:00:00.000Z', changedBy: user })

test('a narrative reads back exactly as written, marks, lists and proofs included', () => {
  const doc = new Y.Doc()
  setNarrative(doc, origin, written)
  expect(readSection(doc)).toMatchObject({ body: written, unreadable: 0 })
})

test('the editor opens what was written outside of it, and its own text reads the same', () => {
  const doc = new Y.Doc()
  setNarrative(doc, origin, written)
  const schema = getSchema(SHAPES)
  const node = yXmlFragmentToProseMirrorRootNode(doc.getXmlFragment(SECTION.body), schema)
  node.check()
  const typed = new Y.Doc()
  prosemirrorJSONToYXmlFragment(schema, node.toJSON(), typed.getXmlFragment(SECTION.body))
  expect(readSection(typed)).toMatchObject({ body: written, unreadable: 0 })
})

test('words of an unknown kind of text are kept, and the reader is told that something could not be read', () => {
  const doc = new Y.Doc()
  const quote = new Y.XmlElement('blockquote')
  quote.insert(0, [new Y.XmlText('margin positive')])
  doc.getXmlFragment(SECTION.body).insert(0, [quote])
  const section = readSection(doc)
  expect(section.unreadable).toBe(1)
  expect(plainText(inlinesOf(section.body))).toBe('margin positive')
})

test('a proof chip that is damaged stays in the text as unreadable', () => {
  const doc = new Y.Doc()
  const paragraph = new Y.XmlElement(NODES.paragraph)
  const chip = new Y.XmlElement(NODES.proofChip)
  chip.setAttribute('proof', '{"annotationId":1}')
  paragraph.insert(0, [chip])
  doc.getXmlFragment(SECTION.body).insert(0, [paragraph])
  expect(readSection(doc)).toMatchObject({ unreadable: 1, body: [{ content: [{ type: 'unreadableProof' }] }] })
})

test('answer and confidence of a question set by two people at once are both kept', () => {
  const a = new Y.Doc()
  const b = new Y.Doc()
  setAnswer(a, origin, 3, 'answer', value('We advise against waiting.'))
  setAnswer(b, origin, 3, 'confidence', value('high'))
  setNarrative(b, origin, [{ type: 'paragraph', content: [{ type: 'text', text: 'Because.' }] }], 3)
  Y.applyUpdate(a, Y.encodeStateAsUpdate(b))
  expect(a.share.has(answerFragment(3))).toBe(true)
  expect(readSection(a).answers).toMatchObject([{ question: 3, answer: { value: 'We advise against waiting.' }, confidence: { value: 'high' }, body: [{ type: 'paragraph' }] }])
})

test('a cleared field counts as absent, a damaged one as unreadable', () => {
  const doc = new Y.Doc()
  setField(doc, origin, 'tumour', value('T2a'))
  setField(doc, origin, 'tumour', value(' '))
  doc.getMap(SECTION.fields).set('nodes', 'N2')
  expect(readSection(doc)).toMatchObject({ fields: {}, unreadable: 1 })
})

test('annotations that do not parse are counted, the others stay readable', () => {
  const doc = new Y.Doc()
  const highlight = Annotation.parse({
    type: 'highlight', id: proof.annotationId, author: user, authorName: 'Dr H. Okafor', createdAt: '2026-11-22T10:00:00.000Z', changedAt: '2026-11-22T10:00:00.000Z',
    anchor: proof.anchor, category: 'claim', note: '',
  })
  saveAnnotation(doc, origin, highlight)
  doc.getMap(ANNOTATIONS).set('broken', { type: 'measurement' })
  expect(readAnnotations(doc)).toEqual({ annotations: [highlight], unreadable: 1 })
  removeAnnotation(doc, origin, highlight.id)
  expect(readAnnotations(doc)).toEqual({ annotations: [], unreadable: 1 })
})

test('every edit is one transaction that says who made it', () => {
  const doc = new Y.Doc()
  const origins: unknown[] = []
  doc.on('afterTransaction', (tr: Y.Transaction) => {
    if (tr.changed.size > 0) origins.push(tr.origin)
  })
  setField(doc, origin, 'a', value('1'))
  setNarrative(doc, origin, written)
  expect(origins).toEqual([origin, origin])
})
