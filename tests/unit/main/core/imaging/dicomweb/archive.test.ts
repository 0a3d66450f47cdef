// The archive client and service against a small server of DICOMweb answers on this machine; a real archive (Orthanc) is in tests/conformance/archive.test.ts.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { createArchiveService } from '../../../../../../src/main/core/imaging/dicomweb/archiveService.ts'
import { createArchiveClient } from '../../../../../../src/main/core/imaging/dicomweb/client.ts'
import { boundaryOf, firstPart } from '../../../../../../src/main/core/imaging/dicomweb/multipart.ts'
import { ArchiveAddress } from '../../../../../../src/shared/domain/imageArchive.ts'
import { slice } from '../../../../../support/dicomFile.ts'
import { openIntakeClinic } from '../../../../../support/intakeClinic.ts'
import { temporaryFolder } from '../../../../../support/temporaryFolder.ts'

const NOTHING = { PatientID: '', PatientName: '', from: '', to: '', AccessionNumber: '' }

async function serve(answer: (request: IncomingMessage, response: ServerResponse) => void): Promise<{ url: string; server: Server }> {
  const server = createServer(answer)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/dicom-web`, server }
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
  archive.server.closeAllConnections()
  await new Promise((resolve) => archive.server.close(resolve))
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
    if (path.startsWith('/studies?')) response.end(JSON.stringify([{ '0020000D': { Value: ['2.25.100'] }, '00100010': { Value: [{ Alphabetic: 'RUIZ MORA^ANA' }] }, '00080020': { Value: ['20260312'] }, '00201208': { Value: [6] } }]))
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
    studies: [{ StudyInstanceUID: '2.25.100', PatientName: 'RUIZ MORA ANA', PatientID: '', PatientBirthDate: '', studyDate: '2026-03-12', StudyDescription: '', modalities: [], instances: 6 }],
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
