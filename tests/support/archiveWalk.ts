// Runs inside a network of its own: starts Orthanc, gives it a series, finds, fetches, stops, goes on and takes in; then hands it objects of own marks, twice, and fetches them back. Then takes the server away and gives it back. Prints one line of JSON. Started by tests/conformance/archive.test.ts.
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createArchiveService } from '../../src/main/core/imaging/dicomweb/archiveService.ts'
import { createSendObjects } from '../../src/main/core/imaging/dicomweb/sendObjects.ts'
import { readObject } from '../../src/main/core/imaging/readable/readObject.ts'
import { openIntakeClinic } from './intakeClinic.ts'
import { ORTHANC_ADDRESS, startOrthanc, storeAtOrthanc } from './orthanc.ts'
import { openMarkedCase } from './ownMarks.ts'

const { SAMPLES = '', STORE = '' } = process.env
const sha = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

let orthanc = await startOrthanc()
const clinic = openIntakeClinic(join(STORE, 'clinic'))
try {
  const originals = new Set<string>()
  for (const name of readdirSync(SAMPLES)) {
    const bytes = new Uint8Array(readFileSync(join(SAMPLES, name)))
    if (String.fromCharCode(...bytes.subarray(128, 132)) !== 'DICM') continue
    if (await storeAtOrthanc(bytes)) originals.add(sha(bytes))
  }
  const session = { db: clinic.db, user: clinic.user }
  const archive = createArchiveService({ session, uploads: clinic.uploads, jobs: clinic.jobs, audit: clinic.audit, clock: clinic.clock })
  archive.saveSource({ name: 'Orthanc', url: `${ORTHANC_ADDRESS}/dicom-web` })
  const { studies } = await archive.find({ PatientID: '*', PatientName: '', from: '', to: '', AccessionNumber: '' })
  const wanted = studies.map(({ StudyInstanceUID }) => StudyInstanceUID)
  const first = await archive.pull({ studies: wanted, caseId: null })
  clinic.jobs.cancel(first.jobId)
  const stopped = await clinic.finished(first.jobId)
  const begun = stopped?.state === 'cancelled' ? await archive.resume({ uploadId: first.uploadId }) : first
  const end = await clinic.finished(begun.jobId)
  const files = clinic.uploads.list(session, first.uploadId)
  let identical = 0
  for (const file of files) if (originals.has(sha(await file.open().read(0, file.bytes)))) identical++
  const { importId, jobId } = await clinic.bundles.import({ source: { kind: 'upload', uploadId: first.uploadId, name: 'Orthanc' }, caseId: null, ifPresent: 'separate' })
  await clinic.finished(jobId)
  const { caseId } = clinic.bundles.result({ importId })
  const series = clinic.imaging.studies({ caseId: caseId ?? '' }).flatMap((study) => study.series)
  const marked = await openMarkedCase(clinic, join(STORE, 'own'))
  const send = createSendObjects({ session, content: clinic.content, jobs: clinic.jobs, audit: clinic.audit, exported: marked.exported, confirmed: marked.confirmed, connect: archive.connect })
  const made = await marked.exportObjects({ caseId: marked.caseId })
  const sent: (string | undefined)[] = []
  for (let round = 0; round < 2; round++) sent.push((await clinic.finished(send({ caseId: marked.caseId, objects: made.map(({ sha256 }) => sha256) }).jobId))?.state)
  const study = made[0]?.StudyInstanceUID ?? ''
  const fetched = await archive.pull({ studies: [study], caseId: null })
  await clinic.finished(fetched.jobId)
  const back = await Promise.all(clinic.uploads.list(session, fetched.uploadId).map((file) => file.open().read(0, file.bytes)))
  const report = back.map((bytes) => readObject(bytes)).find((object) => object?.kind === 'report' && object.title === 'Imaging Measurement Report')
  const numbers = report?.kind === 'report' ? report.items.filter(({ type }) => type === 'NUM').map(({ value }) => value) : []
  // The server goes in the middle of fetching: said so, nothing taken for done; once it is back, the same fetching goes on to its end.
  const ended = once(orthanc, 'exit')
  const lost = await archive.pull({ studies: wanted, caseId: null })
  orthanc.kill('SIGKILL')
  await ended
  const failed = await clinic.finished(lost.jobId)
  const away = await archive.find({ PatientID: '*', PatientName: '', from: '', to: '', AccessionNumber: '' }).then(() => 'answered', (error: { code?: string }) => error.code)
  orthanc = await startOrthanc()
  const resumed = await clinic.finished((await archive.resume({ uploadId: lost.uploadId })).jobId)
  const refetched = clinic.uploads.list(session, lost.uploadId).length
  process.stdout.write(
    `${JSON.stringify({ studies: studies.length, instances: studies[0]?.instances, state: end?.state, resumed: end?.state, taken: series.reduce((sum, one) => sum + one.instances, 0), identical, complete: series.every(({ complete }) => complete), sent, kept: back.length, numbers, away, failed: failed?.error, back: resumed?.state, refetched })}\n`,
  )
} finally {
  orthanc.kill('SIGKILL')
  await clinic.close()
}
