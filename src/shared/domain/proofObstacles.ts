// Proofs of the report whose mark was removed, or whose file has a corrected edition: warnings, section by section. A missing source blocks elsewhere. Pure.
import { proofState } from './proofState.ts'
import type { Proof, SigningObstacle } from './report.ts'
import { proofsOf } from './reportContent.ts'
import { sectionOf, type ReportFacts } from './reportFacts.ts'

export function proofObstacles(facts: ReportFacts): SigningObstacle[] {
  return facts.template.sections.flatMap(({ key }) => {
    const once = [...new Map(proofsOf(sectionOf(facts, key)).map((proof) => [proof.annotationId as string, proof])).values()]
    return once.flatMap((proof) => obstacleOf(proof, key, facts) ?? [])
  })
}

const CODES = { withdrawn: 'proofWithdrawn', superseded: 'proofSuperseded', literatureSuperseded: 'literatureSuperseded', literatureWithdrawn: 'literatureWithdrawn' } as const

function obstacleOf(proof: Proof, sectionKey: string, facts: ReportFacts): SigningObstacle | null {
  const state = proofState(proof, facts)
  if (state === 'good' || state === 'broken') return null
  return { code: CODES[state], severity: 'warning', sectionKey, fieldKey: null, detail: proof.label.slice(0, 200) }
}
