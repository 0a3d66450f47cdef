// An e-mail as inert text: who, when, what, its plain words; attachments are named and never opened, pictures and addresses never fetched.
import type { ReadableBlock } from '#shared/domain/readableDocument.ts'
import { readHtml } from './readHtml.ts'

interface Part {
  headers: ReadonlyMap<string, string>
  body: string
}

const MOST_PARTS = 60

export function isEmail(text: string): boolean {
  const head = text.slice(0, 4000)
  return /^(from|received|return-path|date|subject|mime-version|message-id|delivered-to|to):/i.test(head) && /^from:/im.test(head) && /^(subject|date|mime-version):/im.test(head)
}

export function readEmailBlocks(source: string): { blocks: ReadableBlock[]; attachments: { name: string; mediaType: string }[] } {
  const message = splitPart(source)
  const pairs = (['from', 'to', 'cc', 'date', 'subject'] as const).flatMap((name): [string, string][] => {
    const value = decodeWords(message.headers.get(name) ?? '')
    return value ? [[`email.${name}`, value]] : []
  })
  const attachments: { name: string; mediaType: string }[] = []
  const texts: { type: string; body: string }[] = []
  gather(message, texts, attachments, { left: MOST_PARTS })
  const plain = texts.find(({ type }) => type === 'text/plain')
  const html = texts.find(({ type }) => type === 'text/html')
  const body: ReadableBlock[] = plain
    ? plain.body.split(/\n\s*\n/).flatMap((paragraph) => (paragraph.trim() ? [{ type: 'pre' as const, text: paragraph.replace(/^\n+|\s+$/g, '') }] : []))
    : html
      ? readHtml(html.body).blocks
      : []
  return { blocks: [{ type: 'facts', pairs }, ...body], attachments }
}

function splitPart(source: string): Part {
  const text = source.replace(/\r\n?/g, '\n')
  const end = text.indexOf('\n\n')
  const head = (end < 0 ? text : text.slice(0, end)).replace(/\n[ \t]+/g, ' ')
  const headers = new Map<string, string>()
  for (const line of head.split('\n')) {
    const at = line.indexOf(':')
    const name = line.slice(0, at).trim().toLowerCase()
    if (at > 0 && !headers.has(name)) headers.set(name, line.slice(at + 1).trim())
  }
  return { headers, body: end < 0 ? '' : text.slice(end + 2) }
}

function gather(part: Part, texts: { type: string; body: string }[], attachments: { name: string; mediaType: string }[], budget: { left: number }): void {
  if (budget.left-- <= 0) return
  const kind = part.headers.get('content-type') ?? 'text/plain'
  const type = kind.split(';')[0]?.trim().toLowerCase() ?? ''
  const boundary = /boundary="?([^";]+)"?/i.exec(kind)?.[1]
  if (type.startsWith('multipart/') && boundary) {
    const pieces = part.body.split(`--${boundary}`).slice(1)
    for (const piece of pieces) if (!piece.startsWith('--')) gather(splitPart(piece.replace(/^\n/, '')), texts, attachments, budget)
    return
  }
  const disposition = part.headers.get('content-disposition') ?? ''
  const name = decodeWords(/(?:file)?name\*?="?([^";]+)"?/i.exec(`${disposition};${kind}`)?.[1] ?? '')
  if (/^attachment/i.test(disposition) || name || !type.startsWith('text/')) attachments.push({ name: (name || type).slice(0, 255), mediaType: type.slice(0, 120) })
  else texts.push({ type, body: decodeBody(part) })
}

function decodeBody({ headers, body }: Part): string {
  const charset = /charset="?([\w-]+)"?/i.exec(headers.get('content-type') ?? '')?.[1] ?? 'utf-8'
  const encoding = (headers.get('content-transfer-encoding') ?? '').toLowerCase()
  if (encoding === 'base64') return decodeBytes(Buffer.from(body, 'base64'), charset)
  if (encoding === 'quoted-printable') return decodeBytes(quotedPrintable(body), charset)
  return body
}

function quotedPrintable(text: string): Buffer {
  const bytes = text.replace(/=\n/g, '').replace(/=([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
  return Buffer.from(bytes, 'latin1')
}

function decodeBytes(bytes: Uint8Array, charset: string): string {
  try {
    return new TextDecoder(charset).decode(bytes)
  } catch {
    // A name of an encoding nobody knows: western letters are the best guess, and the file itself is kept.
    return new TextDecoder('windows-1252').decode(bytes)
  }
}

/** =?utf-8?B?...?= and =?utf-8?Q?...?= of a header. */
function decodeWords(text: string): string {
  return text.replace(/=\?([\w-]+)\?([bq])\?([^?]*)\?=(\s+(?==\?))?/gi, (_, charset: string, how: string, body: string) =>
    decodeBytes(how.toLowerCase() === 'b' ? Buffer.from(body, 'base64') : quotedPrintable(body.replace(/_/g, ' ')), charset),
  )
}
