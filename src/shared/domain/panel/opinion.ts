// One expert's independent opinion: a position on every question and axis, with its reason. Pure; knows no key and no storage.
import { z } from 'zod'
import { CaseId } from '../../kit/ids.ts'
import { User } from '../people.ts'
import { Proof } from '../report.ts'

/** How an expert stands to the first opinion. `cannotJudge` is an abstention, never a disagreement. */
export const POSITIONS = ['agree', 'refined', 'differ', 'cannotJudge'] as const
export const Position = z.enum(POSITIONS)
export type Position = z.infer<typeof Position>

/** The axes on which a first opinion is compared (requirements F1, section 12). */
export const OPINION_AXES = ['diagnosis', 'stage', 'biomarkers', 'intent', 'surgery', 'systemic', 'radiotherapy', 'supportive', 'followUp'] as const
export type OpinionAxis = (typeof OPINION_AXES)[number]

export const OPINION_CONFIDENCE = ['high', 'moderate', 'low'] as const

/** What an item is about: `question:3` or `axis:surgery`. */
export const OpinionSubject = z.string().regex(/^(question:[1-9][0-9]?|axis:[a-zA-Z]{1,20})$/)

export const OpinionItem = z.object({
  subject: OpinionSubject,
  position: Position,
  confidence: z.enum(OPINION_CONFIDENCE),
  recommendation: z.string().trim().max(2000),
  /** Why; required when the position is `differ` or `cannotJudge`. */
  reason: z.string().trim().max(2000),
  proofs: z.array(Proof).max(12),
})
export type OpinionItem = z.infer<typeof OpinionItem>

export const ExpertOpinion = z.object({
  schema: z.literal('consilium-opinion/1'),
  caseId: CaseId,
  expert: User,
  items: z.array(OpinionItem).max(120),
  freeText: z.string().trim().max(8000),
  /** Why this opinion replaces an earlier one of the same expert; null for the first. */
  changeReason: z.string().trim().min(1).max(2000).nullable(),
})
export type ExpertOpinion = z.infer<typeof ExpertOpinion>

export function questionSubject(number: number): string {
  return `question:${number}`
}

/** Every subject an expert takes a position on: the questions that were asked, then the axes. */
export function opinionSubjects(questions: readonly { number: number; asked: boolean }[]): string[] {
  return [...questions.filter((q) => q.asked).map((q) => questionSubject(q.number)), ...OPINION_AXES.map((axis) => `axis:${axis}`)]
}

export type OpinionGap = { subject: string; gap: 'noPosition' | 'noReason' }

/** What still stands before sealing: a subject without position, or a difference without its reason. */
export function opinionGaps(items: readonly OpinionItem[], subjects: readonly string[]): OpinionGap[] {
  return subjects.flatMap((subject): OpinionGap[] => {
    const item = items.find((candidate) => candidate.subject === subject)
    if (!item) return [{ subject, gap: 'noPosition' }]
    const needsReason = item.position === 'differ' || item.position === 'cannotJudge'
    return needsReason && item.reason === '' ? [{ subject, gap: 'noReason' }] : []
  })
}

/** Domain separation of a commitment; change means a new format. */
const COMMITMENT_DOMAIN = 'consilium/opinion/1'

/**
 * The bytes (UTF-8) whose SHA-256 commits an expert before anybody reads the opinion.
 * @param text the opinion exactly as it will be revealed: one JSON text, never serialised again
 * @param nonce 32 random bytes as base64url: without it a short opinion could be guessed from its hash
 */
export function commitmentText(text: string, nonce: string): string {
  return `${COMMITMENT_DOMAIN}\n${nonce}\n${text}`
}
