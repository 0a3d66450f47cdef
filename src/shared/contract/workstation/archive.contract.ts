import { z } from 'zod'
import { FoundStudy, ImageArchive, Pull, StudyQuery } from '../../domain/imageArchive.ts'
import { CaseId, DicomUid, JobId, Sha256, UploadId } from '../../kit/ids.ts'
import { pick } from '../errors.ts'
import { signedInProcedure, teamProcedure } from '../procedure.ts'

const Started = z.object({ uploadId: UploadId, jobId: JobId })

export const archiveContract = {
  /** The archive that is set up, without its secret; null = none. */
  source: signedInProcedure().output(ImageArchive.extend({ hasAuthorization: z.boolean() }).nullable()),
  /** `authorization`: the whole header value it asks for; null = none, absent = as before. */
  saveSource: signedInProcedure({ audit: 'archive.changed' })
    .input(ImageArchive.extend({ authorization: z.string().max(4096).nullable().optional() }).nullable())
    .output(z.object({})),
  /** Studies by patient or date; at most 200. */
  find: signedInProcedure({ audit: 'archive.asked' })
    .errors(pick('ARCHIVE_UNREACHABLE', 'ARCHIVE_REFUSED'))
    .input(StudyQuery)
    .output(z.object({ studies: z.array(FoundStudy), truncated: z.boolean() })),
  /** Fetches whole studies into an upload, object by object; when the job is done it can be taken in. */
  pull: signedInProcedure({ audit: 'archive.pulled' })
    .errors(pick('ARCHIVE_UNREACHABLE', 'ARCHIVE_REFUSED', 'SOURCE_NOT_READABLE'))
    .input(z.object({ studies: z.array(DicomUid).min(1).max(50), caseId: CaseId.nullable() }))
    .output(Started),
  /** What was begun and not fetched whole. */
  pulls: signedInProcedure().output(z.array(Pull.extend({ files: z.number().int(), jobId: JobId.nullable() }))),
  /** Goes on; what is here is not asked for again. */
  resume: signedInProcedure({ audit: 'archive.pulled' })
    .errors(pick('ARCHIVE_UNREACHABLE', 'ARCHIVE_REFUSED', 'SOURCE_NOT_READABLE', 'JOB_NOT_FOUND'))
    .input(z.object({ uploadId: UploadId }))
    .output(Started),
  /** Hands objects made of one's own marks (`imaging.exportObjects`) to the archive; the job counts those that it says it keeps. */
  send: teamProcedure('archive.sent')
    .errors(pick('ARCHIVE_REFUSED', 'DOCUMENT_NOT_FOUND'))
    .input(z.object({ caseId: CaseId, objects: z.array(Sha256).min(1).max(2_000) }))
    .output(z.object({ jobId: JobId })),
  /** Forgets it, and what it had received. */
  discard: signedInProcedure({ audit: 'archive.discarded' }).input(z.object({ uploadId: UploadId })).output(z.object({})),
}
