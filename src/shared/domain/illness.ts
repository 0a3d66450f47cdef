// An illness as data: which report it is written on and what an opinion about it needs, with the reason beside each item.
import { z } from 'zod'
import { LocalText } from './report.ts'
import { IllnessId, PackId, StandardQuestion } from './reviewCase.ts'
import { DocumentKind } from './sourceDocument.ts'

export const ChecklistItem = z.object({
  code: z.string().regex(/^[a-z][A-Za-z0-9]*$/),
  label: LocalText,
  /** Counts for completeness; the others are asked for when they exist. */
  required: z.boolean(),
  /** Any one of these documents, or images of any one of these modalities, is enough. */
  documents: z.array(DocumentKind),
  modalities: z.array(z.string()),
  /** What cannot be answered or written without it. */
  blocks: z.object({ questions: z.array(StandardQuestion), sections: z.array(z.string()) }),
  why: LocalText,
})
export type ChecklistItem = z.infer<typeof ChecklistItem>

export const Illness = z.object({
  id: IllnessId,
  version: z.number().int().positive(),
  packId: PackId,
  name: LocalText,
  /** Counts against a programme's operations (S0-19). */
  surgical: z.boolean(),
  disciplines: z.array(z.string()),
  checklist: z.array(ChecklistItem).min(1),
})
export type Illness = z.infer<typeof Illness>

/** Items that no reason replaces: without the request there is no question, without consent no delivery. */
export const NEVER_WAIVED: readonly string[] = ['request', 'consent']

const OF_PACK: Readonly<Record<PackId, IllnessId>> = { 'onc/1': 'cancer', 'str/1': 'stroke', 'pd/1': 'parkinsons', 'generic/1': 'other' }

/** A case that a bundle opened states only its pack. */
export function illnessOf({ illness, packId }: { illness?: IllnessId | undefined; packId: PackId }): IllnessId {
  return illness ?? OF_PACK[packId]
}
