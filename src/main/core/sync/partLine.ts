// One part of a file over the wire, whole in memory and copied once: the platform's fetch copies it three times on its way. Knows no file and no rights.
import { Agent as HttpAgent, type IncomingMessage, request as httpRequest } from 'node:http'
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https'

/** Longer than a server needs to read a whole file through at its end. */
const SILENT_MS = 300_000

export interface PartRequest {
  readonly method: 'HEAD' | 'GET' | 'PUT'
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: Buffer
  /** An answer of more bytes is refused. */
  readonly atMost?: number
  readonly signal?: AbortSignal
}

export interface PartAnswer {
  readonly status: number
  header(name: string): string | null
  /** Empty for HEAD. */
  readonly body: Buffer
}

export type PartLine = (url: URL, request: PartRequest) => Promise<PartAnswer>

/** @param pinned how a server in the same room is reached; undefined = by the platform's own trust. Redirects are not followed. */
export function createPartLine(pinned: HttpsAgent | undefined): PartLine {
  const secure = pinned ?? new HttpsAgent({ keepAlive: true })
  const open = new HttpAgent({ keepAlive: true })
  return (url, { method, headers = {}, body, atMost = 0, signal }) =>
    new Promise((resolve, reject) => {
      const isSecure = url.protocol === 'https:'
      const options = { method, headers: { ...headers, ...(body ? { 'content-length': String(body.byteLength) } : {}) }, agent: isSecure ? secure : open, timeout: SILENT_MS, ...(signal ? { signal } : {}) }
      const sent = (isSecure ? httpsRequest : httpRequest)(url, options, (answer) => received(answer, method === 'GET' ? atMost : 0).then(resolve, reject))
      sent.once('timeout', () => sent.destroy(new Error('no answer')))
      // Also one that comes after the answer: it has been told then.
      sent.on('error', reject)
      sent.end(body)
    })
}

/** A refusal's own words are not read: its status says it. */
async function received(answer: IncomingMessage, atMost: number): Promise<PartAnswer> {
  const status = answer.statusCode ?? 502
  const header = (name: string) => {
    const value = answer.headers[name]
    return typeof value === 'string' ? value : null
  }
  if (atMost === 0 || status >= 300) {
    answer.on('error', () => undefined).resume()
    return { status, header, body: Buffer.alloc(0) }
  }
  const announced = Number(header('content-length') ?? atMost)
  if (!(announced <= atMost)) {
    answer.destroy()
    throw new RangeError('more bytes than asked for')
  }
  // Outside the pool of small buffers: it is handed on as it is.
  const body = Buffer.allocUnsafeSlow(announced)
  let filled = 0
  for await (const piece of answer as AsyncIterable<Buffer>) {
    if (filled + piece.byteLength > announced) throw new RangeError('more bytes than announced')
    filled += piece.copy(body, filled)
  }
  return { status, header, body: body.subarray(0, filled) }
}
