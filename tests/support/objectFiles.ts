// DICOM objects that accompany images, written byte by byte for tests: reports, presentation states, waveforms, dose.
import { type Element, encodeFile, sequence, slice } from './dicomFile.ts'

export const codeItem = (tag: number, value: string, meaning: string): Element => sequence(tag, [[[0x00080100, 'SH', value], [0x00080102, 'SH', 'DCM'], [0x00080104, 'LO', meaning]]])
/** An item of a report's tree. */
export const contentItem = (relation: string, type: string, rest: readonly Element[]): Element[] => ([[0x0040a010, 'CS', relation], [0x0040a040, 'CS', type], ...rest] as Element[]).sort((a, b) => a[0] - b[0])
export const floats = (...values: number[]) => Buffer.from(Float32Array.from(values).buffer)
export const imageReference = (instance: string, frame?: number): Element =>
  sequence(0x00081199, [[[0x00081150, 'UI', '1.2.840.10008.5.1.4.1.1.2'], [0x00081155, 'UI', instance], ...(frame ? [[0x00081160, 'IS', String(frame)] as Element] : [])]])

/** One line of 12.50 mm on an image, in a report of a group. */
export function lengthReport(rest: readonly Element[], instance: string, frame?: number): Buffer {
  const region = contentItem('INFERRED FROM', 'SCOORD', [[0x00700022, 'FL', floats(10.5, 20.5, 30.5, 20.5)], [0x00700023, 'CS', 'POLYLINE'], sequence(0x0040a730, [contentItem('SELECTED FROM', 'IMAGE', [imageReference(instance, frame)])])])
  const number = contentItem('CONTAINS', 'NUM', [codeItem(0x0040a043, '410668003', 'Length'), sequence(0x0040a300, [[codeItem(0x004008ea, 'mm', 'millimetre'), [0x0040a30a, 'DS', '12.50']]]), sequence(0x0040a730, [region])])
  const tree = sequence(0x0040a730, [
    contentItem('CONTAINS', 'CONTAINER', [codeItem(0x0040a043, '125007', 'Measurement Group'), sequence(0x0040a730, [number])]),
    contentItem('CONTAINS', 'TEXT', [codeItem(0x0040a043, '121071', 'Finding'), [0x0040a160, 'UT', 'nodule']]),
  ])
  const own: Element[] = [codeItem(0x0040a043, '126000', 'Imaging Measurement Report'), [0x0040a491, 'CS', 'PARTIAL'], [0x0040a493, 'CS', 'UNVERIFIED'], tree]
  return encodeFile([...rest, ...own].sort((a, b) => a[0] - b[0]))
}

/** A dose that falls off from a point, in gray, on planes across z. */
export function doseGrid(options: { study: string; series: string; space: string; side: number; planes: number; firstZ: number; gap: number; spacing: number }): Buffer {
  const { side, planes, firstZ, gap, spacing } = options
  const values = Buffer.alloc(side * side * planes * 4)
  for (let i = 0; i < side * side * planes; i++) {
    const [x, y, z] = [i % side, Math.floor(i / side) % side, Math.floor(i / (side * side))]
    values.writeUInt32LE(Math.max(0, Math.round(60_000 - 4_000 * Math.hypot(x - side / 2, y - side / 2, z - planes / 2))), i * 4)
  }
  return slice({
    study: options.study, series: options.series, instance: `${options.series}.1`, modality: 'RTDOSE', z: firstZ,
    extra: [
      [0x00080016, 'UI', '1.2.840.10008.5.1.4.1.1.481.2'], [0x0008103e, 'LO', 'Plan dose'], [0x00200052, 'UI', options.space], [0x00280008, 'IS', String(planes)], [0x00280010, 'US', side], [0x00280011, 'US', side],
      [0x00280030, 'DS', `${spacing}\\${spacing}`], [0x00280100, 'US', 32], [0x00280101, 'US', 32], [0x00280102, 'US', 31], [0x30040002, 'CS', 'GY'], [0x3004000c, 'DS', Array.from({ length: planes }, (_, n) => n * gap).join('\\')],
      [0x3004000e, 'DS', '0.001'], [0x7fe00010, 'OW', values],
    ],
  })
}
