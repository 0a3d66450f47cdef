// Volumes acquired along any axes of the patient, for tests of planes and their letters.
import { normalOf, type Orientation, type Vector3 } from '../../src/shared/domain/vector.ts'
import { volumeGrid, type VolumeGrid } from '../../src/shared/domain/volumeGrid.ts'

const AXES: readonly Vector3[] = [[1, 0, 0], [0, 1, 0], [0, 0, 1]]

export function createPlaneMath() {
  /** All pairs of different axes with both signs, each acquired upwards and downwards: 48. */
  function permutations(): [string, Orientation, 1 | -1][] {
    const signs = [1, -1] as const
    return AXES.flatMap((row, a) =>
      AXES.flatMap((column, b) =>
        a === b
          ? []
          : signs.flatMap((s) =>
              signs.flatMap((t) =>
                signs.map((order): [string, Orientation, 1 | -1] => [
                  `row ${s > 0 ? '+' : '-'}${'xyz'[a]}, column ${t > 0 ? '+' : '-'}${'xyz'[b]}, order ${order}`,
                  [row[0] * s, row[1] * s, row[2] * s, column[0] * t, column[1] * t, column[2] * t],
                  order,
                ]),
              ),
            ),
      ),
    )
  }

  function gridOf(orientation: Orientation, order: 1 | -1 = 1): VolumeGrid {
    const normal = normalOf(orientation)
    const slices = Array.from({ length: 12 }, (_, n) => ({
      ImagePositionPatient: normal.map((part, axis) => part * n * 2.5 * order + [10, -20, 30][axis]!),
      ImageOrientationPatient: orientation, PixelSpacing: [1.5, 2] as [number, number], FrameOfReferenceUID: '1', Rows: 40, Columns: 30, SamplesPerPixel: 1, RescaleSlope: 1, RescaleIntercept: 0,
    }))
    return volumeGrid(slices) as VolumeGrid
  }

  return { permutations, gridOf }
}
