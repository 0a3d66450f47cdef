// Bytes of a stored PDF by ranges over the content channel. Asks this origin only; knows nothing of pages.

export interface RangeSource {
  length: number
  /** The first bytes, already here. */
  head: Uint8Array<ArrayBuffer>
  /** @throws when the answer is not exactly the range asked for */
  read(begin: number, end: number, signal: AbortSignal): Promise<Uint8Array<ArrayBuffer>>
}

const headBytes = 65_536

function contentLength(response: Response): number {
  const total = /\/(\d+)$/.exec(response.headers.get('Content-Range') ?? '')?.[1]
  return total === undefined ? Number.NaN : Number(total)
}

async function fetchRange(url: URL, begin: number, end: number, signal: AbortSignal): Promise<Response> {
  const response = await fetch(url, { headers: { Range: `bytes=${begin}-${end - 1}` }, signal, credentials: 'same-origin', redirect: 'error' })
  if (!response.ok && response.status !== 416) throw new Error(`content answered ${response.status}`)
  return response
}

/**
 * Opens a stored file for reading by ranges.
 * @param address path or URL of the content channel; another origin than `base` is refused
 * @param base origin of this window
 */
export async function openRangeSource(address: string, base: string, signal: AbortSignal): Promise<RangeSource> {
  const url = new URL(address, base)
  if (url.origin !== new URL(base).origin) throw new Error('content of another origin is never fetched')
  const response = await fetchRange(url, 0, headBytes, signal)
  if (response.status === 416) return wholeSource(new Uint8Array())
  const head = new Uint8Array(await response.arrayBuffer())
  if (response.status === 200) return wholeSource(head)
  const length = contentLength(response)
  if (!Number.isSafeInteger(length)) throw new Error('content answered a range without its length')
  return {
    length,
    head,
    read: async (begin, end, readSignal) => {
      const part = await fetchRange(url, begin, end, readSignal)
      const bytes = new Uint8Array(await part.arrayBuffer())
      if (bytes.length !== end - begin) throw new Error('content answered another range')
      return bytes
    },
  }
}

function wholeSource(bytes: Uint8Array<ArrayBuffer>): RangeSource {
  return { length: bytes.length, head: bytes, read: async (begin, end) => bytes.slice(begin, end) }
}
