// The order in which a case is shown to the room, and how many steps each part has. Pure.
import type { ShownCase } from '#shared/contract/workstation/board.contract.ts'

export const STAGES = ['story', 'images', 'findings', 'options', 'opinions', 'checklist', 'vote'] as const
export type Stage = (typeof STAGES)[number]

/** What fits on a screen that is read at five metres. */
export const FINDINGS_A_PAGE = 4
/** More experts than this stand as shapes, one narrow column each, with the words of those who differ beneath. */
export const WIDE_COLUMNS = 4
export const subjectsAPage = (experts: number) => (experts > WIDE_COLUMNS ? 3 : 5)

export interface Step {
  readonly stage: Stage
  /** From 0; what it counts is the stage's own. */
  readonly item: number
}

export function stepsOf({ images, findings, options, opinions }: Pick<ShownCase, 'images' | 'findings' | 'options' | 'opinions'>, stage: Stage): number {
  switch (stage) {
    case 'images':
      return Math.max(1, images.length)
    case 'findings':
      return Math.max(1, Math.ceil(findings.length / FINDINGS_A_PAGE))
    case 'options':
      return Math.max(1, options.length)
    case 'opinions':
      return opinions.revealedAt ? Math.max(1, Math.ceil(opinions.subjects.length / subjectsAPage(opinions.opinions.length))) : 1
    default:
      return 1
  }
}

type Content = Parameters<typeof stepsOf>[0]

/** One step on or back: within the stage, then to its neighbour; nothing beyond the ends. */
export function walked(content: Content, { stage, item }: Step, by: 1 | -1): Step {
  const next = item + by
  if (next >= 0 && next < stepsOf(content, stage)) return { stage, item: next }
  const at = STAGES[STAGES.indexOf(stage) + by]
  if (!at) return { stage, item }
  return { stage: at, item: by === 1 ? 0 : stepsOf(content, at) - 1 }
}

export function neighbour({ stage, item }: Step, by: 1 | -1): Step {
  const at = STAGES[STAGES.indexOf(stage) + by]
  return at ? { stage: at, item: 0 } : { stage, item }
}
