import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { UPLOAD_FILE_LIMIT_BYTES } from '#core/content/contentRoutes.ts'
import { framePath, markPicturePath, thumbnailPath, uploadPath } from '#shared/contract/content.ts'
import { hostedCore } from '../../../../support/hostedCore.ts'

const bytes = Uint8Array.from({ length: 1000 }, (_, i) => i % 251)

function ask(core: ReturnType<typeof hostedCore>, method: string, path: string, headers: Record<string, string> = {}, body: Uint8Array[] | null = null) {
  const url = new URL(path, 'http://x')
  return core.content.handle({
    method,
    pathname: url.pathname,
    query: url.searchParams,
    header: (name) => headers[name.toLowerCase()] ?? null,
    body: body && Readable.from(body),
  })
}

test('a stored file comes whole, exact, and is kept out of every cache', async () => {
  const core = hostedCore()
  const sha256 = core.put(bytes, 'application/pdf')
  const response = await ask(core, 'GET', `/blobs/${sha256}`)
  expect(response.status).toBe(200)
  expect(response.headers).toMatchObject({
    'Content-Type': 'application/pdf',
    'Content-Length': '1000',
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
    'Accept-Ranges': 'bytes',
    ETag: `"${sha256}"`,
  })
  expect(response.headers['Content-Disposition']).toBeUndefined()
  expect(response.body && new Uint8Array(await buffer(response.body))).toEqual(bytes)
})

test('a range gives exactly these bytes and says which', async () => {
  const core = hostedCore()
  const sha256 = core.put(bytes)
  const response = await ask(core, 'GET', `/blobs/${sha256}`, { range: 'bytes=10-19' })
  expect(response.status).toBe(206)
  expect(response.headers).toMatchObject({ 'Content-Range': 'bytes 10-19/1000', 'Content-Length': '10' })
  expect(response.body && new Uint8Array(await buffer(response.body))).toEqual(bytes.subarray(10, 20))
})

test('a range beyond the end is 416 with the true length', async () => {
  const core = hostedCore()
  const response = await ask(core, 'GET', `/blobs/${core.put(bytes)}`, { range: 'bytes=1000-' })
  expect(response.status).toBe(416)
  expect(response.headers['Content-Range']).toBe('bytes */1000')
})

test('a resumed download continues only the same file', async () => {
  const core = hostedCore()
  const sha256 = core.put(bytes)
  const same = await ask(core, 'GET', `/blobs/${sha256}`, { range: 'bytes=10-19', 'if-range': `"${sha256}"` })
  const other = await ask(core, 'GET', `/blobs/${sha256}`, { range: 'bytes=10-19', 'if-range': '"another"' })
  expect([same.status, other.status]).toEqual([206, 200])
})

test('HEAD tells the length and sends nothing', async () => {
  const core = hostedCore()
  const response = await ask(core, 'HEAD', `/blobs/${core.put(bytes)}`)
  expect(response).toMatchObject({ status: 200, body: null })
  expect(response.headers['Content-Length']).toBe('1000')
})

test('while no profile is unlocked nothing is given out or taken in', async () => {
  const core = hostedCore()
  const sha256 = core.put(bytes)
  core.unlocked = false
  const paths: [string, string][] = [
    ['GET', `/blobs/${sha256}`],
    ['HEAD', `/blobs/${sha256}`],
    ['GET', framePath('1', '2', '1.2.3', 1)],
    ['GET', thumbnailPath('1', '2')],
    ['GET', markPicturePath('1', '01890000-0000-7000-8000-000000000000', '01890000-0000-7000-8000-000000000001')],
    ['PUT', uploadPath('01890000-0000-7000-8000-000000000000', 'a.dcm')],
  ]
  for (const [method, path] of paths) expect((await ask(core, method, path)).status).toBe(423)
  expect(core.uploads.size).toBe(0)
})

test('a file whose type could run as a page is only handed out as a download', async () => {
  const core = hostedCore()
  const response = await ask(core, 'GET', `/blobs/${core.put(bytes, 'text/html')}`)
  expect(response.headers['Content-Disposition']).toBe('attachment')
  expect(response.headers['Content-Security-Policy']).toContain('sandbox')
})

test('a report asked for as a download is one', async () => {
  const core = hostedCore()
  const response = await ask(core, 'GET', `/blobs/${core.put(bytes, 'application/pdf')}?download`)
  expect(response.headers['Content-Disposition']).toBe('attachment')
})

test('a frame comes with its transfer syntax; an unknown instance is 404', async () => {
  const core = hostedCore()
  const known = await ask(core, 'GET', framePath('1.1', '2.2', '1.2.3', 7))
  expect(known.headers['Content-Type']).toContain('transfer-syntax=1.2.840.10008.1.2.1')
  expect(known.body && (await buffer(known.body))[0]).toBe(7)
  expect((await ask(core, 'GET', framePath('1.1', '2.2', '9.9', 1))).status).toBe(404)
})

test.each([
  ['GET', '/blobs/'],
  ['GET', `/blobs/${'A'.repeat(64)}`],
  ['GET', `/blobs/${'a'.repeat(63)}`],
  ['GET', '/studies/1/series/2/instances/3/frames/0'],
  ['GET', '/studies/1..%2f/series/2/thumbnail'],
  ['GET', '/studies/1/marks/..%2f/01890000-0000-7000-8000-000000000001/picture'],
  ['PUT', '/uploads/01890000-0000-7000-8000-000000000000'],
  ['PUT', '/uploads/../../etc?path=x'],
])('%s %s is not an address', async (method, path) => {
  expect((await ask(hostedCore(), method, path)).status).toBe(404)
})

test.each(['POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS'])('%s of a stored file is refused', async (method) => {
  const core = hostedCore()
  const response = await ask(core, method, `/blobs/${core.put(bytes)}`)
  expect(response.status).toBe(405)
  expect(response.headers.Allow).toBe('GET, HEAD')
})

test('a dropped file arrives under its place in the folder, byte for byte', async () => {
  const core = hostedCore()
  const upload = '01890000-0000-7000-8000-000000000000'
  const response = await ask(core, 'PUT', uploadPath(upload, 'CD/DICOM/ñ 1.dcm'), { 'content-length': '1000' }, [bytes.subarray(0, 400), bytes.subarray(400)])
  expect(response.status).toBe(204)
  expect(core.uploads.get(`${upload}:CD/DICOM/ñ 1.dcm`)).toEqual(Buffer.from(bytes))
})

test('a file announced larger than the limit is refused before a byte is read', async () => {
  const core = hostedCore()
  const response = await ask(core, 'PUT', uploadPath('01890000-0000-7000-8000-000000000000', 'a'), { 'content-length': String(UPLOAD_FILE_LIMIT_BYTES + 1) }, [bytes])
  expect(response.status).toBe(413)
  expect(core.uploads.size).toBe(0)
})
