// A small whole-slide pyramid for tests, written byte by byte: three levels of one picture whose colour says where a pixel lies.
import { type Element, encodeFile, sequence } from './dicomFile.ts'

const uint32 = (...values: number[]) => {
  const bytes = Buffer.alloc(values.length * 4)
  for (const [n, value] of values.entries()) bytes.writeInt32LE(value, n * 4)
  return bytes
}

export interface SlideLevel {
  study: string
  series: string
  instance: string
  columns: number
  rows: number
  tile: number
  /** mm. */
  spacing: number
  role?: string
  /** Each tile states its place, in the opposite order. */
  sparse?: boolean
  colour(x: number, y: number): readonly [number, number, number]
}

/** @source DICOM PS3.3 A.32.8 (VL Whole Slide Microscopy Image IOD), C.7.6.17 */
export function slideLevel({ study, series, instance, columns, rows, tile, spacing, role = 'VOLUME', sparse = false, colour }: SlideLevel): Buffer {
  const across = Math.ceil(columns / tile)
  const down = Math.ceil(rows / tile)
  const places = Array.from({ length: across * down }, (_, n) => [(n % across) * tile, Math.floor(n / across) * tile] as const)
  if (sparse) places.reverse()
  const pixels = Buffer.alloc(places.length * tile * tile * 3)
  let at = 0
  for (const [left, top] of places) {
    for (let i = 0; i < tile * tile; i++) for (const sample of colour(left + (i % tile), top + Math.floor(i / tile))) pixels[at++] = sample
  }
  const perFrame: Element[] = sparse
    ? [sequence(0x52009230, places.map(([left, top]) => [sequence(0x0048021a, [[[0x0048021e, 'SL', uint32(left + 1)], [0x0048021f, 'SL', uint32(top + 1)]]])]))]
    : []
  return encodeFile([
    [0x00080005, 'CS', 'ISO_IR 100'],
    [0x00080008, 'CS', `ORIGINAL\\PRIMARY\\${role}\\NONE`],
    [0x00080016, 'UI', '1.2.840.10008.5.1.4.1.1.77.1.6'],
    [0x00080018, 'UI', instance],
    [0x00080020, 'DA', '20260312'],
    [0x00080060, 'CS', 'SM'],
    [0x0008103e, 'LO', 'DEMO slide'],
    [0x00100010, 'PN', 'RUIZ MORA^ANA'],
    [0x00100020, 'LO', '882211'],
    [0x00100030, 'DA', '19630408'],
    [0x00100040, 'CS', 'F'],
    [0x0020000d, 'UI', study],
    [0x0020000e, 'UI', series],
    [0x00209311, 'CS', sparse ? 'TILED_SPARSE' : 'TILED_FULL'],
    [0x00280002, 'US', 3],
    [0x00280004, 'CS', 'RGB'],
    [0x00280006, 'US', 0],
    [0x00280008, 'IS', String(places.length)],
    [0x00280010, 'US', tile],
    [0x00280011, 'US', tile],
    [0x00280100, 'US', 8],
    [0x00280101, 'US', 8],
    [0x00280102, 'US', 7],
    [0x00280103, 'US', 0],
    [0x00480006, 'UL', uint32(columns)],
    [0x00480007, 'UL', uint32(rows)],
    sequence(0x52009229, [[sequence(0x00289110, [[[0x00180050, 'DS', '0.004'], [0x00280030, 'DS', `${spacing}\\${spacing}`]]])]]),
    ...perFrame,
    [0x7fe00010, 'OB', pixels],
  ])
}
