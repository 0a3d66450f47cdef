// The lines in which the two other planes cut this picture, with handles that turn them.
import { type PointerEvent, useRef } from 'react'
import type { Vector3 } from '#shared/domain/vector.ts'
import { useT } from '../../../i18n/useT.ts'
import type { Size } from '../camera.ts'
import { cutLine, PLANES, type PlaneMapping, type PlaneName, type PlaneSet } from './planes.ts'

interface CrosshairProps {
  plane: PlaneName
  planes: PlaneSet
  mapping: PlaneMapping
  centre: Vector3
  size: Size
  onTurn(degrees: number): void
}

/** Half of the free space around the crossing, and where the handles stand, as a share of the shorter side. */
const FREE_PX = 18
const HANDLE_SHARE = 0.36

export function Crosshair({ plane, planes, mapping, centre, size, onTurn }: CrosshairProps) {
  const t = useT()
  const last = useRef<number | null>(null)
  const at = mapping.toScreen(centre)
  const lines = PLANES.filter((other) => other !== plane).flatMap((other) => {
    const line = cutLine(planes[plane], planes[other], mapping, centre, size)
    return line ? [{ other, ...line }] : []
  })
  const handleAt = Math.min(size.width, size.height) * HANDLE_SHARE

  const angleOf = (event: PointerEvent<SVGElement>) => {
    const box = event.currentTarget.ownerSVGElement?.getBoundingClientRect()
    return box ? (Math.atan2(event.clientY - box.top - at[1], event.clientX - box.left - at[0]) * 180) / Math.PI : 0
  }
  const grip = {
    onPointerDown: (event: PointerEvent<SVGElement>) => {
      if (event.button !== 0) return
      event.preventDefault()
      event.stopPropagation()
      event.currentTarget.setPointerCapture(event.pointerId)
      last.current = angleOf(event)
    },
    onPointerMove: (event: PointerEvent<SVGElement>) => {
      if (last.current === null) return
      event.stopPropagation()
      const now = angleOf(event)
      // On the screen y points down: a clockwise drag turns by a positive angle around right x down.
      const by = ((now - last.current + 540) % 360) - 180
      last.current = now
      if (by !== 0) onTurn(by)
    },
    onPointerUp: (event: PointerEvent<SVGElement>) => {
      event.stopPropagation()
      last.current = null
    },
    onPointerCancel: () => {
      last.current = null
    },
  }

  return (
    <g className="d-cross">
      {lines.map(({ other, from, to }) => {
        const length = Math.hypot(to[0] - from[0], to[1] - from[1])
        const unit = [(to[0] - from[0]) / length, (to[1] - from[1]) / length] as const
        const point = (by: number) => [at[0] + unit[0] * by, at[1] + unit[1] * by] as const
        const [near, far] = [point(FREE_PX), point(-FREE_PX)]
        return (
          <g key={other} data-cuts={other}>
            <path d={`M${from[0]} ${from[1]}L${far[0]} ${far[1]}M${near[0]} ${near[1]}L${to[0]} ${to[1]}`} />
            {[handleAt, -handleAt].map((by) => {
              const [x, y] = point(by)
              return (
                <g key={by} className="d-turn" {...grip}>
                  <title>{t('planes.turnPlane')}</title>
                  <circle cx={x} cy={y} r={12} className="d-end-area" />
                  <circle cx={x} cy={y} r={4.5} className="d-turn-dot" />
                </g>
              )
            })}
          </g>
        )
      })}
    </g>
  )
}
