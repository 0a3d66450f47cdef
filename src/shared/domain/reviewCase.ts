// The central thing: one request for a second opinion and all that is done for it.
import { z } from 'zod'
import { CaseId } from '../kit/ids.ts'
import { CaseIntake } from './caseIntake.ts'
import { Patient, CalendarDate } from './patient.ts'
import { Role, User } from './people.ts'

export const CASE_STAGES = [
  'intake',
  'preliminaryStudy',
  'needsData',
  'review',
  'reporting',
  'signedAwaitingCountersignature',
  'signed',
  'delivered',
  'notAssessable',
  'outOfScope',
  'withdrawn',
] as const
export const CaseStage = z.enum(CASE_STAGES)
export type CaseStage = z.infer<typeof CaseStage>

/** Illness packs are data; the version is part of the name (README decision 3). */
export const PackId = z.enum(['onc/1', 'str/1', 'pd/1', 'generic/1'])
export type PackId = z.infer<typeof PackId>

export const PolicyId = z.enum(['oncology-remote', 'insurer-second-opinion'])
export type PolicyId = z.infer<typeof PolicyId>

/** The eleven illnesses of source page 000, and what any other specialty of the clinic is asked about (S1-22). */
export const ILLNESSES = [
  'heartAttack',
  'coronarySurgery',
  'stroke',
  'cancer',
  'renalFailure',
  'aids',
  'immunologic',
  'organTransplant',
  'parkinsons',
  'alzheimers',
  'surgicalProcedure',
  'other',
] as const
export const IllnessId = z.enum(ILLNESSES)
export type IllnessId = z.infer<typeof IllnessId>

export const Language = z.enum(['en', 'es'])
export type Language = z.infer<typeof Language>

/** Coded reasons for asking, requirements S3-1, S1-4, S4-2. */
export const MOTIVES = [
  'confirmDiagnosis',
  'complexCondition',
  'chooseOptions',
  'bestOptions',
  'surgeryConsequences',
  'noResponse',
  'riskyTreatment',
  'rareOrLifeThreatening',
  'doubtEfficacy',
  'qualityOfLife',
  'adequacyOfCare',
] as const
export const Motive = z.enum(MOTIVES)
export type Motive = z.infer<typeof Motive>

/** The eight questions every patient may ask (S3-2); free ones follow from number 9. */
export const STANDARD_QUESTIONS = [
  'diagnosisCorrect',
  'alternatives',
  'benefitsAndRisks',
  'waitAndSee',
  'clinicalTrials',
  'surgeryNecessary',
  'prognosis',
  'whyDifferent',
] as const
export const StandardQuestion = z.enum(STANDARD_QUESTIONS)
export type StandardQuestion = z.infer<typeof StandardQuestion>

export const PatientQuestion = z.object({
  number: z.number().int().min(1).max(99),
  /** A standard question's code, or null for the patient's own wording in `text`. */
  standard: StandardQuestion.nullable(),
  /** The patient's words; for a standard question what was added to it, else empty. */
  text: z.string().max(2000),
  asked: z.boolean(),
})
export type PatientQuestion = z.infer<typeof PatientQuestion>

export const TeamMember = z.object({ user: User, role: Role })
export type TeamMember = z.infer<typeof TeamMember>

export const ReviewCase = z.object({
  id: CaseId,
  /** Shown to people, e.g. CN-2026-0418. */
  caseNumber: z.string().regex(/^[A-Z0-9-]{1,24}$/),
  packId: PackId,
  policyId: PolicyId,
  /** Chosen at intake; a case opened by a bundle takes its pack's. */
  illness: IllnessId.optional(),
  stage: CaseStage,
  patient: Patient,
  /** Allergies as stated; null = not stated, [] = stated as none. */
  allergies: z.array(z.string().max(200)).nullable(),
  /** One line naming the illness for lists, as stated in the request. */
  condition: z.string().max(200),
  requestedOn: CalendarDate.nullable(),
  /** Last day for the opinion by the programme's clock; null until the clock has started. */
  dueOn: CalendarDate.nullable(),
  language: Language,
  motives: z.array(Motive),
  patientWords: z.string().max(4000),
  questions: z.array(PatientQuestion),
  team: z.array(TeamMember),
  /** What the case manager records; absent until somebody does. */
  intake: CaseIntake.optional(),
  openedAt: z.string(),
  /** Counts server-validated changes; commands carry it as base version. */
  version: z.number().int().nonnegative(),
})
export type ReviewCase = z.infer<typeof ReviewCase>

/** The eight standard questions, none asked yet. */
export function standardQuestions(): PatientQuestion[] {
  return STANDARD_QUESTIONS.map((standard, i) => ({ number: i + 1, standard, text: '', asked: true }))
}
