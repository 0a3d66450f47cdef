import { mkdtempSync, writeFileSync } from 'node:fs'
import http from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { type BrowserServer, openBrowserServer } from '../../../../../src/main/hosts/browser/server.ts'
import { type TriedCore, hostedCore } from '../../../../support/hostedCore.ts'

let now = 1_700_000_000_000
let core: TriedCore
let server: BrowserServer
const logged: string[] = []
const contracts: unknown[] = []
const log = { info: (e: string) => void logged.push(e), warn: (e: string) => void logged.push(e), error: (e: string) => void logged.push(e) }

beforeEach(async () => {
  const rendererDirectory = mkdtempSync(join(tmpdir(), 'page-'))
  writeFileSync(join(rendererDirectory, 'index.html'), '<!doctype html><html><head><title>Consilium</title></head><body></body></html>')
  writeFileSync(join(rendererDirectory, 'app.js'), 'export {}')
  writeFileSync(join(rendererDirectory, 'secret.unknown'), 'x')
  logged.length = 0
  contracts.length = 0
  core = hostedCore()
  server = await openBrowserServer({
    core,
    serveContract: (socket) => void contracts.push(socket),
    rendererDirectory,
    clock: { now: () => now },
    log,
    port: 0,
  })
})
afterEach(() => server.close())

const host = () => `127.0.0.1:${server.port}`
const origin = () => `http://${host()}`

interface Answer {
  status: number
  headers: http.IncomingHttpHeaders
  body: Buffer
}

function request(method: string, path: string, headers: Record<string, string> = {}, body?: string): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = http.request({ host: '127.0.0.1', port: server.port, method, path, headers, agent: false }, async (response) => {
      resolve({ status: response.statusCode ?? 0, headers: response.headers, body: await buffer(response) })
    })
    sent.on('error', reject)
    sent.end(body)
  })
}

const token = () => server.newAddress().split('#')[1] ?? ''

async function signIn(): Promise<string> {
  const answer = await request('POST', '/session', { origin: origin() }, token())
  return answer.headers['set-cookie']?.[0]?.split(';')[0] ?? ''
}

function connect(path: string, headers: Record<string, string>): Promise<number> {
  return new Promise((resolve) => {
    const socket = new WebSocket(`ws://${host()}${path}`, { headers })
    socket.on('open', () => {
      socket.close()
      resolve(101)
    })
    socket.on('unexpected-response', (_request, response) => {
      socket.terminate()
      resolve(response.statusCode ?? 0)
    })
    socket.on('error', () => {})
  })
}

test('the address works once: token to cookie, then page, content and both channels', async () => {
  const address = server.newAddress()
  expect(address).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/#[A-Za-z0-9_-]{43}$/)
  const entrance = await request('GET', '/')
  expect(entrance.status).toBe(200)
  expect(entrance.body.toString()).not.toContain('Consilium</title></head><body></body>')
  const entered = await request('POST', '/session', { origin: origin(), 'sec-fetch-site': 'same-origin' }, address.split('#')[1])
  expect(entered.status).toBe(204)
  expect(entered.headers['set-cookie']?.[0]).toMatch(/; HttpOnly; SameSite=Strict; Path=\/$/)
  const cookie = entered.headers['set-cookie']?.[0]?.split(';')[0] ?? ''
  const page = await request('GET', '/', { cookie })
  const nonce = /name="consilium-style-nonce" content="([^"]+)"/.exec(page.body.toString())?.[1]
  expect(page.headers['content-security-policy']).toContain(`style-src 'self' 'nonce-${nonce}'`)
  expect((await request('GET', '/app.js', { cookie })).headers['content-type']).toContain('text/javascript')
  const sha256 = core.put(new Uint8Array([1, 2, 3]))
  const part = await request('GET', `/blobs/${sha256}`, { cookie, range: 'bytes=1-' })
  expect([part.status, [...part.body]]).toEqual([206, [2, 3]])
  expect(await connect('/rpc', { cookie, origin: origin() })).toBe(101)
  expect(await connect('/collab', { cookie, origin: origin() })).toBe(101)
  expect([contracts.length, core.rooms.length]).toEqual([1, 1])
})

test('a reload keeps working and every page has a nonce of its own', async () => {
  const cookie = await signIn()
  const pages = [await request('GET', '/', { cookie }), await request('GET', '/', { cookie })]
  expect(pages.map((p) => p.status)).toEqual([200, 200])
  expect(pages[0]?.headers['content-security-policy']).not.toBe(pages[1]?.headers['content-security-policy'])
})

test('the page is isolated, unframeable and leaks no referrer', async () => {
  const { headers } = await request('GET', '/', { cookie: await signIn() })
  expect(headers).toMatchObject({
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-embedder-policy': 'require-corp',
    'cross-origin-resource-policy': 'same-origin',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'no-referrer',
    'cache-control': 'no-store',
  })
  const policy = headers['content-security-policy'] ?? ''
  for (const part of ["default-src 'none'", "script-src 'self' 'wasm-unsafe-eval'", "base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'", "require-trusted-types-for 'script'"]) {
    expect(String(policy)).toContain(part)
  }
  expect(String(policy)).not.toContain('unsafe-inline')
  expect(String(policy)).not.toMatch(/'unsafe-eval'/)
})

test('a token is spent by its first use', async () => {
  const once = token()
  expect((await request('POST', '/session', { origin: origin() }, once)).status).toBe(204)
  expect((await request('POST', '/session', { origin: origin() }, once)).status).toBe(403)
})

test('a token is void after 30 seconds', async () => {
  const late = token()
  now += 30_001
  expect((await request('POST', '/session', { origin: origin() }, late)).status).toBe(403)
})

test('after 20 wrong guesses the tokens in circulation are void', async () => {
  const waiting = token()
  for (let i = 0; i < 20; i++) await request('POST', '/session', { origin: origin() }, `guess-${i}`)
  expect((await request('POST', '/session', { origin: origin() }, waiting)).status).toBe(403)
})

test('forty requests from elsewhere are all refused, with a valid cookie in hand', async () => {
  const cookie = await signIn()
  const own = { cookie, origin: origin() }
  const sha256 = core.put(new Uint8Array([1]))
  const blob = `/blobs/${sha256}`
  const upload = '/uploads/01890000-0000-7000-8000-000000000000?path=a'
  const hosts = ['localhost', `localhost:${server.port}`, 'evil.example', `evil.example:${server.port}`, '127.0.0.1', '127.0.0.1:1', `[::1]:${server.port}`, `127.0.0.1.evil.example:${server.port}`]
  const origins = ['http://evil.example', 'null', `https://${host()}`, `http://localhost:${server.port}`, `http://127.0.0.1:${server.port + 1}`, `${origin()}.evil.example`, 'file://']
  const refused: [string, string, Record<string, string>, string?][] = [
    ...hosts.flatMap((wrong): [string, string, Record<string, string>][] => [
      ['GET', '/', { cookie, host: wrong }],
      ['GET', blob, { cookie, host: wrong }],
    ]),
    ...origins.flatMap((wrong): [string, string, Record<string, string>, string?][] => [
      ['GET', blob, { cookie, origin: wrong }],
      ['PUT', upload, { cookie, origin: wrong }, 'x'],
    ]),
    ...['cross-site', 'same-site', 'none'].flatMap((site): [string, string, Record<string, string>, string?][] => [
      ['GET', blob, { cookie, 'sec-fetch-site': site }],
      ['GET', '/app.js', { cookie, 'sec-fetch-site': site, 'sec-fetch-mode': 'no-cors', 'sec-fetch-dest': 'script' }],
      ['GET', '/', { cookie, 'sec-fetch-site': site, 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'iframe' }],
      ['PUT', upload, { ...own, 'sec-fetch-site': site }, 'x'],
      ['POST', '/session', { ...own, 'sec-fetch-site': site }, token()],
    ]),
    ['PUT', upload, { cookie }, 'x'],
    ['POST', '/session', { cookie }, token()],
    ['POST', '/session', own, ''],
    ['POST', '/session', own, 'a'.repeat(43)],
    ['POST', '/session', own, 'a'.repeat(4096)],
    ['GET', blob, {}],
    ['GET', blob, { cookie: 'consilium=1' }],
    ['GET', blob, { cookie: `${cookie}x` }],
    ['GET', '/app.js', {}],
    ['GET', '/index.html', {}],
    ['PUT', upload, { origin: origin() }, 'x'],
    ['GET', `//evil.example${blob}`, own],
    ['GET', `http://evil.example${blob}`, own],
    ['OPTIONS', blob, { origin: 'http://evil.example', 'access-control-request-method': 'PUT' }],
  ]
  expect(refused.length).toBeGreaterThanOrEqual(40)
  for (const [method, path, headers, body] of refused) {
    const answer = await request(method, path, headers, body)
    expect([method, path, JSON.stringify(headers), answer.status]).toEqual([method, path, JSON.stringify(headers), 403])
    expect(answer.headers['access-control-allow-origin']).toBeUndefined()
    expect(answer.headers['set-cookie']).toBeUndefined()
  }
  expect(core.uploads.size).toBe(0)
})

test('a channel opens only for our own page', async () => {
  const cookie = await signIn()
  const wrong: Record<string, string>[] = [
    { cookie },
    { origin: origin() },
    { cookie, origin: 'http://evil.example' },
    { cookie, origin: 'null' },
    { cookie, origin: origin(), host: `localhost:${server.port}` },
    { cookie, origin: origin(), 'sec-fetch-site': 'cross-site' },
    { cookie: 'consilium=x', origin: origin() },
  ]
  for (const path of ['/rpc', '/collab']) for (const headers of wrong) expect(await connect(path, headers)).toBe(403)
  expect(await connect('/other', { cookie, origin: origin() })).toBe(403)
  expect([contracts.length, core.rooms.length]).toEqual([0, 0])
})

test('an address typed into another browser shows only the entrance, whatever else is asked', async () => {
  const typed = { 'sec-fetch-site': 'none', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' }
  const answer = await request('GET', '/', typed)
  expect(answer.status).toBe(200)
  expect(answer.headers['content-security-policy']).toContain("script-src 'sha256-")
  expect((await request('GET', '/app.js', typed)).status).toBe(403)
})

test.each(['/..%2f..%2fetc/passwd', '/../package.json', '/%2e%2e/x.js', '/secret.unknown', '//x.js', '/nothing.js'])(
  'the page folder gives out nothing for %s but its own files',
  async (path) => {
    const answer = await request('GET', path, { cookie: await signIn() })
    expect([403, 404]).toContain(answer.status)
    expect(answer.body.toString()).not.toContain('"dependencies"')
  },
)

test('the log never holds a token, a cookie or an address', async () => {
  const cookie = await signIn()
  await request('GET', '/', { cookie, host: 'evil.example' })
  const text = logged.join(' ')
  expect(text).not.toContain(cookie.split('=')[1])
  expect(text).not.toContain('127.0.0.1')
})

test('the server listens on the loopback address only', async () => {
  await expect(
    new Promise((resolve, reject) => http.get({ host: '127.0.0.2', port: server.port }, resolve).on('error', reject)),
  ).rejects.toMatchObject({ code: 'ECONNREFUSED' })
})
