// An object store on loopback as S3's clients see one: it looks at the signature of every request before it does anything. Holds its objects in memory.
import { createHash, createHmac, randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

const ACCESS_KEY = 'AKIDTEST'
const SECRET_KEY = 'a secret only for this test'
const hex = (text: string | Uint8Array) => createHash('sha256').update(text).digest('hex')
const mac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest()

export async function startObjectServer() {
  const objects = new Map<string, Buffer>()
  const uploads = new Map<string, Map<number, Buffer>>()
  const counts = { refused: 0, parts: 0, gets: 0 }
  /** What it answers to the next requests that change something, before it works again. */
  const faults: number[] = []

  const server = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => answer(request, Buffer.concat(parts), response))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

  /** From the raw request line, as it came: percent signs included. */
  function isSigned({ method, url = '', headers }: IncomingMessage, body: Buffer): boolean {
    const said = /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/s3\/aws4_request,SignedHeaders=([^,]+),Signature=([0-9a-f]{64})$/.exec(headers.authorization ?? '')
    if (!said || said[1] !== ACCESS_KEY || headers['x-amz-content-sha256'] !== hex(body)) return false
    const [, , day = '', region = '', names = '', signature] = said
    const [path = '', query = ''] = url.split('?')
    const sortedQuery = query === '' ? '' : query.split('&').map((pair) => (pair.includes('=') ? pair : `${pair}=`)).sort().join('&')
    const canonical = `${method}\n${path}\n${sortedQuery}\n${names.split(';').map((name) => `${name}:${String(headers[name])}\n`).join('')}\n${names}\n${hex(body)}`
    const toSign = `AWS4-HMAC-SHA256\n${String(headers['x-amz-date'])}\n${day}/${region}/s3/aws4_request\n${hex(canonical)}`
    const key = mac(mac(mac(mac(`AWS4${SECRET_KEY}`, day), region), 's3'), 'aws4_request')
    return mac(key, toSign).toString('hex') === signature && Math.abs(Date.parse(String(headers['x-amz-date']).replace(/(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z/, '$1-$2-$3T$4:$5:$6Z')) - Date.now()) < 900_000
  }

  function answer(request: IncomingMessage, body: Buffer, response: ServerResponse): ServerResponse {
    const end = (status: number, headers: Record<string, string | number> = {}, text: string | Buffer = '') => response.writeHead(status, headers).end(text)
    if (!isSigned(request, body)) {
      counts.refused++
      return end(403)
    }
    const { pathname: key, searchParams } = new URL(request.url ?? '', endpoint)
    const uploadId = searchParams.get('uploadId')
    const kept = objects.get(key)
    if (request.method === 'HEAD') return key === '/bucket' || kept ? end(200, { 'content-length': kept?.byteLength ?? 0 }) : end(404)
    if (request.method === 'GET') {
      counts.gets++
      const [, from, to] = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? '') ?? []
      return kept && from && to ? end(206, {}, kept.subarray(Number(from), Number(to) + 1)) : end(404)
    }
    const fault = request.method === 'DELETE' ? undefined : faults.shift()
    return fault ? end(fault) : changed(String(request.method), { key, uploadId, number: Number(searchParams.get('partNumber')) }, body, response)
  }

  function changed(method: string, { key, uploadId, number }: { key: string; uploadId: string | null; number: number }, body: Buffer, response: ServerResponse): ServerResponse {
    if (method === 'POST') return uploadId === null ? begun(response) : completed(key, uploadId, body, response)
    if (method === 'DELETE') {
      if (uploadId === null) objects.delete(key)
      else uploads.delete(uploadId)
      return response.writeHead(204).end()
    }
    if (uploadId === null) objects.set(key, body)
    else {
      uploads.get(uploadId)?.set(number, body)
      counts.parts++
    }
    return response.writeHead(200, { etag: `"${hex(body).slice(0, 32)}"` }).end()
  }

  function begun(response: ServerResponse): ServerResponse {
    const made = randomUUID()
    uploads.set(made, new Map())
    return response.end(`<InitiateMultipartUploadResult><UploadId>${made}</UploadId></InitiateMultipartUploadResult>`)
  }

  /** Of the parts that are named, each as it came. */
  function completed(key: string, uploadId: string, body: Buffer, response: ServerResponse): ServerResponse {
    const held = uploads.get(uploadId)
    const wanted = [...body.toString('utf8').matchAll(/<PartNumber>(\d+)<\/PartNumber><ETag>"([0-9a-f]+)"<\/ETag>/g)]
    const pieces = wanted.map(([, number, etag]) => ({ piece: held?.get(Number(number)), etag }))
    if (!held || pieces.some(({ piece, etag }) => !piece || hex(piece).slice(0, 32) !== etag)) return response.writeHead(400).end()
    objects.set(key, Buffer.concat(pieces.flatMap(({ piece }) => (piece ? [piece] : []))))
    uploads.delete(uploadId)
    return response.end('<CompleteMultipartUploadResult/>')
  }

  return {
    settings: { endpoint, bucket: 'bucket', region: 'eu-test-1', prefix: 'clinic one/', accessKeyId: ACCESS_KEY, secretAccessKey: SECRET_KEY },
    objects,
    uploads,
    counts,
    faults,
    stop: () => new Promise<void>((resolve) => {
      server.closeAllConnections()
      server.close(() => resolve())
    }),
  }
}
