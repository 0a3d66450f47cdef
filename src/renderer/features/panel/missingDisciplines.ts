// Disciplines that the illness asks for and nobody of the panel has.
import type { PanelView } from '#shared/contract/workstation/panel.contract.ts'
import { DISCIPLINES, type Discipline } from '#shared/domain/panel/panelAct.ts'

/** @returns in the order in which disciplines are offered; who has declined or was released does not count */
export function missingDisciplines({ seats, disciplines }: Pick<PanelView, 'seats' | 'disciplines'>): Discipline[] {
  const there = seats.filter(({ answer }) => answer === 'waiting' || answer === 'accepted')
  return DISCIPLINES.filter((one) => disciplines.includes(one) && !there.some(({ discipline }) => discipline === one))
}
