// A server's folder of an earlier build under a later one: steps that are missing are made up for whatever their number; a later one's folder is refused.
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { createCaseVault } from '../../src/server/storage/caseVault.ts'
import { openServerDatabase } from '../../src/server/storage/database.ts'

test('a step with a lower number than the last is made up for; a step that is not known stops the start', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'consilium-steps-'))
  const vault = createCaseVault({ masterKey: randomBytes(32), clock: { now: () => Date.parse('2026-11-22T09:00:00.000Z') } })
  const open = () => openServerDatabase({ directory: join(directory, 'database') }, { vault, blobDirectory: join(directory, 'blobs') })
  // As a build before the clinic's words had left it.
  const old = await open()
  for (const statement of ['drop table clinic_entry', 'drop sequence clinic_entry_seq', "delete from kysely_migration where name = '0160-clinic-entries'"]) await sql.raw(statement).execute(old)
  await old.destroy()

  const db = await open()
  expect(await db.selectFrom('clinic_entry').selectAll().execute()).toEqual([])
  await sql.raw("insert into kysely_migration (name, timestamp) values ('9999-of-a-later-build', '2027')").execute(db)
  await db.destroy()
  await expect(open()).rejects.toThrow('could not be migrated')
}, 60_000)
