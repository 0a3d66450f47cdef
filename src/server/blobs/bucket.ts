// One bucket of an object store that speaks S3: whole objects in, ranges out. What lies there is sealed before it leaves this machine. Knows no case and no key.
import { createHash } from 'node:crypto'
import { open, stat } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import type { SealedBytes } from '#shared/node/readSealedFile.ts'
import { SealBroken } from '#shared/node/sealedFormat.ts'
import { type S3Credentials, signed } from './awsSignature.ts'

export interface BucketSettings extends S3Credentials {
  /** e.g. https://s3.eu-south-2.amazonaws.com; the bucket is named in the path. */
  readonly endpoint: string
  readonly region: string
  readonly bucket: string
  /** Before every object's name; empty or ending with a slash. */
  readonly prefix: string
}

/** The object store does not answer, or says no; `status` 0 = no answer. Its own words are not kept. */
export class BucketFault extends Error {
  readonly status: number
  constructor(status: number, options?: { cause?: unknown }) {
    super('the object store', options)
    this.name = 'BucketFault'
    this.status = status
  }
}

/** Larger files go in parts of this size; S3 takes 10,000 parts. */
const PART_BYTES = 16 * 1024 * 1024
const TIMEOUT_MS = 120_000
const TRIES = 4
/** Read at once: 8 MiB of a file. */
const RUN_CHUNKS = 16

export type Bucket = ReturnType<typeof createBucket>

interface Sending {
  readonly query?: Readonly<Record<string, string>>
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: Uint8Array<ArrayBuffer>
}

export function createBucket({ endpoint, region, bucket, prefix, ...credentials }: BucketSettings) {
  const isPrivateLine = endpoint.startsWith('https:')

  /** Asks again after a pause when the store was busy or did not answer: every request here may be sent twice. @throws BucketFault */
  async function ask(method: string, key: string, sending: Sending = {}): Promise<Response> {
    for (let tried = 1; ; tried++) {
      const answer = await once(method, key, sending).catch((cause: unknown) => new BucketFault(0, { cause }))
      if (!(answer instanceof BucketFault) && (answer.status < 500 || tried === TRIES)) return answer
      if (tried === TRIES) throw answer
      await sleep(200 * 2 ** tried * (0.5 + Math.random()))
    }
  }

  /** @param key null asks for the bucket itself */
  async function once(method: string, key: string | null, { query = {}, headers = {}, body }: Sending = {}): Promise<Response> {
    const url = new URL(`${endpoint.replace(/\/$/, '')}/${bucket}${key === null ? '' : `/${prefix}${key}`}`)
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value)
    // Over TLS the bytes need no second hash on the way: they are authenticated where they are opened.
    const sha256 = isPrivateLine && body ? 'UNSIGNED-PAYLOAD' : createHash('sha256').update(body ?? '').digest('hex')
    const send = signed({ method, url, headers: { ...headers, 'x-amz-content-sha256': sha256 } }, credentials, region, Date.now())
    return fetch(url, { method, headers: send, ...(body ? { body } : {}), redirect: 'error', signal: AbortSignal.timeout(TIMEOUT_MS) })
  }

  async function must(method: string, key: string, sending: Sending = {}): Promise<Response> {
    const answer = await ask(method, key, sending)
    if (answer.ok) return answer
    await answer.body?.cancel()
    throw new BucketFault(answer.status)
  }

  /** All of a file of this machine; it is there for readers when this returns, and only then. @throws BucketFault */
  async function put(key: string, file: string): Promise<void> {
    const { size } = await stat(file)
    const handle = await open(file, 'r')
    const part = async (from: number) => {
      const bytes = Buffer.alloc(Math.min(PART_BYTES, size - from))
      await handle.read(bytes, 0, bytes.byteLength, from)
      return bytes
    }
    try {
      if (size <= PART_BYTES) await must('PUT', key, { body: await part(0) })
      else await putParts(key, size, part)
    } finally {
      await handle.close()
    }
    if ((await sizeOf(key)) !== size) throw new BucketFault(0)
  }

  async function putParts(key: string, size: number, part: (from: number) => Promise<Buffer<ArrayBuffer>>): Promise<void> {
    const uploadId = tagOf(await (await must('POST', key, { query: { uploads: '' } })).text(), 'UploadId')
    try {
      const etags: string[] = []
      for (let from = 0; from < size; from += PART_BYTES) {
        const answer = await must('PUT', key, { query: { partNumber: String(etags.length + 1), uploadId }, body: await part(from) })
        etags.push(answer.headers.get('etag') ?? '')
      }
      const list = etags.map((etag, i) => `<Part><PartNumber>${i + 1}</PartNumber><ETag>${etag.replace(/[<&]/g, '')}</ETag></Part>`).join('')
      const done = await must('POST', key, { query: { uploadId }, body: Buffer.from(`<CompleteMultipartUpload>${list}</CompleteMultipartUpload>`) })
      // S3 may say 200 first and the fault in the body.
      if ((await done.text()).includes('<Error>')) throw new BucketFault(500)
    } catch (cause) {
      await ask('DELETE', key, { query: { uploadId } }).then((answer) => answer.body?.cancel(), () => undefined)
      throw cause
    }
  }

  /** null when it is not there. */
  async function sizeOf(key: string): Promise<number | null> {
    const answer = await ask('HEAD', key)
    if (answer.status === 404) return null
    if (!answer.ok) throw new BucketFault(answer.status)
    return Number(answer.headers.get('content-length'))
  }

  /** A sealed file that lies in the bucket. @throws BucketFault */
  async function sealed(key: string): Promise<SealedBytes> {
    const size = await sizeOf(key)
    if (size === null) throw new BucketFault(404)
    async function read(position: number, length: number): Promise<Buffer> {
      const answer = await must('GET', key, { headers: { range: `bytes=${position}-${position + length - 1}` } })
      const bytes = Buffer.from(await answer.arrayBuffer())
      if (bytes.byteLength !== length) throw new SealBroken()
      return bytes
    }
    return { size, read, close: async () => undefined, runChunks: RUN_CHUNKS }
  }

  return {
    put,
    sealed,
    has: async (key: string): Promise<boolean> => (await sizeOf(key)) !== null,
    async remove(key: string): Promise<void> {
      const answer = await ask('DELETE', key)
      await answer.body?.cancel()
      if (!answer.ok && answer.status !== 404) throw new BucketFault(answer.status)
    },
    /** The bucket answers with these keys. */
    async isReached(): Promise<boolean> {
      const answer = await once('HEAD', null).catch(() => null)
      return answer?.ok ?? false
    },
  }
}

function tagOf(xml: string, tag: string): string {
  const text = new RegExp(`<${tag}>([^<]+)</${tag}>`).exec(xml)?.[1]
  if (!text) throw new BucketFault(0)
  return text
}

/** Address, bucket and keys together, or none of them. @throws Error naming what is missing */
export function bucketSettings(env: NodeJS.ProcessEnv): BucketSettings | null {
  const names = ['CONSILIUM_S3_ENDPOINT', 'CONSILIUM_S3_BUCKET', 'CONSILIUM_S3_ACCESS_KEY_ID', 'CONSILIUM_S3_SECRET_ACCESS_KEY'] as const
  const [endpoint, bucket, accessKeyId, secretAccessKey] = names.map((name) => env[name] ?? '')
  if (!endpoint && !bucket && !accessKeyId && !secretAccessKey) return null
  if (!endpoint || !bucket || !accessKeyId || !secretAccessKey) throw new Error(`missing: ${names.filter((name) => !env[name]).join(', ')}`)
  const prefix = env['CONSILIUM_S3_PREFIX'] ?? ''
  return { endpoint, bucket, accessKeyId, secretAccessKey, region: env['CONSILIUM_S3_REGION'] || 'us-east-1', prefix: prefix === '' || prefix.endsWith('/') ? prefix : `${prefix}/` }
}
