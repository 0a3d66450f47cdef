// Facts of documents that are text inside: plain text, HTML, RTF, Word, HL7 v2, FHIR, C-CDA. Runs in the parse worker only.
import { decodeUnknownText } from './decodeUnknownText.ts'
import { docxMarkup } from './docxMarkup.ts'
import { type DocumentFacts, describeText } from './documentFacts.ts'
import { type ExchangeStatement, readCda, readFhir, readHl7 } from './exchangeFacts.ts'
import { textOfMarkup, textOfRtf } from './markup.ts'

export type TextFormat = 'text' | 'html' | 'rtf' | 'docx' | 'hl7' | 'json' | 'xml'

const MAX_CHARACTERS = 4_000_000
const TITLE_CHARACTERS = 20_000

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
