import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Engine from 'better-sqlite3'
import { expect, test } from 'vitest'
import { createAuditLog, verifyChain } from '../../../../../src/main/core/audit/createAuditLog.ts'
import { openDatabase } from '../../../../../src/main/core/storage/openDatabase.ts'
import { newSigningKey, signEd25519 } from '../../../../../src/shared/node/ed25519.ts'

const key = new Uint8Array(32).fill(3)

function chain(rows: number) {
  const file = join(mkdtempSync(join(tmpdir(), 'consilium-audit-')), 'vault.db')
  const db = openDatabase({ file, key })
  const device = newSigningKey()
  const audit = createAuditLog({ device: device.publicKey, signAsDevice: (b) => signEd25519(device.privateKey, b), clock: { now: () => 0 } })
  for (let i = 0; i < rows; i++) db.write((tx) => audit.append(tx, 'case.opened', { userId: 'u', role: 'physician' }, { caseId: `c${i}` }))
  db.write((tx) => audit.sealHead(tx))
  return { file, db, audit }
}

/** What somebody with the key and without scruples can do: triggers dropped, rows changed. */
function tamper(file: string, sql: string) {
  const engine = new Engine(file)
  engine.pragma("cipher='sqlcipher'")
  engine.pragma('legacy=4')
  engine.pragma(`key="x'${Buffer.from(key).toString('hex')}'"`)
  for (const name of ['audit_no_update', 'audit_no_delete', 'audit_head_no_delete']) engine.exec(`DROP TRIGGER IF EXISTS ${name}`)
  engine.exec(sql)
  engine.close()
}

test('an untouched chain verifies', () => {
  const { db } = chain(20)
  expect(db.read(verifyChain)).toMatchObject({ ok: true, rows: 20, brokenAt: null })
})

test.each([
  ['a changed field', "UPDATE audit SET fields = '{}' WHERE seq = 7", 7],
  ['another actor', "UPDATE audit SET actor = 'x' WHERE seq = 3", 3],
  ['a removed row', 'DELETE FROM audit WHERE seq = 9', 9],
  ['two rows exchanged', 'UPDATE audit SET seq = -1 WHERE seq = 4; UPDATE audit SET seq = 4 WHERE seq = 5; UPDATE audit SET seq = 5 WHERE seq = -1', 4],
  ['the tail cut off behind a signed head', 'DELETE FROM audit WHERE seq > 15', 20],
])('%s is found', (_what, sql, brokenAt) => {
  const { file, db } = chain(20)
  db.close()
  tamper(file, sql)
  expect(openDatabase({ file, key }).read(verifyChain)).toMatchObject({ ok: false, brokenAt })
})

test('the database itself refuses to change or delete a row', () => {
  const { db } = chain(2)
  expect(() => db.write((tx) => tx.run("UPDATE audit SET event = 'x'"))).toThrow(/append-only/)
  expect(() => db.write((tx) => tx.run('DELETE FROM audit'))).toThrow(/append-only/)
})
