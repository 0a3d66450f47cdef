// Imports that ask, wait, are stopped and go on.
import { mkdirSync, readdirSync, renameSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { slice } from '../../../../support/dicomFile.ts'
import { writeZip } from '../../../../support/hostile/writeZip.ts'
import { openIntakeClinic } from '../../../../support/intakeClinic.ts'
import { temporaryFolder } from '../../../../support/temporaryFolder.ts'

function aClinic(folder = temporaryFolder()) {
  const clinic = openIntakeClinic(folder)
  let isOpen = true
  const close = async () => {
    if (isOpen) await clinic.close()
    isOpen = false
  }
  onTestFinished(close)
  return { ...clinic, folder, close }
}

/** Time of a disc's files, in seconds: they do not change. */
const BURNED = 1_770_000_000

function aDisc(count: number): string {
  const folder = join(temporaryFolder(), 'disc')
  mkdirSync(folder)
  for (let n = 1; n <= count; n++) {
    const file = join(folder, `${String(n).padStart(3, '0')}.dcm`)
    writeFileSync(file, slice({ number: n, instance: `2.25.5.${n}` }))
    utimesSync(file, BURNED, BURNED)
  }
  return folder
}

const filesOf = (folder: string) => readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).length
type Clinic = ReturnType<typeof aClinic>

/** Starts it and holds it at the first moment that some of it was read. */
async function heldAtHalf({ bundles, jobs }: Clinic, path: string) {
  const { importId, jobId } = await bundles.importPath(path, { caseId: null })
  for await (const { doneItems } of jobs.watch(jobId)!) if (doneItems > 20) break
  jobs.pause(jobId, true)
  return { importId, jobId }
}

/** What was under way when the pause came ends; afterwards nothing moves. */
async function atRest({ jobs }: Clinic, jobId: string) {
  let last = (await jobs.watch(jobId)!.next()).value!
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve, 700))
    const next = (await jobs.watch(jobId)!.next()).value!
    if (next.doneItems === last.doneItems) return next
    last = next
  }
}

async function answered(clinic: Clinic, path: string, choice: 'open' | 'add' | 'separate') {
  const { importId, jobId } = await clinic.bundles.importPath(path, { caseId: null, ifPresent: 'ask' })
  for await (const { question, state } of clinic.jobs.watch(jobId)!) {
    if (question) {
      expect(question).toMatchObject({ kind: 'sameBundle', caseNumber: 'CN-2026-0001', shared: 3, total: expect.any(Number) })
      expect(clinic.jobs.answer(jobId, { kind: 'password', password: 'not what was asked' })).toBe(false)
      expect(clinic.jobs.answer(jobId, { kind: 'sameBundle', choice })).toBe(true)
    }
    if (state !== 'running') break
  }
  return clinic.bundles.result({ importId })
}

test('the same bundle again: the person chooses, and no byte is kept twice in a case', async () => {
  const clinic = aClinic()
  const disc = aDisc(3)
  const { caseId } = await clinic.takeIn(disc)
  const before = filesOf(join(clinic.folder, 'blobs'))

  expect(await answered(clinic, disc, 'open')).toMatchObject({ state: 'cancelled', caseId: null })
  expect(clinic.cases.list()).toHaveLength(1)
  expect(filesOf(join(clinic.folder, 'blobs'))).toBe(before)

  writeFileSync(join(disc, '004.dcm'), slice({ number: 4, instance: '2.25.5.4' }))
  const added = await answered(clinic, disc, 'add')
  expect(added).toMatchObject({ state: 'done', caseId, images: 1 })
  expect(added.items.map(({ outcome }) => outcome)).toEqual(['duplicate', 'duplicate', 'duplicate', 'image'])
  expect(clinic.cases.list()).toHaveLength(1)
  expect(clinic.imaging.studies({ caseId: caseId! })[0]?.series[0]?.instances).toBe(4)

  const apart = await clinic.takeIn(disc)
  expect(apart).toMatchObject({ state: 'done', images: 4 })
  expect(clinic.cases.list()).toHaveLength(2)
})

test('a bundle that shares less than half of its files opens its own case without a question', async () => {
  const clinic = aClinic()
  await clinic.takeIn(aDisc(1))
  const { importId, jobId } = await clinic.bundles.importPath(aDisc(3), { caseId: null, ifPresent: 'ask' })
  await clinic.finished(jobId)
  expect(clinic.bundles.result({ importId })).toMatchObject({ state: 'done', images: 3 })
})

test('a disc taken out in the middle stops the import; put in again it goes on, and what is safe is not read again', async () => {
  // Many enough that a quick machine is not done before the pause arrives.
  const SLICES = 1200
  const clinic = aClinic()
  const disc = aDisc(SLICES)
  const { importId, jobId } = await heldAtHalf(clinic, disc)
  renameSync(disc, `${disc} away`)
  clinic.jobs.pause(jobId, false)
  expect(await clinic.finished(jobId)).toMatchObject({ state: 'failed', error: 'SOURCE_NOT_READABLE' })
  expect(clinic.bundles.result({ importId })).toMatchObject({ state: 'failed', resumable: true, caseId: null })
  const [stopped] = clinic.bundles.unfinished().imports
  expect(stopped).toMatchObject({ importId, name: 'disc' })
  expect(stopped!.items).toBeGreaterThan(20)
  await expect(clinic.bundles.resume({ importId })).rejects.toMatchObject({ code: 'SOURCE_NOT_READABLE' })

  renameSync(`${disc} away`, disc)
  // Whatever was read first would now be unreadable: same size, same time, other bytes.
  for (const name of readdirSync(disc).slice(0, 10)) {
    writeFileSync(join(disc, name), Buffer.alloc(statSync(join(disc, name)).size))
    utimesSync(join(disc, name), BURNED, BURNED)
  }
  const again = await clinic.bundles.resume({ importId })
  expect(await clinic.finished(again.jobId)).toMatchObject({ state: 'done' })
  expect(clinic.bundles.result({ importId })).toMatchObject({ state: 'done', images: SLICES, resumable: false })
  expect(clinic.bundles.unfinished()).toEqual({ imports: [], uploads: [] })
  expect(await clinic.content.verifyAll()).toMatchObject({ checked: SLICES + 1, damaged: [] })
})

test('an import that a lock stopped goes on after unlock; given up, nothing of it is left', async () => {
  const clinic = aClinic()
  const disc = aDisc(600)
  const { importId } = await heldAtHalf(clinic, disc)
  await clinic.close()
  const later = aClinic(clinic.folder)
  await later.content.recover()
  expect(later.bundles.unfinished().imports).toMatchObject([{ importId }])
  await later.bundles.abandon({ importId })
  expect(later.bundles.unfinished().imports).toEqual([])
  expect(filesOf(join(later.folder, 'blobs'))).toBe(0)
  await expect(later.bundles.resume({ importId })).rejects.toMatchObject({ code: 'JOB_NOT_FOUND' })
})

test('received files outlive the program and are taken in later', async () => {
  const clinic = aClinic()
  const { uploadId } = await clinic.bundles.openUpload({ name: 'from home', caseId: null, totalFiles: 2 })
  await clinic.uploads.write({ user: clinic.user, db: clinic.db }, uploadId, '1.dcm', (async function* () { yield slice({ number: 1, instance: '2.25.5.1' }) })())
  await clinic.close()
  const later = aClinic(clinic.folder)
  expect(later.bundles.unfinished().uploads).toMatchObject([{ uploadId, name: 'from home', files: 1, totalFiles: 2 }])
  const { importId, jobId } = await later.bundles.import({ source: { kind: 'upload', uploadId, name: 'from home' }, caseId: null, ifPresent: 'ask' })
  await later.finished(jobId)
  expect(later.bundles.result({ importId })).toMatchObject({ state: 'done', images: 1 })
  expect(later.bundles.unfinished().uploads).toEqual([])
  expect(filesOf(join(later.folder, 'uploads'))).toBe(0)
})

test('a paused import reads nothing more until it goes on, and tells its rate', async () => {
  const clinic = aClinic()
  const { importId, jobId } = await heldAtHalf(clinic, aDisc(600))
  const held = await atRest(clinic, jobId)
  expect(held).toMatchObject({ paused: true, state: 'running', bytesPerSecond: null })
  await new Promise((resolve) => setTimeout(resolve, 1000))
  expect((await clinic.jobs.watch(jobId)!.next()).value?.doneItems).toBe(held.doneItems)
  expect(held.doneItems).toBeLessThan(600)
  clinic.jobs.pause(jobId, false)
  expect(await clinic.finished(jobId)).toMatchObject({ state: 'done' })
  expect(clinic.bundles.result({ importId }).images).toBe(600)
})

test('a text file with an archive’s name opens no case', async () => {
  const clinic = aClinic()
  const folder = temporaryFolder()
  writeFileSync(join(folder, 'case.zip'), '<html>Your download could not be completed.</html>')
  expect(await clinic.takeIn(join(folder, 'case.zip'))).toMatchObject({ state: 'done', caseId: null, items: [{ outcome: 'rejected', code: 'notAnArchive' }] })
  expect(clinic.cases.list()).toEqual([])
})

test('sizes that an archive only claims fill no disk: its good file comes in, and the bytes told are those of what it holds', async () => {
  const clinic = aClinic()
  const good = slice({ number: 1 })
  const folder = join(temporaryFolder(), 'claims')
  mkdirSync(folder)
  // 1 TB, as the archive says.
  const lies = Array.from({ length: 250 }, (_, n) => ({ name: `big${n}.bin`, content: Buffer.from('small'), size: 0xfffffffe, deflate: true }))
  writeFileSync(join(folder, 'a.zip'), writeZip([{ name: 'good.dcm', content: good }, ...lies]))
  const { importId, jobId } = await clinic.bundles.importPath(join(folder, 'a.zip'), { caseId: null })
  const told = []
  for await (const { doneBytes, totalBytes } of clinic.jobs.watch(jobId)!) told.push({ doneBytes, totalBytes })
  expect(clinic.bundles.result({ importId })).toMatchObject({ state: 'done', images: 1 })
  // The archive around it counts once: as what is in it.
  expect(told.at(-1)).toEqual({ doneBytes: good.length, totalBytes: good.length })
})
