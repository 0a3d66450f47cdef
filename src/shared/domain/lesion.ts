// A lesion followed over time: who follows it, in which role, and what is said of it where no measurement can speak. Measurements name their lesion.
import { z } from 'zod'
import { LesionId, UserId } from '../kit/ids.ts'
import { CalendarDate } from './patient.ts'
import { type FieldValue, Proof } from './report.ts'

export const RESPONSE_CRITERIA = ['recist11', 'irecist', 'lugano', 'percist', 'rano2010'] as const
export const ResponseCriteria = z.enum(RESPONSE_CRITERIA)
export type ResponseCriteria = z.infer<typeof ResponseCriteria>

export const LESION_ROLES = ['target', 'nonTarget', 'new'] as const
export const ORGANS = ['lung', 'lymphNode', 'liver', 'bone', 'brain', 'adrenal', 'pleura', 'peritoneum', 'kidney', 'spleen', 'softTissue', 'other'] as const

export const TrackedLesion = z.object({
  id: LesionId,
  /** Lesions are followed per reader: a colleague's reading is never mixed into mine. */
  author: UserId,
  authorName: z.string(),
  createdAt: z.string(),
  changedAt: z.string(),
  /** T1, NT1, N1: short, on the image. */
  label: z.string().max(12),
  site: z.string().max(80),
  organ: z.enum(ORGANS),
  role: z.enum(LESION_ROLES),
  /** iRECIST: a new lesion measured, or only watched. */
  newKind: z.enum(['target', 'nonTarget']).default('nonTarget'),
  irradiated: z.boolean().default(false),
  progressedSinceIrradiation: z.boolean().default(false),
  boneWithoutSoftTissue: z.boolean().default(false),
})
export type TrackedLesion = z.infer<typeof TrackedLesion>

export const LESION_STATES = ['measured', 'tooSmall', 'absent', 'notEvaluable', 'present', 'progressed', 'equivocal', 'unequivocal'] as const
export type LesionState = (typeof LESION_STATES)[number]

/** What may be said of a lesion of a role at one date; `measured` follows from a measurement and is never chosen. */
export const STATES_OF_ROLE: Readonly<Record<TrackedLesion['role'], readonly LesionState[]>> = {
  target: ['measured', 'tooSmall', 'absent', 'notEvaluable'],
  nonTarget: ['present', 'absent', 'progressed', 'notEvaluable'],
  new: ['equivocal', 'unequivocal', 'absent'],
}

/** One register per lesion and date: two people never undo each other's cell. */
export const LesionFinding = z.object({
  lesionId: LesionId,
  date: CalendarDate,
  state: z.enum(LESION_STATES),
  /** Why a lesion cannot be evaluated. */
  reason: z.string().max(200),
  /** iRECIST: grown since the look before; said of lesions that are not measured. */
  increasedSinceLast: z.boolean().optional(),
  changedAt: z.string(),
  changedBy: UserId,
})
export type LesionFinding = z.infer<typeof LesionFinding>

/** What an outside report says of the same lesion, with the passage that says it. */
export const OutsideValue = z.object({
  lesionId: LesionId,
  date: CalendarDate,
  /** mm, decimal string. */
  diameterMm: z.string().regex(/^\d{1,4}(\.\d{1,2})?$/),
  proof: Proof.nullable(),
  changedAt: z.string(),
  changedBy: UserId,
})
export type OutsideValue = z.infer<typeof OutsideValue>

export const ResponseChoices = z.object({
  criteria: ResponseCriteria.default('recist11'),
  nodesAreOneOrgan: z.boolean().default(true),
  holdPartialResponse: z.boolean().default(false),
  /** RANO: end of radiotherapy; growth in the twelve weeks after it may be treatment effect. Empty = not stated. */
  radiotherapyEnd: z.union([CalendarDate, z.literal('')]).default(''),
})
export type ResponseChoices = z.infer<typeof ResponseChoices>

/** Everything a case's lesion document says. */
export interface LesionRecord {
  lesions: readonly TrackedLesion[]
  findings: readonly LesionFinding[]
  outside: readonly OutsideValue[]
  choices: ResponseChoices
  /** What other criteria ask for at a date, by `<date>.<field>`: Deauville score, steroid dose, SULpeak. */
  assessments: Readonly<Record<string, FieldValue>>
  /** Entries that could not be read. */
  unreadable: number
}

