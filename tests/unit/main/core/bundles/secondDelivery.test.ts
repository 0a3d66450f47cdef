import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { encodeDicomdir } from '#core/demo/dicom/dicomdir.ts'
import { slice } from '../../../../support/dicomFile.ts'
import { openIntakeClinic } from '../../../../support/intakeClinic.ts'
import { temporaryFolder } from '../../../../support/temporaryFolder.ts'

const numbers = [1, 2, 3, 4, 5, 6]
const attributes = (n: number) => ({
  PatientName: 'RUIZ MORA^ANA', PatientID: '882211', StudyInstanceUID: '2.25.100', StudyDate: '20260312', StudyTime: '', StudyID: '1', StudyDescription: '', AccessionNumber: '',
  SeriesInstanceUID: '2.25.200', Modality: 'CT', SeriesNumber: 1, InstanceNumber: n, SOPClassUID: '1.2.840.10008.5.1.4.1.1.2', SOPInstanceUID: `2.25.1.${n}`,
})

/** A disc whose directory lists six slices, holding those given. */
function disc(present: readonly number[]): string {
  const folder = join(temporaryFolder(), 'disc')
  mkdirSync(join(folder, 'CT'), { recursive: true })
  writeFileSync(join(folder, 'DICOMDIR'), encodeDicomdir('DISC', '2.25.900', numbers.map((n) => ({ path: ['CT', `IM${n}`], attributes: attributes(n) }))))
  for (const n of present) writeFileSync(join(folder, 'CT', `IM${n}`), slice({ number: n, instance: `2.25.1.${n}` }))
  return folder
}

test('slices that the disc lists and does not hold are named one by one; the delivery that brings them completes the series', async () => {
  const clinic = openIntakeClinic(temporaryFolder())
  onTestFinished(clinic.close)
  const first = await clinic.takeIn(disc([1, 2, 3, 4]))
  expect(first).toMatchObject({ images: 4 })
  expect(first.items.filter(({ code }) => code === 'listedMissing').map(({ name }) => name)).toEqual(['CT/IM5', 'CT/IM6'])
  expect(first.items.filter(({ code }) => code === 'listedMissing').every(({ outcome }) => outcome === 'missing')).toBe(true)
  const caseId = first.caseId ?? ''
  const seriesNow = () => clinic.imaging.studies({ caseId })[0]?.series[0]
  // No hole between the four that came: only the directory knows.
  expect(seriesNow()).toMatchObject({ instances: 4, complete: false, issues: ['missingSlice'] })
  const half = await clinic.takeIn(disc([5]), caseId)
  expect(half.items.filter(({ code }) => code === 'listedMissing').map(({ name }) => name)).toEqual(['CT/IM6'])
  expect(seriesNow()).toMatchObject({ instances: 5, complete: false })
  const rest = join(temporaryFolder(), 'rest')
  mkdirSync(rest)
  writeFileSync(join(rest, 'a.dcm'), slice({ number: 6, instance: '2.25.1.6' }))
  await clinic.takeIn(rest, caseId)
  expect(seriesNow()).toMatchObject({ instances: 6, complete: true, issues: [] })
})

test('where two studies share a series UID, an image that one of them lacks is missing from that one; a directory that names a third study is not believed in it', async () => {
  const clinic = openIntakeClinic(temporaryFolder())
  onTestFinished(clinic.close)
  const folder = join(temporaryFolder(), 'disc')
  mkdirSync(join(folder, 'CT'), { recursive: true })
  const listed = (study: string, numbered: readonly number[], said = study) => numbered.map((n) => ({ path: ['CT', `${study.slice(-3)}${n}`], attributes: { ...attributes(n), StudyInstanceUID: said, SOPInstanceUID: `${study}.1.${n}` } }))
  const write = (name: string, images: ReturnType<typeof listed>) => writeFileSync(join(folder, name), encodeDicomdir('DISC', '2.25.900', images))
  for (const [study, n] of [['2.25.101', 1], ['2.25.101', 2], ['2.25.102', 1], ['2.25.102', 2]] as const) writeFileSync(join(folder, 'CT', `${study.slice(-3)}${n}`), slice({ study, number: n, instance: `${study}.1.${n}` }))
  write('DICOMDIR', [...listed('2.25.101', [1, 2]), ...listed('2.25.102', [1, 2, 3])])
  const { caseId } = await clinic.takeIn(folder)
  const whole = () => Object.fromEntries(clinic.imaging.studies({ caseId: caseId ?? '' }).map(({ StudyInstanceUID, series }) => [StudyInstanceUID, series.map(({ complete }) => complete)]))
  expect(whole()).toEqual({ '2.25.101': [true], '2.25.102': [false] })
  write('DICOMDIR', listed('2.25.101', [1, 2, 4], '2.25.999'))
  await clinic.takeIn(folder, caseId ?? '')
  expect(whole()).toEqual({ '2.25.101': [false], '2.25.102': [false] })
})

test('a series of which nothing came is named too', async () => {
  const clinic = openIntakeClinic(temporaryFolder())
  onTestFinished(clinic.close)
  const folder = disc([])
  writeFileSync(join(folder, 'LETTER.PDF.TXT'), 'Patient: Ana Ruiz Mora. Date of birth: 8 April 1963. Discharge summary.')
  const result = await clinic.takeIn(folder)
  expect(result.items.filter(({ code }) => code === 'listedMissing')).toHaveLength(6)
  const { items } = await clinic.takeIn(disc(numbers), result.caseId)
  expect(items.filter(({ code }) => code === 'listedMissing')).toEqual([])
  expect(clinic.imaging.studies({ caseId: result.caseId ?? '' })[0]?.series[0]).toMatchObject({ instances: 6, complete: true })
})
