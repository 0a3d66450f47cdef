import { mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { createImagingService } from '../../../../../src/main/core/imaging/imagingService.ts'
import { slice } from '../../../../support/dicomFile.ts'
import { openIntakeClinic } from '../../../../support/intakeClinic.ts'
import { temporaryFolder } from '../../../../support/temporaryFolder.ts'

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined }

test('a thumbnail whose pixels were out of reach for a while is made at the next request', async () => {
  const folder = temporaryFolder()
  const { db, content, takeIn, close } = openIntakeClinic(folder)
  onTestFinished(close)
  const bundle = join(temporaryFolder(), 'bundle')
  mkdirSync(bundle)
  for (const n of [1, 2, 3]) writeFileSync(join(bundle, `${n}.dcm`), slice({ number: n, instance: `2.25.5.${n}` }))
  expect((await takeIn(bundle)).state).toBe('done')
  // The small picture made by the import is forgotten, so that the next one is made from the pixels.
  db.write((tx) => tx.run('UPDATE series SET thumbnail_sha256 = NULL', []))
  const imaging = createImagingService({ session: { db }, content, log: silent, restMs: 0 })
  renameSync(join(folder, 'blobs'), join(folder, 'away'))
  const without = await imaging.openThumbnail('2.25.100', '2.25.200').catch(() => undefined)
  expect(without).toBeUndefined()
  renameSync(join(folder, 'away'), join(folder, 'blobs'))
  expect((await imaging.openThumbnail('2.25.100', '2.25.200'))?.mediaType).toBe('image/png')
})
