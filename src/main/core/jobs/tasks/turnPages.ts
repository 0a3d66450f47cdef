// Turns pages of a PDF that our engine has just written, by an appended revision: nothing before it changes. Parse worker only; reads only the one shape that the engine writes.
import { inflateSync } from 'node:zlib'
import { TaskRefusal } from '../task.ts'

interface Entry {
  /** Of the object, in bytes from the start of the file. */
  readonly offset: number
}

interface Written {
  readonly file: Buffer
  readonly startxref: number
  /** The dictionary of the cross-reference stream, without its brackets. */
  readonly trailer: string
  readonly entries: ReadonlyMap<number, Entry>
}

/**
 * @param turns clockwise degrees by place of the page, added to what the page has
 * @returns the bytes themselves when there is nothing to turn
 * @throws TaskRefusal NO_SUCH_PAGE when the file is not of the engine's shape
 */
export function turnPages(bytes: Uint8Array, turns: readonly number[]): Uint8Array {
  if (turns.every((turn) => turn === 0)) return bytes
  const written = readWritten(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))
  const pages = pagesOf(written)
  if (pages.length !== turns.length) throw new TaskRefusal('NO_SUCH_PAGE')
  const changed = turns.flatMap((turn, place) => (turn === 0 ? [] : [{ number: pages[place] ?? 0, turn }]))
  return append(written, changed.map(({ number, turn }) => ({ number, body: turned(objectAt(written, number), turn) })))
}

function readWritten(file: Buffer): Written {
  const startxref = Number(/startxref\s+(\d+)\s+%%EOF\s*$/.exec(file.toString('latin1', Math.max(0, file.length - 64)))?.[1] ?? Number.NaN)
  const head = /^\d+ 0 obj\s*<<([\s\S]*?)>>\s*stream\r?\n/.exec(Number.isNaN(startxref) ? '' : file.toString('latin1', startxref, startxref + 4096))
  const trailer = head?.[1] ?? ''
  const widths = numbersOf(trailer, 'W')
  const [size] = numbersOf(trailer, 'Size')
  if (!head || widths.length !== 3 || size === undefined || /\/(?:DecodeParms|Prev|Encrypt)\b/.test(trailer)) throw new TaskRefusal('NO_SUCH_PAGE')
  const index = trailer.includes('/Index') ? numbersOf(trailer, 'Index') : [0, size]
  const entries = new Map<number, Entry>()
  const table = tableOf(file, startxref + head[0].length, trailer)
  let at = 0
  const next = (width: number) => {
    const value = width === 0 ? 0 : table.readUIntBE(at, width)
    at += width
    return value
  }
  for (let i = 0; i + 1 < index.length; i += 2) {
    for (let n = 0; n < (index[i + 1] ?? 0); n++) {
      const [type, offset] = [next(widths[0] ?? 0), next(widths[1] ?? 0)]
      next(widths[2] ?? 0)
      if (type === 1) entries.set((index[i] ?? 0) + n, { offset })
    }
  }
  return { file, startxref, trailer, entries }
}

/** Long tables are deflated; their size is bounded by the number of objects. */
function tableOf(file: Buffer, start: number, trailer: string): Buffer {
  const [length = 0] = numbersOf(trailer, 'Length')
  const written = file.subarray(start, start + length)
  if (!trailer.includes('/Filter')) return written
  if (!/\/Filter\s*\/FlateDecode\b/.test(trailer)) throw new TaskRefusal('NO_SUCH_PAGE')
  return inflateSync(written, { maxOutputLength: 64 * 1024 * 1024 })
}

function numbersOf(dictionary: string, key: string): number[] {
  const written = new RegExp(`/${key}\\s*\\[?((?:\\s*\\d+)+)`).exec(dictionary)?.[1] ?? ''
  return written.trim().split(/\s+/).filter(Boolean).map(Number)
}

/** The text of a dictionary object, brackets included. */
function objectAt({ file, entries }: Written, number: number): string {
  const entry = entries.get(number)
  const end = entry ? file.indexOf('endobj', entry.offset, 'latin1') : -1
  const text = entry && end > 0 ? /^\d+ 0 obj\s*(<<[\s\S]*>>)\s*$/.exec(file.toString('latin1', entry.offset, end))?.[1] : undefined
  if (text === undefined || !text.startsWith('<<')) throw new TaskRefusal('NO_SUCH_PAGE')
  return text
}

/** Object numbers of the pages in their order. */
function pagesOf(written: Written): number[] {
  const root = referencesOf(written.trailer, 'Root')[0] ?? 0
  const [top = 0] = referencesOf(objectAt(written, root), 'Pages')
  const seen = new Set<number>()
  function below(number: number): number[] {
    if (seen.has(number)) throw new TaskRefusal('NO_SUCH_PAGE')
    seen.add(number)
    const text = objectAt(written, number)
    return placeOf(text, 'Kids') < 0 ? [number] : referencesOf(text, 'Kids').flatMap(below)
  }
  return below(top)
}

function referencesOf(dictionary: string, key: string): number[] {
  const at = dictionary.startsWith('<<') ? placeOf(dictionary, key) : dictionary.indexOf(`/${key}`)
  const written = at < 0 ? '' : (/^\/\w+\s*\[?((?:\s*\d+ \d+ R)+)/.exec(dictionary.slice(at))?.[1] ?? '')
  return [...written.matchAll(/(\d+) \d+ R/g)].map(([, number]) => Number(number))
}

/** Where a key of the outermost dictionary stands; -1 when it has none. Texts and inner dictionaries are stepped over. */
function placeOf(text: string, key: string): number {
  const name = new RegExp(`^/${key}(?![^\\s/<>[\\]()%{}])`)
  let depth = 0
  for (let i = 0; i < text.length; i++) {
    const two = text.slice(i, i + 2)
    if (two === '<<' || two === '>>') {
      depth += two === '<<' ? 1 : -1
      i++
    } else if (text[i] === '(') i = endOfText(text, i)
    else if (text[i] === '[') depth++
    else if (text[i] === ']') depth--
    else if (text[i] === '/' && depth === 1 && name.test(text.slice(i, i + key.length + 2))) return i
  }
  return -1
}

function endOfText(text: string, start: number): number {
  let open = 0
  for (let i = start; i < text.length; i++) {
    if (text[i] === '\\') i++
    else if (text[i] === '(') open++
    else if (text[i] === ')' && --open === 0) return i
  }
  return text.length
}

function turned(page: string, turn: number): string {
  const at = placeOf(page, 'Rotate')
  const stated = at < 0 ? null : /^\/Rotate\s+(-?\d+)/.exec(page.slice(at))
  const rotate = ((((Number(stated?.[1] ?? 0) + turn) % 360) + 360) % 360).toString()
  const rest = stated ? page.slice(0, at) + page.slice(at + stated[0].length) : page
  return `<< /Rotate ${rotate} ${rest.slice(2)}`
}

/** Cross-reference entries: one byte type, four bytes offset, two bytes generation. */
const ENTRY = { type: 1, offset: 4, generation: 2 }

function append({ file, startxref, trailer }: Written, objects: readonly { number: number; body: string }[]): Uint8Array {
  const parts: Buffer[] = [file]
  let length = file.length
  const put = (text: string | Buffer) => {
    const part = typeof text === 'string' ? Buffer.from(text, 'latin1') : text
    const at = length
    parts.push(part)
    length += part.length
    return at
  }
  const [size = 0] = numbersOf(trailer, 'Size')
  const places = [...objects].sort((a, b) => a.number - b.number).map(({ number, body }) => ({ number, offset: put(`${number} 0 obj\n${body}\nendobj\n`) }))
  const own = { number: size, offset: length }
  const table = Buffer.alloc((places.length + 1) * (ENTRY.type + ENTRY.offset + ENTRY.generation))
  for (const [i, { offset }] of [...places, own].entries()) {
    table.writeUInt8(1, i * 7)
    table.writeUInt32BE(offset, i * 7 + ENTRY.type)
  }
  const kept = trailer.replace(/\/(?:Size|Length)\s+\d+/g, '').replace(/\/Filter\s*\/\w+/, '').replace(/\/(?:Index|W)\s*\[[^\]]*\]/g, '').trim()
  const index = [...places, own].map(({ number }) => `${number} 1`).join(' ')
  put(`${size} 0 obj\n<< ${kept} /Size ${size + 1} /Prev ${startxref} /Index [${index}] /W [1 4 2] /Length ${table.length}>> stream\n`)
  put(table)
  put(`\nendstream\nendobj\nstartxref\n${own.offset}\n%%EOF\n`)
  return Uint8Array.from(Buffer.concat(parts))
}
