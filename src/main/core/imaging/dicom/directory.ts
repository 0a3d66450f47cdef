// What a DICOMDIR promises: the objects it references, so that missing ones can be named (H9). Never used to find files.
import type { Attributes } from './attributes.ts'
import type { DataSet } from './parser.ts'

export interface DirectoryEntry {
  SOPInstanceUID: string
  /** Series the directory puts it under; null when the hierarchy cannot be followed. */
  SeriesInstanceUID: string | null
  /** Path inside the medium as the directory spells it, components joined by `/`. */
  path: string
}

interface DirectoryRecord {
  offset: number
  next: number
  lower: number
  attributes: Attributes
}

const MAX_RECORDS = 200_000

export function readDirectory(dataSet: DataSet, top: Attributes): DirectoryEntry[] {
  const elements = dataSet.elements.x00041220?.items ?? []
  const attributes = top.items('x00041220')
  const records = elements.slice(0, MAX_RECORDS).flatMap((element, i): DirectoryRecord[] => {
    const own = attributes[i]
    if (!own || !element.dataSet) return []
    const link = (tag: string) => (element.dataSet?.elements[tag] ? (element.dataSet.uint32(tag) ?? 0) : 0)
    return [{ offset: element.dataOffset - 8, next: link('x00041400'), lower: link('x00041420'), attributes: own }]
  })
  const seriesOf = followLinks(records, dataSet.elements.x00041200 ? (dataSet.uint32('x00041200') ?? 0) : 0)
  return records.flatMap(({ offset, attributes: record }) => {
    const SOPInstanceUID = record.uid('x00041511')
    if (!SOPInstanceUID) return []
    return [{ SOPInstanceUID, SeriesInstanceUID: seriesOf.get(offset) ?? null, path: record.texts('x00041500').join('/') }]
  })
}

/** Series of each record, by walking the record offsets; records that no offset leads to stay out. */
function followLinks(records: readonly DirectoryRecord[], first: number): Map<number, string> {
  const byOffset = new Map(records.map((record) => [record.offset, record]))
  const seriesOf = new Map<number, string>()
  const visited = new Set<number>()
  const waiting: { offset: number; series: string | null }[] = [{ offset: first, series: null }]
  while (waiting.length > 0) {
    const { offset, series } = waiting.pop() ?? { offset: 0, series: null }
    const record = byOffset.get(offset)
    if (!record || visited.has(offset)) continue
    visited.add(offset)
    const own = record.attributes.uid('x0020000e') ?? series
    if (own) seriesOf.set(offset, own)
    waiting.push({ offset: record.next, series }, { offset: record.lower, series: own })
  }
  return seriesOf
}
