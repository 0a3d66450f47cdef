// The one part of a Word file that holds its words. Runs in the parse worker only; nothing else of the archive is opened.
import { inflateRawSync } from 'node:zlib'

const MAX_DOCX_BYTES = 32 * 1024 * 1024

/** word/document.xml of a Word file, found by its local header; empty when it is absent or larger than the limit. */
export function docxMarkup(bytes: Uint8Array): string {
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
