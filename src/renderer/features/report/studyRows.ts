// The studies that were received, as rows of the report's list of studies: what their headers state and what limits them. Nothing is guessed. Pure.
import type { ImagingStudy } from '#shared/domain/imagingStudy.ts'
import type { TemplateList } from '#shared/domain/report.ts'
import type { RowContent } from '#shared/domain/reportContent.ts'
import { rowValue } from '#shared/domain/templateFacts.ts'

/** Key of the list, in any template that has it. */
export const STUDIES = 'studies'

type Values = Record<string, string>

interface StudyRows {
  /** Rows for studies that the list does not name yet. */
  missing: Values[]
  /** Rows that leave the limits of their study out. */
  unlimited: { row: string; limits: string }[]
}

/**
 * A study stands in the list when a row has its name and its date. Where several share both, no row is known to be the one or the other, and none is filled.
 * @param limitsOf what limits a study, by StudyInstanceUID, as one text; '' = nothing
 */
export function studyRows(list: TemplateList, rows: readonly RowContent[], studies: readonly ImagingStudy[], limitsOf: (StudyInstanceUID: string) => string): StudyRows {
  const codes = new Set(list.fields.find(({ key }) => key === 'modality')?.options?.map(({ code }) => code))
  const all = studies.map((study) => valuesOf(study, codes, limitsOf(study.StudyInstanceUID)))
  const found: StudyRows = { missing: [], unlimited: [] }
  for (const name of new Set(all.map(nameOf))) {
    const same = all.filter((values) => nameOf(values) === name)
    const listed = rows.filter((row) => nameOf({ study: rowValue(row, 'study'), date: rowValue(row, 'date') }) === name)
    found.missing.push(...same.slice(listed.length))
    const [only, another] = same
    if (only?.limits && !another) for (const row of listed) if (rowValue(row, 'limits') === '') found.unlimited.push({ row: row.id, limits: only.limits })
  }
  return found
}

const nameOf = ({ study = '', date = '' }: Values) => JSON.stringify([study, date])

/** Of several kinds of images in one study none is chosen: that is the reader's. */
function valuesOf({ StudyDescription, studyDate, series }: ImagingStudy, codes: ReadonlySet<string>, limits: string): Values {
  const modalities = [...new Set(series.map(({ Modality }) => Modality).filter((modality) => codes.has(modality)))]
  const [modality, another] = modalities
  const study = StudyDescription.trim() || modalities.join(', ')
  return { ...(study && { study }), ...(studyDate !== null && { date: studyDate }), ...(modality && !another && { modality }), ...(limits && { limits }) }
}
