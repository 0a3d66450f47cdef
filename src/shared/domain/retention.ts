// How long a closed case is kept before it may be erased: by the rule of the region it is kept for. Pure.

/** A region's rule: years after the last change of a closed case, and what they rest on. */
export interface RegionRule {
  readonly region: string
  readonly years: number
  readonly basis: string
}

interface RetentionRules {
  /** The server's own region and its years. */
  readonly region: string
  readonly retentionYears: number
  readonly regions: readonly RegionRule[]
}

/**
 * @param region of the case; null: the server's own
 * @returns the region's years. A region that the rules no longer name keeps its cases as long as the strictest of them: what is not known is never a reason to erase earlier.
 */
export function retentionYearsOf({ region: own, retentionYears, regions }: RetentionRules, region: string | null): number {
  if (region === null || region === own) return retentionYears
  return regions.find((rule) => rule.region === region)?.years ?? Math.max(retentionYears, ...regions.map(({ years }) => years))
}

/** Each region has one rule: none stands twice, the server's own neither. */
export function regionsAreDistinct({ region: own, regions }: RetentionRules): boolean {
  return new Set([own, ...regions.map(({ region }) => region)]).size === regions.length + 1
}

/** @param instant ISO; 29 February ends on 1 March. @returns ISO */
export function yearsAfter(instant: string, years: number): string {
  const date = new Date(instant)
  date.setUTCFullYear(date.getUTCFullYear() + years)
  return date.toISOString()
}
