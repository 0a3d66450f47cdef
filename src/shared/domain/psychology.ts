// The psychological part of a case (requirements F4): what is recorded, what must be there before it is signed, what leaves the lane. Pure.
import { z } from 'zod'
import { UserId } from '../kit/ids.ts'
import { CalendarDate } from './patient.ts'
import { MEDICAL_ROLES, type Role } from './people.ts'
import type { TeamMember } from './reviewCase.ts'

export const ASSESSED_HOW = ['selfReport', 'call', 'video', 'proxy', 'documentsOnly', 'notAssessed'] as const
export const INFORMATION_PREFERENCES = ['full', 'fullWithoutPrognosis', 'partial', 'none'] as const
export const DECISION_ROLES = ['own', 'shared', 'family'] as const

/** Coded fields of the lane with their values, and free ones (null): one register each. */
export const LANE_FIELDS = {
  assessedHow: ASSESSED_HOW,
  informationPreference: INFORMATION_PREFERENCES,
  decisionRole: DECISION_ROLES,
  patientSeesScores: ['yes', 'no'],
  /** Why nobody assessed, when `assessedHow` is notAssessed. */
  notAssessedReason: null,
  mayBeTold: null,
  caregivers: null,
  history: null,
  substanceUse: null,
  support: null,
  dependants: null,
  work: null,
  coping: null,
  beliefs: null,
  fearOfRecurrence: null,
  barriers: null,
  /** One medicine per line, as the documents name them. */
  medicines: null,
  /** Why no recommendation is made. */
  noneIndicated: null,
  privateNotes: null,
} as const satisfies Record<string, readonly string[] | null>
export type LaneField = keyof typeof LANE_FIELDS
export const LANE_FIELD_NAMES = Object.keys(LANE_FIELDS) as [LaneField, ...LaneField[]]

const Authored = { at: z.string(), by: UserId, byName: z.string().max(120) }

export const LaneValue = z.object({ value: z.string().max(8000), ...Authored })
export type LaneValue = z.infer<typeof LaneValue>

export const INSTRUMENTS = ['PHQ-9', 'GAD-7', 'PHQ-2', 'GAD-2', 'DT', 'HADS-A', 'HADS-D', 'ZARIT', 'SURE', 'MoCA'] as const
export const InstrumentName = z.enum(INSTRUMENTS)
export type InstrumentName = z.infer<typeof InstrumentName>

/** One filled instrument. Item answers for free ones; only the score for licensed ones. */
export const InstrumentRecord = z.object({
  id: z.string(),
  instrument: InstrumentName,
  takenOn: CalendarDate,
  items: z.array(z.number().int().nullable()).nullable(),
  score: z.number().int().nullable(),
  /** Why items are open, when they are: an incomplete form has no total. */
  incompleteReason: z.string().max(500).nullable(),
  ...Authored,
})
export type InstrumentRecord = z.infer<typeof InstrumentRecord>

export const RECOMMENDATION_AUDIENCES = ['patient', 'family', 'clinicians'] as const
export const LaneRecommendation = z.object({
  id: z.string(),
  /** 1 information · 2 brief support · 3 structured therapy · 4 psychiatry or urgent care. */
  level: z.number().int().min(1).max(4),
  /** `clinicians`: stays with the team, absent from the patient's and the sponsor's packages. */
  audience: z.enum(RECOMMENDATION_AUDIENCES),
  text: z.string().trim().min(3).max(2000),
  removed: z.boolean(),
  ...Authored,
})
export type LaneRecommendation = z.infer<typeof LaneRecommendation>

export const TreatmentEvent = z.object({ id: z.string(), date: CalendarDate, label: z.string().trim().min(2).max(120), removed: z.boolean(), ...Authored })
export type TreatmentEvent = z.infer<typeof TreatmentEvent>

export const PromptAnswer = z.object({ promptId: z.string(), answer: z.enum(['taskToPhysician', 'known', 'notApplicable']), note: z.string().max(500), ...Authored })
export type PromptAnswer = z.infer<typeof PromptAnswer>

export const SAFETY_LEVELS = ['none', 'passive', 'active', 'unknown'] as const
/** A card of the lane: opened by an answer, settled by an act with its time and its person; never removed. */
export const SafetyCard = z.object({
  id: z.string(),
  source: z.enum(['PHQ-9', 'stated']),
  openedAt: z.string(),
  openedByName: z.string().max(120),
  settled: z
    .object({ level: z.enum(SAFETY_LEVELS), action: z.string().trim().min(3).max(1000), contact: z.string().trim().min(2).max(200), spokeAt: z.string(), ...Authored })
    .nullable(),
})
export type SafetyCard = z.infer<typeof SafetyCard>

/** What the team may know of a card: that it is there, since when, and whether it is settled. */
export const SafetyFlag = z.object({ id: z.string(), openedAt: z.string(), settledAt: z.string().nullable() })
export type SafetyFlag = z.infer<typeof SafetyFlag>

export const LaneSignature = z.object({
  contentHash: z.string().regex(/^[0-9a-f]{64}$/),
  signedAt: z.string(),
  signer: z.object({ id: UserId, name: z.string(), role: z.string(), licence: z.string().nullable() }),
  publicKey: z.string(),
  signature: z.string(),
  /** SHA-256 of the report section as the signature left it: a later change of it shows. */
  sectionSha256: z.string().regex(/^[0-9a-f]{64}$/),
  /** Version of the report whose section was written. */
  reportNumber: z.number().int().positive(),
})
export type LaneSignature = z.infer<typeof LaneSignature>

export interface Lane {
  readonly fields: Readonly<Partial<Record<LaneField, LaneValue>>>
  /** Oldest first. */
  readonly instruments: readonly InstrumentRecord[]
  readonly recommendations: readonly LaneRecommendation[]
  readonly events: readonly TreatmentEvent[]
  readonly answers: readonly PromptAnswer[]
  readonly cards: readonly SafetyCard[]
}

/** The psychologist of the team; without one, the medical roles, who then state what they base it on. Nobody else reads the lane. */
export function mayReadLane(role: Role, team: readonly TeamMember[]): boolean {
  if (role === 'psychologist') return true
  return !team.some((member) => member.role === 'psychologist') && MEDICAL_ROLES.includes(role)
}

export const LANE_GAPS = ['assessedHow', 'notAssessedReason', 'informationPreference', 'recommendations', 'prompts'] as const
export type LaneGap = (typeof LANE_GAPS)[number]

/** What is missing before the part can be signed: a reason stands for an assessment, never a blank. @param openPrompts medicine prompts nobody has answered */
export function laneGaps(lane: Lane, openPrompts: number): LaneGap[] {
  const value = (field: LaneField) => lane.fields[field]?.value.trim() ?? ''
  const gaps: LaneGap[] = []
  if (value('assessedHow') === '') gaps.push('assessedHow')
  if (value('assessedHow') === 'notAssessed') return value('notAssessedReason') === '' ? [...gaps, 'notAssessedReason'] : gaps
  if (value('informationPreference') === '') gaps.push('informationPreference')
  if (lane.recommendations.every(({ removed }) => removed) && value('noneIndicated') === '') gaps.push('recommendations')
  if (openPrompts > 0) gaps.push('prompts')
  return gaps
}

/** Highest level among what is recommended to anybody; null when nothing is. */
export function highestLevel(lane: Pick<Lane, 'recommendations'>): number | null {
  const levels = lane.recommendations.filter(({ removed }) => !removed).map(({ level }) => level)
  return levels.length === 0 ? null : Math.max(...levels)
}

/** How the psychological part of a report stands for whoever signs the rest. */
export type PsychologyState = 'none' | 'open' | 'signed' | 'changedAfterSigning'

export function psychologyState(team: readonly TeamMember[], signature: Pick<LaneSignature, 'sectionSha256'> | null, sectionSha256: string): PsychologyState {
  if (signature === null) return team.some(({ role }) => role === 'psychologist') ? 'open' : 'none'
  return signature.sectionSha256 === sectionSha256 ? 'signed' : 'changedAfterSigning'
}
