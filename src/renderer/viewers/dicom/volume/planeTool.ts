// What the left button does on a plane of a volume.
export const PLANE_TOOLS = ['crosshair', 'window', 'pan', 'zoom', 'scroll', 'length', 'bidirectional'] as const
export type PlaneTool = (typeof PLANE_TOOLS)[number]

export type PlaneMeasuringTool = Extract<PlaneTool, 'length' | 'bidirectional'>

export function isPlaneMeasuring(tool: PlaneTool): tool is PlaneMeasuringTool {
  return tool === 'length' || tool === 'bidirectional'
}
