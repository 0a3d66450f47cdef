// The labels of all marks of one picture: their words and where they stand, so that none covers another.
import type { PixelPoint } from '#shared/domain/measuring.ts'
import { useFormat } from '../../../i18n/format.ts'
import { useT } from '../../../i18n/useT.ts'
import { apply, type Matrix, type Size } from '../camera.ts'
import { type LabelPlace, labelPlaces } from './labelPlace.ts'
import { type MeasuredValues, needsSpacing, type ShapeType, valueLines } from './measurementText.ts'

export interface MarkToLabel {
  type: ShapeType
  points: readonly PixelPoint[]
  measured: MeasuredValues
  /** Empty = it has no name. */
  label: string
  /** Made under another scale of the image. */
  isOld?: boolean
  /** Where a hand has put its label, from its first point. */
  labelAt?: PixelPoint | undefined
  matrix: Matrix
}

export interface Labelling {
  lines: string[]
  place: LabelPlace
}

/** @returns one labelling for each mark, in their order */
export function useLabelling(size: Size): (marks: readonly MarkToLabel[]) => Labelling[] {
  const t = useT()
  const { decimal } = useFormat()
  return (marks) => {
    const words = marks.map(({ type, measured, label, isOld }) => {
      const [first = '', second] = valueLines(measured, decimal)
      return [`${label || t('imaging.unnamed')} ${first}`.trim(), ...(second ? [second] : []), ...(measured.spacingSource === 'none' && needsSpacing(type) ? [t('imaging.notCalibrated')] : []), ...(isOld ? [t('imaging.calibration.old')] : [])]
    })
    const places = labelPlaces(
      marks.map(({ points, matrix, labelAt }, n) => {
        const [first] = points
        return { points: points.map((point) => apply(matrix, point)), lines: words[n] ?? [], ...(first && labelAt ? { fixed: apply(matrix, [first[0] + labelAt[0], first[1] + labelAt[1]]) } : {}) }
      }),
      size,
    )
    return places.map((place, n) => ({ place, lines: words[n] ?? [] }))
  }
}
