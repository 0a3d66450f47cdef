import { randomBytes } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, test } from 'vitest'
import type { Database, Writable } from '../../../../../src/main/core/storage/handles.ts'
import { openConnection } from '../../../../../src/main/core/storage/connection.ts'
import { migrations } from '../../../../../src/main/core/storage/migrations/all.ts'
import type { Migration } from '../../../../../src/main/core/storage/migrations/index.ts'
import { openDatabase } from '../../../../../src/main/core/storage/openDatabase.ts'
import { temporaryFolder } from '../../../../support/temporaryFolder.ts'

const note: Migration = { number: 1, name: 'note', up: (tx) => tx.run('CREATE TABLE note (id INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT') }
const MARKER = 'Marker-Zubiria-7731'

function fresh(steps: readonly Migration[] = [note]) {
  const file = join(temporaryFolder(), 'vault.db')
  const key = randomBytes(32)
  const open = (change: Partial<Parameters<typeof openDatabase>[0]> = {}) => openDatabase({ file, key, migrations: steps, ...change })
  return { file, key, open }
}
const add = (db: Database, text: string) => db.write((tx) => tx.run('INSERT INTO note (text) VALUES (?)', [text]))
const count = (db: Database) => db.read((r) => r.get<{ n: number }>('SELECT count(*) AS n FROM note')?.n)

test('what was written is there after reopening, and nothing of it is readable in the files', () => {
  const { file, open } = fresh()
  const db = open()
  for (let i = 0; i < 200; i++) add(db, `${MARKER} ${i}`)
  const folder = join(file, '..')
  for (const name of readdirSync(folder)) expect(readFileSync(join(folder, name)).includes(MARKER), name).toBe(false)
  expect(existsSync(`${file}-wal`)).toBe(true)
  db.close()
  const again = open({ mustExist: true })
  expect(count(again)).toBe(200)
  again.close()
})

test('the settings that keep acknowledged work are on', () => {
  const { file, key, open } = fresh()
  open().close()
  const connection = openConnection(file, key)
  // 2 = FULL (sqlite.org/pragma.html#pragma_synchronous)
  expect(connection.pragma('synchronous', { simple: true })).toBe(2)
  expect(connection.pragma('journal_mode', { simple: true })).toBe('wal')
  expect(connection.pragma('foreign_keys', { simple: true })).toBe(1)
  expect(connection.pragma('temp_store', { simple: true })).toBe(2)
  expect(connection.pragma('cipher', { simple: true })).toBe('sqlcipher')
  connection.close()
})

test('a wrong key, a plain file and a vanished vault are refused, never replaced by an empty one', () => {
  const { file, key, open } = fresh()
  open().close()
  expect(() => open({ key: randomBytes(32) })).toThrow(expect.objectContaining({ code: 'STORE_DAMAGED' }))
  rmSync(file)
  expect(() => open({ mustExist: true })).toThrow(expect.objectContaining({ code: 'STORE_DAMAGED' }))
  const plain = new DatabaseSync(file)
  plain.exec('CREATE TABLE note (id)')
  plain.close()
  const before = readFileSync(file)
  expect(() => openDatabase({ file, key, migrations: [note] })).toThrow(expect.objectContaining({ code: 'STORE_DAMAGED' }))
  expect(readFileSync(file).equals(before)).toBe(true)
})

test('a damaged page is told as damage', () => {
  const { file, open } = fresh()
  const db = open()
  for (let i = 0; i < 500; i++) add(db, `row ${i} ${'x'.repeat(200)}`)
  db.close()
  const bytes = readFileSync(file)
  for (let page = 2; page * 4096 < bytes.length; page++) bytes[page * 4096 + 100] = (bytes[page * 4096 + 100] ?? 0) ^ 1
  writeFileSync(file, bytes)
  expect(() => count(open())).toThrow(expect.objectContaining({ code: 'STORE_DAMAGED' }))
})

test('a failed callback leaves nothing behind', () => {
  const db = fresh().open()
  expect(() =>
    db.write((tx) => {
      tx.run('INSERT INTO note (text) VALUES (?)', ['half'])
      throw new Error('stop')
    }),
  ).toThrow('stop')
  expect(count(db)).toBe(0)
  add(db, 'next')
  expect(count(db)).toBe(1)
  db.close()
})

test('handles cannot be misused: no write by a reader, no nested or asynchronous write, no use after the callback', () => {
  const db = fresh().open()
  expect(() => db.read((r) => r.get("INSERT INTO note (text) VALUES ('x') RETURNING id"))).toThrow('a reader cannot write')
  expect(() => db.read((r) => (r as Writable).run("INSERT INTO note (text) VALUES ('x')"))).toThrow('a reader cannot write')
  expect(() => db.write(() => add(db, 'inner'))).toThrow('a write inside a write')
  expect(() => db.write(async (tx) => tx.run("INSERT INTO note (text) VALUES ('x')"))).toThrow('synchronous')
  let kept: Writable | undefined
  db.write((tx) => {
    kept = tx
  })
  expect(() => kept?.run("INSERT INTO note (text) VALUES ('x')")).toThrow('beyond its callback')
  expect(count(db)).toBe(0)
  db.close()
})

test('a full disk is told as such, and what was there before stays', () => {
  const db = fresh().open()
  add(db, 'kept')
  // The engine's own limit gives the same SQLITE_FULL as the disk.
  db.write((tx) => tx.get('PRAGMA max_page_count = 12'))
  const fill = () => db.write((tx) => Array.from({ length: 100 }, () => tx.run('INSERT INTO note (text) VALUES (?)', ['x'.repeat(3000)])))
  expect(fill).toThrow(expect.objectContaining({ code: 'DISK_FULL', data: { neededBytes: expect.any(Number), freeBytes: expect.any(Number) } }))
  expect(count(db)).toBe(1)
  add(db, 'small')
  expect(count(db)).toBe(2)
  db.close()
})

test('a slow statement is logged by its text, never by its values', () => {
  const logged: unknown[] = []
  const none = () => undefined
  const db = fresh().open({ log: { info: none, error: none, warn: (event, fields) => logged.push([event, fields]) } })
  db.read((r) => r.get('WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < 3000000) SELECT max(n), ? FROM c', [MARKER]))
  expect(logged).toEqual([['storage.slowStatement', { sql: expect.stringContaining('WITH RECURSIVE'), ms: expect.any(Number) }]])
  expect(JSON.stringify(logged)).not.toContain(MARKER)
  db.close()
})

test('new steps are applied once, also one whose number lies below the last', () => {
  const { open } = fresh()
  const step = (number: number): Migration => ({ number, name: `t${number}`, up: (tx) => tx.run(`CREATE TABLE t${number} (id INTEGER) STRICT`) })
  open({ migrations: [note, step(40)] }).close()
  const db = open({ migrations: [note, step(10), step(40)] })
  expect(db.read((r) => r.all<{ number: number }>('SELECT number FROM schema_step ORDER BY number').map((row) => row.number))).toEqual([1, 10, 40])
  db.close()
  open({ migrations: [note, step(10), step(40)] }).close()
})

test('a store written by a newer program is refused and left as it was', () => {
  const { file, open } = fresh()
  open({ migrations: [note, { number: 99, name: 'later', up: () => undefined }] }).close()
  const before = readFileSync(file)
  expect(() => open()).toThrow(expect.objectContaining({ code: 'STORE_NEWER' }))
  expect(readFileSync(file).equals(before)).toBe(true)
})

test('a step that fails leaves the store at the step before', () => {
  const { open } = fresh()
  open().close()
  const broken: Migration = {
    number: 2,
    name: 'broken',
    up(tx) {
      tx.run('CREATE TABLE half (id INTEGER) STRICT')
      tx.run('CREATE TABLE note (id INTEGER) STRICT')
    },
  }
  expect(() => open({ migrations: [note, broken] })).toThrow()
  const db = open()
  expect(db.read((r) => r.get("SELECT 1 AS found FROM sqlite_schema WHERE name = 'half'"))).toBeUndefined()
  db.close()
})

test('two steps with one number are a mistake of the program', () => {
  expect(() => fresh().open({ migrations: [note, { ...note, name: 'other' }] })).toThrow('share a number')
})

test('a creation cut short does not stand in the way', () => {
  const { file, open } = fresh()
  writeFileSync(`${file}.new`, 'torn')
  writeFileSync(`${file}.new-wal`, 'torn')
  const db = open()
  add(db, 'works')
  expect(readdirSync(join(file, '..')).some((name) => name.includes('.new'))).toBe(false)
  db.close()
})

test('the program’s own steps make a whole store, foreign keys intact', () => {
  const db = fresh(migrations).open()
  expect(db.read((r) => r.all('PRAGMA foreign_key_check'))).toEqual([])
  expect(db.read((r) => r.all<{ integrity_check: string }>('PRAGMA integrity_check'))).toEqual([{ integrity_check: 'ok' }])
  db.close()
})
