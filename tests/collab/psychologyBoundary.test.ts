// The psychologist's lane against a real server: a medical signatory gets its state and its recommendations, and none of its words by any way out of the server.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import * as Y from 'yjs'
import { careRoom, laneRoom, readCare, readLane } from '../../src/main/core/psychology/laneStore.ts'
import { setRegister } from '../../src/shared/casedoc/registers.ts'
import { enrolDevice, openRoomAt } from '../support/serverDevice.ts'
import { startServerProcess } from '../support/serverProcess.ts'
import { aCase } from '../support/serviceRig.ts'
import { until } from '../support/workstation.ts'

const open: { stop(): Promise<unknown> | unknown }[] = []
afterEach(async () => {
  for (const thing of open.splice(0).reverse()) await thing.stop()
})

const SECRET = 'MARKER-PRIVATE-NOTE-OF-THE-LANE'

test('status and recommendations reach the signatory; notes, items and contacts reach nobody but the lane', { timeout: 120_000 }, async () => {
  const server = await startServerProcess()
  open.push(server)
  const enrol = (name: string, role: Parameters<typeof enrolDevice>[3]) => enrolDevice(server.url, server.enrolmentCode ?? '', name, role)
  const signatory = await enrol('Dr Signatory', 'physician')
  const mind = await enrol('Dr Mind', 'psychologist')
  const surgeon = await enrol('Dr Knife', 'surgeon')
  const reviewCase = aCase()
  const caseId = reviewCase.id
  const said = { at: '2026-11-22T10:00:00.000Z', by: mind.user.id, byName: 'Dr Mind' }
  expect(await signatory.submit(caseId, { type: 'case.publish', reviewCase })).toMatchObject({ kind: 'accepted' })
  expect(await signatory.submit(caseId, { type: 'case.assign', userId: mind.user.id }, { baseVersion: 1 })).toMatchObject({ kind: 'accepted' })
  expect(await signatory.submit(caseId, { type: 'case.assign', userId: surgeon.user.id }, { baseVersion: 2 })).toMatchObject({ kind: 'accepted' })

  const room = (who: typeof mind, name: string) => {
    const opened = openRoomAt(server.url, who.token, name)
    let refused = false
    opened.provider.on('authenticationFailed', () => (refused = true))
    open.push(opened)
    return { ...opened, isRefused: () => refused }
  }
  const lane = room(mind, laneRoom(caseId))
  const care = room(mind, careRoom(caseId))
  await until('the psychologist is in', () => lane.provider.synced && care.provider.synced)
  const put = (doc: Y.Doc, at: string, key: string, value: object) => {
    const origin = { actorId: mind.user.id, room: at, tool: 'test' }
    setRegister(doc, origin, key, value)
  }
  put(lane.doc, laneRoom(caseId), 'field/privateNotes', { value: SECRET, ...said })
  put(lane.doc, laneRoom(caseId), 'safety/1', { id: '1', source: 'PHQ-9', openedAt: said.at, openedByName: 'Dr Mind', settled: { level: 'passive', action: SECRET, contact: SECRET, spokeAt: said.at, ...said } })
  put(care.doc, careRoom(caseId), 'safety/1', { id: '1', openedAt: said.at, settledAt: null })
  put(care.doc, careRoom(caseId), 'forClinicians/1', { id: '1', level: 3, audience: 'clinicians', text: 'Structured therapy before the operation', removed: false, ...said })
  await until('the server has it', () => !lane.provider.hasUnsyncedChanges && !care.provider.hasUnsyncedChanges)
  expect(readLane(lane.doc).fields.privateNotes?.value).toBe(SECRET)

  for (const doctor of [signatory, surgeon]) {
    const theirs = room(doctor, careRoom(caseId))
    await until('the team’s record is there', () => theirs.provider.synced && readCare(theirs.doc).flags.length === 1)
    expect(readCare(theirs.doc).forClinicians).toMatchObject([{ text: 'Structured therapy before the operation' }])

    // By the stream of shared documents: refused, and nothing arrives.
    const peek = room(doctor, laneRoom(caseId))
    await until('the lane is refused', peek.isRefused)
    expect(Y.encodeStateAsUpdate(peek.doc).length).toBe(2)
    peek.doc.getMap('registers').set('field/privateNotes', { value: 'written from outside', ...said })

    // By the contract: neither the words nor the document's name.
    const client = doctor.client()
    const answers = [await client.cases(), await client.fetch({ caseId }), await client.people(), await client.panel({ caseId })]
    const text = JSON.stringify(answers)
    expect(text).not.toContain(SECRET)
    expect(text).not.toContain(laneRoom(caseId))
    expect(text).toContain(careRoom(caseId))
    expect(Buffer.from(Y.encodeStateAsUpdate(theirs.doc)).includes(SECRET)).toBe(false)
  }
  expect(JSON.stringify(await mind.client().cases())).toContain(laneRoom(caseId))
  expect(readLane(lane.doc).fields.privateNotes?.value).toBe(SECRET)

  // By the server's disk: sealed with the case's key.
  const files = readdirSync(server.directory, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  expect(files.length).toBeGreaterThan(5)
  for (const { parentPath, name } of files) expect(readFileSync(join(parentPath, name)).includes(SECRET), name).toBe(false)
})
