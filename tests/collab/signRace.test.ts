// Signing against edits that arrive in the same moment: either every one of them is in what was signed, or the signer is told and nothing is frozen.
import { createHash } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { sectionText } from '../../src/shared/casedoc/digest.ts'
import { roomName, SECTION } from '../../src/shared/casedoc/layout.ts'
import { signOffStatement } from '../../src/shared/domain/signOff.ts'
import { newUuid } from '../../src/shared/kit/ids.ts'
import { signEd25519 } from '../../src/shared/node/ed25519.ts'
import { pseudoRandom } from '../support/durability/killed.ts'
import { openServiceRig } from '../support/serviceRig.ts'

const ROUNDS = 60
let rig: Awaited<ReturnType<typeof openServiceRig>>
beforeAll(async () => {
  rig = await openServiceRig()
})
afterAll(() => rig.stop())

test(`${ROUNDS} signatures against late edits: no edit that was acknowledged is missing from what was signed, none slips in after it`, async () => {
  const signer = await rig.person('physician', { name: 'Dr Signer' })
  const writer = await rig.person('radiologist', { name: 'Dr Late' })
  const reviewCase = await rig.publish(signer)
  await rig.db.insertInto('case_member').values({ case_id: reviewCase.id, user_id: writer.user.id, is_owner: false }).execute()
  const random = pseudoRandom(20261122)
  const author = { userId: writer.user.id, name: writer.user.name, role: writer.user.role, device: writer.device }
  const seen = { accepted: 0, contentChanged: 0 }
  const soon = () => new Promise((resolve) => setTimeout(resolve, random(4)))
  const write = (room: string, key: string) => rig.rooms.edit(room, author, (doc) => void doc.getMap(SECTION.fields).set(key, { value: key }))
  const digest = async (room: string) => createHash('sha256').update(sectionText(await rig.rooms.snapshot(room)), 'utf8').digest('hex')

  for (let round = 1; round <= ROUNDS; round++) {
    const room = roomName({ kind: 'section', caseId: reviewCase.id, report: round, section: 'diagnosis' })
    expect(await write(room, 'text')).toBe(true)
    const held = await rig.rooms.open(room)
    const sha256 = await digest(room)
    const record = { caseId: reviewCase.id, reportId: newUuid(round), reportNumber: round, contentHash: sha256, signer: signer.user, signedAt: '2026-11-22T09:00:00.000Z', deviceCounter: round, auditHead: '0'.repeat(64) }
    const signOff = {
      ...record, id: newUuid(round), timeSource: 'workstationClock', pdfSha256: createHash('sha256').update(`${round}`).digest('hex'), state: 'awaitingCountersignature', publicKey: signer.signing.publicKey,
      signature: signEd25519(signer.signing.privateKey, Buffer.from(signOffStatement(record as never), 'utf8')),
    }
    const sign = async () => {
      await soon()
      return rig.as(signer).submit({ id: newUuid(Date.now()), caseId: reviewCase.id, baseVersion: 1, createdAt: '', body: { type: 'report.sign', signOff, rooms: [{ room, sha256 }] } as never })
    }
    const edit = async (key: string) => {
      await soon()
      return write(room, key)
    }
    const [outcome, ...stored] = await Promise.all([sign(), edit('late 1'), edit('late 2')])
    if (outcome.kind === 'accepted') {
      seen.accepted++
      expect(stored, `round ${round}: acknowledged after the signature`).toEqual([false, false])
      expect(await digest(room)).toBe(sha256)
      expect(await write(room, 'afterwards')).toBe(false)
    } else {
      expect(outcome).toMatchObject({ kind: 'conflict', reason: 'contentChanged' })
      seen.contentChanged++
      expect(stored).toContain(true)
      expect(await write(room, 'afterwards')).toBe(true)
    }
    await held.close()
    // What the log holds is what everybody is shown.
    const fields = (await rig.rooms.snapshot(room)).getMap(SECTION.fields)
    expect([fields.has('late 1'), fields.has('late 2')]).toEqual(stored)
  }
  // Both ends of the race were met.
  expect(seen.accepted).toBeGreaterThan(0)
  expect(seen.contentChanged).toBeGreaterThan(0)
}, 240_000)
