// The reading of one reader: lesions, measurements and the engines' answer, with and without each lesion. One source for table, charts and words.
import { useCallback, useMemo } from 'react'
import { useQueries } from '@tanstack/react-query'
import type { Measurement } from '#shared/domain/annotation.ts'
import { type ImagingStudy, seriesKey } from '#shared/domain/imagingStudy.ts'
import { appliedConventions, type AppliedConvention } from '#shared/domain/response/conventions.ts'
import { suvTrend, type SuvTrend } from '#shared/domain/suvTrend.ts'
import { evaluate, lesionSeries, responseTable, type ResponseResult, type ResponseTable } from '#shared/domain/responseTable.ts'
import { useCaseMeasurements, type CaseMeasurements } from './caseMeasurements.ts'
import { useLesions, type Lesions } from './lesions.ts'
import { seriesQuery } from './queries.ts'

export interface Response {
  lesions: Lesions
  measurements: CaseMeasurements
  table: ResponseTable
  criteria: 'recist11' | 'irecist'
  /** null without any date. */
  result: ResponseResult | null
  /** The answer if one lesion were left out, by its id. */
  without: ReadonlyMap<string, ResponseResult>
  conventions: readonly AppliedConvention[]
  uptake: SuvTrend
  sliceThicknessOf(measurement: Measurement): number | null
}

export function useResponse(caseId: string, studies: readonly ImagingStudy[], reader: string | null): Response {
  const lesions = useLesions(caseId)
  const uids = useMemo(() => studies.map((study) => study.StudyInstanceUID), [studies])
  const measurements = useCaseMeasurements(caseId, uids)
  const author = reader ?? lesions.me
  const { record } = lesions
  const table = useMemo(() => responseTable(record, measurements.measurements, studies, author), [record, measurements.measurements, studies, author])

  const series = useMemo(() => [...new Map(table.rows.flatMap((row) => row.cells.flatMap(({ measurement }) => (measurement ? [[seriesKey(measurement.anchor), measurement.anchor] as const] : [])))).values()], [table])
  const instances = useQueries({
    queries: series.map((of) => seriesQuery(caseId, of)),
    combine: (queries) => queries.flatMap((query) => query.data?.instances ?? []),
  })
  const thickness = useMemo(() => new Map(instances.map(({ SOPInstanceUID, SliceThickness }) => [SOPInstanceUID, SliceThickness])), [instances])
  const sliceThicknessOf = useCallback((measurement: Measurement) => thickness.get(measurement.anchor.SOPInstanceUID) ?? null, [thickness])

  const uptake = useMemo(() => suvTrend(record, measurements.measurements, studies, author), [record, measurements.measurements, studies, author])
  const criteria = record.choices.criteria === 'irecist' ? 'irecist' : 'recist11'
  return useMemo(() => {
    const whole = lesionSeries(table, record, sliceThicknessOf)
    const without = new Map(
      table.rows.flatMap(({ lesion }) => {
        const rest = lesionSeries(table, record, sliceThicknessOf, lesion.id)
        return rest ? [[lesion.id as string, evaluate(rest, criteria)] as const] : []
      }),
    )
    return {
      lesions,
      measurements,
      table,
      criteria,
      result: whole && evaluate(whole, criteria),
      without,
      conventions: whole ? appliedConventions(whole, criteria) : [],
      uptake,
      sliceThicknessOf,
    }
  }, [uptake, table, record, criteria, lesions, measurements, sliceThicknessOf])
}
