// AWS Signature Version 4 for S3: what an object store wants to see of a request before it answers. Knows no bucket and no network.
import { createHash, createHmac } from 'node:crypto'

export interface S3Credentials {
  readonly accessKeyId: string
  readonly secretAccessKey: string
}

interface Unsigned {
  readonly method: string
  readonly url: URL
  /** All headers that are sent and signed, `x-amz-content-sha256` among them; `host` and `x-amz-date` are added here. */
  readonly headers: Readonly<Record<string, string>>
}

/** @returns the headers to send. @source docs.aws.amazon.com, Signature Calculations for the Authorization Header (single chunk) */
export function signed({ method, url, headers }: Unsigned, { accessKeyId, secretAccessKey }: S3Credentials, region: string, nowMs: number): Record<string, string> {
  const stamp = new Date(nowMs).toISOString().replace(/[-:]|\.\d{3}/g, '')
  const day = stamp.slice(0, 8)
  const all: Record<string, string> = { ...headers, host: url.host, 'x-amz-date': stamp }
  const names = Object.keys(all).sort()
  const canonical = [
    method,
    url.pathname.split('/').map((part) => strict(decodeURIComponent(part))).join('/'),
    [...url.searchParams].map(([name, value]) => `${strict(name)}=${strict(value)}`).sort().join('&'),
    ...names.map((name) => `${name}:${all[name]?.trim()}`),
    '',
    names.join(';'),
    all['x-amz-content-sha256'],
  ].join('\n')
  const scope = `${day}/${region}/s3/aws4_request`
  const toSign = ['AWS4-HMAC-SHA256', stamp, scope, createHash('sha256').update(canonical, 'utf8').digest('hex')].join('\n')
  const key = [day, region, 's3', 'aws4_request'].reduce<Buffer>((made, part) => createHmac('sha256', made).update(part, 'utf8').digest(), Buffer.from(`AWS4${secretAccessKey}`, 'utf8'))
  const signature = createHmac('sha256', key).update(toSign, 'utf8').digest('hex')
  const { host: _, ...sent } = all
  return { ...sent, authorization: `AWS4-HMAC-SHA256 Credential=${accessKeyId}/${scope},SignedHeaders=${names.join(';')},Signature=${signature}` }
}

/** As the signature wants it: everything but letters, digits and - . _ ~ */
function strict(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)
}
