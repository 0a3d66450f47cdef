// Lookup tables and overlay planes of one image file. Runs in the parse worker: foreign bytes.
import type { ImagePresentation, LookupTable, OverlayPlane } from '#shared/domain/presentation.ts'
import { readAttributes } from './dicom/attributes.ts'
import { openDataSet } from './dicom/openDataSet.ts'
import type { DataSet } from './dicom/parser.ts'

const MAX_OVERLAY_PIXELS = 64 * 1024 * 1024

/** @param bytes file up to its pixel data at least. @returns undefined when it cannot be read */
export function readPresentation(bytes: Uint8Array): ImagePresentation | undefined {
  const opened = openDataSet(bytes, false)
  const SOPInstanceUID = opened && readAttributes(opened.dataSet).uid('x00080018')
  if (!opened || !SOPInstanceUID) return undefined
  const { dataSet } = opened
  const [modalityLut] = tables(dataSet, 'x00283000')
  return { SOPInstanceUID, modalityLut: modalityLut ?? null, voiLuts: tables(dataSet, 'x00283010'), overlays: overlays(dataSet) }
}

function tables(dataSet: DataSet, sequence: string): LookupTable[] {
  const isSigned = dataSet.uint16('x00280103') === 1
  return (dataSet.elements[sequence]?.items ?? []).flatMap(({ dataSet: item }) => (item ? (table(item, isSigned) ?? []) : []))
}

function table(item: DataSet, isSigned: boolean): LookupTable | undefined {
  const [descriptor, data] = [item.elements.x00283002, item.elements.x00283006]
  if (!descriptor || descriptor.length < 6 || !data || data.dataOffset + data.length > item.byteArray.length) return undefined
  const count = item.uint16('x00283002', 0) || 65_536
  // The first value mapped is signed where the pixels are; the sequence's own VR may say so too.
  const first = (descriptor.vr === 'SS' || isSigned ? item.int16('x00283002', 1) : item.uint16('x00283002', 1)) ?? 0
  const bits = item.uint16('x00283002', 2) ?? 16
  if (bits < 8 || bits > 16) return undefined
  const perByte = data.length < count * 2
  if (data.length < (perByte ? count : count * 2)) return undefined
  const values = Array.from({ length: count }, (_, n) => (perByte ? (item.byteArray[data.dataOffset + n] as number) : (item.uint16('x00283006', n) ?? 0)))
  return { first, bits, values, explanation: readAttributes(item).text('x00283003') ?? '' }
}

function overlays(dataSet: DataSet): OverlayPlane[] {
  const top = readAttributes(dataSet)
  return Array.from({ length: 16 }, (_, n) => (0x6000 + n * 2).toString(16)).flatMap((group): OverlayPlane[] => {
    const element = dataSet.elements[`x${group}3000`]
    const rows = top.short(`x${group}0010`)
    const columns = top.short(`x${group}0011`)
    if (!element || !rows || !columns || element.dataOffset + element.length > dataSet.byteArray.length) return []
    const pixels = rows * columns
    const frames = top.number(`x${group}0015`)
    const count = frames ?? 1
    if (count < 1 || pixels * count > MAX_OVERLAY_PIXELS || element.length * 8 < pixels * count) return []
    const first = top.short(`x${group}0051`) ?? 1
    const bits = dataSet.byteArray.subarray(element.dataOffset, element.dataOffset + element.length)
    const [originRow, originColumn] = [dataSet.int16(`x${group}0050`, 0) ?? 1, dataSet.int16(`x${group}0050`, 1) ?? 1]
    const label = top.text(`x${group}1500`) ?? top.text(`x${group}0022`) ?? ''
    return Array.from({ length: count }, (_, frame) => ({ rows, columns, originRow, originColumn, frame: frames === null ? null : first + frame, label, runs: runsOf(bits, frame * pixels, pixels) }))
  })
}

/** @returns start and length of each run of set bits, lowest bit of a byte first */
function runsOf(bits: Uint8Array, from: number, count: number): number[] {
  const runs: number[] = []
  let start = -1
  for (let n = 0; n <= count; n++) {
    const set = n < count && (((bits[(from + n) >> 3] as number) >> ((from + n) & 7)) & 1) === 1
    if (set && start < 0) start = n
    if (!set && start >= 0) {
      runs.push(start, n - start)
      start = -1
    }
  }
  return runs
}
