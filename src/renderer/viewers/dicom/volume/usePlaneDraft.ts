// The shape that is being drawn on a plane: its points as [right, down] from the middle of the planes, mm.
import { useState } from 'react'
import { proposeShape, type PixelPoint } from '#shared/domain/measuring.ts'
import { areaPixels, isRoi, simplified } from '#shared/domain/roi.ts'
import type { MeasuringTool } from '../tools.ts'

export interface PlaneDraft {
  type: MeasuringTool
  points: PixelPoint[]
}

/** A click is not a measurement; only a text stands at one point. CSS pixels. */
const LEAST_PX = 4
/** Half a pixel of the screen is not seen. */
const TOLERANCE_PX = 0.5

/** @param onDrawn all points of the shape, as in `MeasurementShape` */
export function usePlaneDraft(pxPerMm: number, onDrawn: ((type: MeasuringTool, points: PixelPoint[]) => void) | undefined) {
  const [drawing, setDrawing] = useState<{ tool: MeasuringTool; points: PixelPoint[] } | null>(null)

  function end(): void {
    setDrawing(null)
    const [a] = drawing?.points ?? []
    const b = drawing?.points.at(-1)
    if (!drawing || !a || !b) return
    const { tool } = drawing
    const outline = tool === 'freehand' ? simplified(drawing.points, TOLERANCE_PX / pxPerMm) : []
    if (tool === 'freehand') {
      if (outline.length > 2 && areaPixels('freehand', outline) * pxPerMm ** 2 >= LEAST_PX ** 2) onDrawn?.(tool, outline)
    } else if (tool === 'text' || Math.hypot(b[0] - a[0], b[1] - a[1]) * pxPerMm >= LEAST_PX) onDrawn?.(tool, proposeShape(tool, [a, b], 1))
  }

  return {
    draft: drawing && { type: isRoi(drawing.tool) || drawing.tool === 'arrow' || drawing.tool === 'text' ? drawing.tool : ('length' as const), points: drawing.points },
    begin: (tool: MeasuringTool, at: PixelPoint) => onDrawn && setDrawing({ tool, points: tool === 'freehand' ? [at] : [at, at] }),
    move: (at: PixelPoint) => setDrawing((old) => old && { ...old, points: old.tool === 'freehand' ? [...old.points, at] : [old.points[0] ?? at, at] }),
    end,
    cancel: () => setDrawing(null),
  }
}
