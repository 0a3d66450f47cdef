// Three experts and a server: opinions stay sealed in every store and on every wire until the last is in, then everyone reads the same.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { HocuspocusProvider, HocuspocusProviderWebsocket } from '@hocuspocus/provider'
import { Kysely, PGliteDialect } from 'kysely'
import { afterEach, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { opinionSubjects } from '../../src/shared/domain/panel/opinion.ts'
import { createCaseVault } from '../../src/server/storage/caseVault.ts'
import type { Schema } from '../../src/server/storage/schema.ts'
import { CaseId } from '../../src/shared/kit/ids.ts'
import { enrolDevice } from '../support/serverDevice.ts'
import { writeSmallBundle } from '../support/smallBundle.ts'
import { startServerProcess } from '../support/serverProcess.ts'
import { openTestWorkstation, until, type TestWorkstation } from '../support/workstation.ts'

const open: { stop(): Promise<unknown> | unknown }[] = []
afterEach(async () => {
  for (const thing of open.splice(0).reverse()) await thing.stop()
})

const SECRET = 'peritoneal carcinomatosis was overlooked by the first reader'
const ALOUD = 'said aloud to the whole team'
const attestations = { personallyReviewed: true, independent: true } as const

test('sealed opinions are unreadable to everybody until all are in', { timeout: 240_000 }, async () => {
  const { chair, ana, ben, people, ...first } = await threeAtOneServer()
  let { server } = first

  const caseId = CaseId.parse(await chair.takeIn(writeSmallBundle()))
  await chair.client.panel.open({ caseId, deadline: null })
  for (const person of [people.ana, people.ben]) {
    await chair.client.panel.act({ caseId, act: { type: 'invite', person, discipline: 'radiology', dueAt: null } })
  }
  await chair.client.sync.syncNow()
  for (const one of [ana, ben]) {
    await until('the case arrives', async () => {
      await one.client.sync.syncNow()
      return (await one.client.cases.list()).length === 1
    })
    expect(await one.client.panel.asked()).toMatchObject([{ caseId, waitsFor: 'answer', chair: 'Dr Chair' }])
    await one.client.panel.act({ caseId, act: { type: 'answer', accepts: true, reason: '', conflict: '' } })
    expect(await one.client.panel.asked()).toMatchObject([{ caseId, waitsFor: 'opinion' }])
  }

  const draft = await opinionOf(ana, caseId, SECRET)
  const [item, ...rest] = draft.items
  if (!item) throw new Error('no item')
  await expect(ana.client.panel.seal({ caseId, draft: { ...draft, items: rest }, attestations, changeReason: null })).rejects.toMatchObject({ code: 'OPINION_INCOMPLETE', data: { count: 1 } })
  await ana.client.panel.seal({ caseId, draft, attestations, changeReason: null })
  await ana.client.sync.syncNow()
  await until('the chair sees the seal', async () => {
    await chair.client.sync.syncNow()
    return (await chair.client.panel.view({ caseId })).seats.some((seat) => seat.sealed !== null)
  })
  await ben.client.sync.syncNow()

  await expect(chair.client.panel.reveal({ caseId })).rejects.toMatchObject({ code: 'PANEL_REFUSED', data: { reason: 'tooEarly' } })
  for (const reader of [chair, ben]) {
    const seen = JSON.stringify(await reader.client.panel.view({ caseId }))
    expect(seen).not.toContain('carcinomatosis')
    const stored = reader.core.work().session.db.read((r) => r.all<{ body: string }>('SELECT body FROM panel_event')).map(({ body }) => body)
    expect(stored.length).toBeGreaterThan(3)
    expect(isReadableIn(stored.join('\n')), 'in clear').toBe(false)
    expect(stored.flatMap((body) => (body.includes('"seal"') ? [(JSON.parse(body) as { act: { box: unknown } }).act.box] : []))).toEqual([null])
  }
  const atOperator = async () => {
    await server.stop()
    const everything = await readAsOperator(server.directory, caseId)
    server = await startServerProcess({ directory: server.directory, port: server.port, databaseUrl: '' })
    open.push(server)
    return everything
  }
  const sealed = await atOperator()
  expect(sealed, 'whoever holds the server and its keys reads the acts').toContain('"seal"')
  expect(isReadableIn(sealed), 'in clear').toBe(false)
  // What is asked of the server past the workstation, by every way it answers: commitments, and no box.
  for (const reader of [chair, ben]) {
    const { sync } = reader.core.work()
    const answers = [await sync.ask((client) => client.panel({ caseId })), (await sync.ask((client) => client.fetch({ caseId }))).panel]
    for (const events of answers) expect(events.flatMap(({ act }) => (act.type === 'seal' ? [act.box] : []))).toEqual([null])
  }
  const heard = await streamOf(chair, { url: server.url, code: first.server.enrolmentCode ?? '', caseId })
  expect(heard, 'the stream is listened to').toContain(ALOUD)
  expect(isReadableIn(heard), 'in clear').toBe(false)

  const other = await opinionOf(ben, caseId, 'nothing to add')
  await ben.client.panel.seal({ caseId, draft: other, attestations, changeReason: null })
  await ben.client.sync.syncNow()
  await chair.client.sync.syncNow()
  expect(await chair.client.panel.asked()).toMatchObject([{ caseId, waitsFor: 'reveal' }])
  const revealed = await chair.client.panel.reveal({ caseId })
  for (const one of [ana, ben, chair]) expect(await one.client.panel.asked()).toEqual([])
  expect(revealed.opinions.map(({ opinion, isIntact }) => [opinion.expert.name, isIntact])).toEqual([['Dr Ana', true], ['Dr Ben', true]])
  await chair.client.sync.syncNow()
  await until('everyone reads the same', async () => {
    await ben.client.sync.syncNow()
    return (await ben.client.panel.view({ caseId })).opinions.length === 2
  })
  const atBen = await ben.client.panel.view({ caseId })
  expect(atBen.opinions).toEqual((await chair.client.panel.view({ caseId })).opinions.map((opinion) => expect.objectContaining({ personId: opinion.personId, commitment: opinion.commitment, isIntact: true })))
  expect(atBen.opinions[0]?.opinion.freeText).toBe(SECRET)
  // Now it may be read: what was looked for in vain before can be found, in the same places.
  expect(await atOperator()).toContain('carcinomatosis')
  for (const reader of [chair, ben]) expect(reader.core.work().session.db.read((r) => r.all<{ body: string }>('SELECT body FROM panel_event')).map(({ body }) => body).join()).toContain('carcinomatosis')

  await expect(ben.client.panel.takeIntoReport({ caseId })).resolves.toEqual({ added: 0 })
  const section = await ben.core.work().rooms.snapshot(`case/${caseId}/report/1/panel`)
  expect((section.getMap('fields').get('consensus') as { value: string }).value).toBe('unanimous')

  await expect(ana.client.panel.seal({ caseId, draft, attestations, changeReason: null })).rejects.toMatchObject({ code: 'OPINION_INCOMPLETE' })
  await ana.client.sync.syncNow()
  await ana.client.panel.seal({ caseId, draft: { ...draft, freeText: 'seen again' }, attestations, changeReason: 'The pathology was re-read.' })
  const after = await ana.client.panel.view({ caseId })
  expect(after.opinions.at(-1)).toMatchObject({ isRevision: true, isIntact: true, opinion: { freeText: 'seen again', changeReason: 'The pathology was re-read.' } })
})

test('what an expert opened is told to the chair alone; a lost chair is replaced, and the same words are sealed to the new one', { timeout: 240_000 }, async () => {
  const { chair, ana, ben, people } = await threeAtOneServer()
  const caseId = CaseId.parse(await chair.takeIn(writeSmallBundle()))
  await chair.client.panel.open({ caseId, deadline: null })
  await chair.client.panel.act({ caseId, act: { type: 'invite', person: people.ana, discipline: 'radiology', dueAt: null } })
  await chair.client.sync.syncNow()
  await chair.client.sync.assign({ caseId, userId: people.ben.id })
  for (const one of [ana, ben])
    await until('the case and its files arrive', async () => {
      await chair.client.sync.syncNow()
      await one.client.sync.syncNow()
      return (await one.client.cases.list()).length === 1 && (await one.client.cases.documents({ caseId })).length > 0 && (await one.client.imaging.studies({ caseId })).length > 0
    }, 60)
  await ana.client.panel.act({ caseId, act: { type: 'answer', accepts: true, reason: '', conflict: '' } })
  const [document] = await ana.client.cases.documents({ caseId })
  const study = (await ana.client.imaging.studies({ caseId }))[0]
  const SeriesInstanceUID = study?.series[0]?.SeriesInstanceUID
  if (!document || !study || !SeriesInstanceUID) throw new Error('nothing to open')
  await ana.client.documentDesk.opened({ caseId, documentId: document.id })
  await ana.client.imaging.series({ caseId, StudyInstanceUID: study.StudyInstanceUID, SeriesInstanceUID })
  const draft = await opinionOf(ana, caseId, SECRET)
  await ana.client.panel.seal({ caseId, draft, attestations, changeReason: null })
  const seatAt = async (one: TestWorkstation) => (await one.client.panel.view({ caseId })).seats[0]
  for (const one of [chair, ben])
    await until('the seal arrives', async () => {
      for (const each of [ana, one]) await each.client.sync.syncNow()
      return (await seatAt(one))?.sealed?.isCurrent === true
    })
  expect((await seatAt(chair))?.seen).toEqual({ documents: [document.id], series: [{ StudyInstanceUID: study.StudyInstanceUID, SeriesInstanceUID }] })
  expect((await seatAt(ben))?.seen).toBeNull()
  const stored = ben.core.work().session.db.read((r) => r.all<{ body: string }>('SELECT body FROM panel_event')).map(({ body }) => body)
  expect(stored.join('\n')).not.toContain(document.id)

  await ben.client.panel.takeChair({ caseId, reason: 'Dr Chair has lost the workstation.' })
  await until('everybody hears of the new chair', async () => {
    for (const one of [ben, ana, chair]) await one.client.sync.syncNow()
    return (await ana.client.panel.view({ caseId })).chair?.id === people.ben.id && (await chair.client.panel.view({ caseId })).chair?.id === people.ben.id
  })
  await expect(ben.client.panel.reveal({ caseId })).rejects.toMatchObject({ data: { reason: 'tooEarly' } })
  await expect(chair.client.panel.reveal({ caseId })).rejects.toMatchObject({ data: { reason: 'notChair' } })
  expect((await seatAt(ana))?.sealed?.isCurrent).toBe(false)
  expect(await ana.client.panel.asked()).toMatchObject([{ waitsFor: 'sealAgain', chair: 'Dr Ben' }])
  const before = (await seatAt(ana))?.sealed?.commitment
  expect((await ana.client.panel.reseal({ caseId })).seats[0]?.sealed).toMatchObject({ commitment: before, isCurrent: true })
  await expect(ana.client.panel.reseal({ caseId })).rejects.toMatchObject({ data: { reason: 'notSealed' } })
  await until('the new chair may reveal', async () => {
    for (const one of [ana, ben]) await one.client.sync.syncNow()
    return (await ben.client.panel.view({ caseId })).mayReveal
  })
  const { opinions, chairsTaken } = await ben.client.panel.reveal({ caseId })
  expect(opinions).toMatchObject([{ isIntact: true, commitment: before, opinion: { freeText: SECRET } }])
  expect(chairsTaken).toMatchObject([{ person: { name: 'Dr Ben' }, reason: 'Dr Chair has lost the workstation.' }])
})

/** Every byte that the server sends to the device of a further member of the team, which opens all rooms of the case and some that an opinion might be in. */
async function streamOf(chair: TestWorkstation, { url, code, caseId }: { url: string; code: string; caseId: CaseId }): Promise<string> {
  const listener = await enrolDevice(url, code, 'Dr Listener', 'pathologist')
  await chair.client.sync.assign({ caseId, userId: listener.user.id })
  const room = `case/${caseId}/report/1/diagnosis`
  await chair.core.work().rooms.edit(room, { actorId: listener.user.id, room, tool: 'test' }, (doc) => doc.getMap('fields').set('aloud', ALOUD))
  await chair.client.sync.syncNow()
  const frames: Buffer[] = []
  class Tapped extends WebSocket {
    constructor(address: string) {
      super(address, { headers: { authorization: `Bearer ${listener.token}` } })
      this.on('message', (data: Buffer) => frames.push(Buffer.from(data)))
    }
  }
  const known = (await listener.client().cases()).find((one) => one.caseId === caseId)?.rooms.map((one) => one.room) ?? []
  const websocketProvider = new HocuspocusProviderWebsocket({ url: `${url.replace('http', 'ws')}/collab`, WebSocketPolyfill: Tapped, delay: 100, minDelay: 100 })
  const providers = [...known, room, ...['panel', 'opinions', 'board'].map((name) => `case/${caseId}/${name}`)].map((name) => new HocuspocusProvider({ websocketProvider, name, token: 'device' }))
  try {
    for (const provider of providers) provider.attach()
    await until('the rooms are open', () => Buffer.concat(frames).includes(ALOUD))
    // And what comes a little later.
    await new Promise((resolve) => setTimeout(resolve, 500))
    return Buffer.concat(frames).toString('latin1')
  } finally {
    for (const provider of providers) provider.destroy()
    websocketProvider.destroy()
  }
}

async function threeAtOneServer() {
  const server = await startServerProcess({ databaseUrl: '' })
  const [chair, ana, ben] = [await openTestWorkstation(), await openTestWorkstation(), await openTestWorkstation()]
  open.push(server, chair, ana, ben)
  await chair.signUp('Dr Chair', 'chair', 'L-1')
  const people = { ana: await ana.signUp('Dr Ana', 'radiologist', 'L-2'), ben: await ben.signUp('Dr Ben', 'surgeon', 'L-3') }
  for (const one of [chair, ana, ben]) await one.client.sync.connect({ serverUrl: server.url, enrolmentCode: server.enrolmentCode ?? '' })
  return { server, chair, ana, ben, people }
}

async function opinionOf(workstation: TestWorkstation, caseId: CaseId, freeText: string) {
  const { reviewCase } = await workstation.client.cases.get({ caseId })
  const items = opinionSubjects(reviewCase.questions).map((subject) => ({ subject, position: 'agree' as const, confidence: 'high' as const, recommendation: '', reason: '', proofs: [] }))
  return { items, freeText }
}

/** Whether the sealed words stand in it, or behind whatever in it is nothing but a way of writing bytes: an encoding is no seal. */
function isReadableIn(text: string): boolean {
  const written = text.match(/[\w+/-]{40,}/gu) ?? []
  return [text, ...written.flatMap((word) => [Buffer.from(word, 'base64url'), Buffer.from(word, 'hex')].map((bytes) => bytes.toString('latin1')))].some((words) => words.includes('carcinomatosis'))
}

/** Every cell of every table of a server that was stopped, opened with its master key and the key of the case wherever that fits. */
async function readAsOperator(directory: string, caseId: CaseId): Promise<string> {
  const pglite = await PGlite.create(join(directory, 'database'))
  const db = new Kysely<Schema>({ dialect: new PGliteDialect({ pglite }) })
  try {
    const key = await createCaseVault({ masterKey: readFileSync(join(directory, 'master.key')), clock: { now: () => Date.now() } }).keyOf(db, caseId)
    const tables = await pglite.query<{ name: string }>(`select quote_ident(table_name) as name from information_schema.tables where table_schema = 'public'`)
    const cells: string[] = []
    for (const { name } of tables.rows) for (const row of (await pglite.query<Record<string, unknown>>(`select * from ${name}`)).rows) cells.push(...Object.values(row).map((cell) => opened(key, cell)))
    return cells.join('\n')
  } finally {
    await db.destroy()
  }
}

function opened(key: { openText(sealed: string): string; openBytes(sealed: Uint8Array): Uint8Array }, cell: unknown): string {
  // Nonce and tag alone are longer.
  if ((cell instanceof Uint8Array || typeof cell === 'string') && cell.length < 40) return String(cell)
  try {
    if (cell instanceof Uint8Array) return Buffer.from(key.openBytes(cell)).toString('latin1')
    return typeof cell === 'string' ? key.openText(cell) : JSON.stringify(cell) ?? ''
  } catch {
    return cell instanceof Uint8Array ? Buffer.from(cell).toString('latin1') : String(cell)
  }
}
