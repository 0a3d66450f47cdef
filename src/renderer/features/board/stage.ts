// The order in which a case is shown to the room, and how many steps each part has. Pure.
import type { ShownCase } from '#shared/contract/workstation/board.contract.ts'

export const STAGES = ['story', 'images', 'findings', 'options', 'opinions', 'checklist', 'vote'] as const
export type Stage = (typeof STAGES)[number]

/** What fits on a screen that is read at five metres. */
export const FINDINGS_A_PAGE = 4
/** More experts than this stand as shapes, one narrow column each, with the words of those who differ beneath. */
export const WIDE_COLUMNS = 4
const WIDE_ROWS = 5
/** In rows of one line: how much fits beneath a narrow table's head, and what a row with reasons takes. */
const NARROW_ROOM = 4.5
const REASONED_ROW = 2.5

type Opinions = ShownCase['opinions']

/** The subjects of the panel, page by page. */
export function opinionPages({ subjects, opinions }: Pick<Opinions, 'subjects' | 'opinions'>): string[][] {
  const isNarrow = opinions.length > WIDE_COLUMNS
  const differs = (subject: string) => opinions.some(({ items }) => items.some((item) => item.subject === subject && item.position === 'differ'))
  const pages: { rows: string[]; taken: number }[] = []
  for (const subject of subjects) {
    const [height, room] = isNarrow ? [differs(subject) ? REASONED_ROW : 1, NARROW_ROOM] : [1, WIDE_ROWS]
    const last = pages.at(-1)
    if (last && last.taken + height <= room) {
      last.rows.push(subject)
      last.taken += height
    } else pages.push({ rows: [subject], taken: height })
  }
  return pages.map(({ rows }) => rows)
}

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
      return opinions.revealedAt ? Math.max(1, opinionPages(opinions).length) : 1
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
