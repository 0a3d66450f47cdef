// Uptake of followed lesions over time: the highest SUV inside the regions a reader drew on PET and named after a lesion. Pure; never enters a sum of diameters.
import type { Measurement } from './annotation.ts'
import type { ImagingStudy } from './imagingStudy.ts'
import type { LesionRecord } from './lesion.ts'

/** Unit of region statistics that are standardised uptake by body weight. */
export const SUV_UNIT = 'SUVbw'

export interface SuvTrend {
  /** Calendar dates of the PET studies, oldest first. */
  dates: readonly string[]
  /** One line per lesion; null = no region at that date. */
  lines: readonly { label: string; values: readonly (number | null)[] }[]
}

/** A region whose pixels are standardised uptake; any other region says nothing about a lesion's uptake. */
export function isUptake({ statistics }: Pick<Measurement, 'statistics'>): boolean {
  return statistics?.unit === SUV_UNIT
}

/** @param author whose reading. Of several regions of a lesion at one date the highest value counts: SUVmax is the hottest pixel of the lesion */
export function suvTrend({ lesions }: Pick<LesionRecord, 'lesions'>, measurements: readonly Measurement[], studies: readonly ImagingStudy[], author: string): SuvTrend {
  const dateOf = new Map(studies.map((study) => [study.StudyInstanceUID, study.studyDate]))
  const found = measurements.flatMap((m) => {
    const date = dateOf.get(m.anchor.StudyInstanceUID)
    return isUptake(m) && date && m.lesionId && m.statistics ? [{ lesionId: m.lesionId, date, highest: Number(m.statistics.max) }] : []
  })
  const own = lesions.filter((lesion) => lesion.author === author && found.some(({ lesionId }) => lesionId === lesion.id))
  const dates = [...new Set(found.filter(({ lesionId }) => own.some(({ id }) => id === lesionId)).map(({ date }) => date))].sort()
  const highestAt = (id: string, date: string) => {
    const values = found.filter((one) => one.lesionId === id && one.date === date).map(({ highest }) => highest)
    return values.length === 0 ? null : Math.max(...values)
  }
  return { dates, lines: own.map(({ id, label }) => ({ label, values: dates.map((date) => highestAt(id, date)) })).sort((a, b) => a.label.localeCompare(b.label, 'en', { numeric: true })) }
}
