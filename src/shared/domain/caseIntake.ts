// What the intake of a case records beside the case itself: who asks and with what right, cover, payment, requests for data, specimens, outcome.
// Travels with the case. The confidential motive is not here: it has its own boundary (README decision 4).
import { z } from 'zod'
import { CalendarDate } from './patient.ts'

const Code = z.string().regex(/^[a-z][A-Za-z0-9]*$/)
const Words = z.string().trim().max(500)
const Uuid = z.string().regex(/^[0-9a-f-]{36}$/)

export const CHANNELS = ['phone', 'whatsApp', 'branch', 'form', 'email', 'post', 'inPerson'] as const
export const Channel = z.enum(CHANNELS)
export const ROUTES = ['networkSpecialist', 'partnerHospital', 'onlineService', 'caseManager'] as const
export const Route = z.enum(ROUTES)

export const SIGNERS = ['self', 'guardian', 'legalRepresentative'] as const
export const Signer = z.enum(SIGNERS)
export type Signer = z.infer<typeof Signer>

/** Who asks. `rule` names the version of the rule that was applied (S1-14). */
export const Requester = z.object({
  kind: Signer,
  name: z.string().trim().max(120),
  relation: z.string().trim().max(80),
  legallyIncapacitated: z.boolean(),
  rule: z.string().max(40),
})
export type Requester = z.infer<typeof Requester>

export const Consent = z.object({ givenOn: CalendarDate, givenBy: z.string().trim().min(1).max(120), scope: z.array(z.enum(['review', 'share', 'deliverToSponsor', 'research'])) })

/** Who pays is not who issues (S0-14). */
export const Cover = z.object({
  sponsor: z.string().trim().max(120),
  policyNumber: z.string().trim().max(60),
  inForceFrom: CalendarDate.nullable(),
  inForceUntil: CalendarDate.nullable(),
  /** What the sponsor has granted before (S0-19); shown, never enforced. */
  operationsUsed: z.number().int().min(0).max(99),
  illnessesUsed: z.array(z.string().max(40)).max(20),
})
export type Cover = z.infer<typeof Cover>

export const Authorisation = z.object({ state: z.enum(['notNeeded', 'requested', 'granted', 'refused']), number: z.string().trim().max(60), on: CalendarDate.nullable() })
/** `notRecorded`: nobody said; it is not the same as unpaid. */
export const Payment = z.object({ state: z.enum(['notRecorded', 'due', 'paid', 'notRequired', 'refunded']), on: CalendarDate.nullable(), reference: z.string().trim().max(60) })
export type Payment = z.infer<typeof Payment>

export const ANSWERS = ['yes', 'no', 'unknown'] as const
/** A criterion of the programme and the document that proves it (S0-17). */
export const Criterion = z.object({ code: z.enum(['diagnosisProven', 'surgeryNeedProven']), met: z.enum(ANSWERS), documentId: z.string().nullable() })

export const DataRequest = z.object({
  id: Uuid,
  number: z.number().int().positive(),
  /** Codes of the illness's checklist. */
  items: z.array(Code).max(40),
  /** What the checklist does not name, in words. */
  other: Words,
  language: z.enum(['en', 'es']),
  paidBy: z.enum(['patient', 'sponsor', 'centre']),
  askedOn: CalendarDate,
  dueOn: CalendarDate,
  reminders: z.array(CalendarDate).max(20),
  /** null while anything asked for is missing. */
  closedOn: CalendarDate.nullable(),
  closedBecause: z.enum(['received', 'waived']).nullable(),
})
export type DataRequest = z.infer<typeof DataRequest>

export const SPECIMEN_STATES = ['requested', 'shipped', 'received', 'returned'] as const
export const SpecimenState = z.enum(SPECIMEN_STATES)
export type SpecimenState = z.infer<typeof SpecimenState>
export const Specimen = z.object({
  id: Uuid,
  kind: z.enum(['block', 'slide', 'fluid', 'other']),
  label: z.string().trim().min(1).max(120),
  /** Each step with its day; the last one is the state. Steps are never taken back. */
  steps: z.array(z.object({ state: SpecimenState, on: CalendarDate, note: z.string().trim().max(200) })).min(1).max(20),
})
export type Specimen = z.infer<typeof Specimen>

/** The clock stands still from `from` to `until`. */
export const Pause = z.object({ from: CalendarDate, until: CalendarDate.nullable(), reason: z.enum(['waitingForData', 'waitingForPayment', 'patientAsked', 'other']), note: z.string().trim().max(200) })
export type Pause = z.infer<typeof Pause>

export const PRELIMINARY_OUTCOMES = ['ready', 'needsData', 'notAssessable', 'outOfScope'] as const
export const PreliminaryOutcome = z.enum(PRELIMINARY_OUTCOMES)
export type PreliminaryOutcome = z.infer<typeof PreliminaryOutcome>

export const Closing = z.object({
  because: z.enum(['notAssessable', 'outOfScope', 'withdrawn']),
  on: CalendarDate,
  reason: Words,
  /** What the programme owes the applicant (S1-18). */
  refund: z.enum(['full', 'none']),
})
export type Closing = z.infer<typeof Closing>

export const CaseIntake = z.object({
  channel: Channel.nullable(),
  route: Route.nullable(),
  requester: Requester.nullable(),
  consent: Consent.nullable(),
  cover: Cover.nullable(),
  authorisation: Authorisation,
  payment: Payment,
  criteria: z.array(Criterion).max(10),
  /** Checklist items that need not come, with the reason the report will state. */
  waived: z.record(Code, Words),
  dataRequests: z.array(DataRequest).max(100),
  specimens: z.array(Specimen).max(100),
  pauses: z.array(Pause).max(100),
  /** Day on which the programme's clock began to run; null until the start gate opened. */
  clockStartedOn: CalendarDate.nullable(),
  preliminary: z.object({ outcome: PreliminaryOutcome, on: CalendarDate, by: z.string().max(120), reason: Words }).nullable(),
  closing: Closing.nullable(),
})
export type CaseIntake = z.infer<typeof CaseIntake>

/** Nothing recorded yet. */
export const EMPTY_INTAKE: CaseIntake = {
  channel: null,
  route: null,
  requester: null,
  consent: null,
  cover: null,
  authorisation: { state: 'notNeeded', number: '', on: null },
  payment: { state: 'notRecorded', on: null, reference: '' },
  criteria: [],
  waived: {},
  dataRequests: [],
  specimens: [],
  pauses: [],
  clockStartedOn: null,
  preliminary: null,
  closing: null,
}

export function openRequests(intake: CaseIntake | undefined): DataRequest[] {
  return (intake?.dataRequests ?? []).filter(({ closedOn }) => closedOn === null)
}

export function isPaused(intake: CaseIntake | undefined): boolean {
  return (intake?.pauses ?? []).some(({ until }) => until === null)
}

/** A specimen goes forward only: it cannot be shipped back before it came. */
export function nextSpecimenStates(state: SpecimenState): SpecimenState[] {
  return SPECIMEN_STATES.slice(SPECIMEN_STATES.indexOf(state) + 1)
}
