// Tags and text of XML or HTML, one after the other. Nothing is resolved, fetched or expanded but the plain character entities.
import { decodeEntities } from '../markup.ts'

export type Token =
  | { type: 'open'; name: string; attributes: Readonly<Record<string, string>>; closed: boolean }
  | { type: 'close'; name: string }
  | { type: 'text'; text: string }

const PART = /<!--[\s\S]*?(?:-->|$)|<!\[CDATA\[([\s\S]*?)(?:\]\]>|$)|<[!?][^>]*>|<(\/?)([A-Za-z_][\w:.-]*)((?:[^<>"']|"[^"]*"|'[^']*')*)>|([^<]+)|</g
const ATTRIBUTE = /([A-Za-z_][\w:.-]*)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/g
/** Their content is a program or a style, never words. */
const SILENT = new Set(['script', 'style', 'template', 'noscript', 'iframe', 'object', 'svg', 'math'])

/** Names come in lower case; text with its entities decoded. */
export function* tokensOf(markup: string): Generator<Token> {
  let silent: string | null = null
  for (const match of markup.matchAll(PART)) {
    const token = tokenOf(match)
    if (!token) continue
    if (silent !== null) {
      if (token.type === 'close' && token.name === silent) silent = null
    } else if (token.type === 'open' && SILENT.has(token.name)) silent = token.closed ? null : token.name
    else yield token
  }
}

function tokenOf([, cdata, slash, tag, rest = '', text]: RegExpExecArray): Token | null {
  if (cdata !== undefined) return { type: 'text', text: cdata }
  if (text !== undefined) return { type: 'text', text: decodeEntities(text) }
  if (tag === undefined) return null
  const name = tag.toLowerCase()
  return slash === '/' ? { type: 'close', name } : { type: 'open', name, attributes: attributesOf(rest), closed: /\/\s*$/.test(rest) }
}

function attributesOf(rest: string): Record<string, string> {
  return Object.fromEntries([...rest.matchAll(ATTRIBUTE)].map(([, name = '', a, b, c]) => [name.toLowerCase(), decodeEntities(a ?? b ?? c ?? '')]))
}
