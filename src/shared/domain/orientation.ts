// Patient letters at the edges of a displayed image (H2). From ImageOrientationPatient and the view only; PatientPosition is never used.
import { columnDirection, isValidOrientation, normalOf, type Orientation, rowDirection, scale, type Vector3 } from './vector.ts'

export interface DisplayedView {
  /** Clockwise, a multiple of 90; applied after the flips. */
  rotationDegrees: number
  flipHorizontal: boolean
  flipVertical: boolean
}

export interface EdgeLetters {
  left: string
  right: string
  top: string
  bottom: string
}

/**
 * The patient direction at each edge of the image as displayed.
 * @returns a refusal, never letters, when the orientation is absent or not two unit vectors at right angles
 * @source DICOM PS3.3 C.7.6.2.1.1
 */
export function edgeLetters(
  orientation: readonly number[] | null | undefined,
  view: DisplayedView,
): EdgeLetters | { refusal: 'missingAttribute' | 'invalidOrientation' } {
  if (!orientation) return { refusal: 'missingAttribute' }
  if (!isValidOrientation(orientation)) return { refusal: 'invalidOrientation' }
  let right = scale(rowDirection(orientation), view.flipHorizontal ? -1 : 1)
  let down = scale(columnDirection(orientation), view.flipVertical ? -1 : 1)
  const quarters = (((Math.round(view.rotationDegrees / 90) % 4) + 4) % 4)
  for (let i = 0; i < quarters; i++) [right, down] = [scale(down, -1), right]
  return { left: lettersOf(scale(right, -1)), right: lettersOf(right), top: lettersOf(scale(down, -1)), bottom: lettersOf(down) }
}

const OPPOSITE: Readonly<Record<string, string>> = { L: 'R', R: 'L', A: 'P', P: 'A', H: 'F', F: 'H' }

/**
 * The same for images that state only which way rows and columns run (radiographs, mammograms).
 * @param directions PatientOrientation: towards which side a row and a column run, e.g. ["A", "R"]
 * @returns null when it is not two known directions: then no letters
 * @source DICOM PS3.3 C.7.6.1.1.1
 */
export function edgeLettersOfDirections(directions: readonly string[] | undefined, view: DisplayedView): EdgeLetters | null {
  const [row, column] = directions ?? []
  if (directions?.length !== 2 || !row || !column || ![...row, ...column].every((letter) => letter in OPPOSITE)) return null
  const opposite = (words: string) => [...words].map((letter) => OPPOSITE[letter]).join('')
  let right = view.flipHorizontal ? opposite(row) : row
  let down = view.flipVertical ? opposite(column) : column
  const quarters = (((Math.round(view.rotationDegrees / 90) % 4) + 4) % 4)
  for (let i = 0; i < quarters; i++) [right, down] = [opposite(down), right]
  return { left: opposite(right), right, top: opposite(down), bottom: down }
}

/** e.g. "L", "PH": components of the normalised direction below 0.1 are dropped, the larger comes first, ties in the order x, y, z. */
export function lettersOf(direction: Vector3): string {
  const unit = scale(direction, 1 / Math.hypot(...direction))
  return [
    { size: Math.abs(unit[0]), letter: unit[0] > 0 ? 'L' : 'R', axis: 0 },
    { size: Math.abs(unit[1]), letter: unit[1] > 0 ? 'P' : 'A', axis: 1 },
    { size: Math.abs(unit[2]), letter: unit[2] > 0 ? 'H' : 'F', axis: 2 },
  ]
    .filter(({ size }) => size >= 0.1)
    .sort((a, b) => (Math.abs(a.size - b.size) <= 1e-6 ? a.axis - b.axis : b.size - a.size))
    .map(({ letter }) => letter)
    .join('')
}

/** A plane keeps its name while it is within about 26 degrees of the body's plane (cosine 0.9); beyond that it is oblique. */
export function planeOf(orientation: Orientation): 'axial' | 'sagittal' | 'coronal' | 'oblique' {
  const [x, y, z] = normalOf(orientation).map(Math.abs) as [number, number, number]
  if (z >= 0.9) return 'axial'
  if (x >= 0.9) return 'sagittal'
  return y >= 0.9 ? 'coronal' : 'oblique'
}
