import { expect, test } from 'vitest'
import { readHeader } from '../../../../src/main/core/imaging/dicom/readHeader.ts'
import { type SeriesImage, stackSeries } from '../../../../src/shared/domain/stacking.ts'
import { slice, type SliceOptions } from '../../../support/dicomFile.ts'

function image(options: SliceOptions): SeriesImage {
  const reading = readHeader(slice({ instance: `2.25.7.${options.number}`, ...options }))
  if (reading.kind !== 'object' || !reading.object.image) throw new Error(reading.kind)
  return { image: reading.object.image, order: reading.object.order }
}
const upTo = (count: number, more: (n: number) => SliceOptions = () => ({})) => Array.from({ length: count }, (_, i) => image({ number: i + 1, ...more(i + 1) }))

test('an even axial series is one complete volume', () => {
  const { stacks, issues, complete } = stackSeries(upTo(5), 'CT', 0)
  expect(stacks).toMatchObject([{ orientation: 'axial', spacingMm: 5, volume: true, issues: [] }])
  expect([issues, complete]).toEqual([[], true])
})

test('a slice taken out is told: by its gap, or by the directory of the disc', () => {
  expect(stackSeries(upTo(6).filter((_, i) => i !== 2), 'CT', 0)).toMatchObject({ complete: false, issues: ['missingSlice'] })
  expect(stackSeries(upTo(6).slice(0, 5), 'CT', 1)).toMatchObject({ complete: false, issues: ['missingSlice'] })
})

test('slices thicker than their distance are told, and still make the volume their places make', () => {
  const { stacks } = stackSeries(upTo(4, () => ({ extra: [[0x00180050, 'DS', '7.5']] })), 'CT', 0)
  expect(stacks).toMatchObject([{ volume: true, issues: ['thicknessDiffersFromSpacing'] }])
})

test('magnitude and phase at the same places become two stacks', () => {
  const kinds = (kind: string) => upTo(4, (n) => ({ number: n, instance: `2.25.8.${kind.length}.${n}`, z: n * 3, extra: [[0x00080008, 'CS', `ORIGINAL\\PRIMARY\\${kind}`]] }))
  const { stacks, issues } = stackSeries([...kinds('M'), ...kinds('PHASE')], 'MR', 0)
  expect(stacks.map(({ SOPInstanceUIDs, volume }) => [SOPInstanceUIDs.length, volume])).toEqual([[4, true], [4, true]])
  expect(issues).toEqual([])
})

test('repetitions that nothing tells apart stay together and are flagged, none is dropped', () => {
  const twice = [...upTo(3), ...upTo(3, (n) => ({ instance: `2.25.9.${n}` }))]
  expect(stackSeries(twice, 'CT', 0).stacks).toMatchObject([{ volume: false, issues: ['duplicatePosition'], SOPInstanceUIDs: { length: 6 } }])
})

test('a survey of three orientations is three stacks', () => {
  const turned = (n: number, orientation: string, instance: string) => image({ number: n, instance, extra: [[0x00200037, 'DS', orientation], [0x00200032, 'DS', `${n * 10}\\${n * 10}\\${n * 10}`]] })
  const survey = [1, 2, 3].flatMap((n) => [turned(n, '1\\0\\0\\0\\1\\0', `2.25.3.1.${n}`), turned(n, '0\\1\\0\\0\\0\\-1', `2.25.3.2.${n}`), turned(n, '1\\0\\0\\0\\0\\-1', `2.25.3.3.${n}`)])
  const { stacks, issues } = stackSeries(survey, 'MR', 0)
  expect(stacks.map(({ orientation }) => orientation).sort()).toEqual(['axial', 'coronal', 'sagittal'])
  expect(issues).toContain('mixedOrientation')
})

test('radiographs without a place are ordered by number and are no fault; a CT without a place is', () => {
  const without = (modality: string) => upTo(3, () => ({ modality, extra: [[0x00200032, 'DS', ''], [0x00200037, 'DS', '']] }))
  expect(stackSeries(without('DX'), 'DX', 0)).toMatchObject({ issues: [], complete: true, stacks: [{ orientation: null, volume: false }] })
  expect(stackSeries(without('CT'), 'CT', 0).issues).toContain('noPosition')
})
