// Change rate, turnaround and outcomes over the signed reports of a profile. Pure; counts only, no case is named.
import type { DeliveryStatistics } from '#shared/contract/workstation/delivery.contract.ts'
import type { CanonicalReport } from '#shared/domain/canonicalReport.ts'
import type { FollowUp } from '#shared/domain/delivery.ts'
import { dayOnWall, daysBetween } from '#shared/domain/localFormat.ts'
import type { LocalZone } from '#shared/domain/zones.ts'

export interface SignedCase {
  readonly requestedOn: string | null
  /** ISO instant. */
  readonly signedAt: string
  readonly zone: LocalZone | undefined
  readonly canonical: CanonicalReport
  readonly followUps: readonly FollowUp[]
}

const CHANGES = ['refined', 'partlyDiffer', 'differ']

type Axis = DeliveryStatistics['axes'][number]

/** @param labelOf an axis of a report in every language, by its template; undefined where the template is not known here: then as the report has it */
export function caseStatistics(cases: readonly SignedCase[], labelOf: (report: CanonicalReport, axis: string) => Axis['label'] | undefined): DeliveryStatistics {
  const axes = new Map<string, Axis>()
  let withChange = 0
  for (const { canonical } of cases) {
    const fields = canonical.sections.find(({ key }) => key === 'comparison')?.fields.filter(({ key, value }) => key.startsWith('agreement') && !['cannotJudge', 'notApplicable', ''].includes(value)) ?? []
    if (fields.some(({ value }) => CHANGES.includes(value))) withChange++
    for (const { key, label, value } of fields) {
      const axis = axes.get(key) ?? { axis: key, label: labelOf(canonical, key) ?? { en: label, es: label }, judged: 0, changed: 0 }
      axes.set(key, { ...axis, judged: axis.judged + 1, changed: axis.changed + (CHANGES.includes(value) ? 1 : 0) })
    }
  }
  const days = cases.flatMap(({ requestedOn, signedAt, zone }) => (requestedOn === null ? [] : [Math.max(0, daysBetween(requestedOn, dayOnWall(signedAt, zone)))])).sort((a, b) => a - b)
  const last = cases.flatMap(({ followUps }) => followUps.toSorted((a, b) => b.months - a.months).slice(0, 1))
  return {
    signed: cases.length,
    withChange,
    axes: [...axes.values()],
    turnaroundDays: days,
    medianDays: days.length === 0 ? null : median(days),
    followed: countOf(last.map(({ adviceFollowed }) => adviceFollowed)),
    outcomes: countOf(last.map(({ outcome }) => outcome)),
  }
}

function median(sorted: readonly number[]): number {
  const middle = Math.floor(sorted.length / 2)
  return sorted.length % 2 === 1 ? (sorted[middle] ?? 0) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2
}

function countOf(values: readonly string[]): { value: string; count: number }[] {
  return [...new Set(values)].map((value) => ({ value, count: values.filter((one) => one === value).length }))
}
