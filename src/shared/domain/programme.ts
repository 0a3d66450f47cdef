// Programme policy and legal notices as data: what the sources disagree about is chosen per case, versioned, never coded (README decision 3).
import { z } from 'zod'
import { LocalText } from './report.ts'
import { PolicyId } from './reviewCase.ts'

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
})
export type Programme = z.infer<typeof Programme>

/** Printed name of a notice's version, e.g. "informative-es 1". */
export function disclaimerName({ id, version }: Pick<Disclaimer, 'id' | 'version'>, language: string): string {
  return `${id}-${language} ${version}`
}
