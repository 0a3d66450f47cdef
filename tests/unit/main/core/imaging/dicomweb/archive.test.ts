// The archive client and service against a small server of DICOMweb answers on this machine; a real archive (Orthanc) is in tests/conformance/archive.test.ts.
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { createArchiveService } from '../../../../../../src/main/core/imaging/dicomweb/archiveService.ts'
import { createSendObjects } from '../../../../../../src/main/core/imaging/dicomweb/sendObjects.ts'
import { createArchiveClient } from '../../../../../../src/main/core/imaging/dicomweb/client.ts'
import { boundaryOf, firstPart } from '../../../../../../src/main/core/imaging/dicomweb/multipart.ts'
import { ArchiveAddress } from '../../../../../../src/shared/domain/imageArchive.ts'
import { openKeepingArchive, serveArchive } from '../../../../../support/dicomWebServer.ts'
import { slice } from '../../../../../support/dicomFile.ts'
import { openIntakeClinic } from '../../../../../support/intakeClinic.ts'
import { openMarkedCase } from '../../../../../support/ownMarks.ts'
import { temporaryFolder } from '../../../../../support/temporaryFolder.ts'

const NOTHING = { PatientID: '', PatientName: '', from: '', to: '', AccessionNumber: '' }

async function serve(...answer: Parameters<typeof serveArchive>) {
  const archive = await serveArchive(...answer)
  onTestFinished(archive.close)
  return archive
}

async function* pieces(...texts: string[]) {
  for (const text of texts) yield Buffer.from(text, 'latin1')
}
async function joined(source: AsyncIterable<Uint8Array>): Promise<string> {
  const parts: Uint8Array[] = []
  for await (const part of source) parts.push(part)
  return Buffer.concat(parts).toString('latin1')
}

test('the first part of an answer comes out whole, however it is cut into pieces; one that ends early is an error', async () => {
  const answer = '--XX\r\nContent-Type: application/dicom\r\n\r\nDATA\r\n--X not yet\r\n--XX--\r\n'
  for (let at = 1; at < answer.length; at++) expect(await joined(firstPart(pieces(answer.slice(0, at), answer.slice(at)), 'XX'))).toBe('DATA\r\n--X not yet')
  await expect(joined(firstPart(pieces(answer.slice(0, 50)), 'XX'))).rejects.toThrow('cut off')
  expect(boundaryOf('multipart/related; type="application/dicom"; boundary="a b"')).toBe('a b')
  expect(boundaryOf('multipart/related; boundary=abc; type=x')).toBe('abc')
  expect(boundaryOf('application/dicom')).toBeNull()
})

test('an address holds no user, no query, no other protocol', () => {
  expect(['https://archive.example/dicom-web', 'http://127.0.0.1:8042/dicom-web'].every((url) => ArchiveAddress.safeParse(url).success)).toBe(true)
  for (const url of ['https://me:secret@archive.example/', 'https://archive.example/?x=1', 'ftp://archive.example/', 'file:///etc/passwd', 'archive.example']) expect(ArchiveAddress.safeParse(url).success).toBe(false)
})

test('only the configured address is talked to: a redirect is not followed and carries no secret', async () => {
  const asked: string[] = []
  const other = await serve((request, response) => {
    asked.push(request.url ?? '')
    response.end('[]')
  })
  const archive = await serve((_request, response) => response.writeHead(302, { location: `${other.url}/studies` }).end())
  const client = createArchiveClient({ name: 'A', url: archive.url, authorization: 'Bearer secret' })
  await expect(client.findStudies({ ...NOTHING, PatientID: '1' })).rejects.toMatchObject({ code: 'ARCHIVE_UNREACHABLE' })
  expect(asked).toEqual([])
})

test('a door that stays shut is told apart from an archive that is not there', async () => {
  const archive = await serve((_request, response) => response.writeHead(401).end())
  await expect(createArchiveClient({ name: 'A', url: archive.url, authorization: null }).findStudies({ ...NOTHING, PatientID: '1' })).rejects.toMatchObject({ code: 'ARCHIVE_REFUSED', data: { status: 401 } })
  await archive.close()
  await expect(createArchiveClient({ name: 'A', url: archive.url, authorization: null }).findStudies({ ...NOTHING, PatientID: '1' })).rejects.toMatchObject({ code: 'ARCHIVE_UNREACHABLE' })
})

/** Six slices of one study; the objects in `broken` are cut off. */
async function archiveOf(broken: Set<string>) {
  const fetched: string[] = []
  const secrets = new Set<string | undefined>()
  const uid = (n: number) => `2.25.7.${n}`
  const { url } = await serve((request, response) => {
    secrets.add(request.headers.authorization)
    const path = (request.url ?? '').replace('/dicom-web', '')
    if (path.startsWith('/studies?')) response.end(JSON.stringify([{ '0020000D': { Value: ['2.25.100'] }, '00100010': { Value: [{ Alphabetic: 'RUIZ MORA^ANA' }] }, '00080020': { Value: ['20260312'] }, '00100030': { Value: ['19630408'] }, '00201208': { Value: [6] } }]))
    else if (path.startsWith('/studies/2.25.100/instances')) response.end(JSON.stringify([1, 2, 3, 4, 5, 6].map((n) => ({ '0020000E': { Value: ['2.25.200'] }, '00080018': { Value: [uid(n)] } }))))
    else {
      const sop = path.split('/').at(-1) ?? ''
      fetched.push(sop)
      const file = slice({ number: Number(sop.split('.').at(-1)), instance: sop })
      const head = '--B1\r\nContent-Type: application/dicom\r\n\r\n'
      response.writeHead(200, { 'content-type': 'multipart/related; type="application/dicom"; boundary=B1' })
      response.write(head)
      if (broken.has(sop)) response.write(file.subarray(0, 100), () => response.destroy())
      else response.end(Buffer.concat([file, Buffer.from('\r\n--B1--\r\n')]))
    }
  })
  return { url, fetched, secrets, uid }
}

test('studies are found and fetched; what broke off goes on where it stopped, and only a whole study is done', async () => {
  const clinic = openIntakeClinic(temporaryFolder())
  onTestFinished(clinic.close)
  const broken = new Set(['2.25.7.4'])
  const { url, fetched, secrets, uid } = await archiveOf(broken)
  const archive = createArchiveService({ session: { db: clinic.db, user: clinic.user }, uploads: clinic.uploads, jobs: clinic.jobs, audit: clinic.audit, clock: clinic.clock })
  archive.saveSource({ name: 'Hospital', url, authorization: 'Bearer abc' })
  expect(archive.source()).toEqual({ name: 'Hospital', url, hasAuthorization: true })
  expect(await archive.find({ ...NOTHING, PatientID: '882211' })).toEqual({
    truncated: false,
    studies: [{ StudyInstanceUID: '2.25.100', PatientName: 'RUIZ MORA ANA', PatientID: '', PatientBirthDate: '1963-04-08', studyDate: '2026-03-12', StudyDescription: '', modalities: [], instances: 6 }],
  })

  const begun = await archive.pull({ studies: ['2.25.100'], caseId: null })
  expect(await clinic.finished(begun.jobId)).toMatchObject({ state: 'failed', error: 'ARCHIVE_UNREACHABLE' })
  expect(archive.pulls()).toMatchObject([{ uploadId: begun.uploadId, files: 3, studies: ['2.25.100'] }])
  expect(fetched.filter((sop) => sop === '2.25.7.4')).toHaveLength(3)

  broken.clear()
  fetched.length = 0
  const again = await archive.resume({ uploadId: begun.uploadId })
  expect(await clinic.finished(again.jobId)).toMatchObject({ state: 'done' })
  expect(fetched).toEqual([uid(4), uid(5), uid(6)])
  expect(archive.pulls()).toEqual([])
  expect([...secrets]).toEqual(['Bearer abc'])

  const { importId, jobId } = await clinic.bundles.import({ source: { kind: 'upload', uploadId: begun.uploadId, name: 'Hospital' }, caseId: null, ifPresent: 'separate' })
  await clinic.finished(jobId)
  const { caseId } = clinic.bundles.result({ importId })
  expect(clinic.imaging.studies({ caseId: caseId as string })[0]?.series[0]).toMatchObject({ instances: 6, complete: true })
}, 30_000)

test('stopping keeps what came; another address does not inherit the secret; giving up forgets the files', async () => {
  const clinic = openIntakeClinic(temporaryFolder())
  onTestFinished(clinic.close)
  const { url } = await archiveOf(new Set())
  const archive = createArchiveService({ session: { db: clinic.db, user: clinic.user }, uploads: clinic.uploads, jobs: clinic.jobs, audit: clinic.audit, clock: clinic.clock })
  archive.saveSource({ name: 'Hospital', url, authorization: 'Bearer abc' })
  const begun = await archive.pull({ studies: ['2.25.100'], caseId: null })
  clinic.jobs.cancel(begun.jobId)
  expect(await clinic.finished(begun.jobId)).toMatchObject({ state: 'cancelled' })
  expect(archive.pulls()).toHaveLength(1)
  await archive.discard({ uploadId: begun.uploadId })
  expect(archive.pulls()).toEqual([])
  expect(() => clinic.uploads.list({ db: clinic.db, user: clinic.user }, begun.uploadId)).toThrow()

  archive.saveSource({ name: 'Hospital', url })
  expect(archive.source()?.hasAuthorization).toBe(true)
  archive.saveSource({ name: 'Elsewhere', url: 'https://archive.example/dicom-web' })
  expect(archive.source()?.hasAuthorization).toBe(false)
})

async function keeping(...answer: Parameters<typeof openKeepingArchive>) {
  const archive = await openKeepingArchive(...answer)
  onTestFinished(archive.close)
  return archive
}

async function openSender(url: string) {
  const clinic = openIntakeClinic(temporaryFolder())
  onTestFinished(clinic.close)
  const marked = await openMarkedCase(clinic, join(temporaryFolder(), 'images'))
  const session = { db: clinic.db, user: clinic.user }
  const archive = createArchiveService({ session, uploads: clinic.uploads, jobs: clinic.jobs, audit: clinic.audit, clock: clinic.clock })
  archive.saveSource({ name: 'Hospital', url, authorization: 'Bearer abc' })
  const send = createSendObjects({ session, content: clinic.content, jobs: clinic.jobs, audit: clinic.audit, exported: marked.exported, confirmed: marked.confirmed, connect: archive.connect })
  const sentRows = () => clinic.db.read((r) => r.all<{ fields: string }>("SELECT fields FROM audit WHERE event = 'archive.sent'")).map(({ fields }) => JSON.parse(fields))
  return { clinic, ...marked, archive, send, sentRows }
}

test('own objects are handed over as they are, to the archive that is set up and with its key; a second time they are the same objects', async () => {
  const { url, kept, asked } = await keeping()
  const { clinic, caseId, exportObjects, send } = await openSender(url)
  const made = await exportObjects({ caseId })
  const objects = made.map(({ sha256 }) => sha256)
  for (const round of [1, 2]) {
    const { jobId } = send({ caseId, objects })
    expect(await clinic.finished(jobId), String(round)).toMatchObject({ state: 'done', doneItems: 3, totalItems: 3 })
  }
  expect(asked).toHaveLength(6)
  expect(new Set(asked.map(({ path, secret }) => `${path} ${secret}`))).toEqual(new Set(['POST /dicom-web/studies Bearer abc']))
  expect(asked[0]?.type).toMatch(/^multipart\/related; type="application\/dicom"; boundary=/u)
  expect([...kept.keys()]).toEqual(made.map(({ SOPInstanceUID }) => SOPInstanceUID))
  for (const { sha256, SOPInstanceUID } of made) expect(kept.get(SOPInstanceUID)?.equals(await clinic.content.readAll(sha256))).toBe(true)
}, 30_000)

test('after a restart the same marks are the same objects, nothing is written anew, and who confirmed them is known; a changed mark is a new object', async () => {
  const { url } = await keeping((_uid, nth) => (nth === 2 ? { status: 409 } : null))
  const { clinic, caseId, exportObjects, send, reopen, change } = await openSender(url)
  const made = await exportObjects({ caseId })
  expect(made.map(({ kind, label, kept }) => ({ kind, label, kept }))).toEqual([{ kind: 'measurements', label: '', kept: null }, { kind: 'keyImages', label: '', kept: null }, { kind: 'view', label: 'Key image 1', kept: null }])
  const { jobId } = send({ caseId, objects: made.map(({ sha256 }) => sha256) })
  expect(await clinic.finished(jobId)).toMatchObject({ state: 'failed', doneItems: 1 })
  const written = () => clinic.db.read((r) => r.all("SELECT seq FROM audit WHERE event = 'imaging.exported'")).length
  expect(written()).toBe(3)
  clinic.clock.at += 3_600_000
  const again = reopen()
  const later = await again.exportObjects({ caseId })
  expect(later.map(({ sha256, SOPInstanceUID }) => [sha256, SOPInstanceUID])).toEqual(made.map(({ sha256, SOPInstanceUID }) => [sha256, SOPInstanceUID]))
  expect(later.map(({ kept }) => kept?.archive ?? null)).toEqual(['Hospital', null, null])
  expect(again.exported(caseId, made[0]?.sha256 ?? '')).toMatchObject({ SOPInstanceUID: made[0]?.SOPInstanceUID })
  expect(written()).toBe(3)
  await change()
  const changed = await again.exportObjects({ caseId })
  expect(changed[0]?.sha256).not.toBe(made[0]?.sha256)
  expect(changed[0]?.kept).toBeNull()
  expect(changed[1]?.sha256).toBe(made[1]?.sha256)
  // The view shows the changed line, too.
  expect(written()).toBe(5)
}, 30_000)

test('nothing but what was made here of own marks is sent, and nothing without an archive', async () => {
  const { url, asked } = await keeping()
  const { clinic, caseId, exportObjects, send, archive } = await openSender(url)
  const [made] = await exportObjects({ caseId })
  const [image] = clinic.db.read((r) => r.all<{ sha256: string }>('SELECT sha256 FROM blob WHERE media_type = ?', ['application/dicom'])).map(({ sha256 }) => sha256).filter((sha256) => sha256 !== made?.sha256)
  expect(image).toBeDefined()
  expect(() => send({ caseId, objects: [image ?? ''] })).toThrow(expect.objectContaining({ code: 'DOCUMENT_NOT_FOUND' }))
  expect(() => send({ caseId: '01936a00-0000-7000-8000-0000000000ff', objects: [made?.sha256 ?? ''] })).toThrow(expect.objectContaining({ code: 'DOCUMENT_NOT_FOUND' }))
  archive.saveSource(null)
  expect(() => send({ caseId, objects: [made?.sha256 ?? ''] })).toThrow(expect.objectContaining({ code: 'ARCHIVE_REFUSED' }))
  expect(asked).toEqual([])
}, 30_000)

test.each([
  ['a refusal is final', () => ({ status: 409, body: { '00081198': { Value: [{ '00081155': { Value: ['x'] } }] } } }), 1, 'ARCHIVE_REFUSED'],
  ['an acceptance that does not name the object is none', () => ({ status: 202, body: {} }), 1, 'ARCHIVE_REFUSED'],
  ['an answer that names another object is none', () => ({ status: 200, body: { '00081199': { Value: [{ '00081155': { Value: ['2.25.9'] } }] } } }), 1, 'ARCHIVE_REFUSED'],
  ['an archive that breaks off is asked three times', () => 'cutOff' as const, 3, 'ARCHIVE_UNREACHABLE'],
])('%s; what was not confirmed is not counted', async (_name, answer, attempts, error) => {
  const { url, asked } = await keeping((_uid, nth) => (nth === 1 ? null : answer()))
  const { clinic, caseId, exportObjects, send, sentRows } = await openSender(url)
  const made = await exportObjects({ caseId })
  const { jobId } = send({ caseId, objects: made.map(({ sha256 }) => sha256) })
  expect(await clinic.finished(jobId)).toMatchObject({ state: 'failed', error, doneItems: 1, totalItems: 3 })
  expect(asked).toHaveLength(1 + attempts)
  expect(sentRows()).toMatchObject([{ caseId, objects: 3, kept: 1 }])
}, 30_000)

test('sending can be stopped; what was confirmed stays confirmed', async () => {
  let stop = () => {}
  const { url, kept } = await keeping((_uid, nth) => {
    if (nth === 2) stop()
    return null
  })
  const { clinic, caseId, exportObjects, send } = await openSender(url)
  const made = await exportObjects({ caseId })
  const { jobId } = send({ caseId, objects: made.map(({ sha256 }) => sha256) })
  stop = () => void clinic.jobs.cancel(jobId)
  expect(await clinic.finished(jobId)).toMatchObject({ state: 'cancelled', doneItems: 1 })
  expect(kept.size).toBeLessThanOrEqual(2)
}, 30_000)
