// The real storage, content store and audit over fixed keys: the same vault for the process that is killed and the one that looks after.
import { createHash, createPrivateKey, createPublicKey, sign } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { createAuditLog } from '../../../src/main/core/audit/createAuditLog.ts'
import { createContentStore } from '../../../src/main/core/content/createContentStore.ts'
import { CaseError } from '../../../src/shared/contract/errors.ts'
import { lockDataDirectory } from '../../../src/main/core/storage/instanceLock.ts'
import { openDatabase } from '../../../src/main/core/storage/openDatabase.ts'

export const CASE = '01936a00-0000-7000-8000-000000000001'
export const ACTOR = { userId: '01936a00-0000-7000-8000-00000000000a', role: 'physician' }

const secret = (purpose: string) => createHash('sha256').update(`durability ${purpose}`).digest()
const none = () => undefined
const log = { info: none, warn: none, error: none }

const deviceKey = createPrivateKey({ key: Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), secret('device')]), format: 'der', type: 'pkcs8' })
const device = {
  devicePublicKey: String(createPublicKey(deviceKey).export({ format: 'jwk' }).x),
  signAsDevice: (bytes: Uint8Array) => sign(null, bytes, deviceKey).toString('base64url'),
}

/** Bytes of a made-up file: any length, known by its number alone. */
export function bytesOf(number: number, length: number): Buffer {
  const seed = secret(`bytes ${number}`)
  return Buffer.alloc(length, seed)
}

export function openVault(directory: string) {
  const clock = { now: () => Date.UTC(2026, 10, 22) }
  mkdirSync(directory, { recursive: true })
  const release = lockDataDirectory(directory)
  let db: ReturnType<typeof openDatabase>
  try {
    db = openDatabase({ file: join(directory, 'vault.db'), key: secret('db') })
  } catch (cause) {
    release()
    throw cause
  }
  const content = createContentStore({ db, caseKey: secret, directory: join(directory, 'blobs'), clock, log })
  const audit = createAuditLog({ clock, device })
  async function close() {
    await content.close()
    db.close()
    release()
  }
  return { db, content, audit, close }
}

export type Vault = ReturnType<typeof openVault>

/** A clinician's small act: a row and its audit entry in one transaction. */
export function writeRow(vault: Vault, number: number): void {
  vault.db.write((tx) => {
    tx.run('INSERT INTO vault_mark (name, value) VALUES (?, ?)', [`row ${number}`, bytesOf(number, 300)])
    vault.audit.append(tx, 'annotation.saved', ACTOR, { number })
    if (number % 10 === 0) vault.audit.sealHead(tx)
  })
}

/** A file taken in: staged, claimed and audited. @returns its hash */
export async function writeBlob(vault: Vault, number: number, length: number): Promise<string> {
  const bytes = bytesOf(number, length)
  async function* pieces() {
    for (let at = 0; at < bytes.length; at += 64 * 1024) yield bytes.subarray(at, at + 64 * 1024)
  }
  const blob = await vault.content.stage(pieces(), CASE)
  vault.db.write((tx) => {
    blob.claim(tx, CASE, 'application/dicom')
    vault.audit.append(tx, 'document.takenIn', ACTOR, { sha256: blob.sha256 })
  })
  return blob.sha256
}

/** What a look after the crash found wrong; empty when nothing acknowledged is lost and nothing is damaged. */
export async function faultsAfterCrash(directory: string, acknowledged: { rows: readonly number[]; blobs: readonly string[] }): Promise<string[]> {
  const faults: string[] = []
  let vault: Vault
  try {
    vault = openVault(directory)
  } catch (cause) {
    return [`does not open: ${cause instanceof Error ? cause.message : String(cause)}`]
  }
  try {
    const integrity = vault.db.read((r) => r.all<{ integrity_check: string }>('PRAGMA integrity_check'))
    if (integrity[0]?.integrity_check !== 'ok') faults.push('integrity_check')
    const chain = vault.db.read((r) => vault.audit.verify(r))
    if (!chain.ok) faults.push(`audit broken at ${chain.brokenAt}`)
    const rows = new Set(vault.db.read((r) => r.all<{ name: string }>("SELECT name FROM vault_mark WHERE name LIKE 'row %'")).map((row) => row.name))
    faults.push(...acknowledged.rows.filter((number) => !rows.has(`row ${number}`)).map((number) => `row ${number} lost`))
    faults.push(...acknowledged.blobs.filter((sha256) => !vault.content.has(sha256, CASE)).map((sha256) => `blob ${sha256} lost`))
    faults.push(...(await vault.content.recover()).damaged.map((sha256) => `blob ${sha256} damaged`))
    // Act and record stand or fall together.
    const audited = vault.db.read((r) => r.get<{ n: number }>("SELECT count(*) AS n FROM audit WHERE event = 'annotation.saved'"))?.n
    if (audited !== rows.size) faults.push('rows without audit, or audit without rows')
  } catch (cause) {
    // A database that opens and then turns out to be damaged is a fault like any other.
    if (!(cause instanceof CaseError)) throw cause
    faults.push(cause.code)
  } finally {
    await vault.close()
  }
  return faults
}
