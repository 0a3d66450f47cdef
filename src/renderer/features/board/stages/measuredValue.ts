// A measurement's values in words, for a screen that is read from afar.
import type { Measurement } from '#shared/domain/annotation.ts'

/** e.g. "38.2 × 24.1 mm"; pixels where the image says no millimetre. */
export function measuredValue({ values, shape, spacingSource }: Measurement, decimal: (text: string) => string): string {
  const unit = shape.type === 'angle' || shape.type === 'cobb' ? '°' : shape.type === 'ellipse' || shape.type === 'rectangle' || shape.type === 'freehand' ? 'mm²' : 'mm'
  const said = spacingSource === 'none' && unit !== '°' ? (unit === 'mm²' ? 'px²' : 'px') : unit
  return `${values.map(decimal).join(' × ')}\u00a0${said}`
}
