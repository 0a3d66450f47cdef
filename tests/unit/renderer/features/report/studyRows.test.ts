import { expect, test } from 'vitest'
import { STUDIES, studyRows } from '../../../../../src/renderer/features/report/studyRows.ts'
import type { ImagingStudy } from '../../../../../src/shared/domain/imagingStudy.ts'
import type { TemplateList } from '../../../../../src/shared/domain/report.ts'
import type { RowContent } from '../../../../../src/shared/domain/reportContent.ts'
import { templateWords } from '../../../../support/journeyWords.ts'

const list = templateWords('onc/1').sections.find(({ key }) => key === 'imaging')?.lists.find(({ key }) => key === STUDIES) as unknown as TemplateList
const study = (uid: string, StudyDescription: string, studyDate: string | null, modalities: readonly string[]) => ({ StudyInstanceUID: uid, StudyDescription, studyDate, series: modalities.map((Modality) => ({ Modality })) }) as unknown as ImagingStudy
const row = (id: string, values: Record<string, string>) => ({ id, order: 1, fields: Object.fromEntries(Object.entries(values).map(([key, value]) => [key, { value }])) }) as unknown as RowContent
const chest = study('1', 'TC de tórax', '2026-05-24', ['CT', 'SR'])
const pet = study('2', 'PET-TC', '2026-10-29', ['PT', 'CT'])
const GAP = 'CT Tórax 5 mm: faltan 2 cortes.'
const limitsOf = (uid: string) => (uid === '1' ? GAP : '')

test('a study that came becomes a row with its name, date, kind of images and what limits it', () => {
  expect(studyRows(list, [], [chest], limitsOf)).toEqual({ missing: [{ study: 'TC de tórax', date: '2026-05-24', modality: 'CT', limits: GAP }], unlimited: [] })
})

test('nothing is guessed: no date where none is stated, no kind where a study has several, no limits where there are none', () => {
  expect(studyRows(list, [], [pet, study('3', '', null, ['MR'])], limitsOf).missing).toEqual([{ study: 'PET-TC', date: '2026-10-29' }, { study: 'MR', modality: 'MR' }])
})

test('a study in the list is not added again; its limits are offered while the field is empty, and what is written stays', () => {
  const listed = { study: 'TC de tórax', date: '2026-05-24' }
  expect(studyRows(list, [row('a', listed)], [chest, pet], limitsOf)).toEqual({ missing: [{ study: 'PET-TC', date: '2026-10-29' }], unlimited: [{ row: 'a', limits: GAP }] })
  expect(studyRows(list, [row('a', { ...listed, limits: 'Movimiento' })], [chest], limitsOf)).toEqual({ missing: [], unlimited: [] })
})

test('a study that its reader calls otherwise is known by its date and kind of images', () => {
  const own = row('a', { study: 'PET/TC', date: '2026-10-29', modality: 'PT' })
  expect(studyRows(list, [own], [pet], () => GAP)).toEqual({ missing: [], unlimited: [{ row: 'a', limits: GAP }] })
  // The CT of the same day may be the one or the other.
  const sameDay = study('5', 'TC craneal', '2026-10-29', ['CT'])
  expect(studyRows(list, [row('a', { study: 'TC', date: '2026-10-29', modality: 'CT' })], [pet, sameDay], () => GAP).unlimited).toEqual([])
  expect(studyRows(list, [row('a', { study: 'PET/TC', date: '2026-10-28', modality: 'PT' })], [pet], () => GAP).missing).toHaveLength(1)
})

test('of two studies with one name and date none is taken for the other', () => {
  const twin = study('4', 'TC de tórax', '2026-05-24', ['CT'])
  const one = row('a', { study: 'TC de tórax', date: '2026-05-24' })
  expect(studyRows(list, [one], [chest, twin], limitsOf).unlimited).toEqual([])
  expect(studyRows(list, [one], [chest, twin], limitsOf).missing).toHaveLength(1)
  expect(studyRows(list, [one, row('b', { study: 'TC de tórax', date: '2026-05-24' })], [chest, twin], limitsOf).missing).toEqual([])
})
