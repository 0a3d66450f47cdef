// A value read of a shared document: the same object until its maps change, and never older than the moment somebody begins to listen.
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { docReading } from '../../../../src/renderer/data/docReading.ts'

const read = (doc: Y.Doc) => ({ ...doc.getMap('fields').toJSON() })

test('what arrives between the first reading and the listening is not missed', () => {
  const doc = new Y.Doc()
  const reading = docReading(doc, ['fields'], read)
  expect(reading.get()).toEqual({})
  const there = new Y.Doc()
  there.getMap('fields').set('waitAndSee', 'option')
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(there))
  const stop = reading.subscribe(() => undefined)
  expect(reading.get()).toEqual({ waitAndSee: 'option' })
  stop()
})

test('the same value until a map changes; words of the text change nothing', () => {
  const doc = new Y.Doc()
  doc.getMap('fields').set('ecog', '1')
  const reading = docReading(doc, ['fields'], read)
  const before = reading.get()
  let told = 0
  const stop = reading.subscribe(() => told++)
  expect(reading.get()).toBe(before)
  doc.getXmlFragment('body').insert(0, [new Y.XmlText('words')])
  expect([told, reading.get() === before]).toEqual([0, true])
  doc.getMap('fields').set('ecog', '2')
  expect([told, reading.get()]).toEqual([1, { ecog: '2' }])
  stop()
  doc.getMap('fields').set('ecog', '3')
  expect(told).toBe(1)
})
