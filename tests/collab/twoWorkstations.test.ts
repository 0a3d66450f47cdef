// Two clinicians, two stores, one server: what each does alone arrives at the other, whatever is killed in between.
import { afterEach, expect, test } from 'vitest'
import { type Doc, XmlElement, XmlText } from 'yjs'
import { saveAnnotation, saveRemark, setField, setNarrative, settleTask } from '../../src/shared/casedoc/edit.ts'
import { ANNOTATIONS, type EditOrigin, NONE_BECAUSE, roomName, SECTION } from '../../src/shared/casedoc/layout.ts'
import { readAnnotations, readDiscussion, readSection } from '../../src/shared/casedoc/read.ts'
import { Highlight } from '../../src/shared/domain/annotation.ts'
import { Remark } from '../../src/shared/domain/discussion.ts'
import { paragraphsOf, plainText, type SectionContent } from '../../src/shared/domain/reportContent.ts'
import { type CaseId, newUuid, ReportId, type UserId } from '../../src/shared/kit/ids.ts'
import { openRoomWindow } from '../support/roomWindow.ts'
import { startServerProcess, type ServerProcess } from '../support/serverProcess.ts'
import { writeSmallBundle } from '../support/smallBundle.ts'
import { openTestWorkstation, until, type TestWorkstation } from '../support/workstation.ts'

const open: { stop(): Promise<unknown> | unknown }[] = []
afterEach(async () => {
  for (const thing of open.splice(0).reverse()) await thing.stop()
})

async function server(options?: Parameters<typeof startServerProcess>[0]): Promise<ServerProcess> {
  const started = await startServerProcess(options)
  open.push(started)
  return started
}

async function workstation(name: string, role: 'physician' | 'radiologist'): Promise<TestWorkstation> {
  const ws = await openTestWorkstation()
  open.push(ws)
  await ws.signUp(name, role, 'L-1')
  return ws
}

const edit = (ws: TestWorkstation, room: string, change: Parameters<ReturnType<TestWorkstation['core']['work']>['rooms']['edit']>[2]) => {
  const { rooms, session } = ws.core.work()
  return rooms.edit(room, { actorId: session.user.id, room, tool: 'test' }, change)
}
const field = async (ws: TestWorkstation, room: string, key: string) => (await ws.core.work().rooms.snapshot(room)).getMap(SECTION.fields).get(key)
const settled = async (ws: TestWorkstation) => {
  const status = await ws.client.sync.syncNow()
  return status.state === 'synced'
}

async function share(a: TestWorkstation, b: TestWorkstation, at: ServerProcess): Promise<CaseId> {
  const caseId = await a.takeIn(writeSmallBundle())
  const code = at.enrolmentCode ?? ''
  await a.client.sync.connect({ serverUrl: at.url, enrolmentCode: code })
  await b.client.sync.connect({ serverUrl: at.url, enrolmentCode: code })
  await until('a published', () => settled(a))
  const people = await a.client.sync.people()
  const colleague = people.find((person) => person.name === 'Dr Two')
  if (!colleague) throw new Error('the colleague is not in the directory')
  await a.client.sync.assign({ caseId, userId: colleague.id })
  await until('b has the case with its files', async () => {
    await a.client.sync.syncNow()
    return (await settled(b)) && (await b.client.cases.list()).length === 1
  })
  return caseId
}

test('a case, its files, an annotation and a sentence travel both ways', async () => {
  const at = await server()
  const a = await workstation('Dr One', 'physician')
  const b = await workstation('Dr Two', 'radiologist')
  const caseId = await share(a, b, at)

  const [line] = await b.client.cases.list()
  expect(line?.reviewCase.patient.familyName).toBe('Ruiz Mora')
  const [study] = await b.client.imaging.studies({ caseId })
  expect(study?.series[0]).toMatchObject({ Modality: 'CT', instances: 5 })
  const [document] = await b.client.cases.documents({ caseId })
  const hash = document?.sha256 ?? ''
  await until('b holds the letter', async () => (await settled(b)) && b.core.work().content.has(hash, caseId))
  const images = async (ws: TestWorkstation) => (await ws.client.sync.ledger()).find(({ label, state }) => label === 'application/dicom' && state === 'done')
  await until('b holds the images', async () => (await settled(b)) && (await images(b))?.count === (await images(a))?.count)
  expect((await images(b))?.bytes, 'how much is to come is known before it comes').toBe((await images(a))?.bytes)
  expect((await images(a))?.bytes).toBeGreaterThan(5 * 512)
  expect(Buffer.from(await b.core.work().content.readAll(hash)).toString()).toContain('Discharge summary')

  const notes = roomName({ kind: 'documentAnnotations', caseId })
  const diagnosis = roomName({ kind: 'section', caseId, report: 1, section: 'diagnosis' })
  await edit(a, notes, (doc) => void doc.getMap(ANNOTATIONS).set('n1', { note: 'from one' }))
  await edit(b, diagnosis, (doc) => void doc.getMap(SECTION.fields).set(NONE_BECAUSE, { value: 'from two' }))
  await until('both have both', async () => {
    await a.client.sync.syncNow()
    await b.client.sync.syncNow()
    const there = (await b.core.work().rooms.snapshot(notes)).getMap(ANNOTATIONS).has('n1')
    return there && (await field(a, diagnosis, NONE_BECAUSE)) !== undefined
  })
})

test('each works on while the server is down; afterwards both hold everything, and nothing acknowledged is lost by kill -9', async () => {
  const at = await server()
  const a = await workstation('Dr One', 'physician')
  const b = await workstation('Dr Two', 'radiologist')
  const caseId = await share(a, b, at)
  await at.kill9()

  const room = roomName({ kind: 'section', caseId, report: 1, section: 'stage' })
  for (let i = 0; i < 20; i++) {
    await edit(a, room, (doc) => void doc.getMap(SECTION.fields).set(`a${i}`, { value: 'one' }))
    await edit(b, room, (doc) => void doc.getMap(SECTION.fields).set(`b${i}`, { value: 'two' }))
  }
  await a.client.sync.syncNow()
  expect(await a.client.sync.status()).toMatchObject({ state: 'offline', unsent: { documents: 1 } })

  await server({ directory: at.directory, port: at.port })
  await until('merged', async () => {
    await a.client.sync.syncNow()
    await b.client.sync.syncNow()
    return (await field(a, room, 'b19')) !== undefined && (await field(b, room, 'a19')) !== undefined
  })
  const keys = (ws: TestWorkstation) => ws.core.work().rooms.snapshot(room).then((doc) => [...doc.getMap(SECTION.fields).keys()].sort())
  expect(await keys(a)).toEqual(await keys(b))
  expect((await keys(a)).length).toBe(40)
})

test('two authors mark one page while the server is down: both marks, the answer and the settled task are everywhere, and to each only the other one’s are news', async () => {
  const at = await server()
  const a = await workstation('Dr One', 'physician')
  const b = await workstation('Dr Two', 'radiologist')
  const caseId = await share(a, b, at)
  const [document] = await a.client.cases.documents({ caseId })
  if (!document) throw new Error('the case has lost its letter')
  const room = roomName({ kind: 'documentAnnotations', caseId })
  const at10 = '2026-11-22T10:00:00.000Z'
  const write = (ws: TestWorkstation, change: (doc: Doc, origin: EditOrigin, by: { author: UserId; authorName: string }) => void) => {
    const { id, name } = ws.core.work().session.user
    return edit(ws, room, (doc) => change(doc, { actorId: id, room, tool: 'test' }, { author: id, authorName: name }))
  }
  const mark = (quote: string) => (doc: Doc, origin: EditOrigin, by: { author: UserId; authorName: string }) =>
    saveAnnotation(doc, origin, Highlight.parse({ ...by, id: newUuid(Date.now()), createdAt: at10, changedAt: at10, type: 'highlight', category: 'claim', note: '', anchor: { kind: 'passage', documentId: document.id, sha256: document.sha256, page: 1, rects: [[0, 0, 0, 0]], quote } }))
  const settle = async (holds: (ws: TestWorkstation) => Promise<boolean>) =>
    until('both have the same', async () => {
      await a.client.sync.syncNow()
      await b.client.sync.syncNow()
      return (await holds(a)) && (await holds(b))
    })
  const said = async (ws: TestWorkstation) => {
    const doc = await ws.core.work().rooms.snapshot(room)
    return { quotes: readAnnotations(doc).annotations.map((one) => (one.type === 'highlight' ? one.anchor.quote : '')).sort(), talk: readDiscussion(doc) }
  }
  const task = newUuid(Date.now())
  await write(a, mark('Discharge summary'))
  await write(a, (doc, origin, by) => {
    const [first] = readAnnotations(doc).annotations
    if (first) saveRemark(doc, origin, Remark.parse({ ...by, id: task, annotationId: first.id, createdAt: at10, text: 'Please look', mentions: [], task: { assignee: b.core.work().session.user.id, assigneeName: 'Dr Two', blocking: true } }))
  })
  await settle(async (ws) => (await said(ws)).quotes.length === 1)
  for (const ws of [a, b]) await ws.client.history.seen({ caseId })
  await at.kill9()

  await write(a, mark('good condition'))
  await write(b, mark('three cycles'))
  await write(b, (doc, origin, { author, authorName }) => settleTask(doc, origin, task, { by: author, byName: authorName, at: at10 }))
  await write(b, (doc, origin, by) => {
    const [first] = readAnnotations(doc).annotations
    if (first) saveRemark(doc, origin, Remark.parse({ ...by, id: newUuid(Date.now()), annotationId: first.id, createdAt: at10, text: 'Done', mentions: [], task: null }))
  })
  await server({ directory: at.directory, port: at.port })
  await settle(async (ws) => (await said(ws)).quotes.length === 3)
  expect((await said(a)).quotes).toEqual(['Discharge summary', 'good condition', 'three cycles'])
  for (const ws of [a, b]) {
    const { quotes, talk } = await said(ws)
    expect([quotes.length, talk.remarks.map(({ text }) => text).sort(), [...talk.settled.keys()]]).toEqual([3, ['Done', 'Please look'], [task]])
  }
  const news = async (ws: TestWorkstation) => (await ws.client.history.digest({ caseId })).items.filter(({ kind }) => kind !== 'step').map(({ change, words }) => `${change} ${words}`).sort()
  expect(await news(a)).toEqual(['added Done', 'added three cycles', 'changed Please look'])
  expect(await news(b)).toEqual(['added good condition'])
})

test('two authors write one section while the server is down: the sentences merge, two values of one field both stand until a person decides', async () => {
  const at = await server()
  const a = await workstation('Dr One', 'physician')
  const b = await workstation('Dr Two', 'radiologist')
  const caseId = await share(a, b, at)
  const [report] = (await a.client.reports.list({ caseId })).reports
  const room = roomName({ kind: 'section', caseId, report: 1, section: 'diagnosis' })
  const write = (ws: TestWorkstation, change: (doc: Doc, origin: EditOrigin, by: UserId) => void) => {
    const { id } = ws.core.work().session.user
    return edit(ws, room, (doc) => change(doc, { actorId: id, room, tool: 'test' }, id))
  }
  const said = async (ws: TestWorkstation) => readSection(await ws.core.work().rooms.snapshot(room))
  const both = async (what: string, holds: (ws: TestWorkstation) => Promise<boolean>) =>
    until(what, async () => {
      await a.client.sync.syncNow()
      await b.client.sync.syncNow()
      return (await holds(a)) && (await holds(b))
    })
  await write(a, (doc, origin) => setNarrative(doc, origin, [{ type: 'paragraph', content: [{ type: 'text', text: 'Adenocarcinoma.' }] }]))
  await both('the first sentence is everywhere', async (ws) => (await said(ws)).body.length === 1)
  await at.kill9()

  const add = (doc: Doc, before: boolean, words: string) => {
    const paragraph = new XmlElement('paragraph')
    paragraph.insert(0, [new XmlText(words)])
    doc.getXmlFragment(SECTION.body).insert(before ? 0 : 1, [paragraph])
  }
  const grade = (value: string, minute: string) => (doc: Doc, origin: EditOrigin, by: UserId) => setField(doc, origin, 'grade', { value, changedAt: `2026-11-22T10:${minute}:00.000Z`, changedBy: by })
  await write(a, (doc) => add(doc, false, 'Read again by one.'))
  await write(b, (doc) => add(doc, true, 'Seen by two.'))
  await write(a, grade('2', '00'))
  await write(b, grade('3', '01'))

  await server({ directory: at.directory, port: at.port })
  await both('merged', async (ws) => (await said(ws)).body.length === 3 && (await said(ws)).conflicts.length === 1)
  const words = (content: SectionContent) => paragraphsOf(content.body).map(plainText)
  expect(words(await said(a))).toEqual(['Seen by two.', 'Adenocarcinoma.', 'Read again by one.'])
  expect(await said(b)).toEqual(await said(a))
  expect((await said(a)).conflicts[0]?.values.map(({ value }) => value)).toEqual(['2', '3'])
  const blocked = async () => (await a.client.reports.obstacles({ caseId, reportId: report?.id ?? ReportId.parse('') })).filter(({ code }) => code === 'registerConflict')
  expect(await blocked()).toMatchObject([{ severity: 'blocker', sectionKey: 'diagnosis', fieldKey: 'grade' }])
  await write(b, grade('2', '05'))
  await both('decided', async (ws) => (await said(ws)).conflicts.length === 0)
  expect(await blocked()).toEqual([])
  expect((await said(a)).fields.grade?.value).toBe('2')
})

test('two people in one section see each other’s letters at once, without a round of synchronisation, and after the server came back', { timeout: 300_000 }, async () => {
  const at = await server()
  const a = await workstation('Dr One', 'physician')
  const b = await workstation('Dr Two', 'radiologist')
  const caseId = await share(a, b, at)
  const name = roomName({ kind: 'section', caseId, report: 1, section: 'diagnosis' })
  const rooms = []
  for (const ws of [a, b]) {
    const window = await openRoomWindow(ws)
    open.push(window)
    const room = window.registry.acquire(name)
    await until('the section is open', () => room.access().synced)
    rooms.push(room.doc.getText('body'))
  }
  const [mine, theirs] = rooms
  if (!mine || !theirs) throw new Error('both windows show the section')
  const crosses = async (letter: string) => {
    mine.insert(mine.length, letter)
    await until(`${letter} arrives`, () => theirs.toString().endsWith(letter))
    theirs.insert(theirs.length, letter.toUpperCase())
    await until(`${letter} is answered`, () => mine.toString().endsWith(letter.toUpperCase()))
  }
  await crosses('a')
  await at.kill9()
  mine.insert(mine.length, 'b')
  await server({ directory: at.directory, port: at.port })
  await until('what was written meanwhile arrives', () => theirs.toString() === 'aAb')
  await crosses('c')
})

test('a server of another identity is never merged with', async () => {
  const at = await server()
  const a = await workstation('Dr One', 'physician')
  await a.client.sync.connect({ serverUrl: at.url, enrolmentCode: at.enrolmentCode ?? '' })
  await until('synced', () => settled(a))
  await at.stop()
  const other = await server({ port: at.port })
  expect(other.serverId).not.toBe(at.serverId)
  expect(await a.client.sync.syncNow()).toMatchObject({ state: 'needsYou' })
})
