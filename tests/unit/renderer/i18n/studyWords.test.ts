import { beforeAll, expect, test } from 'vitest'
import type { StudyQuality } from '../../../../src/shared/domain/studyQuality.ts'
import { formatIn } from '../../../../src/renderer/i18n/format.ts'
import { limitationsOf, limitsOfStudy, studyDateWords } from '../../../../src/renderer/i18n/studyWords.ts'
import { localisedIn, startTexts } from '../../../../src/renderer/i18n/useT.ts'

beforeAll(() => startTexts('en'))

const finding = { code: 'unevenGaps' as const, count: null, from: 3.3, to: 4.75, fields: [], limits: true } satisfies StudyQuality['series'][number]['findings'][number]
const study: StudyQuality = {
  StudyInstanceUID: '2.25.1' as never, StudyDescription: 'Chest', studyDate: null, studyDates: ['2026-03-12', '2026-05-04'],
  series: [{ SeriesInstanceUID: '2.25.2' as never, SeriesDescription: 'Thorax 5 mm', Modality: 'CT', findings: [finding, { ...finding, code: 'severalStacks' as const, count: 2, limits: false }] }],
}

test('limitations are whole sentences of the report’s language, with study, series and figures; what limits nothing is not among them', () => {
  const of = (language: 'en' | 'es', one = study) => limitationsOf([one], localisedIn(language), formatIn(language)).map((line) => line.replaceAll('\u00a0', ' '))
  expect(of('en')).toEqual([
    'Chest: Its images state different dates: 12 Mar 2026 and 4 May 2026. Which one holds is not known.',
    'CT Thorax 5 mm, Chest: Slices lie 3.30 to 4.75 mm apart: no volume, no MPR measurement.',
  ])
  expect(of('es', { ...study, studyDate: '2026-03-12' })).toEqual([
    'Chest: Sus imágenes indican fechas distintas: 12 mar 2026 y 4 may 2026. Se toma la del 12 mar 2026, como indicó una persona del equipo.',
    'CT Thorax 5 mm, Chest, 12 mar 2026: Cortes separados entre 3,30 y 4,75 mm: sin volumen ni medición MPR.',
  ])
})

test('a place that names the study itself gets its limits without its name', () => {
  expect(limitsOfStudy(study, localisedIn('en'), formatIn('en')).map((line) => line.replaceAll('\u00a0', ' '))).toEqual([
    'Its images state different dates: 12 Mar 2026 and 4 May 2026. Which one holds is not known.',
    'CT Thorax 5 mm: Slices lie 3.30 to 4.75 mm apart: no volume, no MPR measurement.',
  ])
})

test('a study without a date and one whose images contradict each other are told apart', () => {
  const [t, format] = [localisedIn('en'), formatIn('en')]
  expect(studyDateWords({ studyDate: null }, t, format)).toBe('Date not stated')
  expect(studyDateWords({ studyDate: null, studyDates: ['2026-03-12', '2026-05-04'] }, t, format)).toBe('Its images state different dates')
})
