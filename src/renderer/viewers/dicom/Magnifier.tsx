// A lens over the picture: the same pixels, window and turn, three times as large, under the pointer or in the middle.
import { useLayoutEffect, useRef, useState } from 'react'
import { apply, imageToScreen, inverse, type Point } from './camera.ts'
import { createCanvasSurface, type Surface } from './engine/canvasSurface.ts'
import type { Viewport } from './viewport.ts'
import type { ViewportSnapshot } from './viewportState.ts'

const SIDE = 220
const FACTOR = 3

interface MagnifierProps {
  viewport: Viewport
  snapshot: ViewportSnapshot
  /** CSS pixels of the viewport; null = its middle. */
  at: Point | null
}

export function Magnifier({ viewport, snapshot, at }: MagnifierProps) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const [surface, setSurface] = useState<Surface | null>(null)
  const { width, height } = snapshot.size
  const [x, y] = at ?? [width / 2, height / 2]
  useLayoutEffect(() => {
    if (!canvas.current) return
    const made = createCanvasSurface(canvas.current)
    made.resize({ width: SIDE, height: SIDE })
    setSurface(made)
    return () => made.dispose()
  }, [])
  useLayoutEffect(() => {
    const picture = viewport.picture()
    if (!surface || !picture) return
    const { camera } = snapshot
    const centre = apply(inverse(imageToScreen(camera, picture.shape, { width, height })), [x, y])
    surface.draw({ ...picture, camera: { ...camera, centre, scale: camera.scale * FACTOR } })
  }, [surface, viewport, snapshot, x, y, width, height])
  const [left, top] = [Math.min(Math.max(0, width - SIDE), Math.max(0, x - SIDE / 2)), Math.min(Math.max(0, height - SIDE), Math.max(0, y - SIDE / 2))]
  return (
    <div className="d-lens" style={{ width: SIDE, height: SIDE, transform: `translate(${left}px, ${top}px)` }}>
      <canvas ref={canvas} aria-hidden />
      <span aria-hidden>{`×${FACTOR}`}</span>
    </div>
  )
}
