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

/** Blockers before warnings, each in the order of the report; what is settled in another room comes last of its kind, so that a walk ends there. */
export function inOrder(obstacles: readonly SigningObstacle[]): SigningObstacle[] {
  const isElsewhere = ({ code }: SigningObstacle) => code === 'startGateClosed'
  return (['blocker', 'warning'] as const).flatMap((kind) => {
    const own = obstacles.filter(({ severity }) => severity === kind)
    return [...own.filter((one) => !isElsewhere(one)), ...own.filter(isElsewhere)]
  })
}
