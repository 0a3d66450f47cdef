// What the left button does; the other buttons and the wheel always do the same.
export const MEASURING_TOOLS = ['length', 'bidirectional', 'angle', 'cobb', 'ellipse', 'rectangle', 'freehand', 'arrow', 'text'] as const
export type MeasuringTool = (typeof MEASURING_TOOLS)[number]

export type Tool = 'window' | 'pan' | 'zoom' | 'scroll' | 'crosshair' | 'magnifier' | MeasuringTool

export function isMeasuringTool(tool: Tool): tool is MeasuringTool {
  return (MEASURING_TOOLS as readonly Tool[]).includes(tool)
}
