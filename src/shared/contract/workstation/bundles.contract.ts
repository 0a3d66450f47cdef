import { z } from 'zod'
import { CaseId, ImportId, JobId, UploadId } from '../../kit/ids.ts'
import { ImportResult } from '../../domain/importing.ts'
import { PolicyId } from '../../domain/reviewCase.ts'
import { pick } from '../errors.ts'
import { signedInProcedure, teamProcedure } from '../procedure.ts'

/** Where a bundle comes from: a path the host's picker gave, or files put into an upload by the content channel. */
export const BundleSource = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('picked'), pickId: z.string() }),
  z.object({ kind: z.literal('upload'), uploadId: UploadId, name: z.string().max(255) }),
])
export type BundleSource = z.infer<typeof BundleSource>

/** What was begun and is not in a case yet. */
export const Unfinished = z.object({
  /** Imports that were stopped from outside: `items` of them are safe already. */
  imports: z.array(z.object({ importId: ImportId, name: z.string(), items: z.number().int(), bytes: z.number() })),
  /** Files received and not yet taken in. */
  uploads: z.array(
    z.object({ uploadId: UploadId, name: z.string(), caseId: CaseId.nullable(), files: z.number().int(), totalFiles: z.number().int(), bytes: z.number(), openedAt: z.string() }),
  ),
})
export type Unfinished = z.infer<typeof Unfinished>

export const bundlesContract = {
  /** Asks the host for a folder or file; null when the person cancelled. Only where HostInfo.picker is 'native'. */
  pick: signedInProcedure().input(z.object({ what: z.enum(['folder', 'file']) })).output(z.object({ pickId: z.string(), name: z.string() }).nullable()),
  openUpload: signedInProcedure()
    .errors(pick('NOT_ALLOWED'))
    .input(z.object({ name: z.string().max(255), caseId: CaseId.nullable(), totalFiles: z.number().int().nonnegative() }))
    .output(z.object({ uploadId: UploadId })),
  discardUpload: signedInProcedure().input(z.object({ uploadId: UploadId })).output(z.object({})),
  /** Starts taking in; a new case unless `caseId` names one. `ifPresent`: when most of the bundle lies in a case already and none was named. */
  import: signedInProcedure({ audit: 'bundle.importStarted' })
    .errors(pick('SOURCE_NOT_READABLE', 'CASE_NOT_FOUND', 'CASE_READ_ONLY', 'DISK_FULL'))
    .input(z.object({ source: BundleSource, caseId: CaseId.nullable(), ifPresent: z.enum(['ask', 'add', 'separate']).default('ask'), policyId: PolicyId.optional() }))
    .output(z.object({ importId: ImportId, jobId: JobId })),
  unfinished: signedInProcedure().output(Unfinished),
  /** Goes on where the import was stopped. */
  resume: signedInProcedure({ audit: 'bundle.importStarted' })
    .errors(pick('JOB_NOT_FOUND', 'SOURCE_NOT_READABLE'))
    .input(z.object({ importId: ImportId }))
    .output(z.object({ importId: ImportId, jobId: JobId })),
  abandon: signedInProcedure({ audit: 'bundle.importAbandoned' }).errors(pick('JOB_NOT_FOUND')).input(z.object({ importId: ImportId })).output(z.object({})),
  /** Makes a case ready to be handed on; its bytes come by the content channel. */
  exportCase: teamProcedure('bundle.exported')
    .errors(pick('STORE_DAMAGED'))
    .input(z.object({ caseId: CaseId }))
    .output(z.object({ exportId: z.uuid(), name: z.string(), bytes: z.number().int(), files: z.number().int() })),
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
