// Reads one HTTP Range header against a known length (RFC 9110 §14). Knows no store and no transport.

/** Half-open: [start, end). */
export interface ByteSpan {
  readonly start: number
  readonly end: number
}

/**
 * @param header value of `Range`; only a single `bytes` range is honoured, anything else reads as the whole (RFC 9110 lets a server ignore it)
 * @param length bytes of the whole content
 * @returns 'whole' when no usable range was asked, 'unsatisfiable' for 416, else the span clipped to the content
 */
export function readByteRange(header: string | null | undefined, length: number): ByteSpan | 'whole' | 'unsatisfiable' {
  if (!header) return 'whole'
  const match = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header.trim())
  if (!match) return 'whole'
  const [, first = '', last = ''] = match
  if (first === '' && last === '') return 'whole'
  if (first === '') {
    const suffix = Number(last)
    return suffix === 0 || length === 0 ? 'unsatisfiable' : { start: Math.max(0, length - suffix), end: length }
  }
  const start = Number(first)
  if (last !== '' && Number(last) < start) return 'whole'
  if (start >= length) return 'unsatisfiable'
  return { start, end: last === '' ? length : Math.min(length, Number(last) + 1) }
}
