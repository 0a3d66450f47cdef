// An import onto a disk that is too small, on a real file system of a few megabytes: said before anything is read, and when the room is taken away in the middle.
import { mkdtempSync, readdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { slice } from '../support/dicomFile.ts'
import { openIntakeClinic } from '../support/intakeClinic.ts'
import { smallDisk } from '../support/smallDisk.ts'

const MB = 2 ** 20

function bundleOf(megabytes: number): string {
  const folder = mkdtempSync(join(tmpdir(), 'consilium-large-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const bulk = Array.from({ length: MB / 2 }, (_, i) => i & 0xfff)
  for (let n = 1; n <= megabytes; n++) {
    const extra = [[0x00280010, 'US', 1024], [0x00280011, 'US', 512]] as const
    writeFileSync(join(folder, `${n}.dcm`), slice({ number: n, instance: `2.25.7.${n}`, pixels: bulk, extra }))
  }
  return folder
}

const blobsIn = (store: string) => readdirSync(join(store, 'blobs'), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).length

test('a bundle that cannot fit is refused before a byte of it is read, with what is needed and what is free', async ({ skip }) => {
  const disk = smallDisk(90)
  if (!disk) return skip('this machine lets no test mount a small disk: the full disk was not shown')
  const clinic = openIntakeClinic(join(disk, 'store'))
  onTestFinished(clinic.close)
  const result = await clinic.takeIn(bundleOf(40))
  expect(result).toMatchObject({ state: 'failed', caseId: null, items: [], end: { state: 'failed', error: 'DISK_FULL' } })
  expect(blobsIn(join(disk, 'store'))).toBe(0)
  const small = await clinic.takeIn(bundleOf(2))
  expect(small).toMatchObject({ state: 'done', images: 2 })
})

test('a disk that another program fills in the middle ends the import with nothing half in, and the store goes on', async ({ skip }) => {
  const disk = smallDisk(140)
  if (!disk) return skip('this machine lets no test mount a small disk: the full disk was not shown')
  const clinic = openIntakeClinic(join(disk, 'store'))
  onTestFinished(clinic.close)
  const { importId, jobId } = await clinic.bundles.importPath(bundleOf(50), { caseId: null })
  const filler = join(disk, 'filler')
  let last: { state: string; error: unknown } | undefined
  for await (const progress of clinic.jobs.watch(jobId) ?? []) {
    last = progress
    if (progress.doneItems === 0 && progress.state === 'running') {
      const { bavail, bsize } = statfsSync(disk)
      writeFileSync(filler, Buffer.alloc(Math.max(0, bavail * bsize - 8 * MB)))
    }
  }
  expect(last).toMatchObject({ state: 'failed', error: 'DISK_FULL' })
  expect(clinic.bundles.result({ importId })).toMatchObject({ state: 'failed', caseId: null })
  expect(clinic.cases.list()).toEqual([])
  rmSync(filler)
  expect(blobsIn(join(disk, 'store'))).toBe(0)
  expect(await clinic.takeIn(bundleOf(3))).toMatchObject({ state: 'done', images: 3 })
  expect(await clinic.content.verifyAll()).toMatchObject({ damaged: [] })
})
