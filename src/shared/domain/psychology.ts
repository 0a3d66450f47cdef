// The psychological part of a case (requirements F4): what is recorded, what must be there before it is signed, what leaves the lane. Pure.
import { z } from 'zod'
import { UserId } from '../kit/ids.ts'
import { CalendarDate } from './patient.ts'
import { MEDICAL_ROLES, type Role } from './people.ts'
import type { TeamMember } from './reviewCase.ts'
import { LocalZone } from './zones.ts'

export const ASSESSED_HOW = ['selfReport', 'call', 'video', 'proxy', 'documentsOnly', 'notAssessed'] as const
export const INFORMATION_PREFERENCES = ['full', 'fullWithoutPrognosis', 'partial', 'none'] as const
export const DECISION_ROLES = ['own', 'shared', 'family'] as const
/** What is known of thoughts of death; a positive answer opens a safety card, and a card is settled with one of them. */
export const SAFETY_LEVELS = ['none', 'passive', 'active', 'unknown'] as const
/** The five domains of a problem list; its items are under licence. */
export const PROBLEM_DOMAINS = ['physical', 'emotional', 'social', 'practical', 'spiritual'] as const
export const HISTORY_TAGS = ['earlierEpisode', 'earlierTreatment', 'suicideAttempt', 'familyHistory', 'alcohol', 'tobacco', 'otherSubstances', 'livesAlone', 'caresForOthers', 'offWork', 'recentLoss', 'languageBarrier'] as const
const SIGNS = ['absent', 'present', 'unclear'] as const

/** Coded fields of the lane with their values, and free ones (null): one register each. */
export const LANE_FIELDS = {
  assessedHow: ASSESSED_HOW,
  informationPreference: INFORMATION_PREFERENCES,
  decisionRole: DECISION_ROLES,
  patientSeesScores: ['yes', 'no'],
  safety: SAFETY_LEVELS,
  problems: PROBLEM_DOMAINS,
  historyTags: HISTORY_TAGS,
  /** Stroke. */
  aphasia: ['none', 'mild', 'severe', 'notAssessable'],
  /** Parkinson's and Alzheimer's diseases. */
  apathy: SIGNS,
  psychosis: SIGNS,
  impulseControl: SIGNS,
  capacity: ['full', 'withSupport', 'lacking', 'notAssessed'],
  /** What the capacity was judged for, by whom, on what. */
  capacityStatement: null,
  /** Why there is no Zarit score, where one is asked for. */
  noZaritReason: null,
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
  /** Language in which support is needed. */
  supportLanguage: null,
  /** One medicine per line, as the documents name them. */
  medicines: null,
  /** Why no recommendation is made. */
  noneIndicated: null,
  privateNotes: null,
} as const satisfies Record<string, readonly string[] | null>
export type LaneField = keyof typeof LANE_FIELDS
/** Fields that take several of their codes, separated by blanks. */
export const MULTIPLE_FIELDS: readonly LaneField[] = ['problems', 'historyTags']
export const LANE_FIELD_NAMES = Object.keys(LANE_FIELDS) as [LaneField, ...LaneField[]]

const Authored = { at: z.string(), by: UserId, byName: z.string().max(120) }

export const LaneValue = z.object({ value: z.string().max(8000), ...Authored })
export type LaneValue = z.infer<typeof LaneValue>

export const INSTRUMENTS = ['PHQ-9', 'GAD-7', 'PHQ-2', 'GAD-2', 'DT', 'HADS-A', 'HADS-D', 'ZARIT', 'SURE', 'MoCA', 'FCRI-SF', 'QLQ-C30', 'EQ-5D', 'MDS-UPDRS-I', 'SADQ-10', 'ADRS'] as const
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

/** What the team must know before it speaks to anybody: how much the patient wants to hear, who decides, who else may be told. No score, no history. */
export const LaneWishes = z.object({ informationPreference: z.enum(INFORMATION_PREFERENCES).nullable(), decisionRole: z.enum(DECISION_ROLES).nullable(), mayBeTold: z.string().max(8000) })
export type LaneWishes = z.infer<typeof LaneWishes>
export const WISH_FIELDS: readonly LaneField[] = ['informationPreference', 'decisionRole', 'mayBeTold']

export function wishesOf({ fields }: Pick<Lane, 'fields'>): LaneWishes {
  const read = LaneWishes.shape
  return {
    informationPreference: read.informationPreference.catch(null).parse(fields.informationPreference?.value ?? null),
    decisionRole: read.decisionRole.catch(null).parse(fields.decisionRole?.value ?? null),
    mayBeTold: fields.mayBeTold?.value ?? '',
  }
}

/** Whether the patient said that they do not want to hear the outlook; nothing recorded withholds nothing. */
export function withholdsOutlook(wishes: Pick<LaneWishes, 'informationPreference'> | null | undefined): boolean {
  return wishes?.informationPreference != null && wishes.informationPreference !== 'full'
}

/** Results that the patient asked to see: totals, never items. */
export const SeenScores = z.object({ scores: z.array(z.object({ instrument: InstrumentName, takenOn: CalendarDate, total: z.number().int(), max: z.number().int(), band: z.string().nullable() })) })
export type SeenScores = z.infer<typeof SeenScores>

export const LaneSignature = z.object({
  contentHash: z.string().regex(/^[0-9a-f]{64}$/),
  signedAt: z.string(),
  /** Where; absent in what was signed before the statement held it. */
  zone: LocalZone.optional(),
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
