import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { ANNOTATIONS } from '#shared/casedoc/layout.ts'
import { Annotation } from '#shared/domain/annotation.ts'
import { newUuid } from '#shared/kit/ids.ts'
import { createAnnotationStore } from '../../../../src/renderer/data/annotationStore.ts'

const author = newUuid(1)
const highlight = (quote: string, minute: number) =>
  Annotation.parse({
    type: 'highlight',
    id: newUuid(Date.parse('2026-11-22T21:00:00Z') + minute),
    author,
    authorName: 'Dr Helen Okafor',
    createdAt: `2026-11-22T21:${String(minute).padStart(2, '0')}:00.000Z`,
    changedAt: `2026-11-22T21:${String(minute).padStart(2, '0')}:00.000Z`,
    anchor: { kind: 'passage', documentId: newUuid(3), sha256: 'a'.repeat(64), page: 1, rects: [[10, 10, 90, 22]], quote },
    category: 'claim',
    note: '',
  })

const join = (a: Y.Doc, b: Y.Doc) => {
  Y.applyUpdate(b, Y.encodeStateAsUpdate(a), 'server')
  Y.applyUpdate(a, Y.encodeStateAsUpdate(b), 'server')
}

describe('annotations of a room', () => {
  test('are listed oldest first, whoever wrote them', () => {
    const doc = new Y.Doc()
    const store = createAnnotationStore(doc, 'room', author)
    const [late, early] = [highlight('30 mm', 20), highlight('46 mm', 5)]
    store.save(late)
    store.save(early)
    expect(store.list().map((a) => a.id)).toEqual([early.id, late.id])
  })

  test('one that cannot be read is counted and never shown', () => {
    const doc = new Y.Doc()
    doc.getMap(ANNOTATIONS).set('x', { type: 'highlight', anchor: 'nowhere' })
    const store = createAnnotationStore(doc, 'room', author)
    expect(store.list()).toEqual([])
    expect(store.unreadable()).toBe(1)
  })

  test('undo takes back my own last mark and leaves the colleague’s', () => {
    const mine = new Y.Doc()
    const theirs = new Y.Doc()
    const store = createAnnotationStore(mine, 'room', author)
    const colleague = createAnnotationStore(theirs, 'room', newUuid(2))
    const [a, b] = [highlight('mine', 1), highlight('theirs', 2)]
    store.save(a)
    colleague.save(b)
    join(mine, theirs)
    store.undo()
    expect(store.list().map((x) => x.id)).toEqual([b.id])
    store.undo()
    expect(store.list().map((x) => x.id)).toEqual([b.id])
    store.redo()
    expect(store.list().map((x) => x.id)).toEqual([a.id, b.id])
  })

  test('a mark that would not be readable is refused before it is written', () => {
    const doc = new Y.Doc()
    const store = createAnnotationStore(doc, 'room', author)
    expect(() => store.save({ ...highlight('x', 1), authorName: 3 } as never)).toThrow()
    expect(doc.getMap(ANNOTATIONS).size).toBe(0)
  })

  test('the list keeps its identity until something changes, so that a screen does not draw in vain', () => {
    const doc = new Y.Doc()
    const store = createAnnotationStore(doc, 'room', author)
    store.save(highlight('a', 1))
    expect(store.list()).toBe(store.list())
  })
})
