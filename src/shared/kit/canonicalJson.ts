// Canonical JSON (RFC 8785) with NFC strings: the bytes that are hashed and signed. Knows nothing of reports.

export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json | undefined }

/**
 * Serialises to RFC 8785 with every string and key in Unicode NFC. Members that are `undefined` are left out.
 * Integers only: a clinical decimal travels as a string, because a float has no single spelling.
 * @throws TypeError on a non-integer, unsafe or non-finite number, a lone surrogate, or two keys that are one after NFC
 * @source RFC 8785; safety note §7
 */
export function canonicalJson(value: Json): string {
  if (value === null || typeof value === 'boolean') return String(value)
  if (typeof value === 'number') {
    if (!Number.isSafeInteger(value)) throw new TypeError('canonical JSON takes safe integers only')
    return String(value === 0 ? 0 : value)
  }
  if (typeof value === 'string') return canonicalString(value)
  if (isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  const members = new Map<string, Json>()
  for (const [key, member] of Object.entries(value)) {
    if (member === undefined) continue
    const name = key.normalize('NFC')
    if (members.has(name)) throw new TypeError('two keys are one after normalisation')
    members.set(name, member)
  }
  const names = [...members.keys()].sort(byUtf16)
  return `{${names.map((n) => `${canonicalString(n)}:${canonicalJson(members.get(n) as Json)}`).join(',')}}`
}

function isArray(value: Json): value is readonly Json[] {
  return Array.isArray(value)
}

function canonicalString(text: string): string {
  if (!text.isWellFormed()) throw new TypeError('lone surrogate')
  return JSON.stringify(text.normalize('NFC'))
}

function byUtf16(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
