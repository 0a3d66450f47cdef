import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { canonicalFields, hashOf } from '../../../../../src/main/core/audit/auditChain.ts'
import { createAuditLog } from '../../../../../src/main/core/audit/createAuditLog.ts'
import { openConnection } from '../../../../../src/main/core/storage/connection.ts'
import { openDatabase } from '../../../../../src/main/core/storage/openDatabase.ts'
import { canonicalJson } from '../../../../../src/shared/kit/canonicalJson.ts'
import { temporaryFolder } from '../../../../support/temporaryFolder.ts'

const actor = { userId: '01936a00-0000-7000-8000-00000000000a', role: 'physician' }

function aDevice() {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  return {
    devicePublicKey: String(publicKey.export({ format: 'jwk' }).x),
    signAsDevice: (bytes: Uint8Array) => sign(null, bytes, privateKey).toString('base64url'),
  }
}

function anAudit(rows = 10) {
  const file = join(temporaryFolder(), 'vault.db')
  const key = randomBytes(32)
  const db = openDatabase({ file, key })
  let now = Date.UTC(2026, 10, 22, 9)
  const device = aDevice()
  const audit = createAuditLog({ clock: { now: () => (now += 1000) }, device })
  const add = (n: number, event = 'case.opened') => {
    for (let i = 0; i < n; i++) db.write((tx) => audit.append(tx, event, actor, { caseId: `case-${i}`, pages: i }))
  }
  add(rows)
  /** What somebody with the key of the database and no respect could do. */
  const tamper = (...statements: string[]) => {
    const connection = openConnection(file, key)
    for (const table of ['audit', 'audit_head']) for (const change of ['update', 'delete']) connection.exec(`DROP TRIGGER ${table}_no_${change}`)
    for (const sql of statements) connection.exec(sql)
    connection.close()
  }
  const verify = (held?: { seq: number; hash: string }) => db.read((r) => audit.verify(r, held))
  return { db, audit, device, add, tamper, verify }
}

test('an untouched chain verifies; each link is the SHA-256 of its row as anybody can compute it', () => {
  const { db, audit, verify } = anAudit(3)
  const rows = db.read((r) => audit.list(r, 0, 10))
  expect(verify()).toEqual({ ok: true, rows: 3, brokenAt: null, head: rows[2]?.hash })
  const first = rows[0]
  // Canonical form written out by hand: keys in order, the fields as one string.
  const bytes = `{"actor":"${actor.userId}","device":"${first?.device}","event":"case.opened","fields":"{\\"caseId\\":\\"case-0\\",\\"pages\\":0}","prevHash":"${'0'.repeat(64)}","role":"physician","seq":1,"utc":"2026-11-22T09:00:01.000Z"}`
  expect(first?.hash).toBe(createHash('sha256').update(bytes).digest('hex'))
  expect(rows[1]?.prev_hash).toBe(first?.hash)
})

test('a link’s bytes are its row’s canonical JSON, whatever signs are in it', () => {
  const row = { seq: 7, device: 'd', actor: 'Mun\u0303oz "q" \\', role: 'r\n', event: '\u20ac', fields: canonicalFields({ b: 0.5, a: 'ñ', c: null }), at: 'x', prev_hash: 'p' }
  const { at, prev_hash, ...rest } = row
  expect(row.fields).toBe('{"a":"ñ","b":"0.5","c":null}')
  expect(hashOf(row)).toBe(createHash('sha256').update(canonicalJson({ ...rest, utc: at, prevHash: prev_hash })).digest('hex'))
})

test('an empty audit verifies and has no head to sign', () => {
  const { db, audit, verify } = anAudit(0)
  expect(verify()).toEqual({ ok: true, rows: 0, brokenAt: null, head: '0'.repeat(64) })
  expect(db.write((tx) => audit.sealHead(tx))).toBeNull()
  expect(db.read((r) => audit.head(r))).toEqual({ seq: 0, hash: '0'.repeat(64) })
})

test('the database itself refuses to change or delete a row', () => {
  const { db } = anAudit(2)
  expect(() => db.write((tx) => tx.run("UPDATE audit SET actor = 'x' WHERE seq = 1"))).toThrow('append-only')
  expect(() => db.write((tx) => tx.run('DELETE FROM audit WHERE seq = 2'))).toThrow('append-only')
  expect(() => db.write((tx) => tx.run('DELETE FROM audit_head'))).not.toThrow()
})

test.each(['device', 'actor', 'role', 'event', 'fields', 'at', 'prev_hash', 'hash'])('a changed %s is found at its row', (column) => {
  const { tamper, verify } = anAudit()
  tamper(`UPDATE audit SET ${column} = ${column} || 'x' WHERE seq = 4`)
  expect(verify()).toMatchObject({ ok: false, brokenAt: 4 })
})

test('a deleted, an inserted and two exchanged rows are found', () => {
  const deleted = anAudit()
  deleted.tamper('DELETE FROM audit WHERE seq = 5')
  expect(deleted.verify()).toMatchObject({ ok: false, brokenAt: 5 })
  const inserted = anAudit()
  inserted.tamper("INSERT INTO audit SELECT 11, device, actor, role, 'case.closed', fields, at, hash, hash FROM audit WHERE seq = 10")
  expect(inserted.verify()).toMatchObject({ ok: false, brokenAt: 11 })
  const exchanged = anAudit()
  exchanged.tamper('UPDATE audit SET seq = 99 WHERE seq = 3', 'UPDATE audit SET seq = 3 WHERE seq = 4', 'UPDATE audit SET seq = 4 WHERE seq = 99')
  expect(exchanged.verify()).toMatchObject({ ok: false, brokenAt: 3 })
})

test('a cut tail is found by the signed head, or by a head somebody else kept', () => {
  const cut = 'DELETE FROM audit WHERE seq > 7'
  const signed = anAudit()
  expect(signed.db.write((tx) => signed.audit.sealHead(tx))).toMatchObject({ seq: 10 })
  signed.tamper(cut)
  expect(signed.verify()).toMatchObject({ ok: false, rows: 7, brokenAt: 8 })
  const held = anAudit()
  const head = { seq: 10, hash: held.verify().head }
  held.tamper(cut)
  expect(held.verify()).toMatchObject({ ok: true, rows: 7 })
  expect(held.verify(head)).toMatchObject({ ok: false, brokenAt: 8 })
})

test('a history written anew with correct links fails against the signed head', () => {
  const { db, audit, device, tamper, verify } = anAudit()
  db.write((tx) => audit.sealHead(tx))
  tamper('DELETE FROM audit')
  const again = createAuditLog({ clock: { now: () => 0 }, device })
  for (let i = 0; i < 12; i++) db.write((tx) => again.append(tx, 'case.opened', actor, {}))
  expect(verify()).toMatchObject({ ok: false, brokenAt: 10 })
})

test('a head signed by another key is not a head of this device', () => {
  const { db, audit, tamper, verify } = anAudit()
  db.write((tx) => audit.sealHead(tx))
  tamper(`UPDATE audit_head SET device_public_key = '${aDevice().devicePublicKey}'`)
  expect(verify()).toMatchObject({ ok: false, brokenAt: 10 })
})

test('what fails is not recorded, and what cannot be recorded fails', () => {
  const { db, audit, verify } = anAudit(1)
  const act = (fields: Record<string, string>, fail = false) =>
    db.write((tx) => {
      tx.run("INSERT INTO vault_mark (name, value) VALUES ('act', x'00')")
      audit.append(tx, 'case.opened', actor, fields)
      if (fail) throw new Error('later step')
    })
  expect(() => act({ note: 'a sentence about a patient '.repeat(20) })).toThrow('ids, codes and hashes only')
  expect(() => act({}, true)).toThrow('later step')
  expect(db.read((r) => r.get("SELECT 1 AS found FROM vault_mark WHERE name = 'act'"))).toBeUndefined()
  expect(verify()).toMatchObject({ ok: true, rows: 1 })
})

test('2,000 single mutations of a chain are all found', () => {
  const { tamper, db, audit, verify } = anAudit(60)
  db.write((tx) => audit.sealHead(tx))
  tamper()
  let seed = 20261122
  const random = (n: number) => {
    seed = (seed * 1103515245 + 12345) % 2 ** 31
    return seed % n
  }
  const columns = ['device', 'actor', 'role', 'event', 'fields', 'at', 'prev_hash', 'hash']
  let missed = 0
  for (let i = 0; i < 2000; i++) {
    const column = columns[random(columns.length)] ?? 'hash'
    const place = 1 + random(10)
    const undo = Symbol('undo')
    try {
      db.write((tx) => {
        tx.run(`UPDATE audit SET ${column} = substr(${column}, 1, ?) || '~' || substr(${column}, ?) WHERE seq = ?`, [place - 1, place + 1, 1 + random(60)])
        if (audit.verify(tx).ok) missed++
        throw undo
      })
    } catch (cause) {
      if (cause !== undo) throw cause
    }
  }
  expect(missed).toBe(0)
  expect(verify().ok).toBe(true)
})

test('rows with characters that the database spells in its own way count as they were written', () => {
  const { db, audit, verify } = anAudit(2)
  for (const odd of ['quote " and \\ back', 'line\nbreak\ttab', 'control \u0001\u001f\u007f', 'ñandú é 漢字 😀', 'e\u0301 decomposed', '\u2028/']) {
    db.write((tx) => audit.append(tx, 'case.opened', actor, { caseId: odd }))
    expect(verify(), JSON.stringify(odd)).toMatchObject({ ok: true, brokenAt: null })
  }
  expect(verify().rows).toBe(8)
})
