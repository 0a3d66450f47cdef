// Leaving the house: who receives what, what must hold before, and the months afterwards. Pure.
import { z } from 'zod'
import type { CanonicalReport } from './canonicalReport.ts'
import type { CalendarDate } from './patient.ts'
import { type LaneWishes, withholdsOutlook } from './psychology.ts'
import type { ReportStatus } from './report.ts'
import { withoutOutlook } from './withoutOutlook.ts'

export const RECIPIENTS = ['patient', 'treatingDoctor', 'sponsor'] as const
export const Recipient = z.enum(RECIPIENTS)
export type Recipient = z.infer<typeof Recipient>

/** What the patient has agreed to for others than themselves and their doctor. */
export const SponsorConsent = z.object({ release: z.boolean(), images: z.boolean(), motive: z.boolean(), psychology: z.boolean() })
export type SponsorConsent = z.infer<typeof SponsorConsent>
export const NO_CONSENT: SponsorConsent = { release: false, images: false, motive: false, psychology: false }

export const RELEASE_GATES = ['role', 'signed', 'withdrawn', 'countersigned', 'safetyCard', 'consultationOffered', 'consent', 'nobodyToTell'] as const
export type ReleaseGate = (typeof RELEASE_GATES)[number]

export interface ReleaseFacts {
  readonly status: ReportStatus | null
  /** The person's role releases reports (reportLifecycle). */
  readonly mayRelease: boolean
  readonly isCountersigned: boolean
  readonly openSafetyCards: number
  readonly consultationOffered: boolean
  readonly wishes: LaneWishes | null
  readonly consent: SponsorConsent
}

/** Gates that are still closed for this recipient; empty = may be released. */
export function closedGates(facts: ReleaseFacts, recipient: Recipient): ReleaseGate[] {
  const isFinal = facts.status !== null && ['final', 'amended', 'corrected', 'appended'].includes(facts.status)
  const closed: ReleaseGate[] = []
  if (isFinal && !facts.mayRelease) closed.push('role')
  if (!isFinal) closed.push(facts.status === 'entered-in-error' ? 'withdrawn' : 'signed')
  if (isFinal && !facts.isCountersigned) closed.push('countersigned')
  if (facts.openSafetyCards > 0) closed.push('safetyCard')
  if (recipient === 'patient' && !facts.consultationOffered) closed.push('consultationOffered')
  if (recipient === 'sponsor' && !facts.consent.release) closed.push('consent')
  // Who wants to be told nothing names somebody who is told.
  if (recipient === 'patient' && facts.wishes?.informationPreference === 'none' && facts.wishes.mayBeTold.trim() === '') closed.push('nobodyToTell')
  return closed
}

/** A report as one recipient may read it. `isWhole`: nothing was left out, so that the signed file itself may go along. */
export interface ScopedReport {
  readonly report: CanonicalReport
  readonly isWhole: boolean
  readonly leftOut: readonly ('psychology' | 'motive' | 'images' | 'prognosis' | 'sources')[]
}

/** @param wishes as they stand at the release: what the patient came to say after the signature counts too */
export function scopeReport(report: CanonicalReport, recipient: Recipient, consent: SponsorConsent, wishes: LaneWishes | null = null): ScopedReport {
  if (recipient === 'treatingDoctor') return { report, isWhole: true, leftOut: [] }
  if (recipient === 'patient') {
    if (!hidesPrognosis(report) && !withholdsOutlook(wishes)) return { report, isWhole: true, leftOut: [] }
    return { report: withoutOutlook(report), isWhole: false, leftOut: ['prognosis'] }
  }
  const keepsProof = (kind: CanonicalReport['proofs'][number]['anchor']['kind']) => kind === 'passage' || consent.images
  return {
    report: {
      ...report,
      sections: report.sections.filter(({ kind, key }) => (kind !== 'psychologicalRecommendations' || consent.psychology) && (key !== 'motiveAndQuestions' || consent.motive)),
      motives: consent.motive ? report.motives : [],
      patientWords: consent.motive ? report.patientWords : '',
      proofs: report.proofs.filter(({ anchor }) => keepsProof(anchor.kind)),
      material: { documents: report.material.documents.filter(({ kind }) => kind !== 'psychology' || consent.psychology), studies: consent.images ? report.material.studies : [] },
    },
    isWhole: false,
    leftOut: [...(consent.psychology ? [] : (['psychology'] as const)), ...(consent.motive ? [] : (['motive'] as const)), ...(consent.images ? [] : (['images'] as const))],
  }
}

/** The patient stated that they do not want to hear it (field of the section of motive and questions). */
function hidesPrognosis(report: CanonicalReport): boolean {
  const stated = report.sections.find(({ key }) => key === 'motiveAndQuestions')?.fields.find(({ key }) => key === 'informationPreference')?.value
  return stated === 'noPrognosis' || stated === 'partial'
}

const Act = { at: z.string(), byName: z.string().max(120) }

export const Release = z.object({
  id: z.string(),
  recipient: Recipient,
  reportNumber: z.number().int(),
  contentHash: z.string(),
  packageSha256: z.string(),
  bytes: z.number().int(),
  ...Act,
})
export type Release = z.infer<typeof Release>

export const CONSULTATION_CHANNELS = ['video', 'phone'] as const
/** A call about the opinion: an instant, and the time zones in which the two sides read it. */
export const Consultation = z.object({
  startsAt: z.string(),
  minutes: z.number().int().min(10).max(180),
  channel: z.enum(CONSULTATION_CHANNELS),
  patientTimeZone: z.string().max(60),
  clinicianTimeZone: z.string().max(60),
  /** Offered and declined counts as offered. */
  state: z.enum(['offered', 'booked', 'declined', 'held']),
  ...Act,
})
export type Consultation = z.infer<typeof Consultation>

/** One question gone through in the call; teach-back: what the patient said in their own words. */
export const CallNote = z.object({ question: z.number().int(), discussed: z.boolean(), note: z.string().max(2000), teachBack: z.string().max(2000), ...Act })
export type CallNote = z.infer<typeof CallNote>

export const FOLLOW_UP_MONTHS = [1, 3, 6, 12] as const
export const ADVICE_FOLLOWED = ['yes', 'partly', 'no', 'notYet'] as const
export const OUTCOMES = ['better', 'same', 'worse', 'died', 'unknown'] as const
export const FollowUp = z.object({
  months: z.union([z.literal(1), z.literal(3), z.literal(6), z.literal(12)]),
  adviceFollowed: z.enum(ADVICE_FOLLOWED),
  why: z.string().max(1000),
  outcome: z.enum(OUTCOMES),
  note: z.string().max(2000),
  ...Act,
})
export type FollowUp = z.infer<typeof FollowUp>

/** What may be arranged afterwards (S1-10, S1-21, S3-15): the workstation keeps what was asked and done, others arrange it. */
export const AFTER_CARE = ['networkProvider', 'inPersonVisit', 'travel', 'feeDeducted'] as const
export const AFTER_CARE_STATES = ['open', 'asked', 'done', 'notWanted'] as const
export const AfterCare = z.object({ kind: z.enum(AFTER_CARE), state: z.enum(AFTER_CARE_STATES), note: z.string().max(500), ...Act })
export type AfterCare = z.infer<typeof AfterCare>

/** Same day of the later month, at most its last day. @param from YYYY-MM-DD */
export function addMonths(from: CalendarDate, months: number): string {
  const [year = 0, month = 1, day = 1] = from.split('-').map(Number)
  const index = year * 12 + month - 1 + months
  const [toYear, toMonth] = [Math.floor(index / 12), (index % 12) + 1]
  const last = new Date(Date.UTC(toYear, toMonth, 0)).getUTCDate()
  return `${toYear}-${String(toMonth).padStart(2, '0')}-${String(Math.min(day, last)).padStart(2, '0')}`
}

export function addDays(from: CalendarDate, days: number): string {
  return new Date(Date.parse(`${from}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
}

/** Visit in person without a fee until three months after the request; an appointment within a week of the delivery (S1-10, S1-21). */
export function deadlines({ requestedOn, deliveredOn }: { requestedOn: string | null; deliveredOn: string | null }) {
  return {
    freeVisitUntil: requestedOn === null ? null : addMonths(requestedOn as CalendarDate, 3),
    appointmentUntil: deliveredOn === null ? null : addDays(deliveredOn as CalendarDate, 7),
    dueFollowUps: FOLLOW_UP_MONTHS.map((months) => ({ months, dueOn: deliveredOn === null ? null : addMonths(deliveredOn as CalendarDate, months) })),
  }
}
