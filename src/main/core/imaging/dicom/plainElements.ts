// Top-level elements of an explicit little-endian data set, the plain ones read here, everything else one by one by dicom-parser: half the time of a header is its tags.
import { type DataSet, dicomParser, type Element } from './parser.ts'

const code = (vr: string) => vr.charCodeAt(0) | (vr.charCodeAt(1) << 8)
/** Representations with a length of two bytes: nothing is nested in them and their length is always stated. */
const PLAIN = new Map('AE AS AT CS DA DS DT FD FL IS LO LT PN SH SL SS ST TM UI UL US'.split(' ').map((vr) => [code(vr), vr]))

/** dicom-parser's names of tags, made once each; bounded, for foreign files can hold any. */
const names = new Map<number, string>()
const MOST_NAMES = 10_000

function nameOf(tag: number): string {
  const known = names.get(tag)
  if (known) return known
  const name = `x${tag.toString(16).padStart(8, '0')}`
  if (names.size < MOST_NAMES) names.set(tag, name)
  return name
}

/**
 * The same elements in the same order as `parseDicomDataSetExplicit`, told one by one.
 * @param keep may throw to end the reading
 * @throws what dicom-parser throws where the bytes are damaged
 */
export function readExplicitElements(dataSet: DataSet, start: number, untilTag: string, keep: (tag: string, element: Element) => void): void {
  const bytes = dataSet.byteArray
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const stream = new dicomParser.ByteStream(dicomParser.littleEndianByteArrayParser, bytes, start)
  let at = start
  while (at < bytes.length) {
    const vr = at + 8 <= bytes.length ? PLAIN.get(view.getUint16(at + 4, true)) : undefined
    const length = vr === undefined ? 0 : view.getUint16(at + 6, true)
    if (vr === undefined || at + 8 + length > bytes.length) {
      stream.position = at
      const element = dicomParser.readDicomElementExplicit(stream, dataSet.warnings, untilTag)
      at = stream.position
      keep(element.tag, element)
      if (element.tag === untilTag) return
      continue
    }
    const tag = nameOf(view.getUint16(at, true) * 0x10000 + view.getUint16(at + 2, true))
    keep(tag, { tag, vr, length, dataOffset: at + 8 })
    if (tag === untilTag) return
    at += 8 + length
  }
  if (at > bytes.length) throw new Error('an element reaches beyond the end')
}
