// Which opinion of each expert counts: the last one.
import type { PanelView } from '#shared/contract/workstation/panel.contract.ts'

export type Latest = PanelView['opinions'][number]

/** The last opinion of each expert, in the order in which they were sealed. */
export function latestOpinions(opinions: PanelView['opinions']): Latest[] {
  const ids = [...new Set(opinions.map(({ personId }) => personId))]
  return ids.flatMap((id) => opinions.findLast(({ personId }) => personId === id) ?? [])
}
