// Plain text out of marked-up text, for facts only: nothing here is ever shown, so nothing is rendered, fetched or run (T4).

const LINE_ENDS = /<\/?(p|div|tr|li|br|h[1-6]|title|td|th|w:p|text|item|paragraph)\b[^>]*>/gi
const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' }

export function textOfMarkup(markup: string): string {
  return decodeEntities(
    markup
      .replace(/<(script|style|head)\b[\s\S]*?<\/\1\s*>/gi, ' ')
      .replace(/<!--[\s\S]*?-->/g, ' ')
      .replace(LINE_ENDS, '\n')
      .replace(/<[^>]*>/g, ' '),
  )
}

export function decodeEntities(text: string): string {
  return text.replace(/&(#x?[0-9a-f]{1,6}|[a-z]{2,6});/gi, (whole, name: string) => {
    if (!name.startsWith('#')) return ENTITIES[name.toLowerCase()] ?? whole
    const code = name[1]?.toLowerCase() === 'x' ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1))
    return code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff) ? String.fromCodePoint(code) : ' '
  })
}

/** Visible text of an RTF file: groups of fonts, styles and pictures left out. */
export function textOfRtf(rtf: string): string {
  return rtf
    .replace(/\{\\(\*|fonttbl|colortbl|stylesheet|info|pict)[^{}]*(\{[^{}]*\}[^{}]*)*\}/g, ' ')
    .replace(/\\'([0-9a-f]{2})/gi, (_, hex: string) => new TextDecoder('windows-1252').decode(Uint8Array.of(Number.parseInt(hex, 16))))
    .replace(/\\u(-?\d{1,6}) ?\??/g, (_, code: string) => String.fromCharCode((Number(code) + 65_536) % 65_536))
    .replace(/\\(par|line|row|cell)\b ?/g, '\n')
    .replace(/\\[a-z]+-?\d* ?/gi, '')
    .replace(/[{}]/g, '')
}
