// What the left button does on a plane of a volume.
export const PLANE_TOOLS = ['crosshair', 'window', 'pan', 'zoom', 'scroll'] as const
export type PlaneTool = (typeof PLANE_TOOLS)[number]
