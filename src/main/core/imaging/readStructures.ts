// Outlines out of a radiotherapy structure set or a segmentation. Runs in the parse worker: foreign bytes. @source PS3.3 C.8.8.5, C.8.8.6, C.8.20.2
import type { Structure, StructureSet } from '#shared/domain/structures.ts'
import { columnDirection, isPosition, isValidOrientation, rowDirection } from '#shared/domain/vector.ts'
import { type Attributes, readAttributes } from './dicom/attributes.ts'
import { openDataSet } from './dicom/openDataSet.ts'
import type { DataSet } from './dicom/parser.ts'
import { readHeader } from './dicom/readHeader.ts'
import { outlinesOf } from './maskOutlines.ts'

/** Beyond this many coordinates the outlines of one object are not read at all: half a set would be read as a whole one. */
const MAX_NUMBERS = 4_000_000

/** @returns undefined when the object is neither kind, cannot be read, or is too large */
export function readStructures(bytes: Uint8Array): StructureSet | undefined {
  const reading = readHeader(bytes)
  const opened = openDataSet(bytes, false)
  if (reading.kind !== 'object' || !opened) return undefined
  const { SOPInstanceUID, series, image, frames } = reading.object
  const top = readAttributes(opened.dataSet)
  if (series.Modality === 'RTSTRUCT') {
    const structures = regions(opened.dataSet, top)
    const space = top.uid('x00200052') ?? top.items('x30060020')[0]?.uid('x30060024') ?? null
    return structures && { SOPInstanceUID, Modality: 'RTSTRUCT', label: top.text('x30060002') ?? series.SeriesDescription, FrameOfReferenceUID: space, structures }
  }
  if (series.Modality !== 'SEG' || !image || frames?.kind !== 'native') return undefined
  const label = top.text('x00700080') ?? series.SeriesDescription
  const structures = segments(opened.bytes, top, image, frames.offset)
  return structures && { SOPInstanceUID, Modality: 'SEG', label, FrameOfReferenceUID: image.FrameOfReferenceUID, structures }
}

function regions(dataSet: DataSet, top: Attributes): Structure[] | undefined {
  const named = new Map(top.items('x30060020').map((item) => [item.number('x30060022'), item.text('x30060026') ?? '']))
  let numbers = 0
  const found: Structure[] = []
  for (const { dataSet: item } of dataSet.elements.x30060039?.items ?? []) {
    if (!item) continue
    const attributes = readAttributes(item)
    const number = attributes.number('x30060084')
    if (number === null) continue
    const contours = (item.elements.x30060040?.items ?? []).flatMap(({ dataSet: contour }) => {
      const type = contour && readAttributes(contour).text('x30060042')
      const points = contour ? decimals(contour, 'x30060050') : []
      numbers += points.length
      return points.length >= 3 && points.length % 3 === 0 ? [{ closed: type === 'CLOSED_PLANAR' || type === 'CLOSEDPLANAR_XOR', points }] : []
    })
    if (numbers > MAX_NUMBERS) return undefined
    const colour = attributes.numbers('x3006002a')
    found.push({ number, name: named.get(number) ?? '', colour: colour.length === 3 ? (colour as [number, number, number]) : null, contours })
  }
  return found
}

/** All decimal strings of an element, however long. One that is no number empties the list. */
function decimals(dataSet: DataSet, tag: string): number[] {
  const element = dataSet.elements[tag]
  if (!element || element.dataOffset + element.length > dataSet.byteArray.length) return []
  const text = Buffer.from(dataSet.byteArray.buffer, dataSet.byteArray.byteOffset + element.dataOffset, element.length).toString('latin1')
  const values = text.split('\\').map(Number)
  return values.every(Number.isFinite) ? values : []
}

interface MaskImage {
  Rows: number
  Columns: number
  BitsAllocated: number
  NumberOfFrames: number
  PixelSpacing: [number, number] | null
}

function segments(bytes: Uint8Array, top: Attributes, image: MaskImage, offset: number): Structure[] | undefined {
  const { Rows, Columns, BitsAllocated } = image
  const shared = top.items('x52009229')[0]
  const spacing = image.PixelSpacing ?? pairOf(shared?.items('x00289110')[0]?.numbers('x00280030'))
  const orientation = shared?.items('x00209116')[0]?.numbers('x00200037')
  const perFrame = top.items('x52009230')
  const found = new Map(top.items('x00620002').map((item): [number, Structure] => [item.short('x00620004') ?? 0, { number: item.short('x00620004') ?? 0, name: item.text('x00620005') ?? '', colour: null, contours: [] }]))
  let numbers = 0
  for (const [n, frame] of perFrame.entries()) {
    const number = frame.items('x0062000a')[0]?.short('x0062000b')
    const position = frame.items('x00209113')[0]?.numbers('x00200032')
    const turned = frame.items('x00209116')[0]?.numbers('x00200037') ?? orientation
    const structure = typeof number === 'number' ? found.get(number) : undefined
    if (!structure || !spacing || !isPosition(position) || !isValidOrientation(turned)) continue
    const [row, column] = [rowDirection(turned), columnDirection(turned)]
    for (const loop of outlinesOf(maskAt(bytes, offset, n, image), Columns, Rows)) {
      const points = loop.flatMap(([c, r]) => [0, 1, 2].map((axis) => round((position[axis as 0] as number) + (row[axis as 0] as number) * c * spacing[1] + (column[axis as 0] as number) * r * spacing[0])))
      numbers += points.length
      structure.contours.push({ closed: true, points })
    }
    if (numbers > MAX_NUMBERS) return undefined
  }
  return BitsAllocated === 1 || BitsAllocated === 8 ? [...found.values()] : undefined
}

/** 1 bit per pixel packed over frames, or one byte: a fraction, of which the inner half counts. */
function maskAt(bytes: Uint8Array, offset: number, frame: number, { Rows, Columns, BitsAllocated }: MaskImage): Uint8Array {
  const pixels = Rows * Columns
  if (BitsAllocated === 8) return Uint8Array.from(bytes.subarray(offset + frame * pixels, offset + (frame + 1) * pixels), (v) => (v >= 128 ? 1 : 0))
  const out = new Uint8Array(pixels)
  for (let i = 0, bit = frame * pixels; i < pixels; i++, bit++) out[i] = ((bytes[offset + (bit >> 3)] ?? 0) >> (bit & 7)) & 1
  return out
}

const round = (mm: number) => Math.round(mm * 1000) / 1000

function pairOf(values: readonly number[] | undefined): [number, number] | null {
  return values?.length === 2 ? [values[0] as number, values[1] as number] : null
}
