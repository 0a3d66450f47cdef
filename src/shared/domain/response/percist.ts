// PERCIST 1.0: metabolic response by the hottest SULpeak, refused or not evaluable where two scans cannot be compared. Pure.
import { z } from 'zod'

const Scan = z.object({
  lesionId: z.string().nullish(),
  hottestSulPeak: z.number().nonnegative(),
  liverSulMean: z.number().positive(),
  liverSulSd: z.number().nonnegative(),
  uptakeMinutes: z.number().nonnegative(),
})

export const PercistInput = z.object({
  baseline: Scan,
  followUp: Scan.extend({ newLesion: z.boolean().nullish(), allLesionsAtBackground: z.boolean().nullish() }),
})
export type PercistInput = z.infer<typeof PercistInput>

export type MetabolicResponse = 'CMR' | 'PMR' | 'SMD' | 'PMD' | 'NE'
export type PercistIssue = 'liverNotComparable' | 'uptakeTimeNotComparable'

export interface PercistResult {
  minimumBaselineSulPeak: number
  absoluteChange: number
  percentChange: number
  response: MetabolicResponse
  issues: PercistIssue[]
}

/** Millionths of a SUL unit, so that 3.5 against 5.0 is -30 % exactly. */
const exact = (sul: number) => Math.round(sul * 1_000_000)
const LEAST_CHANGE = exact(0.8)

/**
 * The hottest lesion may be another one at follow-up. Thresholds are inclusive (convention C7); total lesion glycolysis is not used.
 * @returns SUL units and per cent; refused when the baseline lesion does not stand out from the liver
 * @source Wahl 2009, J Nucl Med 50 suppl 1:122S; PMC4377159 table 2 (liver, uptake time)
 */
export function evaluatePercist({ baseline, followUp }: PercistInput): PercistResult | { refusal: { code: 'baselineNotMeasurable' }; minimumBaselineSulPeak: number } {
  const minimum = (exact(baseline.liverSulMean) * 3) / 2 + exact(baseline.liverSulSd) * 2
  const minimumBaselineSulPeak = minimum / 1_000_000
  const before = exact(baseline.hottestSulPeak)
  if (before < minimum || before === 0) return { refusal: { code: 'baselineNotMeasurable' }, minimumBaselineSulPeak }
  const change = exact(followUp.hottestSulPeak) - before
  const issues = percistIssues({ baseline, followUp })
  return {
    minimumBaselineSulPeak,
    absoluteChange: change / 1_000_000,
    percentChange: (change / before) * 100,
    response: issues.length > 0 ? 'NE' : responseOf(followUp, change, before),
    issues,
  }
}

function responseOf(followUp: PercistInput['followUp'], change: number, before: number): MetabolicResponse {
  if (followUp.newLesion) return 'PMD'
  if (followUp.allLesionsAtBackground) return 'CMR'
  if (Math.abs(change) < LEAST_CHANGE || Math.abs(change) * 10 < before * 3) return 'SMD'
  return change < 0 ? 'PMR' : 'PMD'
}

function percistIssues({ baseline, followUp }: PercistInput): PercistIssue[] {
  const liver = exact(baseline.liverSulMean)
  const liverChange = Math.abs(exact(followUp.liverSulMean) - liver)
  const minutes = Math.abs(exact(followUp.uptakeMinutes) - exact(baseline.uptakeMinutes))
  return [
    ...(liverChange >= exact(0.3) || liverChange * 5 > liver ? (['liverNotComparable'] as const) : []),
    ...(minutes > exact(15) ? (['uptakeTimeNotComparable'] as const) : []),
  ]
}
