// What a file is, by its first bytes; the name decides nothing but the kind of text. Reads no more than a head.
import type { ItemCode } from '#shared/domain/importing.ts'
import { sniffDataSet } from '../imaging/dicom/sniffDataSet.ts'
import { hasDicomPrefix } from '../imaging/dicom/openDataSet.ts'
import type { TextFormat } from '../documents/textFacts.ts'

export type Format =
  | { kind: 'dicom' }
  | { kind: 'document'; mediaType: string; format: 'pdf' | 'image' | 'carried' | TextFormat }
  | { kind: 'archive' }
  | { kind: 'unwanted'; outcome: 'skipped' | 'rejected'; code: ItemCode }

/** Bytes that are enough to tell. */
export const SNIFF_BYTES = 4096

const SIGNATURES: readonly (readonly [readonly number[], Format])[] = [
  [[0x47, 0x49, 0x46, 0x38], { kind: 'document', mediaType: 'image/gif', format: 'image' }],
  [[0xff, 0xd8, 0xff], { kind: 'document', mediaType: 'image/jpeg', format: 'image' }],
  [[0x89, 0x50, 0x4e, 0x47], { kind: 'document', mediaType: 'image/png', format: 'image' }],
  [[0x49, 0x49, 0x2a, 0x00], { kind: 'document', mediaType: 'image/tiff', format: 'image' }],
  [[0x4d, 0x4d, 0x00, 0x2a], { kind: 'document', mediaType: 'image/tiff', format: 'image' }],
  [[0x4d, 0x5a], { kind: 'unwanted', outcome: 'skipped', code: 'mediaSoftware' }],
  [[0x7f, 0x45, 0x4c, 0x46], { kind: 'unwanted', outcome: 'skipped', code: 'mediaSoftware' }],
  [[0xca, 0xfe, 0xba, 0xbe], { kind: 'unwanted', outcome: 'skipped', code: 'mediaSoftware' }],
  [[0xcf, 0xfa, 0xed, 0xfe], { kind: 'unwanted', outcome: 'skipped', code: 'mediaSoftware' }],
  [[0x4d, 0x53, 0x43, 0x46], { kind: 'unwanted', outcome: 'skipped', code: 'mediaSoftware' }],
  [[0x00, 0x00, 0x01, 0x00], { kind: 'unwanted', outcome: 'skipped', code: 'mediaSoftware' }],
  [[0x1f, 0x8b], { kind: 'unwanted', outcome: 'rejected', code: 'nestedArchive' }],
  [[0x37, 0x7a, 0xbc, 0xaf], { kind: 'unwanted', outcome: 'rejected', code: 'nestedArchive' }],
  [[0x52, 0x61, 0x72, 0x21], { kind: 'unwanted', outcome: 'rejected', code: 'nestedArchive' }],
]

const carried = (mediaType: string): Format => ({ kind: 'document', mediaType, format: 'carried' })

/** Kept and handed out as they are: nothing here shows them. [place of the mark, mark, media type] */
const CARRIED: readonly (readonly [number, string, Format])[] = [
  [4, 'ftypheic', carried('image/heic')],
  [4, 'ftypmif1', carried('image/heif')],
  [4, 'ftypqt', carried('video/quicktime')],
  [4, 'ftyp', carried('video/mp4')],
  [4, 'moov', carried('video/quicktime')],
  [8, 'AVI LIST', carried('video/x-msvideo')],
  [8, 'WEBP', { kind: 'document', mediaType: 'image/webp', format: 'image' }],
  [8, 'WAVE', carried('audio/wav')],
  [0, '\u001aE\u00df\u00a3', carried('video/x-matroska')],
  [0, '0&\u00b2u\u008ef\u00cf\u0011', carried('video/x-ms-wmv')],
  [0, '\u0000\u0000\u0001\u00ba', carried('video/mpeg')],
  [0, '\u0000\u0000\u0001\u00b3', carried('video/mpeg')],
  // SCP-ECG: section 0 names itself after its header.
  [16, 'SCPECG', carried('application/x-scp-ecg')],
  [0, '\u00d0\u00cf\u0011\u00e0\u00a1\u00b1\u001a\u00e1', carried('application/x-ole-storage')],
]

const UNSUPPORTED: Format = { kind: 'unwanted', outcome: 'rejected', code: 'unsupportedFormat' }

/** @param head first bytes, at least SNIFF_BYTES where the file has them */
export function sniffFormat(head: Uint8Array): Format {
  if (hasDicomPrefix(head)) return { kind: 'dicom' }
  const ascii = Buffer.from(head.buffer, head.byteOffset, Math.min(head.length, 1024)).toString('latin1')
  // Before anything that is looked for further on: an archive may hold, unpacked, whatever else.
  if (ascii.startsWith('PK\u0003\u0004') || ascii.startsWith('PK\u0005\u0006')) return sniffPackage(head)
  if (ascii.includes('%PDF-')) return { kind: 'document', mediaType: 'application/pdf', format: 'pdf' }
  for (const [signature, format] of SIGNATURES) if (signature.every((byte, i) => head[i] === byte)) return format
  for (const [at, mark, format] of CARRIED) if (ascii.startsWith(mark, at)) return format
  if (ascii.startsWith('{\\rtf')) return { kind: 'document', mediaType: 'application/rtf', format: 'rtf' }
  const text = sniffText(head)
  if (text) return text
  return sniffDataSet(head, 0, true) ? { kind: 'dicom' } : UNSUPPORTED
}

/** Word files are archives; other office formats are not read. */
function sniffPackage(head: Uint8Array): Format {
  const names = Buffer.from(head.buffer, head.byteOffset, head.length).toString('latin1')
  if (/word\/|\[Content_Types\]\.xml[\s\S]*word/.test(names)) {
    return { kind: 'document', mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', format: 'docx' }
  }
  if (/\[Content_Types\]\.xml/.test(names)) return carried('application/vnd.openxmlformats-officedocument')
  const stated = /mimetype(application\/vnd\.oasis\.opendocument\.[a-z-]+)/.exec(names)?.[1]
  if (stated) return carried(stated)
  return { kind: 'archive' }
}

function sniffText(head: Uint8Array): Format | null {
  const isUtf16 = (head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff)
  if (!isUtf16 && head.some((byte) => byte === 0 || (byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d && byte !== 0x0c && byte !== 0x0b && byte !== 0x1b))) {
    return null
  }
  const text = new TextDecoder(isUtf16 ? (head[0] === 0xff ? 'utf-16le' : 'utf-16be') : 'utf-8').decode(head).trimStart()
  if (/^(MSH|FHS|BHS)\|/.test(text)) return { kind: 'document', mediaType: 'x-application/hl7-v2+er7', format: 'hl7' }
  if (/^(<\?xml[^>]*>\s*)?(<!--[\s\S]*?-->\s*)*<(\w+:)?AnnotatedECG\b/.test(text)) return { kind: 'document', mediaType: 'application/vnd.hl7.aecg+xml', format: 'xml' }
  if (/^<\?xml|^<ClinicalDocument/i.test(text) && !/<html/i.test(text)) return { kind: 'document', mediaType: 'text/xml', format: 'xml' }
  if (/^(<!doctype html|<html|<\?xml[\s\S]*<html)/i.test(text)) return { kind: 'document', mediaType: 'text/html', format: 'html' }
  if (/^<svg/i.test(text)) return UNSUPPORTED
  if (/^[[{]/.test(text)) return { kind: 'document', mediaType: text.includes('"resourceType"') ? 'application/fhir+json' : 'application/json', format: 'json' }
  if (/^\[autorun\]/i.test(text)) return { kind: 'unwanted', outcome: 'skipped', code: 'mediaSoftware' }
  return { kind: 'document', mediaType: 'text/plain', format: 'text' }
}
