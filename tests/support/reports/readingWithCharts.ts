// A reading of two targets over three dates with its charts: 40 + 20, 28 + 14, 44 + absent mm. What report and print are tried on.
import type { ImagingStudy } from '../../../src/shared/domain/imagingStudy.ts'
import { Measurement } from '../../../src/shared/domain/annotation.ts'
import { LesionFinding, ResponseChoices, TrackedLesion } from '../../../src/shared/domain/lesion.ts'
import { CHART_KINDS } from '../../../src/shared/domain/reportChart.ts'
import { reportedLesions } from '../../../src/shared/domain/reportedLesions.ts'
import { evaluate, lesionSeries, responseTable } from '../../../src/shared/domain/responseTable.ts'

const id = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`
const authored = { author: id(900), authorName: 'H. Osei', createdAt: '2026-11-01T10:00:00Z', changedAt: '2026-11-01T10:00:00Z' }
const days = ['2026-03-12', '2026-06-12', '2026-09-12']

export function readingWithCharts(language: 'en' | 'es') {
  const lesions = [1, 2].map((n) => TrackedLesion.parse({ ...authored, id: id(n), label: `T${n}`, site: n === 1 ? 'right hilum' : 'liver', organ: n === 1 ? 'lung' : 'liver', role: 'target' }))
  const measured = (n: number, of: number, at: number, mm: string) =>
    Measurement.parse({
      ...authored, id: id(n), type: 'measurement', label: `T${of}`, values: [mm], spacingSource: 'pixelSpacing', note: '', lesionId: id(of),
      anchor: { kind: 'image', StudyInstanceUID: `1.${at + 1}`, SeriesInstanceUID: '2.1', SOPInstanceUID: `3.${n}`, frame: 1, FrameOfReferenceUID: '4.1', view: null }, shape: { type: 'length', points: { pixels: [[0, 0], [1, 0]], patient: null } },
    })
  const marks = [measured(11, 1, 0, '40.0'), measured(12, 2, 0, '20.0'), measured(13, 1, 1, '28.0'), measured(14, 2, 1, '14.0'), measured(15, 1, 2, '44.0')]
  const gone = LesionFinding.parse({ lesionId: id(2), date: '2026-09-12', state: 'absent', reason: '', changedAt: '', changedBy: id(900) })
  const record = { lesions, findings: [gone], outside: [], choices: ResponseChoices.parse({}), assessments: {}, unreadable: 0 }
  const studies = days.map((studyDate, n) => ({ StudyInstanceUID: `1.${n + 1}`, studyDate })) as ImagingStudy[]
  const table = responseTable(record, marks, studies, id(900))
  const series = lesionSeries(table, record, () => 1)
  const made = reportedLesions(table, series && evaluate(series, 'recist11'), 'recist11', { id: gone.changedBy, name: 'H. Osei' }, language, CHART_KINDS)
  if (!made) throw new Error('nothing to report')
  return { made, table }
}
