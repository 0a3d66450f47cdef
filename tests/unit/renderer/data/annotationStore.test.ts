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

  test('undo and redo go on after a restart, and on another device of the same person', () => {
    const before = new Y.Doc()
    const first = createAnnotationStore(before, 'room', author)
    const [a, b] = [highlight('46 mm', 1), highlight('38 mm', 2)]
    first.save(a)
    first.save(b)
    first.remove(a.id)
    const after = new Y.Doc()
    Y.applyUpdate(after, Y.encodeStateAsUpdate(before))
    const again = createAnnotationStore(after, 'room', author)
    again.undo()
    expect(again.list().map((x) => x.id)).toEqual([a.id, b.id])
    again.undo()
    again.undo()
    expect(again.list()).toEqual([])
    again.redo()
    expect(again.list().map((x) => x.id)).toEqual([a.id])
    again.save(highlight('new', 9))
    again.redo()
    expect(again.list()).toHaveLength(2)
  })

  test('several saved at once are one step to take back', () => {
    const store = createAnnotationStore(new Y.Doc(), 'room', author)
    store.saveAll([highlight('a', 1), highlight('b', 2)])
    store.undo()
    expect(store.list()).toEqual([])
    store.redo()
    expect(store.list()).toHaveLength(2)
  })

  test('what a colleague has changed since is not taken back', () => {
    const mine = new Y.Doc()
    const theirs = new Y.Doc()
    const store = createAnnotationStore(mine, 'room', author)
    const a = highlight('46 mm', 1)
    store.save(a)
    join(mine, theirs)
    createAnnotationStore(theirs, 'room', newUuid(2)).save({ ...a, note: 'seen by me too' })
    join(mine, theirs)
    store.undo()
    expect(store.list()).toMatchObject([{ id: a.id, note: 'seen by me too' }])
  })

  test('the history stays short, however long a person draws', () => {
    const doc = new Y.Doc()
    const store = createAnnotationStore(doc, 'room', author)
    for (let n = 0; n < 200; n++) store.save(highlight(`mark ${n} ${'x'.repeat(3000)}`, n))
    expect(JSON.stringify(doc.getArray(`history/${author}`).toJSON()).length).toBeLessThan(420_000)
    expect(doc.getArray(`history/${author}`).length).toBeLessThanOrEqual(60)
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
