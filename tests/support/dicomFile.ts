// Small DICOM files for tests, written byte by byte from PS3.5 so that the reader is not checked against itself.

export type Value = string | number | Uint8Array | readonly number[]
export type Element = readonly [tag: number, vr: string, value: Value]

const LONG = new Set(['OB', 'OW', 'SQ', 'UN', 'UT', 'OF', 'OD'])

export interface DicomFileOptions {
  transferSyntax?: string
  /** false: no preamble and no meta header. */
  meta?: boolean
  bigEndian?: boolean
  implicit?: boolean
}

export function encodeElement([tag, vr, value]: Element, { bigEndian = false, implicit = false }: DicomFileOptions = {}): Buffer {
  const content = encodeValue(vr, value, bigEndian)
  const padded = content.length % 2 ? Buffer.concat([content, Buffer.from([vr === 'UI' || vr === 'OB' ? 0 : 0x20])]) : content
  const long = LONG.has(vr)
  const head = Buffer.alloc(implicit ? 8 : long ? 12 : 8)
  const u16 = (n: number, at: number) => (bigEndian ? head.writeUInt16BE(n, at) : head.writeUInt16LE(n, at))
  const u32 = (n: number, at: number) => (bigEndian ? head.writeUInt32BE(n, at) : head.writeUInt32LE(n, at))
  u16(tag >>> 16, 0)
  u16(tag & 0xffff, 2)
  if (implicit) u32(padded.length, 4)
  else {
    head.write(vr, 4, 'latin1')
    if (long) u32(padded.length, 8)
    else u16(padded.length, 6)
  }
  return Buffer.concat([head, padded])
}

function encodeValue(vr: string, value: Value, bigEndian: boolean): Buffer {
  if (value instanceof Uint8Array) return Buffer.from(value)
  if (typeof value === 'string') return Buffer.from(value, 'latin1')
  const numbers = typeof value === 'number' ? [value] : value
  if (vr !== 'US' && vr !== 'OW') return Buffer.from(numbers.join('\\'), 'latin1')
  const out = Buffer.alloc(numbers.length * 2)
  for (const [i, n] of numbers.entries()) {
    if (bigEndian) out.writeUInt16BE(n, i * 2)
    else out.writeUInt16LE(n, i * 2)
  }
  return out
}

/** Elements in the order given: repeated and unordered tags are the test's business. */
export function encodeFile(elements: readonly Element[], options: DicomFileOptions = {}): Buffer {
  const body = Buffer.concat(elements.map((element) => encodeElement(element, options)))
  if (options.meta === false) return body
  const syntax = options.transferSyntax ?? (options.implicit ? '1.2.840.10008.1.2' : options.bigEndian ? '1.2.840.10008.1.2.2' : '1.2.840.10008.1.2.1')
  const meta = encodeElement([0x00020010, 'UI', syntax])
  return Buffer.concat([Buffer.alloc(128), Buffer.from('DICM'), encodeElement([0x00020001, 'OB', Uint8Array.of(0, 1)]), meta, body])
}

/** One item of a sequence with a stated length. */
function item(elements: readonly Element[]): Buffer {
  const body = Buffer.concat(elements.map((element) => encodeElement(element)))
  const head = Buffer.alloc(8)
  head.writeUInt16LE(0xfffe, 0)
  head.writeUInt16LE(0xe000, 2)
  head.writeUInt32LE(body.length, 4)
  return Buffer.concat([head, body])
}
export const sequence = (tag: number, items: readonly (readonly Element[])[]): Element => [tag, 'SQ', Buffer.concat(items.map(item))]

export interface SliceOptions {
  patientName?: string
  patientId?: string
  issuer?: string
  birthDate?: string
  sex?: string
  study?: string
  series?: string
  instance?: string
  number?: number
  z?: number
  modality?: string
  pixels?: readonly number[]
  /** Put in place of the element of the same tag, or added at their place. */
  extra?: readonly Element[]
}

/** One 4x4 CT slice of Ana Ruiz Mora, born 1963-04-08, unless told otherwise. */
export function slice(options: SliceOptions = {}, file: DicomFileOptions = {}): Buffer {
  const { number = 1, z = number * 5 } = options
  const base: Element[] = [
    [0x00080005, 'CS', 'ISO_IR 100'],
    [0x00080008, 'CS', 'ORIGINAL\\PRIMARY\\AXIAL'],
    [0x00080016, 'UI', '1.2.840.10008.5.1.4.1.1.2'],
    [0x00080018, 'UI', options.instance ?? `2.25.1.${number}`],
    [0x00080020, 'DA', '20260312'],
    [0x00080060, 'CS', options.modality ?? 'CT'],
    [0x00081030, 'LO', 'DEMO CHEST'],
    [0x00100010, 'PN', options.patientName ?? 'RUIZ MORA^ANA'],
    [0x00100020, 'LO', options.patientId ?? '882211'],
    ...(options.issuer ? [[0x00100021, 'LO', options.issuer] as Element] : []),
    [0x00100030, 'DA', options.birthDate ?? '19630408'],
    [0x00100040, 'CS', options.sex ?? 'F'],
    [0x0020000d, 'UI', options.study ?? '2.25.100'],
    [0x0020000e, 'UI', options.series ?? '2.25.200'],
    [0x00200013, 'IS', String(number)],
    [0x00200032, 'DS', `0\\0\\${z}`],
    [0x00200037, 'DS', '1\\0\\0\\0\\1\\0'],
    [0x00200052, 'UI', '2.25.300'],
    [0x00280002, 'US', 1],
    [0x00280004, 'CS', 'MONOCHROME2'],
    [0x00280010, 'US', 4],
    [0x00280011, 'US', 4],
    [0x00280030, 'DS', '0.7\\0.7'],
    [0x00280100, 'US', 16],
    [0x00280101, 'US', 16],
    [0x00280102, 'US', 15],
    [0x00280103, 'US', 0],
    [0x7fe00010, 'OW', options.pixels ?? Array.from({ length: 16 }, (_, i) => i * 10 + number)],
  ]
  const replaced = new Set(options.extra?.map(([tag]) => tag))
  const elements = [...base.filter(([tag]) => !replaced.has(tag)), ...(options.extra ?? [])].sort((a, b) => a[0] - b[0])
  return encodeFile(elements, file)
}

/** An encapsulated pixel data element: offset table, then the fragments. */
export function encapsulated(offsets: readonly number[], fragments: readonly Uint8Array[]): Buffer {
  const item = (content: Uint8Array) => {
    const head = Buffer.from([0xfe, 0xff, 0x00, 0xe0, 0, 0, 0, 0])
    head.writeUInt32LE(content.length, 4)
    return Buffer.concat([head, content])
  }
  const table = Buffer.alloc(offsets.length * 4)
  for (const [i, offset] of offsets.entries()) table.writeUInt32LE(offset, i * 4)
  const head = Buffer.from([0xe0, 0x7f, 0x10, 0x00, 0x4f, 0x42, 0, 0, 0xff, 0xff, 0xff, 0xff])
  return Buffer.concat([head, item(table), ...fragments.map(item), Buffer.from([0xfe, 0xff, 0xdd, 0xe0, 0, 0, 0, 0])])
}
