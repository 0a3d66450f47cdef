// What the charts of a reading show: sums, changes of each target, each against its limits. Pure; one source for the response screen and the report.
import type { ChartLimit, ChartLine } from './chartScene.ts'
import type { LesionCell, ResponseResult, ResponseTable } from './responseTable.ts'

/** mm as the criteria count it: 0 when gone, 5 when too small to measure, nothing where it was not evaluable. */
export function countedMm({ state, diameterMm }: LesionCell): number | null {
  if (state === null || state === 'notEvaluable') return null
  return state === 'absent' ? 0 : state === 'tooSmall' ? (diameterMm ?? 5) : diameterMm
}

/** Sum of targets per date, and the limits that hold from the last date on. */
export function sumsOf({ dates }: ResponseTable, result: ResponseResult | null, words: { partial: string; progression: string }): { sums: (number | null)[]; limits: ChartLimit[] } {
  const entries = result && 'timepoints' in result ? result.timepoints : []
  const sums = dates.map((date) => entries.find(({ t }) => t === date)?.sumMm ?? null)
  const known = sums.filter((sum) => sum !== null)
  const [baseline] = sums
  const nadir = known.length > 0 ? Math.min(...known) : null
  return {
    sums,
    limits: [
      ...(baseline ? [{ at: baseline * 0.7, label: words.partial }] : []),
      // RECIST asks for both: a fifth and 5 mm.
      ...(nadir ? [{ at: Math.max(nadir * 1.2, nadir + 5), label: words.progression }] : []),
    ],
  }
}

/** Change of each target against its first diameter, per cent; targets without one are left out. */
export function targetChanges({ rows }: Pick<ResponseTable, 'rows'>): ChartLine[] {
  return rows
    .filter(({ lesion }) => lesion.role === 'target')
    .flatMap(({ lesion, cells }) => {
      const first = cells[0] && countedMm(cells[0])
      if (!first) return []
      return [{ label: lesion.label, values: cells.map(countedMm).map((size) => (size === null ? null : ((size - first) / first) * 100)) }]
    })
}

/** The last value of each line that has one there. */
export function lastChanges(lines: readonly ChartLine[]): { label: string; value: number }[] {
  return lines.flatMap(({ label, values }) => {
    const last = values.at(-1)
    return last === null || last === undefined ? [] : [{ label, value: last }]
  })
}
