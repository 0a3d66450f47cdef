// The server's offices: audit that shows every alteration, erasure that leaves nothing to read, broken glass that is reviewed, devices that are revoked.
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { auditHash, CHAIN_START, verifyServerAudit, walkChain } from '../../src/server/audit/serverAudit.ts'
import { exportAudit } from '../../src/server/audit/exportAudit.ts'
import { listAudit } from '../../src/server/audit/searchAudit.ts'
import { linkHash } from '../../src/server/cases/commandChain.ts'
import { AUDIT_HEAD_DOMAIN, SESSION_DOMAIN, REVOKE_DOMAIN } from '../../src/shared/contract/service/service.contract.ts'
import { roomName } from '../../src/shared/casedoc/layout.ts'
import { newUuid } from '../../src/shared/kit/ids.ts'
import { domainSeparated, newSigningKey, signEd25519, verifyEd25519 } from '../../src/shared/node/ed25519.ts'
import { openServiceRig } from '../support/serviceRig.ts'

let rig: Awaited<ReturnType<typeof openServiceRig>>
beforeAll(async () => {
  rig = await openServiceRig()
})
afterAll(() => rig.stop())

const failure = (call: Promise<unknown>) => call.then(() => null, (error: { code: string; data: unknown }) => ({ code: error.code, data: error.data }))
const ALL = { from: null, to: null, actor: '', event: '', caseId: null }

describe('audit', () => {
  test('reads and changes are in one chain; 20,000 alterations of copies of it are all found', async () => {
    const owner = await rig.person('physician', { name: 'Dr Audited' })
    const reviewCase = await rig.publish(owner)
    for (let i = 0; i < 20; i++) await rig.as(owner).fetch({ caseId: reviewCase.id })
    expect(await verifyServerAudit(rig.db)).toMatchObject({ ok: true, brokenAt: null })

    // The walk of verifyServerAudit, over copies in memory: through the database they would take hours.
    const rows = (await rig.db.selectFrom('audit').selectAll().orderBy('seq').execute()).map((row) => ({ ...row, seq: Number(row.seq) }))
    const head = rows.at(-1)?.hash
    const brokenIn = (chain: typeof rows) => {
      const walk = walkChain(CHAIN_START, chain)
      // A tail that was cut or told anew with right hashes is known by the head: workstations keep it as their receipt.
      return walk.brokenAt !== null || walk.head !== head
    }
    expect(brokenIn(rows)).toBe(false)
    let seed = 1
    const random = (n: number) => {
      seed = (seed * 48_271) % 2_147_483_647
      return seed % n
    }
    const columns = ['at', 'actor', 'role', 'device', 'event', 'fields', 'hash', 'prev_hash'] as const
    let missed = 0
    for (let i = 0; i < 20_000; i++) {
      const copy = rows.map((row) => ({ ...row }))
      const at = random(copy.length)
      const row = copy[at]
      const column = columns[random(columns.length)] ?? 'at'
      if (!row) continue
      if (i % 4 === 0) row[column] = `${row[column]}x`
      else if (i % 4 === 1) copy.splice(at, 1)
      else if (i % 4 === 2) copy.splice(at, 0, { ...row })
      else {
        // Altered and chained anew with right hashes up to its end.
        row.event = `${row.event}x`
        let prev = row.prev_hash
        for (const later of copy.slice(at)) {
          later.prev_hash = prev
          later.hash = auditHash(later)
          prev = later.hash
        }
      }
      if (!brokenIn(copy)) missed++
    }
    expect(missed).toBe(0)
  })

  test('an alteration in the database itself is found, and the database refuses it while its trigger stands', async () => {
    await expect(sql`update audit set event = 'nothing' where seq = 2`.execute(rig.db)).rejects.toThrow()
    await sql`alter table audit disable trigger audit_append_only`.execute(rig.db)
    await sql`update audit set actor = 'somebody else' where seq = 2`.execute(rig.db)
    expect(await verifyServerAudit(rig.db)).toMatchObject({ ok: false, brokenAt: 2 })
    await sql`update audit set actor = (select actor from audit where seq = 3) where seq = 2`.execute(rig.db)
  })

  test('every kind of alteration in the database itself is found, also a tail cut together with its right hashes', async () => {
    const own = await openServiceRig()
    const owner = await own.person('physician')
    const { id: caseId } = await own.publish(owner)
    await own.as(owner).fetch({ caseId })
    const hash = 'c'.repeat(64)
    const receipt = await own.as(owner).audit.sealHead({ seq: 1, hash, signature: signEd25519(owner.deviceKey, domainSeparated(AUDIT_HEAD_DOMAIN, `1\n${hash}`)) })
    expect(await own.as(owner).audit.holds(receipt)).toEqual({ holds: true })
    await own.as(owner).fetch({ caseId })
    expect(await verifyServerAudit(own.db)).toMatchObject({ ok: true })
    const count = Number((await own.db.selectFrom('audit').select(({ fn }) => fn.countAll().as('n')).executeTakeFirstOrThrow()).n)
    const alterations: [string, number][] = ['at', 'actor', 'role', 'device', 'event', 'fields', 'hash', 'prev_hash'].flatMap((column) => [1, 2, count].map((seq): [string, number] => [`update audit set ${column} = ${column} || 'x' where seq = ${seq}`, seq]))
    for (const seq of [1, 2, count - 1]) alterations.push([`delete from audit where seq = ${seq}`, seq], [`update audit set seq = seq + 1000 where seq = ${seq}`, seq])
    await sql`alter table audit disable trigger audit_append_only`.execute(own.db)
    for (const [statement, seq] of alterations) {
      const undone = new Error('undone')
      const said = await own.db
        .transaction()
        .execute(async (trx) => {
          await sql.raw(statement).execute(trx)
          throw Object.assign(undone, { state: await verifyServerAudit(trx) })
        })
        .catch((error: Error & { state?: { ok: boolean; brokenAt: number | null } }) => (error === undone ? error.state : error))
      expect(said, statement).toMatchObject({ ok: false, brokenAt: seq })
    }
    await sql`delete from audit where seq >= ${receipt.seq}`.execute(own.db)
    expect(await verifyServerAudit(own.db), 'the receipt names a link that is gone').toMatchObject({ ok: false })
    expect(await own.as(owner).audit.holds(receipt), 'and the workstation that keeps it is told').toEqual({ holds: false })
    await own.stop()
  })
})

describe('with a fresh server', () => {
  let fresh: Awaited<ReturnType<typeof openServiceRig>>
  beforeAll(async () => {
    fresh = await openServiceRig()
  })
  afterAll(() => fresh.stop())

  test('search by person, event and case; exports carry every entry in the form asked for', async () => {
    const auditor = await fresh.person('auditor', { name: 'Ana Control' })
    const owner = await fresh.person('physician', { name: 'Dr <Quote> & "Formula"' })
    const reviewCase = await fresh.publish(owner)
    await fresh.as(owner).fetch({ caseId: reviewCase.id })
    const client = fresh.as(auditor)
    const found = await client.audit.search({ ...ALL, actor: 'formula', event: 'case.', caseId: reviewCase.id, before: null, limit: 10 })
    expect(found.map((entry) => entry.event)).toEqual(['case.fetched', 'case.published'])
    expect(found[0]).toMatchObject({ actor: owner.user.id, role: 'physician', caseId: reviewCase.id })
    expect(JSON.stringify(await fresh.db.selectFrom('audit').selectAll().execute())).not.toContain('PHANTOM')

    const entries = await listAudit(fresh.db, ALL)
    const csv = (await client.audit.export({ ...ALL, format: 'csv' })).text.split('\r\n')
    expect(csv[0]).toBe('seq,at,actor,actorName,role,device,event,caseId,fields,reason')
    expect(csv.find((line) => line.includes('case.fetched'))).toContain('"Dr <Quote> & ""Formula"""')
    expect(exportAudit([{ ...entries[0]!, actorName: '=1+1', reason: null }], 'csv', { serverId: 's' }).text).toContain("'=1+1")

    const fhir = JSON.parse((await client.audit.export({ ...ALL, format: 'fhir' })).text) as { entry: { resource: { resourceType: string; type: { code: string }; recorded: string; agent: { requestor: boolean }[]; source: object } }[] }
    expect(fhir.entry.length).toBeGreaterThanOrEqual(entries.length)
    for (const { resource } of fhir.entry) {
      // Required elements of FHIR R4 AuditEvent: type, recorded, agent.requestor, source.observer (hl7.org/fhir/R4/auditevent.html).
      expect(resource).toMatchObject({ resourceType: 'AuditEvent', agent: [{ requestor: true }], source: { observer: {} } })
      expect(resource.type.code).toMatch(/^1101(0[0-7]|1[0-4])$/)
      // FHIR R4 JSON knows no empty list and no empty text (hl7.org/fhir/R4/json.html).
      expect(JSON.stringify(resource)).not.toMatch(/\[\]|:""/)
    }
    const xml = (await client.audit.export({ ...ALL, format: 'dicom' })).text
    expect(xml.match(/<AuditMessage>/g)?.length).toBeGreaterThanOrEqual(entries.length)
    // PS3.15 A.5.1: every object has a name or a query.
    expect(xml.match(/<ParticipantObjectName>/g)?.length).toBe(xml.match(/<ParticipantObjectIdentification /g)?.length)
    expect(xml).toContain('UserName="Dr &lt;Quote&gt; &amp; &quot;Formula&quot;"')
    expect(xml).toContain('<EventID csd-code="110103" codeSystemName="DCM" originalText="DICOM Instances Accessed"/>')
  })

  test('a workstation’s audit head gets a receipt in the server’s chain; a shorter or forked chain is refused and recorded', async () => {
    const one = await fresh.person('physician')
    const seal = (seq: number, hash: string, key = one.deviceKey) =>
      fresh.as(one).audit.sealHead({ seq, hash, signature: signEd25519(key, domainSeparated(AUDIT_HEAD_DOMAIN, `${seq}\n${hash}`)) })
    const a = 'a'.repeat(64)
    const b = 'b'.repeat(64)
    const receipt = await seal(5, a)
    const link = await fresh.db.selectFrom('audit').selectAll().where('seq', '=', receipt.seq).executeTakeFirstOrThrow()
    expect(link).toMatchObject({ event: 'audit.headReceived', hash: receipt.hash })
    expect(await failure(seal(5, b))).toMatchObject({ data: { reason: 'forked' } })
    expect(await failure(seal(4, b))).toMatchObject({ data: { reason: 'shorter' } })
    expect(await failure(seal(9, b, newSigningKey().privateKey))).toMatchObject({ data: { reason: 'badSignature' } })
    await seal(6, b)
    const events = (await listAudit(fresh.db, { ...ALL, event: 'audit.headRefused' })).map((entry) => entry.fields['reason'])
    expect(events).toEqual(['forked', 'shorter'])
  })

  test('broken glass: read-only, for a time, told to the offices, reviewed by somebody else', async () => {
    const owner = await fresh.person('physician')
    const stranger = await fresh.person('surgeon', { administrator: true })
    const auditor = await fresh.person('auditor')
    const reviewCase = await fresh.publish(owner)
    expect(await failure(fresh.as(stranger).breakGlass({ caseNumber: 'CN-1999-0001', reason: 'a long enough reason' }))).toMatchObject({ code: 'CASE_NOT_FOUND' })
    const { caseId } = await fresh.as(stranger).breakGlass({ caseNumber: reviewCase.caseNumber, reason: 'bleeding after biopsy, no one reachable' })
    expect(caseId).toBe(reviewCase.id)
    expect((await fresh.as(stranger).cases()).find((head) => head.caseId === caseId)).toMatchObject({ standing: 'breakGlass' })
    const [glass] = await fresh.as(auditor).administration.breakGlasses()
    expect(glass).toMatchObject({ caseNumber: reviewCase.caseNumber, reason: 'bleeding after biopsy, no one reachable', verdict: null })
    expect(await failure(fresh.as(stranger).administration.reviewBreakGlass({ id: glass!.id, verdict: 'justified' }))).toMatchObject({ code: 'NOT_ALLOWED' })
    await fresh.as(auditor).administration.reviewBreakGlass({ id: glass!.id, verdict: 'notJustified' })
    expect(await failure(fresh.as(stranger).fetch({ caseId }))).toMatchObject({ code: 'CASE_NOT_FOUND' })

    const other = await fresh.person('radiologist')
    await fresh.as(other).breakGlass({ caseNumber: reviewCase.caseNumber, reason: 'second emergency tonight' })
    await fresh.as(other).fetch({ caseId })
    fresh.later(8 * 3_600_000 + 1)
    expect(await failure(fresh.as(other).fetch({ caseId }))).toMatchObject({ code: 'CASE_NOT_FOUND' })
  })

  test('erasure waits for retention and hold, then nothing of the case can be read, and the chain still verifies', async () => {
    const owner = await fresh.person('chair')
    const admin = await fresh.person('administrator')
    const open = await fresh.publish(owner)
    const office = fresh.as(admin).administration
    expect(await failure(office.erase({ caseId: open.id, reason: 'asked by the patient' }))).toMatchObject({ code: 'RETENTION', data: { until: null } })

    const reviewCase = await fresh.publish(owner, { stage: 'delivered', patientWords: 'MARKER-PATIENT-WORDS' })
    const room = roomName({ kind: 'section', caseId: reviewCase.id, report: 1, section: 'diagnosis' })
    await fresh.rooms.edit(room, { userId: owner.user.id, name: '', role: 'chair', device: owner.device }, (doc) => void doc.getMap('fields').set('k', 'MARKER-ROOM-TEXT'))
    const bytes = Buffer.from('MARKER-FILE-CONTENT '.repeat(50_000))
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    const key = await fresh.vault.keyOf(fresh.db, reviewCase.id)
    const fileId = fresh.files.newId()
    await fresh.files.append({ fileId, key: key.bytes, sha256 }, 0, bytes.length, Readable.from([bytes.subarray(0, 600_000)]))
    expect(await fresh.files.offsetOf(fileId)).toBe(524_288)
    expect(await fresh.files.append({ fileId, key: key.bytes, sha256 }, 524_288, bytes.length, Readable.from([bytes.subarray(524_288)]))).toEqual({ offset: bytes.length, complete: true })
    const readBack: Buffer[] = []
    for await (const piece of fresh.files.read({ fileId, key: key.bytes }, bytes.length, 10, 600_000)) readBack.push(piece as Buffer)
    expect(Buffer.concat(readBack).equals(bytes.subarray(10, 600_000))).toBe(true)
    await fresh.db.insertInto('case_blob').values({ case_id: reviewCase.id, sha256, file_id: fileId, bytes: bytes.length, stored_at: 'now' }).execute()

    // At rest nothing is readable even before erasure: database, write-ahead log and files.
    await sql`checkpoint`.execute(fresh.db)
    expect(plainIn(fresh.directory, ['MARKER-PATIENT-WORDS', 'MARKER-ROOM-TEXT', 'MARKER-FILE-CONTENT', 'PHANTOM', reviewCase.caseNumber])).toEqual([])

    expect(await failure(office.erase({ caseId: reviewCase.id, reason: 'end of retention' }))).toMatchObject({ code: 'RETENTION', data: { held: false } })
    fresh.later(5 * 366 * 86_400_000)
    await office.hold({ caseId: reviewCase.id, held: true, reason: 'court order' })
    expect(await failure(office.erase({ caseId: reviewCase.id, reason: 'end of retention' }))).toMatchObject({ code: 'RETENTION', data: { held: true } })
    await office.hold({ caseId: reviewCase.id, held: false, reason: 'court order ended' })
    // Kept by another region's rule it waits longer; a region that is taken out of the rules keeps it as long as the strictest.
    const { policy } = await office.policy()
    const toRegion = (region: string | null) => office.setRegion({ caseId: reviewCase.id, region, reason: 'treated in Barcelona' })
    expect(await failure(toRegion('ES-CT'))).toMatchObject({ code: 'NOT_ALLOWED' })
    const catalonia = { region: 'ES-CT', years: 15, basis: 'stated by the clinic' }
    expect(await failure(office.putPolicy({ ...policy, regions: [catalonia, catalonia] }))).toMatchObject({ code: 'NOT_ALLOWED' })
    await office.putPolicy({ ...policy, regions: [catalonia, { ...catalonia, region: 'FR', years: 20 }] })
    expect(await toRegion('ES-CT')).toMatchObject({ region: 'ES-CT', retentionYears: 15 })
    expect(await failure(office.erase({ caseId: reviewCase.id, reason: 'end of retention' }))).toMatchObject({ code: 'RETENTION', data: { held: false } })
    await office.putPolicy({ ...policy, regions: [{ ...catalonia, region: 'FR', years: 20 }] })
    expect((await office.assignments()).find((row) => row.caseId === reviewCase.id)).toMatchObject({ region: 'ES-CT', retentionYears: 20 })
    expect(await toRegion(null)).toMatchObject({ region: null, retentionYears: 5 })
    const { proof, at } = await office.erase({ caseId: reviewCase.id, reason: 'end of retention' })

    expect(await failure(fresh.as(owner).fetch({ caseId: reviewCase.id }))).toMatchObject({ code: 'CASE_NOT_FOUND' })
    expect((await fresh.as(owner).cases()).find((head) => head.caseId === reviewCase.id)).toMatchObject({ standing: 'left' })
    expect(await fresh.files.has(fileId)).toBe(false)
    const tombstone = (await listAudit(fresh.db, { ...ALL, event: 'case.erased', caseId: reviewCase.id }))[0]
    expect(tombstone).toMatchObject({ at, fields: { proof } })
    // The raw log rows are still there, as noise: their key is gone and a new one is refused.
    expect((await fresh.db.selectFrom('doc_update').select('seq').where('room', '=', room).execute()).length).toBe(1)
    await expect(fresh.vault.keyOf(fresh.db, reviewCase.id)).rejects.toThrow('erased')
    expect(await failure(fresh.as(owner).submit({ id: newUuid(0), caseId: reviewCase.id, baseVersion: 0, createdAt: '', body: { type: 'case.publish', reviewCase } }))).toBeNull()
    expect(await verifyServerAudit(fresh.db)).toMatchObject({ ok: true })
    // Every reason is there for whoever may read the audit, sealed at rest, and an altered one shows.
    const auditor = await fresh.person('auditor')
    const told = (await fresh.as(auditor).audit.search({ ...ALL, event: 'case.', caseId: reviewCase.id, before: null, limit: 50 })).filter(({ reason }) => reason !== null)
    expect(told.map(({ event, reason }) => `${event} ${reason}`).reverse()).toEqual(['case.held court order', 'case.held court order ended', 'case.regionChanged treated in Barcelona', 'case.regionChanged treated in Barcelona', 'case.erased end of retention'])
    expect((await fresh.as(auditor).audit.export({ ...ALL, caseId: reviewCase.id, format: 'fhir' })).text).toContain('"text": "court order"')
    await sql`checkpoint`.execute(fresh.db)
    expect(plainIn(fresh.directory, ['court order', 'treated in Barcelona'])).toEqual([])
    await expect(sql`delete from office_reason where seq = ${told[0]?.seq}`.execute(fresh.db)).rejects.toThrow()
    const undone = new Error('undone')
    const altered = fresh.db.transaction().execute(async (trx) => {
      await sql`alter table office_reason disable trigger office_reason_append_only`.execute(trx)
      await sql`update office_reason set sealed = sealed || 'x' where seq = ${told[1]?.seq}`.execute(trx)
      throw Object.assign(undone, { state: await verifyServerAudit(trx) })
    })
    await expect(altered).rejects.toMatchObject({ state: { ok: false, brokenAt: told[1]?.seq } })
    let prev = '0'.repeat(64)
    for (const row of await fresh.db.selectFrom('command_log').selectAll().where('case_id', '=', reviewCase.id).orderBy('seq').execute()) {
      expect(linkHash({ id: row.id, actor: row.actor, device: row.device, at: row.at, payloadSha256: row.payload_sha256, prev })).toBe(row.hash)
      prev = row.hash
    }
  })

  test('a revoked device is refused at once, gets a signed order at sign-in, and reports its keys destroyed', async () => {
    const lost = await fresh.person('physician')
    const admin = await fresh.person('administrator')
    const signIn = async () => {
      const nonce = await fresh.devices.challenge(lost.device)
      return fresh.devices.signIn({ devicePublicKey: lost.device, nonce, signature: signEd25519(lost.deviceKey, domainSeparated(SESSION_DOMAIN, nonce)) })
    }
    const session = await signIn()
    if (!session || !('token' in session)) throw new Error('not signed in')
    expect(await fresh.devices.callerOf(session.token)).toMatchObject({ device: lost.device })
    await fresh.as(admin).administration.revokeDevice({ device: lost.device, reason: 'stolen' })
    expect(await fresh.devices.callerOf(session.token)).toBeNull()
    const refused = await signIn()
    if (!refused || !('order' in refused)) throw new Error('no order')
    expect(verifyEd25519(fresh.identity.publicKey, domainSeparated(REVOKE_DOMAIN, lost.device), refused.order)).toBe(true)
  })

  test('an invitation makes its own person, once; the printed code lets nobody into an office', async () => {
    const admin = await fresh.person('administrator')
    const { code } = await fresh.as(admin).administration.invite({ name: 'Ana Control', role: 'auditor', licence: null, days: 7 })
    const enrol = (role: 'auditor' | 'physician', withCode: string) => {
      const device = newSigningKey()
      const signing = newSigningKey()
      const user = { id: newUuid(Date.now()) as never, name: 'Mallory', role, licence: null }
      const proof = signEd25519(device.privateKey, domainSeparated('consilium/enrol/1', `${user.id}\n${signing.publicKey}`))
      return fresh.devices.enrol({ code: withCode, identity: null, user, devicePublicKey: device.publicKey, signingPublicKey: signing.publicKey, proof })
    }
    expect(await enrol('physician', code)).toMatchObject({ name: 'Ana Control', role: 'auditor' })
    expect(await enrol('auditor', code)).toBeNull()
    expect(await enrol('auditor', 'a code nobody made')).toBeNull()
  })
})

function plainIn(directory: string, words: readonly string[]): string[] {
  const found: string[] = []
  for (const name of readdirSync(directory, { recursive: true }) as string[]) {
    const file = join(directory, name)
    if (!statSync(file).isFile()) continue
    const bytes = readFileSync(file)
    for (const word of words) if (bytes.includes(word)) found.push(`${name}: ${word}`)
  }
  return found
}
