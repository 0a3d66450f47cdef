// V19: after real work nothing of it is readable anywhere in the data folder: not in the database, its log, the pool, an upload, a name.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createAuditLog } from '../../src/main/core/audit/createAuditLog.ts'
import { createContentStore } from '../../src/main/core/content/createContentStore.ts'
import { createUploads } from '../../src/main/core/content/uploads.ts'
import { createProfileService } from '../../src/main/core/identity/profileService.ts'
import { temporaryFolder } from '../support/temporaryFolder.ts'

const MARKERS = ['Zubiria', 'MRN-7731-4480', 'linfoma difuso de celulas', 'barcos verdes', 'Dra Elena Marquez', 'MA-284417', '01936a00-0000-7000-8000-000000000001', 'puentes']
const CASE = '01936a00-0000-7000-8000-000000000001'
const PASSPHRASE = 'siete barcos verdes al alba'
const NEXT = 'nueve puentes blancos abiertos'

/** The bytes as text and the markers as UTF-8, UTF-16 and base64 would show them. */
function spellings(marker: string): Buffer[] {
  const inner = (shift: number) => Buffer.from('x'.repeat(shift) + marker).toString('base64').slice(shift === 0 ? 0 : 4, -4)
  return [Buffer.from(marker), Buffer.from(marker, 'utf16le'), ...[0, 1, 2].map((shift) => Buffer.from(inner(shift)))]
}

test('no marker is in any file or file name, while open, after lock, after recovery', async () => {
  const dataDirectory = temporaryFolder()
  const logged: unknown[] = []
  const record = (event: string, fields?: unknown) => logged.push([event, fields])
  const log = { info: record, warn: record, error: record }
  const clock = { now: () => Date.UTC(2026, 10, 22) }
  const profiles = createProfileService({ dataDirectory, custody: { deviceSecret: async () => null }, clock, log, kdf: { memoryKib: 1024, iterations: 1, parallelism: 1 } })
  const scan = () => {
    for (const entry of readdirSync(dataDirectory, { recursive: true, withFileTypes: true })) {
      const isOurId = /profiles$/.test(entry.parentPath)
      if (!isOurId) expect(MARKERS.filter((marker) => entry.name.includes(marker))).toEqual([])
      if (!entry.isFile()) continue
      const bytes = readFileSync(join(entry.parentPath, entry.name))
      for (const marker of MARKERS) for (const spelling of spellings(marker)) expect(bytes.includes(spelling), `${marker} in ${entry.name}`).toBe(false)
    }
  }

  const { session, recoveryCode } = await profiles.create({ name: 'Dra Elena Marquez', role: 'physician', licence: 'MA-284417', passphrase: PASSPHRASE })
  const { db, user } = session
  const content = createContentStore({ db, caseKey: session.caseKey, directory: join(dataDirectory, 'blobs'), clock, log })
  const uploads = createUploads({ directory: join(dataDirectory, 'uploads'), clock })
  const audit = createAuditLog({ clock, device: session })
  const page = Buffer.from('Zubiria Ander, MRN-7731-4480: linfoma difuso de celulas grandes. '.repeat(20_000))
  async function* pieces() {
    for (let at = 0; at < page.length; at += 65_536) yield page.subarray(at, at + 65_536)
  }
  const uploadId = uploads.open(session, { name: 'Zubiria Ander', caseId: null, totalFiles: 1 })
  await uploads.write(session, uploadId, 'Zubiria Ander/MRN-7731-4480.pdf', pieces())
  const staged = await content.stage(pieces(), CASE)
  for (let i = 0; i < 200; i++) {
    db.write((tx) => {
      if (i === 0) staged.claim(tx, CASE, 'application/pdf')
      tx.run('INSERT INTO workspace_state (name, value, saved_at) VALUES (?, ?, ?)', [`place ${i} Zubiria`, page.toString('utf8', 0, 2000), ''])
      audit.append(tx, 'case.opened', { userId: user.id, role: user.role }, { caseId: CASE, i })
    })
  }
  // A sort too large for the page cache must not spill to a plain file.
  db.read((r) => r.all('SELECT value FROM workspace_state ORDER BY value || name DESC'))
  scan()
  await profiles.changePassphrase({ passphrase: PASSPHRASE, next: NEXT })
  await content.close()
  profiles.lock()
  scan()
  await profiles.recover({ userId: user.id, recoveryCode, passphrase: PASSPHRASE })
  profiles.lock()
  scan()
  for (const marker of MARKERS) expect(JSON.stringify(logged)).not.toContain(marker)
  // The scan itself sees what it looks for.
  writeFileSync(join(dataDirectory, 'leak'), Buffer.from(`xx${MARKERS[1]}yy`).toString('base64'))
  expect(scan).toThrow('in leak')
})
