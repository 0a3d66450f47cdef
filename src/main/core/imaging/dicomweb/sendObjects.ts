// Hands objects this person has made of their own marks to the archive that is set up, one after another, and says what it keeps. Knows no screen.
import { caseError, CaseError } from '#shared/contract/errors.ts'
import type { ExportedObject } from '#shared/domain/imagingStudy.ts'
import { JobId } from '#shared/kit/ids.ts'
import type { AuditLog } from '../../audit/auditLog.ts'
import type { ContentStore } from '../../content/contentStore.ts'
import type { Session } from '../../identity/session.ts'
import type { JobContext, JobRunner } from '../../jobs/jobRunner.ts'
import type { createArchiveClient } from './client.ts'

export interface SendObjectsPorts {
  session: Pick<Session, 'db' | 'user'>
  content: Pick<ContentStore, 'open'>
  jobs: JobRunner
  audit: AuditLog
  /** An object made here of this person's marks; anything else is never sent. */
  exported(caseId: string, sha256: string): ExportedObject | undefined
  /** The archive has said that it keeps the object. */
  confirmed(caseId: string, sha256: string, archive: string): void
  connect(): ReturnType<typeof createArchiveClient>
}

/** Attempts per object while the archive does not answer; a refusal is final. */
const ATTEMPTS = 3
const PAUSE_MS = 800

export function createSendObjects({ session: { db, user }, content, jobs, audit, exported, confirmed, connect }: SendObjectsPorts) {
  /** @throws CaseError ARCHIVE_REFUSED without an archive, DOCUMENT_NOT_FOUND for an object that was not made here */
  return function sendObjects({ caseId, objects }: { caseId: string; objects: readonly string[] }): { jobId: JobId } {
    const archive = connect()
    const made = objects.map((sha256) => exported(caseId, sha256))
    if (made.includes(undefined)) throw caseError('DOCUMENT_NOT_FOUND', {})
    const { jobId } = jobs.start('send', (job) => sendAll(caseId, made as ExportedObject[], archive, job))
    return { jobId: JobId.parse(jobId) }
  }

  async function sendAll(caseId: string, objects: readonly ExportedObject[], archive: ReturnType<SendObjectsPorts['connect']>, job: JobContext): Promise<void> {
    let kept = 0
    job.report({ totalItems: objects.length, doneItems: 0 })
    try {
      for (const object of objects) {
        await job.mayGoOn()
        await sendOne(caseId, object, archive, job)
        confirmed(caseId, object.sha256, archive.name)
        job.report({ doneItems: ++kept })
      }
    } finally {
      db.write((tx) => audit.append(tx, 'archive.sent', { userId: user.id, role: user.role }, { caseId, objects: objects.length, kept }))
    }
  }

  async function sendOne(caseId: string, { sha256, SOPInstanceUID }: ExportedObject, archive: ReturnType<SendObjectsPorts['connect']>, job: JobContext): Promise<void> {
    const file = content.open(sha256, caseId)
    if (!file) throw caseError('DOCUMENT_NOT_FOUND', {})
    const bytes = await file.read(0, file.bytes)
    for (let attempt = 1; ; attempt++) {
      try {
        return await archive.store(bytes, SOPInstanceUID, job.signal)
      } catch (error) {
        job.signal.throwIfAborted()
        if (attempt >= ATTEMPTS || !(error instanceof CaseError) || error.code !== 'ARCHIVE_UNREACHABLE') throw error
        await new Promise((resolve) => setTimeout(resolve, PAUSE_MS * attempt))
      }
    }
  }
}
