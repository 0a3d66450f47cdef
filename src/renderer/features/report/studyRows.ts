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
 * A study stands in the list when a row has its date, and its name or one of its kinds of images. A row that may be of several studies is of none:
 * its limits are left to its author.
 * @param limitsOf what limits a study, by StudyInstanceUID, as one text; '' = nothing
 */
export function studyRows(list: TemplateList, rows: readonly RowContent[], studies: readonly ImagingStudy[], limitsOf: (StudyInstanceUID: string) => string): StudyRows {
  const codes = new Set(list.fields.find(({ key }) => key === 'modality')?.options?.map(({ code }) => code))
  const all = studies.map((study) => received(study, codes, limitsOf(study.StudyInstanceUID)))
  const isOf = (row: RowContent, { values, modalities }: Received) => {
    const [date, name] = [rowValue(row, 'date'), rowValue(row, 'study')]
    return date === (values.date ?? '') && (name === (values.study ?? '') || (date !== '' && modalities.includes(rowValue(row, 'modality'))))
  }
  const free = new Set(rows)
  const found: StudyRows = { missing: [], unlimited: [] }
  for (const study of all) {
    const row = [...free].find((one) => isOf(one, study))
    if (row) free.delete(row)
    else found.missing.push(study.values)
    const [only, another] = rows.filter((one) => isOf(one, study))
    const isPlain = only !== undefined && another === undefined && all.filter((other) => isOf(only, other)).length === 1
    if (study.values.limits && isPlain && rowValue(only, 'limits') === '') found.unlimited.push({ row: only.id, limits: study.values.limits })
  }
  return found
}

interface Received {
  values: Values
  modalities: readonly string[]
}

/** Of several kinds of images in one study none is chosen: that is the reader's. */
function received({ StudyDescription, studyDate, series }: ImagingStudy, codes: ReadonlySet<string>, limits: string): Received {
  const modalities = [...new Set(series.map(({ Modality }) => Modality).filter((modality) => codes.has(modality)))]
  const [modality, another] = modalities
  const study = StudyDescription.trim() || modalities.join(', ')
  return { modalities, values: { ...(study && { study }), ...(studyDate !== null && { date: studyDate }), ...(modality && !another && { modality }), ...(limits && { limits }) } }
}
