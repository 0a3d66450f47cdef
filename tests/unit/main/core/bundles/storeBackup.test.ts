import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { backUpStore, restoreStore } from '#core/bundles/storeBackup.ts'
import { lockDataDirectory } from '#core/storage/instanceLock.ts'
import { openIntakeClinic } from '../../../../support/intakeClinic.ts'
import { writeSmallBundle } from '../../../../support/smallBundle.ts'
import { temporaryFolder } from '../../../../support/temporaryFolder.ts'

const createdAt = '2026-11-22T09:00:00.000Z'

test('a store that was restored on an empty machine holds every case and every file of it, whole', async () => {
  const place = temporaryFolder()
  const directory = join(place, 'store')
  const first = openIntakeClinic(directory)
  const { caseId } = await first.takeIn(writeSmallBundle())
  const before = { cases: first.cases.list().map(({ reviewCase }) => reviewCase), documents: first.cases.documents({ caseId: caseId! }), studies: first.imaging.studies({ caseId: caseId! }) }
  await first.close()
  const out = join(place, 'backup.zip')
  const written = await backUpStore({ directory, out, createdAt })
  expect(written.files).toBeGreaterThan(6)
  expect(readFileSync(out).includes('Ruiz Mora')).toBe(false)
  const restored = join(place, 'elsewhere')
  expect(await restoreStore({ file: out, directory: restored })).toEqual(written)
  const again = openIntakeClinic(restored)
  onTestFinished(again.close)
  expect({ cases: again.cases.list().map(({ reviewCase }) => reviewCase), documents: again.cases.documents({ caseId: caseId! }), studies: again.imaging.studies({ caseId: caseId! }) }).toEqual(before)
  expect(await again.content.verifyAll()).toMatchObject({ damaged: [] })
})

test('no backup is made of a store that a window works on, and none of it is left behind', async () => {
  const place = temporaryFolder()
  const clinic = openIntakeClinic(join(place, 'store'))
  await clinic.close()
  const unlock = lockDataDirectory(join(place, 'store'))
  onTestFinished(unlock)
  const out = join(place, 'backup.zip')
  await expect(backUpStore({ directory: join(place, 'store'), out, createdAt })).rejects.toMatchObject({ code: 'STORE_IN_USE' })
  expect(existsSync(out)).toBe(false)
})

test.each([
  ['one byte turned', (bytes: Buffer) => bytes.writeUInt8(bytes.readUInt8(bytes.length >> 1) ^ 1, bytes.length >> 1), /STORE_DAMAGED|BUNDLE_REFUSED/],
  ['its end missing', (bytes: Buffer) => bytes.subarray(0, bytes.length - 400), /BUNDLE_REFUSED/],
  ['no backup at all', () => Buffer.from('a letter'), /BUNDLE_REFUSED/],
] as const)('a file with %s restores nothing', async (_what, change, code) => {
  const place = temporaryFolder()
  const clinic = openIntakeClinic(join(place, 'store'))
  await clinic.close()
  const out = join(place, 'backup.zip')
  await backUpStore({ directory: join(place, 'store'), out, createdAt })
  const bytes = readFileSync(out)
  const changed = change(bytes)
  writeFileSync(out, Buffer.isBuffer(changed) ? changed : bytes)
  await expect(restoreStore({ file: out, directory: join(place, 'elsewhere') })).rejects.toMatchObject({ code: expect.stringMatching(code) })
  expect(existsSync(join(place, 'elsewhere'))).toBe(false)
  expect(existsSync(join(place, 'elsewhere.restoring'))).toBe(false)
})
