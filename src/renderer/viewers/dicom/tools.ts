// What the left button does; the other buttons and the wheel always do the same.
export const TOOLS = ['window', 'pan', 'zoom', 'scroll', 'length', 'bidirectional'] as const
export type Tool = (typeof TOOLS)[number]

export type MeasuringTool = Extract<Tool, 'length' | 'bidirectional'>

export function isMeasuringTool(tool: Tool): tool is MeasuringTool {
  return tool === 'length' || tool === 'bidirectional'
}
