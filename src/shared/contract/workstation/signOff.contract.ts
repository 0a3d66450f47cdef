import { z } from 'zod'
import { CaseId, ReportId, Sha256 } from '../../kit/ids.ts'
import { Language } from '../../domain/reviewCase.ts'
import { Attestations, SignOff } from '../../domain/signOff.ts'
import { pick } from '../errors.ts'
import { teamProcedure } from '../procedure.ts'

export const Finding = z.object({ ok: z.boolean(), code: z.string(), detail: z.string() })

export const signOffContract = {
  list: teamProcedure(null).input(z.object({ caseId: CaseId })).output(z.array(SignOff)),
  sign: teamProcedure('report.signed')
    .errors(pick('REPORT_NOT_FOUND', 'REPORT_CHANGED', 'REPORT_HAS_OBSTACLES', 'REPORT_SIGNED', 'PASSPHRASE_WRONG', 'PASSPHRASE_LOCKED', 'KEYCHAIN_LOST'))
    .input(
      z.object({
        caseId: CaseId,
        reportId: ReportId,
        seenHash: Sha256,
        language: Language,
        attestations: Attestations,
        passphrase: z.string().min(1).max(1024),
      }),
    )
    .output(SignOff),
  verify: teamProcedure('report.verified')
    .errors(pick('REPORT_NOT_FOUND'))
    .input(z.object({ caseId: CaseId, reportId: ReportId }))
    .output(z.object({ ok: z.boolean(), findings: z.array(Finding) })),
}
