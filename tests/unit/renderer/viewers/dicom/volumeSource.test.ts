import { expect, test } from 'vitest'
import type { FrameStore } from '../../../../../src/renderer/viewers/dicom/loading/frameStore.ts'
import type { StackFrame } from '../../../../../src/renderer/viewers/dicom/stack.ts'
import { createVolumeSource } from '../../../../../src/renderer/viewers/dicom/volume/volumeSource.ts'
import type { ImagingInstance } from '../../../../../src/shared/domain/imagingStudy.ts'
import { valueAtPoint } from '../../../../../src/shared/domain/reslice.ts'

const TABLE = { first: 10, bits: 16, values: [100, 250, 900], explanation: '' }

function frames(withTable: boolean): StackFrame[] {
  return [0, 1, 2, 3].map((n) => ({
    instance: {
      SOPInstanceUID: `1.${n}`, Rows: 2, Columns: 2, BitsAllocated: 16, SamplesPerPixel: 1, NumberOfFrames: 1, PixelSpacing: [1, 1], ImagePositionPatient: [0, 0, n], ImageOrientationPatient: [1, 0, 0, 0, 1, 0],
      FrameOfReferenceUID: '1.2', RescaleSlope: 2, RescaleIntercept: -5, suv: null,
    } as unknown as ImagingInstance,
    frame: 1,
    url: String(n),
    ...(withTable ? { presentation: { SOPInstanceUID: `1.${n}`, modalityLut: TABLE, voiLuts: [], overlays: [] } } : {}),
  }))
}
const stored = { values: Uint16Array.from([10, 11, 12, 40]), rows: 2, columns: 2, samples: 1, min: 10, max: 40 }
const store = { look: () => stored } as unknown as FrameStore

// By hand: entry 0 is for 10, values beyond the table take its last entry (PS3.3 C.11.1.1).
test('a volume says what the modality lookup table says, not what a rescale would (H6)', () => {
  const made = createVolumeSource(frames(true), 'CT', store)
  if ('refusal' in made) throw new Error(made.refusal)
  expect([[0, 0, 1], [1, 0, 1], [0, 1, 1], [1, 1, 1]].map((p) => valueAtPoint(made.volume, p as [number, number, number]))).toEqual([100, 250, 900, 900])
  const plain = createVolumeSource(frames(false), 'CT', store)
  if ('refusal' in plain) throw new Error(plain.refusal)
  expect(valueAtPoint(plain.volume, [1, 0, 1])).toBe(17)
})
