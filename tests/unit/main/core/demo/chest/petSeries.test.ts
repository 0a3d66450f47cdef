import dicomParser from 'dicom-parser'
import { expect, test } from 'vitest'
import { writePetSeries } from '../../../../../../src/main/core/demo/chest/petSeries.ts'
import { RIGHT_HILAR_MASS } from '../../../../../../src/main/core/demo/chest/tumours.ts'
import { createSeries, createStudy } from '../../../../../../src/main/core/demo/dicom/attributes.ts'

const patient = { familyName: 'A', givenName: 'B', id: '1', issuer: 'I', birthDate: '1963-03-14', sex: 'M', weightKg: 78, sizeM: 1.74 } as const
const study = createStudy(1, 'test', { patient, date: '2026-10-29', time: '10:02:00', accession: '1', studyId: '1', description: 'PET', institution: 'I' })
const series = createSeries(1, 'test', {
  study, number: 1, description: 'PET', modality: 'PT', bodyPart: 'WHOLEBODY', manufacturer: 'M', model: 'M', time: '11:13:00', FrameOfReferenceUID: '2.25.1',
})
const none = { at: new Uint32Array(), share: new Float32Array() }

test('the SUV computed from the tags of the hottest voxel is the stated one', async () => {
  const lesion = RIGHT_HILAR_MASS.october
  const exam = { series, offset: [0, 0, 0], breath: 0, doseMBq: 251, injectedAt: '10:12:00', hotSpots: [{ lesion, site: 'hilum', suvMax: 9.9 }] } as const
  const files: Uint8Array[] = []
  const { uptakes } = await writePetSeries(1, exam, none, 'pet', async (_, bytes) => void files.push(bytes))
  const truth = uptakes[0]!
  const dataSet = files.map((bytes) => dicomParser.parseDicom(bytes)).find((file) => file.string('x00080018') === truth.SOPInstanceUID)!
  const dose = dataSet.elements.x00540016!.items![0]!.dataSet!
  const stored = dataSet.int16('x7fe00010', truth.row * 128 + truth.column)!
  // QIBA SUVbw for DecayCorrection START: the reference is the series time, 61 minutes after injection.
  const seconds = 61 * 60
  const left = dose.floatString('x00181074')! * 2 ** (-seconds / dose.floatString('x00181075')!)
  const suv = (stored * dataSet.floatString('x00281053')! * dataSet.floatString('x00101030')! * 1000) / left
  expect(Math.abs(suv / 9.9 - 1)).toBeLessThan(0.01)
  const [x, y, z] = truth.position
  expect(Math.hypot(x - lesion.x, y - lesion.y)).toBeLessThan(lesion.longMm / 2)
  expect(Math.abs(z - lesion.z)).toBeLessThan(lesion.tallMm / 2)
  expect(new Set(files.map((bytes) => dicomParser.parseDicom(bytes).string('x00281053'))).size).toBeGreaterThan(100)
}, 120_000)
