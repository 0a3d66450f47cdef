// Proofs of the report whose mark was removed, or whose file has a corrected edition: warnings, section by section. A missing source blocks elsewhere. Pure.
import { proofState } from './proofState.ts'
import type { Proof, SigningObstacle } from './report.ts'
import { inlinesOf } from './reportContent.ts'
import { sectionOf, type ReportFacts } from './reportFacts.ts'

export function proofObstacles(facts: ReportFacts): SigningObstacle[] {
  return facts.template.sections.flatMap(({ key }) => {
    const { body, answers } = sectionOf(facts, key)
    const proofs = inlinesOf([...body, ...answers.flatMap((answer) => answer.body)]).flatMap((inline) => (inline.type === 'proof' ? [inline.proof] : []))
    const once = [...new Map(proofs.map((proof) => [proof.annotationId as string, proof])).values()]
    return once.flatMap((proof) => obstacleOf(proof, key, facts) ?? [])
  })
}

function obstacleOf(proof: Proof, sectionKey: string, facts: ReportFacts): SigningObstacle | null {
  const state = proofState(proof, facts)
  if (state !== 'withdrawn' && state !== 'superseded') return null
  return { code: state === 'withdrawn' ? 'proofWithdrawn' : 'proofSuperseded', severity: 'warning', sectionKey, fieldKey: null, detail: proof.label.slice(0, 200) }
}
