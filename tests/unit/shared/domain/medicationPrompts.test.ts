import { expect, test } from 'vitest'
import { medicationPrompts } from '#shared/domain/medicationPrompts.ts'

test('a pair is found in both languages, with doses and accents, whatever the order', () => {
  // Tamoxifen SmPC 4.5: potent CYP2D6 inhibitors such as paroxetine
  expect(medicationPrompts(['Paroxetina 20 mg/24 h', 'TAMOXIFÉNO 20 mg'])).toMatchObject([{ id: 'tamoxifen-cyp2d6', medicines: ['TAMOXIFÉNO 20 mg', 'Paroxetina 20 mg/24 h'] }])
  expect(medicationPrompts(['levodopa/carbidopa 100/25', 'metoclopramide 10 mg']).map(({ id }) => id)).toEqual(['levodopa-antidopaminergic'])
})

test('one medicine alone, another name that only contains it, and the same line twice raise nothing', () => {
  expect(medicationPrompts(['Tamoxifen 20 mg'])).toEqual([])
  expect(medicationPrompts(['tamoxifenol', 'paroxetine'])).toEqual([])
  expect(medicationPrompts(['litio', ''])).toEqual([])
})

test('every prompt names its source', () => {
  expect(medicationPrompts(['tamoxifen', 'paroxetine', 'ondansetron', 'citalopram', 'imatinib', "St John's wort"]).every(({ source }) => source.length > 10)).toBe(true)
})
