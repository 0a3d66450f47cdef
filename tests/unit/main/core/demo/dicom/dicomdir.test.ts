import dicomParser from 'dicom-parser'
import { expect, test } from 'vitest'
import { encodeDicomdir } from '../../../../../../src/main/core/demo/dicom/dicomdir.ts'

const image = (patient: string, study: string, series: string, number: number) => ({
  path: ['DICOM', `PA${patient}`, `IM${number}`],
  attributes: {
    SpecificCharacterSet: 'ISO_IR 192',
    SOPClassUID: '1.2.840.10008.5.1.4.1.1.4',
    SOPInstanceUID: `2.25.${patient}${study}${series}${number}`,
    PatientID: patient,
    PatientName: `Name^${patient}`,
    StudyInstanceUID: `2.25.${patient}${study}`,
    SeriesInstanceUID: `2.25.${patient}${study}${series}`,
    Modality: 'MR',
    InstanceNumber: number,
  },
})

test('following the offsets visits every patient, study, series and image once', () => {
  const bytes = encodeDicomdir('DEMO', '2.25.9', [image('1', '1', '1', 1), image('1', '1', '1', 2), image('1', '2', '3', 1), image('2', '4', '5', 1)])
  const dataSet = dicomParser.parseDicom(bytes)
  const items = dataSet.elements.x00041220?.items ?? []
  const at = new Map(items.map((item) => [(item.dataOffset ?? 0) - 8, item.dataSet]))
  const visited: string[] = []
  const walk = (offset: number, depth: number): void => {
    for (let next = offset; next !== 0; next = at.get(next)?.uint32('x00041400') ?? 0) {
      const record = at.get(next)
      expect(record).toBeDefined()
      visited.push(`${depth} ${record?.string('x00041430')}`)
      walk(record?.uint32('x00041420') ?? 0, depth + 1)
    }
  }
  walk(dataSet.uint32('x00041200') ?? 0, 0)
  expect(visited).toEqual([
    '0 PATIENT', '1 STUDY', '2 SERIES', '3 IMAGE', '3 IMAGE', '1 STUDY', '2 SERIES', '3 IMAGE', '0 PATIENT', '1 STUDY', '2 SERIES', '3 IMAGE',
  ])
  expect(visited).toHaveLength(items.length)
})
