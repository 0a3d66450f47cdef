// What the left button does on a plane of a volume.
import { isMeasuringTool, MEASURING_TOOLS, type MeasuringTool } from '../tools.ts'

export const PLANE_TOOLS = ['crosshair', 'window', 'pan', 'zoom', 'scroll', ...MEASURING_TOOLS] as const
export type PlaneTool = (typeof PLANE_TOOLS)[number]

export function isPlaneMeasuring(tool: PlaneTool): tool is MeasuringTool {
  return isMeasuringTool(tool)
}
