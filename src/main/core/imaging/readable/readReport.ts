// A structured report or key object selection as a list of items in reading order. Foreign bytes: parse worker only. @source PS3.3 C.17.3, C.18
import type { ObjectReference, PlacedShape, ReadableReport, ReportItem } from '#shared/domain/readableObject.ts'
import { PLACED_TYPES, SpatialShape } from '#shared/domain/readableObject.ts'
import type { Attributes } from '../dicom/attributes.ts'

const MOST_ITEMS = 4_000
const DEEPEST = 24
const CONTENT = 'x0040a730'

export function readReport(top: Attributes, SOPInstanceUID: string): ReadableReport {
  const items: ReportItem[] = []
  const isWhole = walk(top, 0, items)
  return {
    kind: 'report',
    SOPInstanceUID,
    title: meaningOf(top, 'x0040a043'),
    completion: top.text('x0040a491'),
    verification: top.text('x0040a493'),
    preliminary: top.text('x0040a496'),
    date: dayOf(top.text('x00080023')),
    items,
    truncated: !isWhole,
  }
}

/** @returns false once there is no room for more */
function walk(parent: Attributes, depth: number, out: ReportItem[]): boolean {
  for (const item of parent.items(CONTENT)) {
    if (out.length >= MOST_ITEMS || depth > DEEPEST) return false
    // What a shape or a value was selected from belongs to it and is no line of its own.
    if (item.text('x0040a010') === 'SELECTED FROM' && depth > 0) continue
    const [shape, references] = [shapeOf(item), referencesOf(item)]
    out.push({
      depth,
      type: item.text('x0040a040') ?? (item.has('x0040db73') ? 'REFERENCE' : ''),
      name: meaningOf(item, 'x0040a043'),
      value: valueOfItem(item),
      references: [...references, ...(shape ? [] : selectedFrom(item))],
      shape,
      space: spaceOf(item),
    })
    if (!walk(item, depth + 1, out)) return false
  }
  return true
}

function valueOfItem(item: Attributes): string | null {
  switch (item.text('x0040a040')) {
    case 'TEXT':
      return item.text('x0040a160')
    case 'CODE':
      return meaningOf(item, 'x0040a168')
    case 'PNAME':
      return item.text('x0040a123')?.replaceAll('^', ' ').trim() ?? null
    case 'DATE':
      return dayOf(item.text('x0040a121')) ?? item.text('x0040a121')
    case 'TIME':
      return item.text('x0040a122')
    case 'DATETIME':
      return item.text('x0040a120')
    case 'UIDREF':
      return item.uid('x0040a124')
    case 'NUM':
      return numberOf(item)
    default: {
      const target = item.numbersOf('x0040db73')
      return target.length > 0 ? target.join('.') : null
    }
  }
}

/** The number as written, with its unit as coded: nothing is rounded or converted. */
function numberOf(item: Attributes): string | null {
  const [measured] = item.items('x0040a300')
  const value = measured?.text('x0040a30a')
  if (!measured || !value) return meaningOf(item, 'x0040a301')
  const [unit] = measured.items('x004008ea')
  const code = unit?.text('x00080100') ?? ''
  const isPlain = /^(\{.*\}|1|no units)$/u.test(code)
  return [value, isPlain ? (unit?.text('x00080104') ?? '') : code].join(' ').trim()
}

export function meaningOf(item: Attributes, sequence: string): string | null {
  const [code] = item.items(sequence)
  return code?.text('x00080104') ?? code?.text('x00080100') ?? null
}

export function referencesOf(item: Attributes, sequence = 'x00081199'): ObjectReference[] {
  return item.items(sequence).flatMap((reference) => {
    const SOPInstanceUID = reference.uid('x00081155')
    return SOPInstanceUID ? [{ SOPInstanceUID, frames: reference.numbers('x00081160').filter((n) => Number.isInteger(n) && n > 0).slice(0, 512) }] : []
  })
}

function selectedFrom(item: Attributes): ObjectReference[] {
  return item.items(CONTENT).flatMap((child) => (child.text('x0040a010') === 'SELECTED FROM' ? referencesOf(child) : []))
}

/** In pixels of the image it was selected from; shapes in time are not placed. */
function shapeOf(item: Attributes): PlacedShape | null {
  if (item.text('x0040a040') !== 'SCOORD') return null
  const type = PLACED_TYPES.find((known) => known === item.text('x00700023'))
  const data = item.floats('x00700022')
  if (!type || data.length < 2 || data.length % 2 !== 0 || data.length > 20_000) return null
  // DICOM counts from the corner of the first pixel, the viewer from its centre.
  return { type, points: data.map((v) => v - 0.5), on: selectedFrom(item) }
}

function spaceOf(item: Attributes): SpatialShape | null {
  if (item.text('x0040a040') !== 'SCOORD3D') return null
  const read = SpatialShape.safeParse({ type: item.text('x00700023'), points: item.floats('x00700022'), FrameOfReferenceUID: item.uid('x30060024') })
  return read.success && read.data.points.length >= 3 && read.data.points.length % 3 === 0 ? read.data : null
}

export function dayOf(written: string | null): string | null {
  const parts = /^(\d{4})(\d{2})(\d{2})$/u.exec(written ?? '')
  return parts ? `${parts[1]}-${parts[2]}-${parts[3]}` : null
}
