// What is new to a person, and the case as it stood: through the contract, on a real store, with a colleague's changes beside one's own.
import { rmSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { removeAnnotation, saveAnnotation, saveRemark, setField, setNarrative } from '../../../../../src/shared/casedoc/edit.ts'
import { roomName } from '../../../../../src/shared/casedoc/layout.ts'
import { Highlight } from '../../../../../src/shared/domain/annotation.ts'
import { Remark } from '../../../../../src/shared/domain/discussion.ts'
import { FieldValue } from '../../../../../src/shared/domain/report.ts'
import { BoardEvent } from '../../../../../src/shared/domain/board/boardAct.ts'
import { PanelEvent } from '../../../../../src/shared/domain/panel/panelAct.ts'
import { addEvent as addBoardEvent } from '../../../../../src/main/core/board/boardStore.ts'
import { addEvent as addPanelEvent } from '../../../../../src/main/core/panel/panelStore.ts'
import { takeFindings } from '../../../../../src/main/core/documents/documentStore.ts'
import { newUuid } from '../../../../../src/shared/kit/ids.ts'
import { writeSmallBundle } from '../../../../support/smallBundle.ts'
import { openTestWorkstation, type TestWorkstation } from '../../../../support/workstation.ts'

const COLLEAGUE = '018f0000-0000-7000-8000-0000000000aa'
let workstation: TestWorkstation
let folder: string
let caseId: never
let me: string
let clock = 0

beforeAll(async () => {
  workstation = await openTestWorkstation()
  me = (await workstation.signUp('Dr Helen Okafor', 'physician', '28/1')).id
  folder = writeSmallBundle()
  caseId = (await workstation.takeIn(folder)) as never
}, 60_000)

afterAll(async () => {
  await workstation.stop()
  for (const made of [folder, workstation.directory]) rmSync(made, { recursive: true, force: true })
})

/** Time passes for sure between two acts: the log's instants are milliseconds. */
function pass(): void {
  clock += 60_000
  workstation.later(60_000)
}
const now = () => new Date(Date.now() + clock).toISOString()
const digest = async () => (await workstation.client.history.digest({ caseId })).items.map(({ kind, change, words }) => [kind, change, words])
const rooms = () => workstation.core.work().rooms
const marksRoom = () => roomName({ kind: 'documentAnnotations', caseId })
const sectionRoom = () => roomName({ kind: 'section', caseId, report: 1, section: 'diagnosis' })

async function mark(author: string, note: string) {
  const document = (await workstation.client.cases.documents({ caseId }))[0]
  if (!document) throw new Error('the bundle has lost its document')
  const made = Highlight.parse({
    id: newUuid(Date.now()), author, authorName: author === me ? 'Dr Helen Okafor' : 'Dr Ben Sato', createdAt: now(), changedAt: now(), type: 'highlight', category: 'claim', note,
    anchor: { kind: 'passage', documentId: document.id, sha256: document.sha256, page: 1, rects: [[0, 0, 0, 0]], quote: 'good condition' },
  })
  await rooms().edit(marksRoom(), { actorId: author, room: marksRoom(), tool: 'test' }, (doc) => saveAnnotation(doc, { actorId: author, room: marksRoom(), tool: 'test' }, made))
  return made
}

const change = (room: string, actorId: string, edit: Parameters<ReturnType<typeof rooms>['edit']>[2]) => rooms().edit(room, { actorId, room, tool: 'test' }, edit)
const origin = (room: string, actorId: string) => ({ actorId, room, tool: 'test' })

test('nothing is new before the first look; then only what others did, each with its place; seen, it is gone', async () => {
  const { client } = workstation
  expect(await client.history.digest({ caseId })).toEqual({ since: null, items: [], more: 0 })
  await client.history.seen({ caseId })
  expect(await digest()).toEqual([])
  pass()
  await mark(me, 'mine')
  expect(await digest()).toEqual([])

  const theirs = await mark(COLLEAGUE, 'theirs')
  pass()
  await change(marksRoom(), COLLEAGUE, (doc) => saveRemark(doc, origin(marksRoom(), COLLEAGUE), Remark.parse({ id: newUuid(Date.now()), annotationId: theirs.id, author: COLLEAGUE, authorName: 'Dr Ben Sato', createdAt: now(), text: 'Look here', mentions: [], task: null })))
  pass()
  await change(sectionRoom(), COLLEAGUE, (doc) => {
    setField(doc, origin(sectionRoom(), COLLEAGUE), 'histology', FieldValue.parse({ value: 'Adenocarcinoma', changedAt: now(), changedBy: COLLEAGUE }))
    setNarrative(doc, origin(sectionRoom(), COLLEAGUE), [{ type: 'paragraph', content: [{ type: 'text', text: 'Confirmed.' }] }])
  })
  const document = (await client.cases.documents({ caseId }))[0]
  // As another workstation's finding comes in.
  if (document) workstation.core.work().session.db.write((tx) => takeFindings(tx, { ...document, institution: 'Hospital Valdeluna', foundAt: { ...document.foundAt, institution: now() } }))
  const told = await client.history.digest({ caseId })
  const kinds = told.items.map(({ kind, change: how, words }) => `${kind} ${how} ${words}`)
  expect(kinds).toEqual(expect.arrayContaining(['field added Adenocarcinoma', 'remark added Look here', 'mark added good condition · theirs', 'text added Confirmed.', 'document changed letter.txt']))
  expect(kinds.join()).not.toContain('mine')
  expect(told.items.find(({ kind }) => kind === 'mark')?.place).toMatchObject({ annotationId: theirs.id, documentId: document?.id, anchor: { page: 1 } })
  expect(told.items.find(({ kind }) => kind === 'field')?.place).toMatchObject({ report: 1, section: 'diagnosis', register: 'histology' })

  // What comes while the digest is read is not seen by it.
  const late = await mark(COLLEAGUE, 'late')
  await client.history.seen({ caseId })
  expect(await digest()).toEqual([['mark', 'added', 'good condition · late']])
  await client.history.seen({ caseId })
  await change(marksRoom(), COLLEAGUE, (doc) => removeAnnotation(doc, origin(marksRoom(), COLLEAGUE), late.id))
  expect(await digest()).toEqual([['mark', 'removed', 'good condition · late']])
})

test('what one did to documents oneself is no news: a citation, a correction, also between reading the digest and saying that it was seen; what others did before stays news', async () => {
  const { client, core } = workstation
  const document = (await client.cases.documents({ caseId }))[0]
  if (!document) throw new Error('the bundle has lost its document')
  const cite = (title: string) => client.documentDesk.cite({ caseId, citation: { title, publisher: 'Ann Oncol', version: '2023', accessedOn: '2026-11-22' as never, link: '' }, words: `${title}: osimertinib is preferred.` })
  await client.history.digest({ caseId })
  await client.history.seen({ caseId })
  await cite('First guideline')
  await client.documentDesk.describe({ caseId, documentId: document.id, facts: { author: 'Dra. Vidal' } })
  expect(await digest()).toEqual([])
  const second = await cite('Second guideline')
  await client.documentDesk.describe({ caseId, documentId: document.id, facts: { author: 'Dra. Inés Vidal' } })
  await client.history.seen({ caseId })
  await client.documentDesk.describe({ caseId, documentId: second.id, facts: { standing: 'superseded' } })
  expect(await digest()).toEqual([])

  const changed = (await client.cases.documents({ caseId })).find(({ id }) => id === document.id) ?? document
  core.work().session.db.write((tx) => takeFindings(tx, { ...changed, institution: 'Clínica Norte', foundAt: { ...changed.foundAt, institution: '2099-01-01T00:00:00.000Z' } }))
  await client.documentDesk.describe({ caseId, documentId: document.id, facts: { author: 'Dr. Vidal' } })
  expect(await digest()).toEqual([['document', 'changed', document.name]])
  await client.history.seen({ caseId })
  expect(await digest()).toEqual([])
})

test('the case as it stood at an instant: what came later is not there, what was taken away since is', async () => {
  const { client } = workstation
  pass()
  const kept = await mark(COLLEAGUE, 'kept')
  const then = now()
  pass()
  await change(marksRoom(), COLLEAGUE, (doc) => removeAnnotation(doc, origin(marksRoom(), COLLEAGUE), kept.id))
  await change(sectionRoom(), COLLEAGUE, (doc) => setField(doc, origin(sectionRoom(), COLLEAGUE), 'histology', FieldValue.parse({ value: 'Squamous', changedAt: now(), changedBy: COLLEAGUE })))
  const words = async (at: string) => (await client.history.asItWas({ caseId, at })).items.map((item) => item.words)
  expect(await words(then)).toEqual(expect.arrayContaining(['good condition · kept', 'Adenocarcinoma']))
  expect(await words(then)).not.toContain('Squamous')
  expect(await words(now())).toContain('Squamous')
  expect(await words(now())).not.toContain('good condition · kept')
  const kinds = new Set((await client.history.asItWas({ caseId, at: now() })).items.map(({ kind }) => kind))
  expect([...kinds]).toEqual(expect.arrayContaining(['document', 'study', 'step', 'mark', 'field', 'text']))
  const before = await client.history.asItWas({ caseId, at: '2020-01-01T00:00:00.000Z' })
  expect(before.items).toEqual([])

  const moments = await client.history.moments({ caseId })
  expect(moments.length).toBeGreaterThan(3)
  expect(moments.map(({ at }) => at)).toEqual(moments.map(({ at }) => at).sort())
})

test('nobody reads the history of a case that is not theirs, and looking changes nothing in the log', async () => {
  const { client, core } = workstation
  await expect(client.history.asItWas({ caseId: '018f0000-0000-7000-8000-0000000000ff' as never, at: now() })).rejects.toThrow('CASE_NOT_FOUND')
  const count = () => core.work().session.db.read((r) => r.get<{ n: number }>('SELECT count(*) AS n FROM doc_update')?.n)
  const before = count()
  await client.history.digest({ caseId })
  await client.history.asItWas({ caseId, at: now() })
  expect(count()).toBe(before)
})

test('what panel and board did is told: decisions and votes with their words, a reveal, never that somebody sealed; one’s own are no news', async () => {
  const { client } = workstation
  await client.history.seen({ caseId })
  const { db, user } = workstation.core.work().session
  const colleague = { id: COLLEAGUE, name: 'Dr Ben Sato', role: 'physician', licence: '28/2' }
  const own = { id: user.id as string, name: user.name, role: user.role as string, licence: user.licence ?? '' }
  pass()
  const common = (actor: typeof colleague | typeof own) => ({ id: crypto.randomUUID(), caseId, actor, at: now() })
  const decided = crypto.randomUUID()
  db.write((tx) => {
    const seal = { type: 'seal', opinionId: crypto.randomUUID(), commitment: 'a'.repeat(64), box: null, attestations: { personallyReviewed: true, independent: true } } as const
    for (const act of [{ type: 'open', releaseKey: 'AA', deadline: null }, seal, { type: 'reveal', opinions: [] }] as const) addPanelEvent(tx, PanelEvent.parse({ ...common(colleague), act }))
    const meetingId = crypto.randomUUID()
    addBoardEvent(tx, BoardEvent.parse({ ...common(colleague), id: decided, meetingId, act: { type: 'decide', text: 'Osimertinib, review in three months', formal: true, recommendations: [] } }))
    addBoardEvent(tx, BoardEvent.parse({ ...common(colleague), meetingId, act: { type: 'vote', decisionId: decided, choice: 'conditional', dissent: 'only with echocardiography' } }))
    addBoardEvent(tx, BoardEvent.parse({ ...common(own), meetingId, act: { type: 'vote', decisionId: decided, choice: 'agree', dissent: '' } }))
  })
  const { items } = await client.history.digest({ caseId })
  expect(items.map(({ kind, look, words, byName, change }) => [kind, look, words, byName, change]).sort()).toEqual([
    ['board', 'conditional', 'only with echocardiography', 'Dr Ben Sato', 'added'],
    ['board', 'decide', 'Osimertinib, review in three months', 'Dr Ben Sato', 'added'],
    ['panel', 'open', '', 'Dr Ben Sato', 'added'],
    ['panel', 'reveal', '0', 'Dr Ben Sato', 'added'],
  ])
  await client.history.seen({ caseId })
  expect(await digest()).toEqual([])
})
