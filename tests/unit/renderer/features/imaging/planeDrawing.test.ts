// Every reason why something drawn on a plane is not measured, fired one by one on slices that give it, and the words for it in both languages.
import { expect, test } from 'vitest'
import { drawnOnPlane } from '../../../../../src/renderer/features/imaging/planes/planeDrawing.ts'
import { localisedIn, startTexts } from '../../../../../src/renderer/i18n/useT.ts'
import type { FrameStore } from '../../../../../src/renderer/viewers/dicom/loading/frameStore.ts'
import type { StackFrame } from '../../../../../src/renderer/viewers/dicom/stack.ts'
import { hiddenOnPlane } from '../../../../../src/renderer/viewers/dicom/volume/PlaneMarks.tsx'
import { createVolumeSource, type VolumeSource } from '../../../../../src/renderer/viewers/dicom/volume/volumeSource.ts'
import { Measurement } from '../../../../../src/shared/domain/annotation.ts'
import type { ImagingInstance } from '../../../../../src/shared/domain/imagingStudy.ts'
import type { DrawingPlane } from '../../../../../src/shared/domain/planeMeasurement.ts'

const SIDE = 16
type Change = Partial<Omit<ImagingInstance, 'ImagePositionPatient'>> & { ImagePositionPatient?: readonly number[] | null }

/** Slices of 16 x 16 mm, 2 mm apart along z. */
function frames(change: (n: number) => Change = () => ({}), count = 8): StackFrame[] {
  return Array.from({ length: count }, (_, n) => ({
    instance: {
      SOPInstanceUID: `1.${n}`, Rows: SIDE, Columns: SIDE, BitsAllocated: 16, SamplesPerPixel: 1, NumberOfFrames: 1, PixelSpacing: [1, 1], ImagePositionPatient: [0, 0, 2 * n], ImageOrientationPatient: [1, 0, 0, 0, 1, 0],
      FrameOfReferenceUID: '1.2', RescaleSlope: 1, RescaleIntercept: 0, RescaleType: 'HU', suv: null, ...change(n),
    } as unknown as ImagingInstance,
    frame: 1,
    url: String(n),
  }))
}
const slice = { values: new Int16Array(SIDE * SIDE), rows: SIDE, columns: SIDE, samples: 1, min: 0, max: 0 }
const here = { look: () => slice } as unknown as FrameStore
const coronal: DrawingPlane = { origin: [0, 5, 0], right: [1, 0, 0], down: [0, 0, 1] }

function made(slices: StackFrame[], progress = { loaded: slices.length, failed: 0, count: slices.length }): VolumeSource {
  const source = createVolumeSource(slices, 'CT', here)
  if ('refusal' in source) throw new Error(source.refusal)
  return { ...source, progress: () => progress }
}
const drawn = (source: VolumeSource, type: 'length' | 'ellipse' | 'arrow' = 'length', slabMm = 0) => drawnOnPlane(source, slabMm, type, [[2, 2], [10, 10]], coronal)

test('a thin plane of an even volume is measured: 8 mm across and 8 mm along the body are 11.3 mm', () => {
  expect(drawn(made(frames()))).toMatchObject({ values: ['11.3'], spacingSource: 'patientCoordinates' })
})

const whole = frames()
const REFUSED = [
  ['measureThin', () => drawn(made(whole), 'length', 5), /thin plane/u, /plano fino/u],
  ['limit.missingSlice', () => drawn(made(frames((n) => ({ ImagePositionPatient: [0, 0, 2 * (n < 4 ? n : n + 1)] })))), /Slices are missing/u, /Faltan cortes/u],
  ['limit.unevenSpacing', () => drawn(made(frames((n) => ({ ImagePositionPatient: [0, 0, 2 * n + (n > 4 ? 0.7 : 0)] })))), /Uneven slice distance/u, /Distancia desigual/u],
  ['limit.gantryTilt', () => drawn(made(frames((n) => ({ ImagePositionPatient: [0, 0.5 * n, 2 * n] })))), /Tilted gantry/u, /Gantry inclinado/u],
  ['measureNoSpace', () => drawn(made(frames(() => ({ FrameOfReferenceUID: null })))), /where they lie in the patient/u, /dónde están en el paciente/u],
  ['measureLoading', () => drawn(made(whole, { loaded: 3, failed: 0, count: 8 }), 'ellipse'), /still being read/u, /se están leyendo/u],
  ['measureUnread', () => drawn(made(whole, { loaded: 7, failed: 1, count: 8 }), 'ellipse'), /could not be read/u, /no se pudieron leer/u],
] as const

for (const [refusal, draw, en, es] of REFUSED) {
  test(`${refusal}: nothing is measured, and both languages say why`, async () => {
    await startTexts('en')
    expect(draw()).toEqual({ refusal })
    expect(localisedIn('en')(`planes.${refusal}`)).toMatch(en)
    expect(localisedIn('es')(`planes.${refusal}`)).toMatch(es)
  })
}

test('an arrow says nothing in millimetres: it may stand where nothing is measured, but never without the space of the patient', () => {
  expect(drawn(made(frames((n) => ({ ImagePositionPatient: [0, 0, 2 * n + (n > 4 ? 0.7 : 0)] }))), 'arrow')).toMatchObject({ values: [] })
  expect(drawn(made(frames(() => ({ FrameOfReferenceUID: null }))), 'arrow')).toEqual({ refusal: 'measureNoSpace' })
})

const NO_PLANES = [
  ['noPosition', frames((n) => (n === 3 ? { ImagePositionPatient: null } : {})), /position and orientation/u, /su posición y orientación/u],
  ['noPixelSpacing', frames(() => ({ PixelSpacing: null })), /pixel spacing/u, /espaciado de los píxeles/u],
  ['mixedGeometry', frames((n) => (n === 3 ? { ImageOrientationPatient: [0, 1, 0, 0, 0, -1] } : {})), /different planes or have different sizes/u, /planos distintos/u],
  ['duplicatePosition', frames((n) => ({ ImagePositionPatient: [0, 0, 2 * Math.min(n, 6)] })), /same place/u, /mismo lugar/u],
  ['tooFewSlices', frames(undefined, 2), /fewer than three/u, /menos de tres/u],
  ['colour', frames(() => ({ SamplesPerPixel: 3 })), /colour/u, /color/u],
  ['tooLarge', frames(() => ({ Rows: 40_000, Columns: 40_000 })), /memory/u, /memoria/u],
] as const

for (const [refusal, slices, en, es] of NO_PLANES) {
  test(`${refusal}: there are no planes to measure on, and both languages say why`, async () => {
    await startTexts('en')
    expect(createVolumeSource(slices, 'CT', here)).toEqual({ refusal })
    expect(localisedIn('en')(`planes.refusal.${refusal}`)).toMatch(en)
    expect(localisedIn('es')(`planes.refusal.${refusal}`)).toMatch(es)
  })
}

test('hidden marks are counted on the plane they lie in, and on no other', () => {
  const mark = Measurement.parse({
    id: '00000000-0000-4000-8000-000000000001', author: '00000000-0000-4000-8000-000000000002', authorName: 'H. Osei', createdAt: '2026-11-22T10:00:00Z', changedAt: '2026-11-22T10:00:00Z', type: 'measurement', label: 'M1', values: ['8.0'], spacingSource: 'patientCoordinates', note: '',
    anchor: { kind: 'image', StudyInstanceUID: '1', SeriesInstanceUID: '1.1', SOPInstanceUID: '1.3', frame: 1, FrameOfReferenceUID: '1.2', view: null },
    shape: { type: 'length', points: { pixels: [[2, 5], [10, 5]], patient: [[2, 5, 6], [10, 5, 6]] } }, plane: { normal: [0, -1, 0], right: [1, 0, 0] }, locked: true, hidden: true,
  })
  const seen = (plane: DrawingPlane, FrameOfReferenceUID = '1.2') => hiddenOnPlane([mark, { ...mark, hidden: false }], { plane, FrameOfReferenceUID, reachMm: 0.51, sliceAxes: () => null })
  expect(seen(coronal)).toBe(1)
  expect(seen({ ...coronal, origin: [0, 6, 0] })).toBe(0)
  expect(seen(coronal, '1.9')).toBe(0)
})
