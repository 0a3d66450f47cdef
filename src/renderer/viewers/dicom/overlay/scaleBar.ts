// Length of the scale bar: a round number of millimetres, or micrometres on a slide, that fits. Pure.

const STEPS = [0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500]

/**
 * @param cssPerMm CSS pixels per millimetre along the bar
 * @returns null when no round length fits between 40 and the limit
 */
export function scaleBar(cssPerMm: number, limit: number): { mm: number; length: number } | null {
  const fitting = STEPS.map((mm) => ({ mm, length: mm * cssPerMm })).filter(({ length }) => length >= 40 && length <= limit)
  return fitting.at(-1) ?? null
}

export function barWords(mm: number): string {
  return mm < 1 ? `${Math.round(mm * 1000)}\u00a0µm` : `${mm}\u00a0mm`
}
