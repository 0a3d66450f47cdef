// Bytes of a document that is text inside -> its plain structure. Runs in the parse worker only; which reader is meant is told by the media type.
import type { ReadableBlock, ReadableDocument } from '#shared/domain/readableDocument.ts'
import { decodeUnknownText } from '../decodeUnknownText.ts'
import { docxMarkup } from '../docxMarkup.ts'
import { textOfRtf } from '../markup.ts'
import { readCdaBlocks } from './readCda.ts'
import { readDocx } from './readDocx.ts'
import { isEmail, readEmailBlocks } from './readEmail.ts'
import { readFhirBlocks } from './readFhir.ts'
import { readHl7Blocks } from './readHl7.ts'
import { readHtml } from './readHtml.ts'

const MAX_CHARACTERS = 4_000_000
const MAX_PRE = 150_000

export function readReadable(bytes: Uint8Array, mediaType: string): ReadableDocument {
  if (/wordprocessingml/.test(mediaType)) return { form: 'word', attachments: [], ...readDocx(docxMarkup(bytes)) }
  const whole = decodeUnknownText(bytes)
  const cut = whole.length > MAX_CHARACTERS
  const text = whole.slice(0, MAX_CHARACTERS)
  const read = readText(text, mediaType)
  return { ...read, cut: read.cut || cut }
}

function readText(text: string, mediaType: string): ReadableDocument {
  if (/rtf$/.test(mediaType)) return document('richText', paragraphs(textOfRtf(text)))
  if (mediaType === 'text/html') return { form: 'web', attachments: [], ...readHtml(text) }
  if (/hl7/.test(mediaType)) return document('hl7', readHl7Blocks(text))
  if (/json$/.test(mediaType)) return readJson(text)
  if (/xml$/.test(mediaType) && /<ClinicalDocument\b/.test(text)) return { form: 'clinicalDocument', ...readCdaBlocks(text) }
  if (mediaType === 'message/rfc822' || isEmail(text)) return { form: 'email', cut: false, ...readEmailBlocks(text) }
  return document('plainText', preformatted(text))
}

function readJson(text: string): ReadableDocument {
  try {
    const value: unknown = JSON.parse(text.replace(/^\uFEFF/, ''))
    const blocks = readFhirBlocks(value)
    if (blocks.length > 0) return document('fhir', blocks)
    return document('plainText', preformatted(JSON.stringify(value, null, 2)))
  } catch {
    // Not JSON after all, or cut at our limit: shown as written.
    return document('plainText', preformatted(text))
  }
}

function document(form: ReadableDocument['form'], blocks: ReadableBlock[]): ReadableDocument {
  return { form, blocks, attachments: [], cut: false }
}

function paragraphs(text: string): ReadableBlock[] {
  return text.split(/\n+/).flatMap((line) => (line.trim() ? [{ type: 'paragraph' as const, text: line.trim() }] : []))
}

/** As written, in pieces a screen can lay out. */
function preformatted(text: string): ReadableBlock[] {
  const blocks: ReadableBlock[] = []
  for (let at = 0; at < text.length; at += MAX_PRE) blocks.push({ type: 'pre', text: text.slice(at, at + MAX_PRE) })
  return blocks
}
