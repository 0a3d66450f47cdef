// An unlocked profile with the real database, content store, audit, shared documents and signing keys, and one lung case in it.
import { join } from 'node:path'
import { createAuditLog } from '../../../src/main/core/audit/createAuditLog.ts'
import { putCase } from '../../../src/main/core/cases/caseStore.ts'
import { createRooms } from '../../../src/main/core/collab/createRooms.ts'
import { createContentStore } from '../../../src/main/core/content/createContentStore.ts'
import { putDocument } from '../../../src/main/core/documents/documentStore.ts'
import { addSeenPages } from '../../../src/main/core/documents/seenPageStore.ts'
import type { OpenSession } from '../../../src/main/core/identity/openSession.ts'
import type { Readable } from '../../../src/main/core/storage/handles.ts'
import { createProfileService } from '../../../src/main/core/identity/profileService.ts'
import { createImagingService } from '../../../src/main/core/imaging/imagingService.ts'
import { openReports } from '../../../src/main/core/reports/openReports.ts'
import { saveAnnotation } from '../../../src/shared/casedoc/edit.ts'
import { roomName } from '../../../src/shared/casedoc/layout.ts'
import { EMPTY_INTAKE } from '../../../src/shared/domain/caseIntake.ts'
import type { CaseId } from '../../../src/shared/kit/ids.ts'
import { documents, evidence, opinionEdits, reviewCase, studies } from './lungCase.ts'

const none = () => undefined
const silent = { info: none, warn: none, error: none }
const kdf = { memoryKib: 1024, iterations: 1, parallelism: 1 }

export const PASSPHRASE = 'siete barcos verdes al alba'
export type ReportClinic = Awaited<ReturnType<typeof openReportClinic>>

/** @param directory a folder of the test's own; an earlier clinic's folder opens the same profile again */
export async function openReportClinic(directory: string) {
  const time = { now: new Date(2026, 10, 22, 22, 3).getTime() }
  const clock = { now: () => time.now }
  const profile = createProfileService({ dataDirectory: directory, custody: { deviceSecret: async () => null }, clock, log: silent, kdf })
  const known = profile.status().profiles[0]
  const session: OpenSession = known
    ? await profile.unlock({ userId: known.id, passphrase: PASSPHRASE })
    : (await profile.create({ name: 'Dra. Helena Okafor', role: 'physician', licence: 'MA-284417', passphrase: PASSPHRASE })).session
  const { db } = session
  const content = createContentStore({ db, caseKey: session.caseKey, directory: join(directory, 'blobs'), clock, log: silent })
  const audit = createAuditLog({ clock, device: session })
  const rooms = createRooms({ session, clock, log: silent, rights: { isMember: () => true, isReadOnly: () => false, team: () => [] } })
  const imaging = createImagingService({ session, content, log: silent })
  const told: string[] = []
  const live = { publish: (topic: string) => void told.push(topic), watch: () => () => undefined, async *listen() {} }
  const host = {
    clock,
    log: silent,
    custody: { deviceSecret: async () => null },
    picker: { pick: async () => null },
    paths: { dataDirectory: directory, resourcesDirectory: join(import.meta.dirname, '../../../resources') },
    info: { host: 'test' as const, picker: 'upload' as const, version: '0.1.0', platform: 'test' },
  }
  const opened = openReports({ session, rooms, content, audit, imaging, live, host })
  const { id } = reviewCase()
  if (!known) fileCase(session, id)

  const origin = (room: string) => ({ actorId: session.user.id, room, tool: 'test' })

  /** Edits a section of a report through the durable documents. */
  async function edit(section: string, change: ReturnType<typeof opinionEdits>[number][1], report = 1) {
    const room = roomName({ kind: 'section', caseId: id, report, section })
    await rooms.edit(room, origin(room), (doc) => change(doc, origin(room)))
  }

  /** The whole opinion with its marks on documents and images. */
  async function write() {
    for (const annotation of evidence().annotations) {
      const { anchor } = annotation
      const room = anchor.kind === 'passage' ? roomName({ kind: 'documentAnnotations', caseId: id }) : roomName({ kind: 'studyAnnotations', caseId: id, study: anchor.StudyInstanceUID })
      await rooms.edit(room, origin(room), (doc) => saveAnnotation(doc, origin(room), annotation))
    }
    for (const [section, change] of opinionEdits()) await edit(section, change)
  }

  async function close() {
    await opened.close()
    await rooms.stop()
    await content.close()
    profile.lock()
  }

  /** Blockers of the newest report as last counted. */
  const countBlockers = (r: Readable, caseId: string) => r.get<{ blockers: number | null }>('SELECT blockers FROM report WHERE case_id = ? ORDER BY number DESC LIMIT 1', [caseId])?.blockers ?? 0

  return { ...opened, countBlockers, session, db, content, audit, rooms, time, told, caseId: id, edit, write, close }
}

function fileCase({ db, user }: OpenSession, caseId: CaseId): void {
  db.write((tx) => {
    const asked = reviewCase()
    // The programme's own conditions are met: what stands before signing in a test is the report's.
    putCase(tx, { ...asked, team: [{ user, role: user.role }], intake: { ...EMPTY_INTAKE, consent: { givenOn: '2026-11-12', givenBy: 'The patient', scope: ['review'] }, payment: { state: 'paid', on: '2026-11-12', reference: '' } } })
    for (const document of documents()) {
      putDocument(tx, document, null)
      // The signer has had every page in view, as whoever signs should.
      addSeenPages(tx, caseId, document.sha256, Array.from({ length: document.pages ?? 1 }, (_, i) => i + 1))
    }
    for (const { series, ...study } of studies()) {
      tx.run('INSERT INTO study (case_id, study_uid, body) VALUES (?, ?, ?)', [caseId, study.StudyInstanceUID, JSON.stringify(study)])
      for (const one of series) {
        tx.run('INSERT INTO series (case_id, series_uid, study_uid, body, missing, thumbnail_sha256) VALUES (?, ?, ?, ?, 0, NULL)', [caseId, one.SeriesInstanceUID, study.StudyInstanceUID, JSON.stringify(one)])
      }
    }
  })
}
