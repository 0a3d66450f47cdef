// What a DICOMDIR promises: the objects it references, so that missing ones can be named (H9). Never used to find files.
import type { Attributes } from './attributes.ts'
import type { DataSet } from './parser.ts'

export interface DirectoryEntry {
  SOPInstanceUID: string
  /** Study and series the directory puts it under; null when the hierarchy cannot be followed. */
  StudyInstanceUID: string | null
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
  const places = followLinks(records, dataSet.elements.x00041200 ? (dataSet.uint32('x00041200') ?? 0) : 0)
  return records.flatMap(({ offset, attributes: record }) => {
    const SOPInstanceUID = record.uid('x00041511')
    if (!SOPInstanceUID) return []
    return [{ SOPInstanceUID, ...(places.get(offset) ?? NOWHERE), path: record.texts('x00041500').join('/') }]
  })
}

type Place = Pick<DirectoryEntry, 'StudyInstanceUID' | 'SeriesInstanceUID'>
const NOWHERE: Place = { StudyInstanceUID: null, SeriesInstanceUID: null }

/** Study and series of each record, by walking the record offsets; records that no offset leads to stay out. */
function followLinks(records: readonly DirectoryRecord[], first: number): Map<number, Place> {
  const byOffset = new Map(records.map((record) => [record.offset, record]))
  const places = new Map<number, Place>()
  const visited = new Set<number>()
  const waiting: { offset: number; place: Place }[] = [{ offset: first, place: NOWHERE }]
  while (waiting.length > 0) {
    const { offset, place } = waiting.pop() ?? { offset: 0, place: NOWHERE }
    const record = byOffset.get(offset)
    if (!record || visited.has(offset)) continue
    visited.add(offset)
    const own: Place = { StudyInstanceUID: record.attributes.uid('x0020000d') ?? place.StudyInstanceUID, SeriesInstanceUID: record.attributes.uid('x0020000e') ?? place.SeriesInstanceUID }
    places.set(offset, own)
    waiting.push({ offset: record.next, place }, { offset: record.lower, place: own })
  }
  return places
}
