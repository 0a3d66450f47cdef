import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import PDFDocument from 'pdfkit'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { saveAnnotation, saveCourseEvent, setNarrative } from '../../../../../src/shared/casedoc/edit.ts'
import { roomName } from '../../../../../src/shared/casedoc/layout.ts'
import { Highlight } from '../../../../../src/shared/domain/annotation.ts'
import { Proof } from '../../../../../src/shared/domain/report.ts'
import { CalendarDate } from '../../../../../src/shared/domain/patient.ts'
import { judgeValue, valuesInText } from '../../../../../src/shared/domain/labValue.ts'
import { ucumOf } from '../../../../../src/shared/domain/ucumSpelling.ts'
import { newUuid } from '../../../../../src/shared/kit/ids.ts'
import { openTestWorkstation, type TestWorkstation } from '../../../../support/workstation.ts'

let workstation: TestWorkstation
let folder: string
let caseId: never

async function letter(): Promise<Buffer> {
  const doc = new PDFDocument()
  const chunks: Buffer[] = []
  doc.on('data', (chunk: Buffer) => chunks.push(chunk))
  const done = new Promise((resolve) => doc.on('end', resolve))
  doc.text('Informe de alta. Paciente: Ana Ruiz Mora. Tumor de 24 mm.')
  doc.end()
  await done
  return Buffer.concat(chunks)
}

/** Carries a note, and a file that unpacks to more than the worker's memory from a few hundred kilobytes. */
async function carryingBomb(): Promise<Buffer> {
  const doc = new PDFDocument()
  const chunks: Buffer[] = []
  doc.on('data', (chunk: Buffer) => chunks.push(chunk))
  const done = new Promise((resolve) => doc.on('end', resolve))
  doc.text('Carta. Paciente: Ana Ruiz Mora.')
  const of = (name: string) => ({ name, creationDate: new Date(0), modifiedDate: new Date(0) })
  doc.file(Buffer.from('nota'), of('nota.txt'))
  doc.file(Buffer.alloc(300 * 1024 * 1024), of('bomba.bin'))
  doc.end()
  await done
  return Buffer.concat(chunks)
}

beforeAll(async () => {
  workstation = await openTestWorkstation()
  await workstation.signUp('Dr Helen Okafor', 'physician', '28/1')
  folder = mkdtempSync(join(tmpdir(), 'consilium-reading-'))
  mkdirSync(join(folder, 'in'))
  const patient = { resourceType: 'Patient', name: [{ family: 'Ruiz Mora', given: ['Ana'] }], birthDate: '1963-04-08', gender: 'female' }
  const observation = (value: number, unit: string) => ({ resourceType: 'Observation', code: { text: 'Creatinine', coding: [{ system: 'http://loinc.org', code: '2160-0' }] }, valueQuantity: { value, unit, code: unit }, effectiveDateTime: '2026-06-12T08:00:00Z' })
  writeFileSync(join(folder, 'in/labs.json'), JSON.stringify({ resourceType: 'Bundle', entry: [patient, observation(0.9, 'mg/dL'), observation(900, 'mg/dL'), observation(1.234, '')].map((resource) => ({ resource })) }))
  writeFileSync(join(folder, 'in/informe_de_alta.pdf'), await letter())
  writeFileSync(join(folder, 'in/carta_con_bomba.pdf'), await carryingBomb())
  caseId = (await workstation.takeIn(join(folder, 'in'))) as never
}, 60_000)

afterAll(async () => {
  await workstation.stop()
  for (const made of [folder, workstation.directory]) rmSync(made, { recursive: true, force: true })
})

const documentOf = async (ending: string) => {
  const found = (await workstation.client.cases.documents({ caseId })).find(({ name }) => name.endsWith(ending))
  if (!found) throw new Error(`no ${ending}`)
  return found
}

test('values of a structured file are proposed with their unit, and what is doubtful is asked', async () => {
  const proposals = await workstation.client.values.proposals({ caseId })
  expect(proposals.map(({ value, unit, analyte, takenOn, questions }) => ({ value, unit, analyte, takenOn, questions }))).toEqual([
    { value: '0.9', unit: 'mg/dL', analyte: 'creatinine', takenOn: '2026-06-12', questions: [] },
    // Outside of 0.1 to 30 mg/dL (golden conventions, section 14).
    { value: '900', unit: 'mg/dL', analyte: 'creatinine', takenOn: '2026-06-12', questions: ['implausible'] },
    { value: '1.234', unit: null, analyte: 'creatinine', takenOn: '2026-06-12', questions: ['missingUnit'] },
  ])
  expect(await workstation.client.values.proposals({ caseId })).toEqual(proposals)
})

test('a structured file is read as tables; a stranger to the case has no words', async () => {
  const { id } = await documentOf('.json')
  const content = await workstation.client.reading.readable({ caseId, documentId: id })
  expect(content?.form).toBe('fhir')
  await expect(workstation.client.reading.readable({ caseId, documentId: newUuid(Date.now()) as never })).rejects.toMatchObject({ code: 'DOCUMENT_NOT_FOUND' })
})

test('quoted words are found again, and a copy leaves with the marks while the source keeps its hash', async () => {
  const { id, sha256 } = await documentOf('informe_de_alta.pdf')
  const [place] = await workstation.client.reading.locate({ caseId, documentId: id, quotes: [{ page: 1, quote: 'Tumor de 24 mm' }] })
  expect(place).toMatchObject({ page: 1, certainty: 'same' })
  const { rooms, session } = workstation.core.work()
  const room = roomName({ kind: 'documentAnnotations', caseId })
  const now = new Date().toISOString()
  const mark = Highlight.parse({ id: newUuid(Date.now()), author: session.user.id, authorName: session.user.name, createdAt: now, changedAt: now, type: 'highlight', category: 'claim', note: 'Coincide con la TC', anchor: { kind: 'passage', documentId: id, sha256, page: 1, rects: place?.rects, quote: 'Tumor de 24 mm' } })
  const origin = { actorId: session.user.id, room, tool: 'test' }
  await rooms.edit(room, origin, (doc) => saveAnnotation(doc, origin, mark))
  const copy = await workstation.client.reading.exportCopy({ caseId, documentId: id })
  expect(copy.marks).toBe(1)
  const reader = workstation.core.work().reading.openTaken(copy.exportId)?.reader
  if (!reader) throw new Error('the copy does not wait to be fetched')
  const chunks: Uint8Array[] = []
  for await (const chunk of reader.stream()) chunks.push(chunk)
  const bytes = Buffer.concat(chunks)
  expect(bytes.length).toBe(copy.bytes)
  expect(bytes.includes('/Highlight')).toBe(true)
  expect(workstation.core.work().reading.openTaken(copy.exportId)).toBeUndefined()
  expect((await documentOf('informe_de_alta.pdf')).sha256).toBe(sha256)

  // It comes back, as a colleague sends it: a file of its own, known as a copy of the letter, with the mark that is in it.
  mkdirSync(join(folder, 'back'))
  const file = join(folder, 'back/carta_revisada.pdf')
  writeFileSync(file, bytes)
  const { status } = spawnSync('qpdf', ['--check', file])
  if (status !== null) expect(status).toBe(0)
  await workstation.takeIn(join(folder, 'back'), caseId)
  const back = await documentOf('carta_revisada.pdf')
  expect(back.sha256).toBe(createHash('sha256').update(bytes).digest('hex'))
  expect(await workstation.client.reading.ownMarks({ caseId, documentId: id })).toEqual({ copyOf: null, marks: [] })
  const own = await workstation.client.reading.ownMarks({ caseId, documentId: back.id })
  expect(own.copyOf).toBe(id)
  expect(own.marks.map(({ page, shape, quote, note, author }) => ({ page, shape, quote, note, author }))).toEqual([{ page: 1, shape: 'highlight', quote: 'Tumor de 24 mm', note: 'Coincide con la TC', author: session.user.name }])
  const [[x1 = 0, y1 = 0, x2 = 0, y2 = 0] = []] = own.marks[0]?.rects ?? []
  const meant = place?.rects[0] ?? []
  for (const [i, value] of [x1, y1, x2, y2].entries()) expect(Math.abs(value - (meant[i] ?? Number.NaN))).toBeLessThan(0.5)
})

test('from the side of a mark: every sentence that stands on it, with its section', async () => {
  const { id, sha256 } = await documentOf('informe_de_alta.pdf')
  const { rooms, session } = workstation.core.work()
  const origin = { actorId: session.user.id, room: '', tool: 'test' }
  const annotationId = newUuid(Date.now())
  const proof = Proof.parse({ annotationId, kind: 'passage', label: 'informe, p. 1', anchor: { kind: 'passage', documentId: id, sha256, page: 1, rects: [[0, 0, 1, 1]], quote: 'Tumor de 24 mm' } })
  const room = roomName({ kind: 'section', caseId, report: 1, section: 'imaging' })
  await rooms.edit(room, { ...origin, room }, (doc) => setNarrative(doc, { ...origin, room }, [{ type: 'paragraph', content: [{ type: 'text', text: 'El tumor mide 24 mm ' }, { type: 'proof', proof }] }]))
  expect((await workstation.client.reading.uses({ caseId })).filter((use) => use.annotationId === annotationId)).toEqual([{ annotationId, place: 'report', report: 1, section: 'imaging', question: null, field: null, words: 'El tumor mide 24 mm' }])
  const course = roomName({ kind: 'documentAnnotations', caseId })
  const happened = { id: newUuid(Date.now()), date: CalendarDate.parse('2026-05-03'), lane: 'care' as const, title: 'Alta', proof, author: session.user.id, authorName: session.user.name, changedAt: '2026-11-22T09:00:00Z' }
  await rooms.edit(course, { ...origin, room: course }, (doc) => saveCourseEvent(doc, { ...origin, room: course }, happened))
  expect((await workstation.client.reading.uses({ caseId })).filter(({ place }) => place === 'timeline')).toEqual([{ annotationId, place: 'timeline', report: null, section: null, question: null, field: null, words: '2026-05-03 Alta' }])
})

test('recognition of a file without pictures ends, reads nothing, and leaves no words', async () => {
  const { id } = await documentOf('informe_de_alta.pdf')
  const { jobId } = await workstation.client.reading.recognise({ caseId, documentId: id })
  let last = ''
  for await (const { state } of await workstation.client.jobs.watch({ jobId })) last = state
  expect(last).toBe('done')
  expect(await workstation.client.reading.words({ caseId, documentId: id, page: 1 })).toBeNull()
  expect(await workstation.client.reading.recognised({ caseId })).toEqual([])
}, 60_000)

test('a reference is told whole or not at all', () => {
  // Lines as the demo's laboratory sheet and the usual English ones print them.
  const ranges = (after: string) => valuesInText(`Hemoglobina 12,8 g/dL ${after}`).map(({ stated }) => stated.rangeText)
  expect(ranges('13,0 a 17,0 bajo')).toEqual(['13,0 a 17,0'])
  expect(ranges('· 13.0 to 17.0')).toEqual(['13.0 to 17.0'])
  expect(ranges('L (13,0 – 17,0)')).toEqual(['13,0 – 17,0'])
  expect(ranges('menos de 5,0 alto')).toEqual(['menos de 5,0'])
  expect(ranges('> 60')).toEqual(['> 60'])
  for (const unclear of ['13,0', '13,0 / 17,0', '13,0 bis 17,0', '4 - 11 - 15', '']) expect(ranges(unclear), unclear).toEqual([''])
})

test('printed lines: only known quantities with a unit, spellings of hospitals mean one UCUM unit or none', () => {
  const text = 'Creatinina: 0,90 mg/dl (0,51 - 0,95)\nHemoglobina 13,4 g/dL\nTeléfono 912 345 678\nPlaquetas 221 x10^9/L\nTensión 126/74 mmHg'
  expect(valuesInText(text).map(({ quote, stated }) => [quote, stated.valueText, stated.unitText, stated.rangeText])).toEqual([
    ['Creatinina: 0,90 mg/dl', '0,90', 'mg/dl', '0,51 - 0,95'],
    ['Hemoglobina 13,4 g/dL', '13,4', 'g/dL', ''],
    ['Plaquetas 221 x10^9/L', '221', 'x10^9/L', ''],
  ])
  expect(['mg/dl', 'MG/DL', 'UI/L', 'µg/L', 'giga.l-1', 'x10^9/L', 'x10⁹/L', '×10³/µL', '10e3/mm³', '10e3/mm3', 'mg%%', ''].map(ucumOf)).toEqual(['mg/dl', 'mg/dL', 'U/L', 'ug/L', '10*9/L', '10*9/L', '10*9/L', '10*3/uL', '10*3/uL', '10*3/uL', null, null])
  expect(judgeValue({ name: 'CEA', code: null, valueText: '1.234', unitText: 'ng/mL', rangeText: '', takenOn: '2026-01-01' }, ',')).toMatchObject({ value: '1234', questions: [] })
  expect(judgeValue({ name: 'CEA', code: null, valueText: '<0,5', unitText: 'ng/mL', rangeText: '', takenOn: null }, ',')).toMatchObject({ value: null, questions: ['comparator', 'noDate'] })
})

test('an attachment that bursts the memory when it is unpacked is named with the others and never taken; the workstation goes on', async () => {
  const { id: documentId } = await documentOf('carta_con_bomba.pdf')
  const found = await workstation.client.reading.attachments({ caseId, documentId })
  expect(found.map(({ name, bytes }) => [name, bytes])).toEqual([['bomba.bin', null], ['nota.txt', null]].sort())
  const bomb = found.find(({ name }) => name === 'bomba.bin')!
  await expect(workstation.client.reading.takeAttachment({ caseId, documentId, id: bomb.id })).rejects.toMatchObject({ code: 'DOCUMENT_UNREADABLE' })
  const note = found.find(({ name }) => name === 'nota.txt')!
  const { exportId, bytes } = await workstation.client.reading.takeAttachment({ caseId, documentId, id: note.id })
  const { reading, content } = workstation.core.work()
  expect(bytes).toBe(4)
  expect(Buffer.concat(await reading.openTaken(exportId)!.reader.stream().toArray()).toString()).toBe('nota')
  expect(reading.openTaken(exportId)).toBeUndefined()
  // Were it kept here, the intake would say that the case has it already, and never take it.
  expect(content.has(createHash('sha256').update('nota').digest('hex'), caseId)).toBe(false)
}, 300_000)
