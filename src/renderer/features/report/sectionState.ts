// The state of a section for the outline, from what still stands against signing. Pure.
import type { SigningObstacle, TemplateSection } from '#shared/domain/report.ts'

export type SectionState = 'blocked' | 'warned' | 'complete' | 'optional'

export function stateOf(section: TemplateSection, obstacles: readonly SigningObstacle[]): SectionState {
  const mine = obstacles.filter(({ sectionKey }) => sectionKey === section.key)
  if (mine.some(({ severity }) => severity === 'blocker')) return 'blocked'
  if (mine.length > 0) return 'warned'
  const isAsked = section.required || section.kind === 'questions' || section.fields.some(({ required }) => required)
  return isAsked ? 'complete' : 'optional'
}

/** Blockers before warnings, each in the order of the report. */
export function inOrder(obstacles: readonly SigningObstacle[]): SigningObstacle[] {
  return [...obstacles.filter(({ severity }) => severity === 'blocker'), ...obstacles.filter(({ severity }) => severity === 'warning')]
}
