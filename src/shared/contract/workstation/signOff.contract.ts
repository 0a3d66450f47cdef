import { z } from 'zod'
import { CaseId, ReportId, Sha256, UserId } from '../../kit/ids.ts'
import { User } from '../../domain/people.ts'
import { Language } from '../../domain/reviewCase.ts'
import { CoSignature, SignedAct, Withdrawal } from '../../domain/signedAct.ts'
import { Attestations, SignOff } from '../../domain/signOff.ts'
import { LocalZone } from '../../domain/zones.ts'
import { pick } from '../errors.ts'
import { teamProcedure } from '../procedure.ts'

export const Finding = z.object({ ok: z.boolean(), code: z.string(), detail: z.string() })

const ofReport = z.object({ caseId: CaseId, reportId: ReportId })
const passphrase = z.string().min(1).max(1024)
const signing = ofReport.extend({ seenHash: Sha256, language: Language, attestations: Attestations, passphrase, cardPin: z.string().max(64).optional() })

export const SigningProgress = z.object({
  /** In order; empty when one signature is enough. */
  steps: z.array(z.object({ person: User, state: z.enum(['signed', 'due', 'waiting']), signedAt: z.string().nullable(), zone: LocalZone.optional(), isStale: z.boolean() })),
  /** Of the pages that the last co-signature was over: the others sign the same bytes. */
  language: Language.nullable(),
  /** How many disciplines the programme asks for. */
  disciplines: z.number().int(),
})
export type SigningProgress = z.infer<typeof SigningProgress>

export const signOffContract = {
  list: teamProcedure(null).input(z.object({ caseId: CaseId })).output(z.array(SignOff)),
  sign: teamProcedure('report.signed')
    .errors(pick('REPORT_NOT_FOUND', 'REPORT_CHANGED', 'REPORT_HAS_OBSTACLES', 'REPORT_SIGNED', 'PASSPHRASE_WRONG', 'PASSPHRASE_LOCKED', 'KEYCHAIN_LOST', 'CERTIFICATE_REFUSED', 'CARD_REFUSED', 'CARD_PIN_WRONG'))
    .input(signing)
    .output(SignOff),
  /** Co-signatures and withdrawals, oldest first. */
  acts: teamProcedure(null).input(z.object({ caseId: CaseId })).output(z.array(SignedAct)),
  progress: teamProcedure(null).errors(pick('REPORT_NOT_FOUND')).input(ofReport.extend({ language: Language })).output(SigningProgress),
  /** Nobody named: one signature is enough. */
  setOrder: teamProcedure('report.signingOrderSet')
    .errors(pick('REPORT_NOT_FOUND', 'REPORT_SIGNED'))
    .input(ofReport.extend({ userIds: z.array(UserId).max(20) }))
    .output(z.object({})),
  coSign: teamProcedure('report.coSigned')
    .errors(pick('REPORT_NOT_FOUND', 'REPORT_CHANGED', 'REPORT_HAS_OBSTACLES', 'REPORT_SIGNED', 'PASSPHRASE_WRONG', 'PASSPHRASE_LOCKED', 'KEYCHAIN_LOST'))
    .input(signing)
    .output(CoSignature),
  /** Marks a signed version as entered in error, everywhere; the text stays readable. */
  withdraw: teamProcedure('report.withdrawn')
    .errors(pick('REPORT_NOT_FOUND', 'PASSPHRASE_WRONG', 'PASSPHRASE_LOCKED', 'KEYCHAIN_LOST'))
    .input(ofReport.extend({ reason: z.string().trim().min(3).max(500), passphrase }))
    .output(Withdrawal),
  verify: teamProcedure('report.verified')
    .errors(pick('REPORT_NOT_FOUND'))
    .input(ofReport)
    .output(z.object({ ok: z.boolean(), findings: z.array(Finding) })),
}
