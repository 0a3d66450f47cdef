// After the signature: gates, packages, the call about the opinion, follow-up, statistics.
import { z } from 'zod'
import { AfterCare, CallNote, Consultation, FollowUp, Recipient, RELEASE_GATES, Release, SponsorConsent } from '../../domain/delivery.ts'
import { Extract, ExtractRecipient } from '../../domain/extract.ts'
import { LaneWishes } from '../../domain/psychology.ts'
import { LocalText, Report } from '../../domain/report.ts'
import { Language } from '../../domain/reviewCase.ts'
import { CaseId, ReportId, Sha256 } from '../../kit/ids.ts'
import { pick } from '../errors.ts'
import { signedInProcedure, teamProcedure } from '../procedure.ts'

const ofCase = z.object({ caseId: CaseId })
const act = { at: true, byName: true } as const

export const DeliveryView = z.object({
  /** The newest signed version; null while there is none. */
  reportNumber: z.number().int().nullable(),
  contentHash: z.string().nullable(),
  gates: z.array(z.object({ recipient: Recipient, closed: z.array(z.enum(RELEASE_GATES)) })),
  consent: SponsorConsent,
  wishes: LaneWishes.nullable(),
  releases: z.array(Release),
  extracts: z.array(Extract),
  consultation: Consultation.nullable(),
  notes: z.array(CallNote),
  followUps: z.array(FollowUp),
  afterCare: z.array(AfterCare),
  freeVisitUntil: z.string().nullable(),
  appointmentUntil: z.string().nullable(),
  /** Deliberately beside `followUps`: what is due, whether recorded or not. */
  dueFollowUps: z.array(z.object({ months: z.number().int(), dueOn: z.string().nullable() })),
})
export type DeliveryView = z.infer<typeof DeliveryView>

const Count = z.object({ value: z.string(), count: z.number().int() })
export const DeliveryStatistics = z.object({
  signed: z.number().int(),
  withChange: z.number().int(),
  axes: z.array(z.object({ axis: z.string(), label: LocalText, judged: z.number().int(), changed: z.number().int() })),
  /** Days from request to signature, ascending. */
  turnaroundDays: z.array(z.number().int()),
  medianDays: z.number().nullable(),
  followed: z.array(Count),
  outcomes: z.array(Count),
})
export type DeliveryStatistics = z.infer<typeof DeliveryStatistics>

/** A file ready to be saved. `fate`: what became of the version, stamped on it. */
export const Exported = z.object({ sha256: z.string(), bytes: z.number().int(), mediaType: z.string(), reportNumber: z.number().int(), contentHash: z.string(), fate: z.enum(['superseded', 'withdrawn']).nullable() })
export type Exported = z.infer<typeof Exported>

export const ExtractChoice = z.object({ sections: z.array(z.object({ key: z.string(), number: z.number().int(), title: z.string() })), closed: z.array(z.enum(RELEASE_GATES)), language: Language })
export type ExtractChoice = z.infer<typeof ExtractChoice>

export const deliveryContract = {
  view: teamProcedure(null).input(ofCase).output(DeliveryView),
  release: teamProcedure('delivery.released').errors(pick('RELEASE_CLOSED')).input(ofCase.extend({ recipient: Recipient })).output(DeliveryView),
  exportAs: teamProcedure('delivery.exported')
    .errors(pick('REPORT_NOT_FOUND'))
    .input(ofCase.extend({ form: z.enum(['pdf', 'fhir', 'docx', 'html', 'package']), reportId: ReportId.optional() }))
    .output(Exported),
  /** Sections of the newest signed version that an extract for this recipient may hold. */
  extractChoice: teamProcedure(null).errors(pick('REPORT_NOT_FOUND')).input(ofCase.extend({ recipient: ExtractRecipient })).output(ExtractChoice),
  makeExtract: teamProcedure('delivery.extractSigned')
    .errors(pick('REPORT_NOT_FOUND', 'RELEASE_CLOSED', 'PASSPHRASE_WRONG', 'PASSPHRASE_LOCKED', 'KEYCHAIN_LOST', 'CERTIFICATE_REFUSED', 'LICENCE_EXPIRED', 'CARD_REFUSED', 'CARD_PIN_WRONG'))
    .input(ofCase.extend({ recipient: ExtractRecipient, sections: z.array(z.string().max(60)).min(1).max(60), passphrase: z.string().min(1).max(1024), cardPin: z.string().max(64).optional() }))
    .output(DeliveryView),
  /** The letter that closes a delivery. */
  letter: teamProcedure('case.letterMade').input(ofCase.extend({ language: Language })).output(z.object({ pdfSha256: Sha256, name: z.string() })),
  setConsent: teamProcedure('delivery.consentRecorded').input(ofCase.extend(SponsorConsent.shape)).output(DeliveryView),
  setConsultation: teamProcedure('delivery.consultationSet').input(ofCase.extend(Consultation.omit(act).shape)).output(DeliveryView),
  noteCall: teamProcedure('delivery.callNoted').input(ofCase.extend(CallNote.omit(act).shape)).output(DeliveryView),
  /** The next version, with what was said in the call, open for its signature. */
  openAddendum: teamProcedure('report.amended').errors(pick('REPORT_NOT_FOUND')).input(ofCase.extend({ reportId: ReportId })).output(Report),
  recordFollowUp: teamProcedure('delivery.followUpRecorded').input(ofCase.extend(FollowUp.omit(act).shape)).output(DeliveryView),
  setAfterCare: teamProcedure('delivery.afterCareSet').input(ofCase.extend(AfterCare.omit(act).shape)).output(DeliveryView),
  statistics: signedInProcedure().output(DeliveryStatistics),
}
