// SOP class UIDs: DICOM PS3.4 2024e, table B.5-1. BurnedInAnnotation: PS3.3 C.7.6.1 (type 3, YES or NO).
import { expect, test } from 'vitest'
import { namedPixels, namedPixelsOf } from '../../../../../src/shared/domain/board/namedPixels.ts'

const CT = '1.2.840.10008.5.1.4.1.1.2'
const US = '1.2.840.10008.5.1.4.1.1.6.1'
const US_MULTI = '1.2.840.10008.5.1.4.1.1.3.1'
const CAPTURE = '1.2.840.10008.5.1.4.1.1.7'
const CAPTURE_COLOUR = '1.2.840.10008.5.1.4.1.1.7.4'
const MR = '1.2.840.10008.5.1.4.1.1.4'
const of = (SOPClassUID: string, BurnedInAnnotation?: string, ImageType = ['ORIGINAL', 'PRIMARY']) => ({ SOPClassUID, ImageType, ...(BurnedInAnnotation === undefined ? {} : { BurnedInAnnotation }) })

test('what the file says wins, in both directions', () => {
  expect(namedPixels(of(CT, 'YES'), 'CT')).toBe('stated')
  expect(namedPixels(of(CT, 'yes '), 'CT')).toBe('stated')
  expect(namedPixels(of(US, 'NO'), 'US')).toBe('none')
})

test('where the file says nothing, ultrasound, captures and photographs are covered, slices are not', () => {
  for (const uid of [US, US_MULTI, CAPTURE, CAPTURE_COLOUR, '1.2.840.10008.5.1.4.1.1.77.1.4', '1.2.840.10008.5.1.4.1.1.77.1.1.1']) expect(namedPixels(of(uid), 'CT'), uid).toBe('possible')
  expect(namedPixels(of(CT), 'US')).toBe('possible')
  expect(namedPixels(of(CT, undefined, ['DERIVED', 'SECONDARY', 'SCREEN SAVE']), 'CT')).toBe('possible')
  for (const [uid, modality] of [[CT, 'CT'], [MR, 'MR'], ['1.2.840.10008.5.1.4.1.1.128', 'PT'], ['1.2.840.10008.5.1.4.1.1.1.2', 'MG']] as const) expect(namedPixels(of(uid), modality), uid).toBe('none')
})

test('one slice that names the patient covers the stack', () => {
  expect(namedPixelsOf([of(CT, 'NO'), of(CT), of(CT, 'YES')], 'CT')).toBe('stated')
  expect(namedPixelsOf([of(CT, 'NO'), of(CAPTURE)], 'CT')).toBe('possible')
  expect(namedPixelsOf([], 'CT')).toBe('none')
})
