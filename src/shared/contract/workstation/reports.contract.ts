import { z } from 'zod'
import { CaseId, ReportId } from '../../kit/ids.ts'
import { AmendmentKind, Report, ReportPreview, ReportTemplate, SigningObstacle } from '../../domain/report.ts'
import { PhraseSet } from '../../domain/phrase.ts'
import { ReadingPages } from '../../domain/readingPage.ts'
import { Redline } from '../../domain/redline.ts'
import { Language } from '../../domain/reviewCase.ts'
import { pick } from '../errors.ts'
import { signedInProcedure, teamProcedure } from '../procedure.ts'

const ofReport = z.object({ caseId: CaseId, reportId: ReportId })

export const reportsContract = {
  /** Every report of the case, newest first; the first draft is made on demand. */
  list: teamProcedure(null).input(z.object({ caseId: CaseId })).output(z.object({ reports: z.array(Report), template: ReportTemplate })),
  /** The clinic's phrases, for every report. */
  phrases: signedInProcedure().output(PhraseSet.shape.phrases),
  obstacles: teamProcedure(null).errors(pick('REPORT_NOT_FOUND')).input(ofReport).output(z.array(SigningObstacle)),
  /** An expert has reviewed the report as it stands: kept in their row of the panel with the fingerprint of what they read. */
  attest: teamProcedure('report.reviewed')
    .errors(pick('REPORT_NOT_FOUND', 'REPORT_SIGNED'))
    .input(ofReport.extend({ row: z.uuid() }))
    .output(z.object({ reviewedContent: z.string() })),
  /** What patient and treating doctor read, and both opinions on one page, as the report stands now. */
  pages: teamProcedure(null).errors(pick('REPORT_NOT_FOUND')).input(ofReport.extend({ language: Language })).output(ReadingPages),
  /** What the report says otherwise than another version of it. */
  changes: teamProcedure(null).errors(pick('REPORT_NOT_FOUND')).input(ofReport.extend({ against: ReportId })).output(Redline),
  /** Renders the PDF of the canonical bytes as they stand now and gives their hash. */
  preview: teamProcedure('report.previewed')
    .errors(pick('REPORT_NOT_FOUND'))
    .input(ofReport.extend({ language: Language }))
    .output(ReportPreview),
  /** A new version of a signed report, with its reason; the old one stays readable. */
  amend: teamProcedure('report.amended')
    .errors(pick('REPORT_NOT_FOUND'))
    .input(ofReport.extend({ reason: z.string().trim().min(3).max(500), kind: AmendmentKind.default('amended') }))
    .output(Report),
  /** Gives up a draft: its text stays readable. A signed version is withdrawn by a signature (signOff.withdraw). */
  close: teamProcedure('report.closed')
    .errors(pick('REPORT_NOT_FOUND'))
    .input(ofReport.extend({ reason: z.string().trim().min(3).max(500) }))
    .output(Report),
}
