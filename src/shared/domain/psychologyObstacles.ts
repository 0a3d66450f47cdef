// What the psychological part lacks before the report can be signed (F3 B11): its own signature, or the reason why there is none. Pure.
// An open safety card does not stand here: it blocks the release, not the medical signature (B12).
import type { SigningObstacle } from './report.ts'
import type { LaneWishes } from './psychology.ts'
import { fieldOf, type ReportFacts, sectionOf } from './reportFacts.ts'

const PREFERENCE = { section: 'motiveAndQuestions', field: 'informationPreference' } as const
/** How the report's own field says the same. Who wants to be told nothing is not told the outlook either. */
const SAME: Readonly<Record<NonNullable<LaneWishes['informationPreference']>, readonly string[]>> = { full: ['full'], fullWithoutPrognosis: ['noPrognosis'], partial: ['partial'], none: ['partial', 'noPrognosis'] }

export function psychologyObstacles(facts: ReportFacts): SigningObstacle[] {
  return [...partObstacles(facts), ...wishObstacles(facts)]
}

/** The shorter version is given meanwhile (patientVersion, scopeReport): a warning, not a blocker. */
function wishObstacles(facts: ReportFacts): SigningObstacle[] {
  const wish = facts.wishes?.informationPreference ?? null
  const stated = fieldOf(facts, PREFERENCE.section, PREFERENCE.field) ?? ''
  if (wish === null || SAME[wish].includes(stated) || !facts.template.sections.some(({ key }) => key === PREFERENCE.section)) return []
  return [{ code: 'informationPreferenceDiffers', severity: 'warning', sectionKey: PREFERENCE.section, fieldKey: PREFERENCE.field, detail: '' }]
}

function partObstacles(facts: ReportFacts): SigningObstacle[] {
  const section = facts.template.sections.find(({ kind }) => kind === 'psychologicalRecommendations')
  const state = facts.psychology ?? 'none'
  if (!section || state === 'none' || state === 'signed') return []
  // Without any signature a stated reason stands for the part; a signed part that was changed afterwards is signed again.
  if (state === 'open' && sectionOf(facts, section.key).noneBecause !== null) return []
  const code = state === 'open' ? 'psychologyNotSigned' : 'psychologyChanged'
  return [{ code, severity: 'blocker', sectionKey: section.key, fieldKey: null, detail: section.title[facts.report.language] }]
}
