// The request manifest a bundle may carry: who asks, about what, with which questions. Names the patient every other object is compared with.
import { z } from 'zod'
import { CalendarDate, Patient } from '../domain/patient.ts'
import { IllnessId, Language, Motive, PackId, PatientQuestion, PolicyId } from '../domain/reviewCase.ts'

/** Name of the manifest inside the bundle, in its top folder or in the only folder there. */
export const REQUEST_FILE = 'consilium-request.json'

export const CaseRequest = z.object({
  schema: z.literal('consilium-request/1'),
  patient: Patient,
  packId: PackId,
  policyId: PolicyId,
  /** Absent: the pack's own illness. */
  illness: IllnessId.optional(),
  /** One line naming the illness, as stated in the request. */
  condition: z.string().max(200),
  /** Date of the written request; null = not stated. */
  requestedOn: CalendarDate.nullable(),
  language: Language,
  motives: z.array(Motive).max(20),
  patientWords: z.string().max(4000),
  questions: z.array(PatientQuestion).max(99),
  /** null = not stated, [] = stated as none. */
  allergies: z.array(z.string().max(200)).max(100).nullable(),
})
export type CaseRequest = z.infer<typeof CaseRequest>

/**
 * Reads a manifest's text.
 * @returns undefined when it is not JSON of this schema; the bundle is then taken in as one without a manifest
 */
export function parseCaseRequest(text: string): CaseRequest | undefined {
  let value: unknown
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch {
    return undefined
  }
  const parsed = CaseRequest.safeParse(value)
  return parsed.success ? parsed.data : undefined
}
