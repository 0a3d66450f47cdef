// An HL7 v2 message as people read it: what was asked, and the results as one table. Every value as written.
import type { ReadableBlock } from '#shared/domain/readableDocument.ts'
import { readableStamp } from './readCda.ts'

const COLUMNS = ['test', 'value', 'unit', 'range', 'flag', 'date', 'code']

export function readHl7Blocks(text: string): ReadableBlock[] {
  const segments = hl7Segments(text)
  const blocks: ReadableBlock[] = []
  const header = segments.find(({ name }) => name === 'MSH')
  if (header) {
    const pairs: [string, string][] = [
      ['messageType', header.raw(9).replace('^', ' ')],
      ['date', readableStamp(header.raw(7))],
      ['organisation', header.part(4)],
    ]
    blocks.push({ type: 'facts', pairs: pairs.filter(([, value]) => value !== '') })
  }
  let rows: string[][] = []
  let observed = ''
  const flush = () => {
    if (rows.length > 0) blocks.push({ type: 'table', columns: COLUMNS, header: [], rows })
    rows = []
  }
  for (const segment of segments) {
    if (segment.name === 'OBR') {
      flush()
      observed = segment.raw(7)
      blocks.push({ type: 'heading', level: 2, text: segment.part(4, 2) || segment.part(4), key: null })
    } else if (segment.name === 'OBX') {
      const value = segment.raw(5).split('~').map((one) => unescaped(one.split('^').filter(Boolean).join(' '))).join('\n')
      // A long text is a report, not a value.
      if (/^(TX|FT)$/.test(segment.raw(2)) && segment.part(6) === '') {
        flush()
        if (value.trim()) blocks.push({ type: 'paragraph', text: value })
      } else rows.push([segment.part(3, 2) || segment.part(3), value, segment.part(6), unescaped(segment.raw(7)), segment.part(8), readableStamp(segment.raw(14) || observed), segment.part(3)])
    } else if (segment.name === 'NTE') {
      flush()
      const note = unescaped(segment.raw(3))
      if (note.trim()) blocks.push({ type: 'paragraph', text: note })
    }
  }
  flush()
  return blocks
}

export interface Hl7Segment {
  readonly name: string
  /** Field by its HL7 number, as written; MSH counts its separator as field 1. */
  raw(field: number): string
  /** First repetition's component, first is 1. */
  part(field: number, component?: number): string
}

export function hl7Segments(text: string): Hl7Segment[] {
  return text
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\r|\n/)
    .filter((line) => /^[A-Z][A-Z0-9]{2}\|/.test(line))
    .map((line) => {
      const fields = line.split('|')
      const name = fields[0] ?? ''
      const raw = (field: number) => fields[name === 'MSH' ? field - 1 : field] ?? ''
      return { name, raw, part: (field, component = 1) => unescaped(raw(field).split('~')[0]?.split('^')[component - 1] ?? '') }
    })
}

const ESCAPES: Readonly<Record<string, string>> = { F: '|', S: '^', T: '&', R: '~', E: '\\', '.br': '\n' }

function unescaped(text: string): string {
  return text.replace(/\\(F|S|T|R|E|\.br|H|N)\\/g, (_, code: string) => ESCAPES[code] ?? '')
}
