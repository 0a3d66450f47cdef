// Programme policy and legal notices as data: what the sources disagree about is chosen per case, versioned, never coded (README decision 3).
import { z } from 'zod'
import { LocalText } from './report.ts'
import { IllnessId, Language, PolicyId } from './reviewCase.ts'

/** Informative: no visit in person, never titled "medical report" (S1-19). */
export const LegalStatus = z.enum(['informative', 'medicalReport'])
export type LegalStatus = z.infer<typeof LegalStatus>

export const Disclaimer = z.object({
  id: z.string().regex(/^[a-z-]+$/),
  version: z.number().int().positive(),
  legalStatus: LegalStatus,
  /** Kind of document as its title says it. */
  title: LocalText,
  subtitle: LocalText,
  /** One line for the foot of every page. */
  footer: LocalText,
  text: z.object({ en: z.array(z.string()), es: z.array(z.string()) }),
})
export type Disclaimer = z.infer<typeof Disclaimer>

export const Programme = z.object({
  id: PolicyId,
  version: z.number().int().positive(),
  name: LocalText,
  /** Used when the report does not state its own. */
  legalStatus: LegalStatus,
  /** Name of the notice (id-version) per legal status. */
  disclaimers: z.object({ informative: z.string(), medicalReport: z.string() }),
  imagingMaxAgeDays: z.number().int().positive(),
  trialSearchMaxAgeDays: z.number().int().positive(),
  /** Reading ease that the patient's version should reach (Flesch, Fernández-Huerta): 60 and more is plain. */
  readabilityMin: z.number().min(0).max(100),
  /** Illnesses that can be chosen under this programme. */
  illnesses: z.array(IllnessId).min(1),
  eligibility: z.object({
    /** The written request must fall into the policy's interval (S0-16). */
    policyInForce: z.boolean(),
    coveredIllnessOnly: z.boolean(),
    /** Results must demonstrate the disease (S0-17). */
    diagnosisProven: z.boolean(),
    /** The source's wording is ambiguous here, so the reading is chosen by the programme. */
    surgeryNeedProven: z.enum(['no', 'surgicalIllnesses', 'always']),
  }),
  /** Conditions that are independent of one another; all that are true must hold before the review (S1-1, S2-5). */
  startGate: z.object({ complete: z.boolean(), paid: z.boolean(), preAuthorised: z.boolean() }),
  missingTests: z.object({ paidBy: z.enum(['patient', 'sponsor', 'centre']), refundWhenNotAssessable: z.boolean() }),
  /** Documents in another language need their translation beside them (S1-15). */
  languages: z.array(Language).min(1),
  requester: z.object({ selfFromAge: z.number().int().min(0).max(25), rule: z.string() }),
  /** null: the programme has no such limit. */
  entitlement: z.object({ operations: z.number().int().positive().nullable(), perIllness: z.number().int().positive().nullable() }),
  /** How many disciplines must sign a report of this programme. */
  signing: z.object({ disciplines: z.number().int().min(1).max(6) }).default({ disciplines: 1 }),
  clock: z.object({ workDays: z.number().int().positive(), dataRequestDays: z.number().int().positive(), reminderDays: z.array(z.number().int().positive()) }),
  /** Months after the request within which a visit in person costs nothing (S1-10). */
  inPersonFreeMonths: z.number().int().positive().nullable(),
})
export type Programme = z.infer<typeof Programme>

/** Printed name of a notice's version, e.g. "informative-es 1". */
export function disclaimerName({ id, version }: Pick<Disclaimer, 'id' | 'version'>, language: string): string {
  return `${id}-${language} ${version}`
}
