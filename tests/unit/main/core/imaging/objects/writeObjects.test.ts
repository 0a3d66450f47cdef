// Measurements and key images as DICOM: read back by dcmtk's dsrdump and checked by dicom3tools' dciodvfy, where they are installed, and by our own parser.
import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import dicomParser from 'dicom-parser'
import { expect, test } from 'vitest'
import { encodeFile } from '../../../../../../src/main/core/imaging/dicom/part10.ts'
import { presentationState } from '../../../../../../src/main/core/imaging/objects/presentationState.ts'
import { keyObjectSelection, measurementReport, type ObjectSource } from '../../../../../../src/main/core/imaging/objects/writeObjects.ts'
import { KeyImage, Measurement } from '../../../../../../src/shared/domain/annotation.ts'
import type { ImagingStudy } from '../../../../../../src/shared/domain/imagingStudy.ts'
import type { Patient } from '../../../../../../src/shared/domain/patient.ts'
import { temporaryFolder } from '../../../../../support/temporaryFolder.ts'

const id = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`
const authored = { author: id(9), authorName: 'Okafor^Helen', createdAt: '2026-11-22T10:00:00Z', changedAt: '2026-11-22T10:00:00Z' }
const anchor = { kind: 'image', StudyInstanceUID: '2.25.100', SeriesInstanceUID: '2.25.200', SOPInstanceUID: '2.25.1.7', frame: 1, FrameOfReferenceUID: '2.25.300', view: null }
const measured = (n: number, label: string, type: string, values: string[], pixels: [number, number][]) =>
  Measurement.parse({ ...authored, id: id(n), type: 'measurement', anchor, label, values, spacingSource: 'pixelSpacing', note: '', shape: { type, points: { pixels, patient: null } } })

const source: ObjectSource = {
  patient: { familyName: 'Ruiz Mora', givenName: 'Ana', birthDate: '1963-04-08', sex: 'female', identifiers: [{ issuer: null, value: '882211' }] } as unknown as Patient,
  study: { StudyInstanceUID: '2.25.100', studyDate: '2026-03-12', studyTime: null, AccessionNumber: null, StudyDescription: 'Chest' } as unknown as ImagingStudy,
  imageOf: (uid) => (uid === '2.25.1.7' ? { SOPClassUID: '1.2.840.10008.5.1.4.1.1.2', NumberOfFrames: 1, SeriesInstanceUID: '2.25.200', Rows: 256, Columns: 256, PixelSpacing: [0.8, 0.8] as const } : null),
  author: 'Okafor^Helen',
  uuids: [id(50), id(51)],
  date: '20261122',
  time: '101500',
}
const T1 = measured(1, 'T1', 'bidirectional', ['38.4', '29.0'], [[100, 100], [140, 130], [110, 130], [130, 100]])
const E1 = measured(2, 'E1', 'ellipse', ['78.5'], [[10, 10], [50, 30]])

function fileOf(object: ReturnType<typeof measurementReport>): { file: string; bytes: Buffer } {
  if (!object) throw new Error('no object')
  const bytes = encodeFile(object, undefined, 'CONSILIUM')
  const file = join(temporaryFolder(), 'object.dcm')
  writeFileSync(file, bytes)
  return { file, bytes }
}

/** What a program says; null where it is not installed. */
function said(program: string, file: string): string | null {
  const { error, stdout, stderr } = spawnSync(program, [file], { encoding: 'utf8' })
  return error ? null : `${stdout}${stderr}`
}

test('both axes of a lesion and the area of a region come back from our own parser without loss', () => {
  const { bytes } = fileOf(measurementReport(source, [T1, E1]))
  const root = dicomParser.parseDicom(bytes)
  const groups = root.elements['x0040a730']?.items?.at(-1)?.dataSet?.elements['x0040a730']?.items ?? []
  const read = groups.map(({ dataSet }) => {
    const content = dataSet?.elements['x0040a730']?.items ?? []
    const numbers = content.filter((item) => item.dataSet?.string('x0040a040') === 'NUM')
    return {
      label: content[0]?.dataSet?.string('x0040a160'),
      numbers: numbers.map((item) => [item.dataSet?.elements['x0040a043']?.items?.[0]?.dataSet?.string('x00080104'), item.dataSet?.elements['x0040a300']?.items?.[0]?.dataSet?.string('x0040a30a')]),
      points: numbers.map((item) => {
        const line = item.dataSet?.elements['x0040a730']?.items?.[0]?.dataSet
        return [0, 1, 2, 3].map((n) => line?.float('x00700022', n))
      }),
    }
  })
  expect(read[0]).toEqual({ label: 'T1', numbers: [['Long Axis', '38.4'], ['Short Axis', '29.0']], points: [[100.5, 100.5, 140.5, 130.5], [110.5, 130.5, 130.5, 100.5]] })
  expect(read[1]).toMatchObject({ label: 'E1', numbers: [['Area', '78.5']] })
})

test('dsrdump reads the measurement report and dciodvfy finds no error in it', () => {
  const { file } = fileOf(measurementReport(source, [T1, E1]))
  const dump = said('dsrdump', file)
  if (dump !== null) {
    expect(dump).toContain('Long Axis')
    expect(dump).toMatch(/"?38\.4"? \(mm,UCUM/u)
    expect(dump).not.toMatch(/^E:/mu)
  }
  const verdict = said('dciodvfy', file)
  if (verdict !== null) expect(verdict).not.toMatch(/^Error/mu)
})

/** Drawn on a coronal plane: its points are the patient's. */
const P1 = Measurement.parse({
  ...authored, id: id(4), type: 'measurement', anchor, label: 'P1', values: ['43.9', '21.9'], spacingSource: 'patientCoordinates', note: '', plane: { normal: [0, 1, 0] },
  shape: { type: 'bidirectional', points: { pixels: [[10, 50], [50, 50], [30, 50], [30, 50]], patient: [[8, 25, 6], [40, 25, 36], [16.5, 25, 29], [31.5, 25, 13]] } },
})

/** An angle and a rectangle on the same plane; the rectangle by two corners. */
const P2 = Measurement.parse({ ...P1, id: id(5), label: 'P2', values: ['53.1'], shape: { type: 'angle', points: { pixels: [[10, 50], [50, 50], [30, 50]], patient: [[18, 25, 6], [8, 25, 6], [26, 25, 30]] } } })
const P3 = Measurement.parse({
  ...P1, id: id(6), label: 'P3', values: ['960.0'], plane: { normal: [0, 1, 0], right: [1, 0, 0] },
  shape: { type: 'rectangle', points: { pixels: [[10, 50], [50, 50]], patient: [[8, 25, 36], [40, 25, 6]] } },
})

test('a measurement on a cut plane is written in patient coordinates, and dsrdump and dciodvfy take it', () => {
  const { file } = fileOf(measurementReport(source, [T1, P1, P2, P3]))
  const dump = said('dsrdump', file)
  if (dump !== null) {
    expect(dump).toContain('SCOORD3D')
    expect(dump).toMatch(/"?43\.9"? \(mm,UCUM/u)
    expect(dump).toMatch(/"?53\.1"? \(deg,UCUM/u)
    expect(dump).toMatch(/"?960\.0"? \(mm2,UCUM/u)
    expect(dump).not.toMatch(/^E:/mu)
  }
  const verdict = said('dciodvfy', file)
  if (verdict !== null) expect(verdict).not.toMatch(/^Error/mu)
})

/** dcmtk and pydicom are written by others: what they read is not what we believe we wrote. */
const READ_WITH_PYDICOM = `
import json, sys, pydicom
def walk(items, path):
    for item in items:
        name = item.ConceptNameCodeSequence[0].CodeMeaning if 'ConceptNameCodeSequence' in item else ''
        if item.ValueType == 'NUM':
            where = item.ContentSequence[0]
            value = item.MeasuredValueSequence[0]
            found.append([path, name, str(value.NumericValue), value.MeasurementUnitsCodeSequence[0].CodeValue, where.ValueType, [round(float(v), 3) for v in where.GraphicData]])
        label = path
        for inner in item.get('ContentSequence', []):
            if inner.ValueType == 'TEXT' and inner.ConceptNameCodeSequence[0].CodeValue == '112039': label = inner.TextValue
        walk(item.get('ContentSequence', []), label) if item.ValueType != 'NUM' else None
found = []
walk(pydicom.dcmread(sys.argv[1]).ContentSequence, '')
print(json.dumps(found))
`

test('pydicom, where it is installed, reads every value, unit and point as it was drawn', ({ skip }) => {
  if (spawnSync('/usr/bin/python3', ['-c', 'import pydicom']).status !== 0) return skip('pydicom is not installed: nobody else has read the report')
  const { file } = fileOf(measurementReport(source, [T1, E1, P1, P2, P3]))
  const { status, stdout, stderr } = spawnSync('/usr/bin/python3', ['-c', READ_WITH_PYDICOM, file], { encoding: 'utf8' })
  expect({ status, stderr }).toMatchObject({ status: 0 })
  const read = JSON.parse(stdout) as unknown[][]
  expect(read[0]).toEqual(['T1', 'Long Axis', '38.4', 'mm', 'SCOORD', [100.5, 100.5, 140.5, 130.5]])
  expect(read[1]).toEqual(['T1', 'Short Axis', '29.0', 'mm', 'SCOORD', [110.5, 130.5, 130.5, 100.5]])
  expect(read[2]?.slice(0, 5)).toEqual(['E1', 'Area', '78.5', 'mm2', 'SCOORD'])
  expect(read[3]).toEqual(['P1', 'Long Axis', '43.9', 'mm', 'SCOORD3D', [8, 25, 6, 40, 25, 36]])
  expect(read[4]).toEqual(['P1', 'Short Axis', '21.9', 'mm', 'SCOORD3D', [16.5, 25, 29, 31.5, 25, 13]])
  expect(read[5]).toEqual(['P2', 'Angle', '53.1', 'deg', 'SCOORD3D', [18, 25, 6, 8, 25, 6, 26, 25, 30]])
  expect(read[6]).toEqual(['P3', 'Area', '960.0', 'mm2', 'SCOORD3D', [8, 25, 36, 40, 25, 36, 40, 25, 6, 8, 25, 6, 8, 25, 36]])
})

test('dsrdump reads the key object selection and dciodvfy finds no error in it', () => {
  const mark = KeyImage.parse({ ...authored, id: id(3), type: 'keyImage', anchor, label: 'Key image 1', note: '' })
  const { file } = fileOf(keyObjectSelection(source, [mark]))
  const dump = said('dsrdump', file)
  if (dump !== null) {
    expect(dump).toContain('Of Interest')
    expect(dump).not.toMatch(/^E:/mu)
  }
  const verdict = said('dciodvfy', file)
  if (verdict !== null) expect(verdict).not.toMatch(/^Error/mu)
})

test('the view of a key image keeps window, polarity and drawings, and dciodvfy finds no error in it', () => {
  const view = { windowCenter: 40, windowWidth: 400, zoom: 2, centre: null, invert: true }
  const mark = KeyImage.parse({ ...authored, id: id(3), type: 'keyImage', anchor: { ...anchor, view }, label: 'Key image 1', note: '' })
  const { file, bytes } = fileOf(presentationState(source, mark, [T1, E1]))
  const root = dicomParser.parseDicom(bytes)
  expect([root.string('x20500020'), root.elements['x00283110']?.items?.[0]?.dataSet?.string('x00281051')]).toEqual(['INVERSE', '400'])
  const graphics = root.elements['x00700001']?.items?.[0]?.dataSet?.elements['x00700009']?.items ?? []
  expect(graphics.map(({ dataSet }) => dataSet?.uint16('x00700021'))).toEqual([2, 2, 65])
  const verdict = said('dciodvfy', file)
  if (verdict !== null) expect(verdict).not.toMatch(/^Error/mu)
})

test.each([
  // 256 by 256 pixels of 0.8 mm from (0, 0, 60): the middle (80, 40, 60) is pixel (100, 50), half of the image reaches 64 to each side, upwards to its edge.
  ['twice as large around a place', { fit: 2, centre: [80, 40, 60] as [number, number, number] }, [37, 1, 165, 115]],
  ['twice as large around the middle', { fit: 2, centre: null }, [65, 65, 192, 192]],
  ['whole', { fit: 1, centre: [80, 40, 60] as [number, number, number] }, [1, 1, 256, 256]],
  ['by an older version, whose zoom was of its screen', { centre: [80, 40, 60] as [number, number, number] }, [1, 1, 256, 256]],
])('a view saved %s says what it shows of the image', (_name, saved, expected) => {
  const image = source.imageOf('2.25.1.7')
  const placed = { ...source, imageOf: () => image && { ...image, ImagePositionPatient: [0, 0, 60], ImageOrientationPatient: [1, 0, 0, 0, 1, 0] } }
  const view = { windowCenter: 40, windowWidth: 400, zoom: 5, invert: false, ...saved }
  const mark = KeyImage.parse({ ...authored, id: id(3), type: 'keyImage', anchor: { ...anchor, view }, label: 'Key image 1', note: '' })
  const { file, bytes } = fileOf(presentationState(placed, mark, []))
  const area = dicomParser.parseDicom(bytes).elements['x0070005a']?.items?.[0]?.dataSet
  expect([area?.int32('x00700052', 0), area?.int32('x00700052', 1), area?.int32('x00700053', 0), area?.int32('x00700053', 1)]).toEqual(expected)
  const verdict = said('dciodvfy', file)
  if (verdict !== null) expect(verdict).not.toMatch(/^Error/mu)
})

test('a view that was turned says so in DICOM\'s own order, and names its corners by where they come to lie', () => {
  // Flipped left and right, then a quarter turn clockwise: DICOM turns by 270 first, then flips (PS3.3 C.10.6). Stored (0, 0) goes to the lower right corner.
  const view = { windowCenter: 40, windowWidth: 400, zoom: 2, centre: null, invert: false, turn: { rotation: 90, flipHorizontal: true, flipVertical: false } }
  const mark = KeyImage.parse({ ...authored, id: id(3), type: 'keyImage', anchor: { ...anchor, view }, label: 'Key image 1', note: '' })
  const { file, bytes } = fileOf(presentationState(source, mark, [T1]))
  const root = dicomParser.parseDicom(bytes)
  expect([root.uint16('x00700042'), root.string('x00700041')]).toEqual([270, 'Y'])
  const area = root.elements['x0070005a']?.items?.[0]?.dataSet
  expect([area?.int32('x00700052', 0), area?.int32('x00700052', 1), area?.int32('x00700053', 0), area?.int32('x00700053', 1)]).toEqual([256, 256, 1, 1])
  const verdict = said('dciodvfy', file)
  if (verdict !== null) expect(verdict).not.toMatch(/^Error/mu)
})

test('what has no image in the study, or nothing at all, writes no object', () => {
  expect(measurementReport({ ...source, imageOf: () => null }, [T1])).toBeNull()
  expect(keyObjectSelection(source, [])).toBeNull()
})
