// Broken and forged tokens and frames against the server's doors: none is accepted, none brings it down. CONSILIUM_FUZZ=50000 for the whole; npm test runs fewer.
import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import * as Y from 'yjs'
import { roomName } from '../../src/shared/casedoc/layout.ts'
import { SESSION_DOMAIN } from '../../src/shared/contract/service/service.contract.ts'
import type { ReviewCase } from '../../src/shared/domain/reviewCase.ts'
import type { RoomAuthor, RoomSocket } from '../../src/shared/node/durableRooms.ts'
import { domainSeparated, signEd25519 } from '../../src/shared/node/ed25519.ts'
import { pseudoRandom } from '../support/durability/killed.ts'
import { openServiceRig, type RigPerson } from '../support/serviceRig.ts'

const TIMES = Number(process.env['CONSILIUM_FUZZ'] ?? 2500)
const LIMIT = 120_000 + TIMES * 20

let rig: Awaited<ReturnType<typeof openServiceRig>>
let owner: RigPerson
let stranger: RigPerson
let reviewCase: ReviewCase
const faults: unknown[] = []
const note = (reason: unknown) => faults.push(reason)

beforeAll(async () => {
  process.on('unhandledRejection', note)
  process.on('uncaughtException', note)
  rig = await openServiceRig()
  owner = await rig.person('physician')
  stranger = await rig.person('radiologist')
  reviewCase = await rig.publish(owner)
})
afterAll(async () => {
  await rig.stop()
  process.off('unhandledRejection', note)
  process.off('uncaughtException', note)
})

async function session(person: RigPerson): Promise<string> {
  const nonce = await rig.devices.challenge(person.device)
  const made = await rig.devices.signIn({ devicePublicKey: person.device, nonce, signature: signEd25519(person.deviceKey, domainSeparated(SESSION_DOMAIN, nonce)) })
  if (!made || !('token' in made)) throw new Error('not signed in')
  return made.token
}

/** Bits turned, ends cut, pieces doubled, bytes of chance. */
function mutated(bytes: Uint8Array, random: (below: number) => number): Uint8Array {
  const copy = Buffer.from(bytes)
  switch (random(6)) {
    case 0:
      if (copy.length > 0) copy[random(copy.length)] = (copy[random(copy.length)] ?? 0) ^ (1 << random(8))
      return copy
    case 1:
      return copy.subarray(0, random(copy.length + 1))
    case 2:
      return Buffer.concat([copy, copy.subarray(random(copy.length + 1))])
    case 3:
      return Buffer.concat([copy.subarray(0, random(copy.length + 1)), randomBytes(1 + random(24))])
    case 4:
      return randomBytes(random(200))
    default: {
      for (let i = 0; i < 1 + random(8) && copy.length > 0; i++) copy[random(copy.length)] = random(256)
      return copy
    }
  }
}

test(`${TIMES} broken tokens: none is anybody’s; an ended, a revoked and a used one neither`, async () => {
  const random = pseudoRandom(11)
  const token = await session(owner)
  expect(await rig.devices.callerOf(token)).toMatchObject({ device: owner.device })
  let accepted = 0
  for (let i = 0; i < TIMES; i++) {
    const text = Buffer.from(mutated(Buffer.from(token, 'latin1'), random)).toString('latin1')
    if (text !== token && (await rig.devices.callerOf(text)) !== null) accepted++
  }
  expect(accepted).toBe(0)

  // Challenges: of another device, signed by another key, over another domain, used before, too late.
  const nonce = await rig.devices.challenge(owner.device)
  const signed = (by: RigPerson, over = nonce, domain = SESSION_DOMAIN) => signEd25519(by.deviceKey, domainSeparated(domain, over))
  const wrong = [
    { devicePublicKey: owner.device, nonce: await rig.devices.challenge(owner.device), signature: signed(owner) },
    { devicePublicKey: stranger.device, nonce: await rig.devices.challenge(owner.device), signature: signed(stranger) },
  ]
  for (const input of wrong) expect(await rig.devices.signIn(input)).toBeNull()
  expect(await rig.devices.signIn({ devicePublicKey: owner.device, nonce, signature: signed(owner, nonce, 'consilium/enrol/1') })).toBeNull()
  const once = await rig.devices.challenge(owner.device)
  expect(await rig.devices.signIn({ devicePublicKey: owner.device, nonce: once, signature: signed(owner, once) })).not.toBeNull()
  expect(await rig.devices.signIn({ devicePublicKey: owner.device, nonce: once, signature: signed(owner, once) })).toBeNull()
  const late = await rig.devices.challenge(owner.device)
  rig.later(61_000)
  expect(await rig.devices.signIn({ devicePublicKey: owner.device, nonce: late, signature: signed(owner, late) })).toBeNull()
  rig.later(12 * 3_600_000)
  expect(await rig.devices.callerOf(token)).toBeNull()
  expect(faults).toEqual([])
}, LIMIT)

/** A connection to the shared documents whose frames the test writes itself. */
function openConnection(author: RoomAuthor) {
  let hear: (data: Uint8Array) => void = () => undefined
  let end: (code: number, reason: string) => void = () => undefined
  const socket = {
    readyState: 1,
    send: () => undefined,
    close(code: number, reason: string) {
      if (socket.readyState === 3) return
      socket.readyState = 3
      queueMicrotask(() => end(code, reason))
    },
    on(event: 'message' | 'close', listener: never) {
      if (event === 'message') hear = listener
      else end = listener
    },
  }
  rig.rooms.connect(socket as unknown as RoomSocket, author)
  return { say: (frame: Uint8Array) => hear(frame), isOpen: () => socket.readyState === 1, end: () => socket.close(1000, '') }
}

const varUint = (n: number): number[] => (n < 128 ? [n] : [(n & 127) | 128, ...varUint(n >> 7)])
const varBytes = (bytes: Uint8Array | string) => {
  const raw = Buffer.from(bytes as string)
  return Buffer.concat([Buffer.from(varUint(raw.length)), raw])
}
/** Hocuspocus frames: room, type (0 sync, 2 auth), for sync the step and its payload. */
const authFrame = (room: string) => Buffer.concat([varBytes(room), Buffer.from([2, 0]), varBytes('device')])
const syncFrame = (room: string, step: number, payload: Uint8Array) => Buffer.concat([varBytes(room), Buffer.from([0, step]), varBytes(payload)])

test(`${TIMES} broken frames: whoever may not write has written nothing, and the server still serves`, async () => {
  const random = pseudoRandom(13)
  const room = roomName({ kind: 'section', caseId: reviewCase.id, report: 1, section: 'diagnosis' })
  const authorOf = ({ user, device }: RigPerson): RoomAuthor => ({ userId: user.id, name: user.name, role: user.role, device })
  expect(await rig.rooms.edit(room, authorOf(owner), (doc) => void doc.getMap('fields').set('kept', 'as it was'))).toBe(true)
  const rows = async () => Number((await rig.db.selectFrom('doc_update').select(({ fn }) => fn.countAll().as('n')).executeTakeFirstOrThrow()).n)
  const before = await rows()
  const doc = new Y.Doc()
  doc.getMap('fields').set('kept', 'forged')
  const update = Y.encodeStateAsUpdate(doc)
  const seeds = [authFrame(room), syncFrame(room, 0, Y.encodeStateVector(doc)), syncFrame(room, 1, update), syncFrame(room, 2, update), Buffer.concat([varBytes(room), Buffer.from([1]), varBytes('x')])]

  let connection = openConnection(authorOf(stranger))
  for (let i = 0; i < TIMES; i++) {
    if (!connection.isOpen() || i % 50 === 0) {
      connection.end()
      connection = openConnection(authorOf(stranger))
      connection.say(authFrame(room))
    }
    const seed = seeds[random(seeds.length)] ?? authFrame(room)
    connection.say(i % 5 === 0 ? seed : mutated(seed, random))
    if (i % 20 === 0) await new Promise((resolve) => setImmediate(resolve))
  }
  connection.end()
  await new Promise((resolve) => setTimeout(resolve, 500))
  expect(await rows()).toBe(before)
  expect((await rig.rooms.snapshot(room)).getMap('fields').toJSON()).toEqual({ kept: 'as it was' })
  expect(faults).toEqual([])

  // Whoever may write can break their own words, not the server: it stores what is a change, and everything it stored it can read again.
  let own = openConnection(authorOf(owner))
  own.say(authFrame(room))
  for (let i = 0; i < TIMES / 5; i++) {
    if (!own.isOpen()) {
      own = openConnection(authorOf(owner))
      own.say(authFrame(room))
    }
    own.say(mutated(seeds[2 + random(2)] ?? update, random))
    if (i % 20 === 0) await new Promise((resolve) => setImmediate(resolve))
  }
  own.end()
  await new Promise((resolve) => setTimeout(resolve, 500))
  const again = await rig.rooms.snapshot(room)
  expect(again.getMap('fields').has('kept')).toBe(true)
  expect(await rig.rooms.edit(room, authorOf(owner), (d) => void d.getMap('fields').set('after', 'served'))).toBe(true)
  expect(faults).toEqual([])
}, LIMIT)
