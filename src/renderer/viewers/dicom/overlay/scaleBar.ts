// Length of the scale bar: a round number of millimetres that fits. Pure.

const STEPS = [1, 2, 5, 10, 20, 50, 100, 200, 500]

/**
 * @param cssPerMm CSS pixels per millimetre along the bar
 * @returns null when no round length fits between 40 and the limit
 */
export function scaleBar(cssPerMm: number, limit: number): { mm: number; length: number } | null {
  const fitting = STEPS.map((mm) => ({ mm, length: mm * cssPerMm })).filter(({ length }) => length >= 40 && length <= limit)
  return fitting.at(-1) ?? null
}
