import { z } from 'zod'
import { CaseId, ImportId, JobId, UploadId } from '../../kit/ids.ts'
import { ImportResult } from '../../domain/importing.ts'
import { pick } from '../errors.ts'
import { signedInProcedure, teamProcedure } from '../procedure.ts'

/** Where a bundle comes from: a path the host's picker gave, or files put into an upload by the content channel. */
export const BundleSource = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('picked'), pickId: z.string() }),
  z.object({ kind: z.literal('upload'), uploadId: UploadId, name: z.string().max(255) }),
])
export type BundleSource = z.infer<typeof BundleSource>

export const bundlesContract = {
  /** Asks the host for a folder or file; null when the person cancelled. Only where HostInfo.picker is 'native'. */
  pick: signedInProcedure().input(z.object({ what: z.enum(['folder', 'file']) })).output(z.object({ pickId: z.string(), name: z.string() }).nullable()),
  openUpload: signedInProcedure().output(z.object({ uploadId: UploadId })),
  /** Starts taking in; a new case unless `caseId` names one. */
  import: signedInProcedure({ audit: 'bundle.importStarted' })
    .errors(pick('SOURCE_NOT_READABLE', 'CASE_NOT_FOUND', 'CASE_READ_ONLY', 'DISK_FULL'))
    .input(z.object({ source: BundleSource, caseId: CaseId.nullable() }))
    .output(z.object({ importId: ImportId, jobId: JobId })),
  result: signedInProcedure().errors(pick('JOB_NOT_FOUND')).input(z.object({ importId: ImportId })).output(ImportResult),
  imports: teamProcedure(null).input(z.object({ caseId: CaseId })).output(z.array(ImportResult)),
  /** Leaves a quarantined item out. Releasing one is the quarantine's own procedure: it needs a second look. */
  decide: teamProcedure('bundle.quarantineDecided')
    .input(
      z.object({
        caseId: CaseId,
        importId: ImportId,
        itemId: z.string(),
        decision: z.literal('leftOut'),
        reason: z.string().trim().min(3).max(500),
      }),
    )
    .output(ImportResult),
}
