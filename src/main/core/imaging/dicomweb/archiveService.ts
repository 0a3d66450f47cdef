// Owns the image archive of a profile: its address, searches, and studies on their way. What arrives lies encrypted in an upload until a person has it taken in.
import { z } from 'zod'
import { caseError } from '#shared/contract/errors.ts'
import { asksForSomething, type FoundStudy, ImageArchive, Pull, type StudyQuery } from '#shared/domain/imageArchive.ts'
import { type Clock, isoInstant } from '#shared/kit/clock.ts'
import { type CaseId, JobId, UploadId } from '#shared/kit/ids.ts'
import type { AuditLog } from '../../audit/auditLog.ts'
import { isMember } from '../../cases/caseStore.ts'
import type { Uploads } from '../../content/uploads.ts'
import type { Session } from '../../identity/session.ts'
import type { JobContext, JobRunner } from '../../jobs/jobRunner.ts'
import { type ArchivedObject, createArchiveClient } from './client.ts'

export interface ArchivePorts {
  session: Pick<Session, 'db' | 'user'>
  uploads: Pick<Uploads, 'open' | 'write' | 'list' | 'discard' | 'waiting'>
  jobs: JobRunner
  audit: AuditLog
  clock: Clock
}

const Kept = ImageArchive.extend({ authorization: z.string().nullable() })
type Kept = z.infer<typeof Kept>
const SOURCE = 'imageArchive'
const PULLS = 'imageArchivePulls'
/** Attempts per object before the job gives up; what is here stays. */
const ATTEMPTS = 3
const PAUSE_MS = 800

export function createArchiveService({ session, uploads, jobs, audit, clock }: ArchivePorts) {
  const { db, user } = session
  const actor = { userId: user.id, role: user.role }
  const running = new Map<string, string>()

  const readState = (name: string): unknown => {
    const row = db.read((r) => r.get<{ value: string }>('SELECT value FROM workspace_state WHERE name = ?', [name]))
    return row ? JSON.parse(row.value) : null
  }
  const writeState = (name: string, value: unknown, event: string | null, fields: Record<string, string | number | null> = {}) =>
    db.write((tx) => {
      tx.run('INSERT INTO workspace_state (name, value, saved_at) VALUES (?, ?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value, saved_at = excluded.saved_at', [name, JSON.stringify(value), isoInstant(clock.now())])
      if (event !== null) audit.append(tx, event, actor, fields)
    })

  const kept = (): Kept | null => Kept.nullable().catch(null).parse(readState(SOURCE))
  const begun = (): Pull[] => z.array(Pull).catch([]).parse(readState(PULLS))

  /** @throws CaseError ARCHIVE_REFUSED when no archive is set up */
  function client() {
    const source = kept()
    if (!source) throw caseError('ARCHIVE_REFUSED', { status: 0 })
    return { source, ask: createArchiveClient(source) }
  }

  function source() {
    const found = kept()
    return found && { name: found.name, url: found.url, hasAuthorization: found.authorization !== null }
  }

  function saveSource(next: (ImageArchive & { authorization?: string | null | undefined }) | null): Record<string, never> {
    const before = kept()
    // A secret goes to the address it was given for, never to another one.
    const inherited = before && next && new URL(before.url).origin === new URL(next.url).origin ? before.authorization : null
    writeState(SOURCE, next && { name: next.name, url: next.url, authorization: next.authorization === undefined ? inherited : next.authorization || null }, 'archive.changed')
    return {}
  }

  async function find(query: StudyQuery): Promise<{ studies: FoundStudy[]; truncated: boolean }> {
    if (!asksForSomething(query)) throw caseError('ARCHIVE_REFUSED', { status: 400 })
    const found = await client().ask.findStudies(query)
    db.write((tx) => audit.append(tx, 'archive.asked', actor, { studies: found.studies.length }))
    return found
  }

  async function pull({ studies, caseId }: { studies: readonly string[]; caseId: CaseId | null }): Promise<{ uploadId: UploadId; jobId: JobId }> {
    const { source: from, ask } = client()
    if (caseId !== null && !db.read((r) => isMember(r, caseId, user))) throw caseError('CASE_NOT_FOUND', {})
    const objects = await listAll(ask, studies)
    const uploadId = UploadId.parse(uploads.open(session, { name: from.name, caseId, totalFiles: objects.length }))
    const one = Pull.parse({ uploadId, archive: from.name, caseId, studies })
    writeState(PULLS, [...begun(), one].slice(-8), 'archive.pulled', { studies: studies.length, objects: objects.length, caseId })
    return begin(one, objects)
  }

  async function resume({ uploadId }: { uploadId: string }): Promise<{ uploadId: UploadId; jobId: JobId }> {
    const one = begun().find((pulled) => pulled.uploadId === uploadId)
    if (!one) throw caseError('JOB_NOT_FOUND', {})
    const already = running.get(uploadId)
    if (already) return { uploadId: one.uploadId, jobId: JobId.parse(already) }
    const objects = await listAll(client().ask, one.studies)
    db.write((tx) => audit.append(tx, 'archive.pulled', actor, { studies: one.studies.length, objects: objects.length, caseId: one.caseId }))
    return begin(one, objects)
  }

  async function listAll(ask: ReturnType<typeof createArchiveClient>, studies: readonly string[]): Promise<ArchivedObject[]> {
    const objects: ArchivedObject[] = []
    for (const study of studies) objects.push(...(await ask.objectsOf(study)))
    if (objects.length === 0) throw caseError('SOURCE_NOT_READABLE', {})
    return objects
  }

  function begin(one: Pull, objects: readonly ArchivedObject[]): { uploadId: UploadId; jobId: JobId } {
    const { jobId, done } = jobs.start('pull', (job) => fetchAll(one.uploadId, objects, job))
    running.set(one.uploadId, jobId)
    void done.then(({ state }) => {
      running.delete(one.uploadId)
      // Whole: from here on it is an upload like any other.
      if (state === 'done') writeState(PULLS, begun().filter(({ uploadId }) => uploadId !== one.uploadId), null)
    })
    return { uploadId: one.uploadId, jobId: JobId.parse(jobId) }
  }

  async function fetchAll(uploadId: string, objects: readonly ArchivedObject[], job: JobContext): Promise<void> {
    const { ask } = client()
    const here = new Map(uploads.list(session, uploadId).map(({ path, bytes }) => [path, bytes]))
    let bytes = [...here.values()].reduce((sum, one) => sum + one, 0)
    let done = objects.filter((object) => here.has(pathOf(object))).length
    job.report({ totalItems: objects.length, doneItems: done, doneBytes: bytes })
    for (const object of objects) {
      if (here.has(pathOf(object))) continue
      await job.mayGoOn()
      bytes += await fetchOne(uploadId, object, ask, job)
      job.report({ doneItems: ++done, doneBytes: bytes })
    }
  }

  async function fetchOne(uploadId: string, object: ArchivedObject, ask: ReturnType<typeof createArchiveClient>, job: JobContext): Promise<number> {
    for (let attempt = 1; ; attempt++) {
      let bytes = 0
      try {
        await uploads.write(session, uploadId, pathOf(object), count(ask.object(object, job.signal), (n) => (bytes += n)))
        return bytes
      } catch (error) {
        job.signal.throwIfAborted()
        if (attempt >= ATTEMPTS) throw error
        await new Promise((resolve) => setTimeout(resolve, PAUSE_MS * attempt))
      }
    }
  }

  function pulls() {
    const there = new Set(uploads.waiting(session).map(({ uploadId }) => uploadId as string))
    return begun()
      .filter(({ uploadId }) => there.has(uploadId))
      .map((one) => ({ ...one, files: uploads.list(session, one.uploadId).length, jobId: JobId.nullable().parse(running.get(one.uploadId) ?? null) }))
  }

  async function discard({ uploadId }: { uploadId: string }): Promise<Record<string, never>> {
    const job = running.get(uploadId)
    if (job) jobs.cancel(job)
    writeState(PULLS, begun().filter((one) => one.uploadId !== uploadId), 'archive.discarded')
    await uploads.discard(session, uploadId)
    return {}
  }

  return { source, saveSource, find, pull, pulls, resume, discard, connect: () => client().ask }
}

/** Names for people only; unique within a study. */
function pathOf({ StudyInstanceUID, SeriesInstanceUID, SOPInstanceUID }: ArchivedObject): string {
  return `${StudyInstanceUID}/${SeriesInstanceUID}/${SOPInstanceUID}.dcm`
}

async function* count(source: AsyncIterable<Uint8Array>, add: (bytes: number) => void): AsyncGenerator<Uint8Array> {
  for await (const part of source) {
    add(part.length)
    yield part
  }
}
