import { describe, expect, test } from 'vitest'
import type { ImagingInstance } from '../../../../src/shared/domain/imagingStudy.ts'
import { stackSeries } from '../../../../src/shared/domain/stacking.ts'
import { seriesFindings } from '../../../../src/shared/domain/studyQuality.ts'
import { readHeader } from '../../../../src/main/core/imaging/dicom/readHeader.ts'
import { type Element, slice } from '../../../support/dicomFile.ts'

const ORDER = { EchoTime: null, TemporalPositionIdentifier: null, AcquisitionNumber: null, TriggerTime: null, DiffusionBValue: null }

/** Headers written byte by byte and read by the real reader. */
function image(number: number, extra: readonly Element[] = []): ImagingInstance {
  const reading = readHeader(slice({ number, instance: `2.25.5.${number}`, extra }))
  if (reading.kind !== 'object' || !reading.object.image) throw new Error('no image')
  return reading.object.image
}
const position = (z: number, y = 0): Element => [0x00200032, 'DS', `0\\${y}\\${z}`]

function findingsOf(images: readonly ImagingInstance[], Modality = 'CT', missing = 0) {
  const stacked = stackSeries(images.map((each) => ({ image: each, order: ORDER })), Modality, missing)
  const series = { SeriesInstanceUID: '2.25.200' as never, Modality, SeriesNumber: 1, SeriesDescription: '', BodyPartExamined: null, PatientPosition: null, Manufacturer: null, instances: images.length, frames: images.length, ...stacked }
  return seriesFindings(series, images)
}
const at = (...zs: number[]) => zs.map((z, n) => image(n + 1, [position(z)]))

describe('findings of a series from outside', () => {
  test('a whole, even series has none', () => expect(findingsOf(at(0, 5, 10, 15, 20))).toEqual([]))
  test('a hole between slices is counted', () => expect(findingsOf(at(0, 5, 10, 20, 25, 30))).toMatchObject([{ code: 'missingSlices', count: 1, limits: true }]))
  test('images that the directory lists and the disc does not hold', () => expect(findingsOf(at(0, 5, 10), 'CT', 2)).toMatchObject([{ code: 'missingByNumber' }]))
  test('uneven gaps are told in millimetres', () => expect(findingsOf(at(0, 4, 8.7, 12, 16.4))).toMatchObject([{ code: 'unevenGaps', from: 3.3, to: 4.7 }]))
  test('a tilt is told in degrees', () => {
    const tilted = [0, 1, 2, 3, 4].map((n) => image(n + 1, [position(n * 5, n * 5 * Math.tan((18.5 * Math.PI) / 180))]))
    expect(findingsOf(tilted)).toMatchObject([{ code: 'tiltedGantry', from: 18.5, to: 18.5 }])
  })
  test('slices of different thickness', () => {
    const mixed = [0, 1, 2, 3].map((n) => image(n + 1, [position(n * 5), [0x00180050, 'DS', n < 2 ? '5' : '2.5']]))
    expect(findingsOf(mixed)).toContainEqual(expect.objectContaining({ code: 'mixedThickness', from: 2.5, to: 5 }))
  })
  test('thickness that is not the distance limits nothing: positions count (data.md, trap 1)', () => {
    const thick = [0, 1, 2, 3].map((n) => image(n + 1, [position(n * 3.27), [0x00180050, 'DS', '3.75']]))
    expect(findingsOf(thick)).toMatchObject([{ code: 'thicknessIsNotSpacing', to: 3.75, limits: false }])
  })
  test('loss is told with its ratio', () => {
    const lossy = [0, 1, 2].map((n) => image(n + 1, [position(n * 5), [0x00282110, 'CS', '01'], [0x00282112, 'DS', '12.5']]))
    expect(findingsOf(lossy)).toMatchObject([{ code: 'lossy', from: 12.5, to: 12.5 }])
  })
  test('PET without its inputs names them', () => {
    const suv = { Units: 'BQML', PatientWeight: null, RadionuclideTotalDose: 588_800_000, RadionuclideHalfLife: 6588, DecayCorrection: 'START', SeriesTime: '095947', RadiopharmaceuticalStartTime: null, RadiopharmaceuticalStartDateTime: null }
    const pet = at(0, 5, 10).map((each) => ({ ...each, suv }))
    expect(findingsOf(pet, 'PT')).toMatchObject([{ code: 'noSuv', fields: ['PatientWeight', 'RadiopharmaceuticalStartTime'] }])
    expect(findingsOf(pet.map((each) => ({ ...each, suv: { ...suv, PatientWeight: 91, RadiopharmaceuticalStartTime: '072100' } })), 'PT')).toEqual([])
  })
})
