// Where a data set starts and how it is laid out, told from its first element: for files without preamble, meta header or a true transfer syntax.
import { EXPLICIT_BIG, EXPLICIT_LITTLE, IMPLICIT_LITTLE } from './transferSyntaxes.ts'

const VRS = new Set('AE AS AT CS DA DS DT FL FD IS LO LT OB OD OF OL OV OW PN SH SL SQ SS ST SV TM UC UI UL UN UR US UT UV'.split(' '))
/** First groups a data set can begin with in practice: 0002 (meta without preamble) is read as a plain element. */
const FIRST_GROUPS = new Set([0x0002, 0x0004, 0x0008])

export interface Sniffed {
  start: number
  TransferSyntaxUID: string
}

/** @param loose also look one byte further: copies with a stray leading byte exist */
export function sniffDataSet(bytes: Uint8Array, start: number, loose: boolean): Sniffed | undefined {
  const starts = loose ? [start, start + 1] : [start]
  for (const at of starts) {
    const TransferSyntaxUID = layoutAt(bytes, at)
    if (TransferSyntaxUID) return { start: at, TransferSyntaxUID }
  }
  return undefined
}

function layoutAt(bytes: Uint8Array, at: number): string | undefined {
  if (at + 16 > bytes.length) return undefined
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const vr = String.fromCharCode(bytes[at + 4] ?? 0, bytes[at + 5] ?? 0)
  if (VRS.has(vr)) {
    if (FIRST_GROUPS.has(view.getUint16(at, true))) return EXPLICIT_LITTLE
    if (FIRST_GROUPS.has(view.getUint16(at, false))) return EXPLICIT_BIG
    return undefined
  }
  const length = view.getUint32(at + 4, true)
  const nextGroup = at + 8 + length + 2 <= bytes.length ? view.getUint16(at + 8 + length, true) : -1
  const looksImplicit = FIRST_GROUPS.has(view.getUint16(at, true)) && view.getUint16(at + 2, true) < 0x4000 && length <= 1024
  return looksImplicit && nextGroup >= 0x0002 && nextGroup <= 0x0010 ? IMPLICIT_LITTLE : undefined
}
