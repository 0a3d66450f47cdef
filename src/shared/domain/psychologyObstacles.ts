// What the psychological part lacks before the report can be signed (F3 B11): its own signature, or the reason why there is none. Pure.
// An open safety card does not stand here: it blocks the release, not the medical signature (B12).
import type { SigningObstacle } from './report.ts'
import { type ReportFacts, sectionOf } from './reportFacts.ts'

export function psychologyObstacles(facts: ReportFacts): SigningObstacle[] {
  const section = facts.template.sections.find(({ kind }) => kind === 'psychologicalRecommendations')
  const state = facts.psychology ?? 'none'
  if (!section || state === 'none' || state === 'signed') return []
  // Without any signature a stated reason stands for the part; a signed part that was changed afterwards is signed again.
  if (state === 'open' && sectionOf(facts, section.key).noneBecause !== null) return []
  const code = state === 'open' ? 'psychologyNotSigned' : 'psychologyChanged'
  return [{ code, severity: 'blocker', sectionKey: section.key, fieldKey: null, detail: section.title[facts.report.language] }]
}
