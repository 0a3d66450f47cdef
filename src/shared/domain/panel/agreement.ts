// How far experts agree, told with the name of the measure. Pure; decides nothing and hides no minority.
import type { ExpertOpinion, OpinionItem, Position } from './opinion.ts'

export interface AgreementCell {
  readonly expertId: string
  /** null: this expert took no position on the subject. */
  readonly item: OpinionItem | null
}

export interface AgreementRow {
  readonly subject: string
  readonly cells: AgreementCell[]
  readonly counts: Readonly<Record<Position, number>>
  /** Share of pairs of judging experts who took the same position (Fleiss' P of one subject); null with fewer than two of them. */
  readonly pairAgreement: number | null
  /** Experts of every position except the most frequent ones, when there is a most frequent one: their words go into the report as they stand. */
  readonly minority: string[]
}

/** One row per subject, one cell per opinion, in the order given. */
export function agreementMatrix(subjects: readonly string[], opinions: readonly ExpertOpinion[]): AgreementRow[] {
  return subjects.map((subject) => {
    const cells = opinions.map((opinion) => ({ expertId: opinion.expert.id, item: opinion.items.find((item) => item.subject === subject) ?? null }))
    const counts: Record<Position, number> = { agree: 0, refined: 0, differ: 0, cannotJudge: 0 }
    for (const { item } of cells) if (item) counts[item.position] += 1
    return { subject, cells, counts, pairAgreement: pairAgreement(judged(counts)), minority: minorityOf(cells, counts) }
  })
}

/** Abstentions are not disagreement: they do not enter the measure. */
function judged(counts: Readonly<Record<Position, number>>): number[] {
  return [counts.agree, counts.refined, counts.differ]
}

/**
 * Fleiss' P of one subject: agreeing pairs among all pairs of raters.
 * @param counts raters per category
 * @returns null when fewer than two raters judged
 * @source Fleiss, Psychological Bulletin 76 (1971) 378-382, formula 2
 */
export function pairAgreement(counts: readonly number[]): number | null {
  const n = counts.reduce((sum, count) => sum + count, 0)
  if (n < 2) return null
  return counts.reduce((sum, count) => sum + count * (count - 1), 0) / (n * (n - 1))
}

/**
 * Fleiss' kappa over subjects that the same number of raters judged.
 * @param table one row per subject, raters per category
 * @returns null when rows differ in raters, when fewer than two rated, or when chance agreement is complete: kappa is not defined then
 * @source Fleiss, Psychological Bulletin 76 (1971) 378-382
 */
export function fleissKappa(table: readonly (readonly number[])[]): number | null {
  const raters = table.map((row) => row.reduce((sum, count) => sum + count, 0))
  const n = raters[0]
  if (n === undefined || n < 2 || raters.some((count) => count !== n)) return null
  const observed = table.reduce((sum, row) => sum + (pairAgreement(row) ?? 0), 0) / table.length
  const categories = table[0]?.length ?? 0
  const shares = Array.from({ length: categories }, (_, j) => table.reduce((sum, row) => sum + (row[j] ?? 0), 0) / (table.length * n))
  const chance = shares.reduce((sum, share) => sum + share * share, 0)
  return chance === 1 ? null : (observed - chance) / (1 - chance)
}

/** Kappa over the subjects that every expert judged, and how many those were. */
export function panelKappa(rows: readonly AgreementRow[], experts: number): { kappa: number | null; subjects: number } {
  const table = rows.map((row) => judged(row.counts)).filter((counts) => counts.reduce((sum, count) => sum + count, 0) === experts)
  return { kappa: fleissKappa(table), subjects: table.length }
}

function minorityOf(cells: readonly AgreementCell[], counts: Readonly<Record<Position, number>>): string[] {
  const most = Math.max(...judged(counts))
  const leading = (['agree', 'refined', 'differ'] as const).filter((position) => counts[position] === most)
  if (most === 0 || leading.length !== 1) return []
  return cells.flatMap(({ expertId, item }) => (item && item.position !== 'cannotJudge' && item.position !== leading[0] ? [expertId] : []))
}
