// Where the slices of the other viewers run through this one, and the place in the patient that was pointed at.
import type { ImagingInstance } from '#shared/domain/imagingStudy.ts'
import type { Vector3 } from '#shared/domain/vector.ts'
import { useT } from '../../../i18n/useT.ts'
import type { WorldMapping } from '../world.ts'
import { cutOfSlice } from './cutOfSlice.ts'

/** A slice shown in another viewer. */
export interface ReferenceSlice {
  key: string
  instance: ImagingInstance
  /** It stands in the viewer that is worked in. */
  isActive: boolean
}

/** A place in the patient, mm, in the space of one scan. */
export interface PatientPoint {
  at: Vector3
  FrameOfReferenceUID: string
}

interface ReferenceLayerProps {
  slices: readonly ReferenceSlice[]
  point: PatientPoint | null
  world: WorldMapping
  /** Half the distance to the next slice, mm: the place is drawn only on the slice it lies in. */
  reachMm: number
}

const FREE_PX = 5
const ARM_PX = 17

export function ReferenceLayer({ slices, point, world, reachMm }: ReferenceLayerProps) {
  const t = useT()
  const cuts = slices.flatMap((slice) => {
    const segment = cutOfSlice(slice.instance, world)
    return segment ? [{ ...slice, segment }] : []
  })
  const isHere = point !== null && point.FrameOfReferenceUID === world.FrameOfReferenceUID && Math.abs(world.distance(point.at)) <= reachMm + 1e-3
  const [x, y] = isHere ? world.toScreen(point.at) : [0, 0]
  const arms = `M${x - ARM_PX} ${y}H${x - FREE_PX}M${x + FREE_PX} ${y}H${x + ARM_PX}M${x} ${y - ARM_PX}V${y - FREE_PX}M${x} ${y + FREE_PX}V${y + ARM_PX}`
  return (
    <g className="d-reference">
      {cuts.map(({ key, isActive, segment: { from, to } }) => (
        <path key={key} data-reference data-active={isActive} d={`M${from[0].toFixed(1)} ${from[1].toFixed(1)}L${to[0].toFixed(1)} ${to[1].toFixed(1)}`} />
      ))}
      {isHere && (
        <g data-point>
          <title>{t('imaging.pointedAt')}</title>
          <path className="d-core" d={arms} />
          <path className="d-point" d={arms} />
        </g>
      )}
    </g>
  )
}
