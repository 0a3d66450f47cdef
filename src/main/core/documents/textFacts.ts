// Facts of documents that are text inside: plain text, HTML, RTF, Word, HL7 v2, FHIR, C-CDA. Runs in the parse worker only.
import { inflateRawSync } from 'node:zlib'
import { decodeUnknownText } from './decodeUnknownText.ts'
import { type DocumentFacts, describeText } from './documentFacts.ts'
import { type ExchangeStatement, readCda, readFhir, readHl7 } from './exchangeFacts.ts'
import { textOfMarkup, textOfRtf } from './markup.ts'

export type TextFormat = 'text' | 'html' | 'rtf' | 'docx' | 'hl7' | 'json' | 'xml'

const MAX_CHARACTERS = 4_000_000
const TITLE_CHARACTERS = 20_000
const MAX_DOCX_BYTES = 32 * 1024 * 1024

export function readTextFacts(bytes: Uint8Array, format: TextFormat, fileName: string): DocumentFacts {
  const written = format === 'docx' ? docxMarkup(bytes) : decodeUnknownText(bytes).slice(0, MAX_CHARACTERS)
  const text = plainText(written, format).slice(0, TITLE_CHARACTERS)
  const facts = describeText(text, fileName)
  const exchange = readExchange(written, format)
  const kind = exchange?.kind ?? facts.kind
  const { isOfSeveral, ...stated } = exchange ?? {}
  const own = exchange ? { ...facts, ...stated, documentDate: exchange.documentDate ?? facts.documentDate, kind } : facts
  return { ...own, pages: null, issues: [...(facts.hasText ? [] : ['noTextLayer']), ...(isOfSeveral ? ['severalPatients'] : [])] }
}

function plainText(written: string, format: TextFormat): string {
  if (format === 'rtf') return textOfRtf(written)
  return format === 'html' || format === 'xml' || format === 'docx' ? textOfMarkup(written) : written
}

function readExchange(written: string, format: TextFormat): ExchangeStatement | null {
  if (format === 'hl7') return readHl7(written)
  if (format === 'xml') return readCda(written)
  if (format !== 'json') return null
  try {
    return readFhir(JSON.parse(written.replace(/^\uFEFF/, '')))
  } catch {
    // Not JSON after all, or cut at our limit: it is kept as text that states nobody.
    return null
  }
}

/** word/document.xml of a Word file, found by its local header; empty when it is absent or larger than the limit. */
function docxMarkup(bytes: Uint8Array): string {
  const name = 'word/document.xml'
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  for (let at = file.lastIndexOf(name); at >= 46; at = file.lastIndexOf(name, at - 1)) {
    const entry = at - 46
    if (file.readUInt32LE(entry) !== 0x02014b50) continue
    const [method, packed, offset] = [file.readUInt16LE(entry + 10), file.readUInt32LE(entry + 20), file.readUInt32LE(entry + 42)]
    if (offset + 30 > file.length) return ''
    const start = offset + 30 + file.readUInt16LE(offset + 26) + file.readUInt16LE(offset + 28)
    const content = file.subarray(start, start + packed)
    return (method === 8 ? inflateRawSync(content, { maxOutputLength: MAX_DOCX_BYTES }) : content).toString('utf8')
  }
  return ''
}
