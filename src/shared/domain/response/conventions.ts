// Which decisions of ours a RECIST result rests on: found by asking whether the other reading would change it. The screen names rule and setting.
import { evaluateIrecist, type IrecistResult } from './irecist.ts'
import { at, type LesionSeries, targetSize } from './lesions.ts'
import { evaluateRecist11, type Recist11Result } from './recist11.ts'

/** C1 nodes are one organ · C2 partial response per timepoint · C3 nodes growing again follow the sum · C4 timepoints after progression stand alone · C5 how an unconfirmed progression is confirmed or reset. */
export interface AppliedConvention {
  rule: 'C1' | 'C2' | 'C3' | 'C4' | 'C5'
  /** The setting that changes it; null where there is none. */
  setting: 'nodesAreOneOrgan' | 'holdPartialResponse' | null
}

const evaluators = { recist11: evaluateRecist11, irecist: evaluateIrecist } as const

/** @param criteria whose evaluation is meant */
export function appliedConventions(series: LesionSeries, criteria: keyof typeof evaluators): AppliedConvention[] {
  const evaluate = evaluators[criteria]
  const now = JSON.stringify(evaluate(series))
  const differs = (setting: 'nodesAreOneOrgan' | 'holdPartialResponse') =>
    JSON.stringify(evaluate({ ...series, settings: { ...series.settings, [setting]: !series.settings[setting] } })) !== now
  const later = criteria === 'irecist' ? followed(evaluateIrecist(series)) : judgedLater(series)
  return [
    ...(differs('nodesAreOneOrgan') ? [{ rule: 'C1', setting: 'nodesAreOneOrgan' } as const] : []),
    ...(differs('holdPartialResponse') ? [{ rule: 'C2', setting: 'holdPartialResponse' } as const] : []),
    ...later,
  ]
}

function judgedLater(series: LesionSeries): AppliedConvention[] {
  const result = evaluateRecist11(series)
  return 'refusal' in result ? [] : afterwards(series, result)
}

/** Every look after an unconfirmed progression rests on our reading of days and of what resets it. */
function followed(result: ReturnType<typeof evaluateIrecist>): AppliedConvention[] {
  const timepoints: IrecistResult['timepoints'] = 'refusal' in result ? [] : result.timepoints
  const unconfirmed = timepoints.findIndex((entry) => entry.overallResponse === 'iUPD')
  return unconfirmed >= 0 && unconfirmed < timepoints.length - 1 ? [{ rule: 'C5', setting: null }] : []
}

function afterwards({ lesions }: LesionSeries, { timepoints }: Recist11Result): AppliedConvention[] {
  const complete = timepoints.findIndex((entry) => entry.overallResponse === 'CR')
  const progressed = timepoints.findIndex((entry) => entry.overallResponse === 'PD')
  const nodes = lesions.filter((lesion) => lesion.role === 'target' && lesion.isNode)
  const regrew = complete >= 0 && timepoints.slice(complete + 1).some(({ t }) => nodes.some((node) => at(node, t) && (targetSize(node, t) ?? 0) >= 1000))
  return [
    ...(regrew ? [{ rule: 'C3', setting: null } as const] : []),
    ...(progressed >= 0 && progressed < timepoints.length - 1 ? [{ rule: 'C4', setting: null } as const] : []),
  ]
}
