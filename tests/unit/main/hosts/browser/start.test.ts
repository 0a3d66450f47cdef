import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { afterEach, expect, test, vi } from 'vitest'
import type { HostPorts } from '#core/ports.ts'
import { type RunningHost, startBrowserHost } from '../../../../../src/main/hosts/browser/start.ts'
import { hostedCore } from '../../../../support/hostedCore.ts'

const hosts: RunningHost[] = []
afterEach(async () => {
  for (const host of hosts.splice(0)) await host.stop()
  vi.unstubAllEnvs()
})

const root = join(import.meta.dirname, '../../../../..')
const quiet = { info() {}, warn() {}, error() {} }

async function start(dataDirectory: string, window = false) {
  const core = hostedCore()
  const said: string[] = []
  const input = new PassThrough()
  const rendererDirectory = mkdtempSync(join(tmpdir(), 'page-'))
  writeFileSync(join(rendererDirectory, 'index.html'), '<html><head></head></html>')
  const host = await startBrowserHost(
    { port: 0, dataDirectory, window },
    {
      openCore: async () => ({ core, serveContract: () => {} }),
      portsFor: () => ({ log: quiet }) as unknown as HostPorts,
      rendererDirectory,
      clock: { now: () => Date.now() },
      say: (line) => void said.push(line),
      input,
    },
  )
  if (host) hosts.push(host)
  return { host, said, core, input }
}

const store = () => mkdtempSync(join(tmpdir(), 'store-'))
const isAddress = (line: string | undefined) => /^http:\/\/127\.0\.0\.1:\d+\/#[\w-]{43}$/.test(line ?? '')

/** A program in place of a browser: runs `body` with `args`, `token`, `origin` at hand. */
function browserThat(body: string): string {
  const file = join(store(), 'browser.mjs')
  const lines = [
    `#!${process.execPath}`,
    `import { readFileSync, writeFileSync } from 'node:fs'`,
    `import { createRequire } from 'node:module'`,
    `const { WebSocket } = createRequire(${JSON.stringify(join(root, 'package.json'))})('ws')`,
    'const args = process.argv.slice(2)',
    `const page = new URL(args.find((a) => a.startsWith('--app=')).slice(6))`,
    `const [origin, token] = /location.replace\\("([^"]+)"\\)/.exec(readFileSync(page, 'utf8'))[1].split('/#')`,
    body,
  ]
  writeFileSync(file, lines.join('\n'))
  chmodSync(file, 0o755)
  return file
}

test('without a window exactly one line is printed: the address; Enter prints another', async () => {
  const { said, input } = await start(store())
  expect(said).toHaveLength(1)
  expect(isAddress(said[0])).toBe(true)
  input.write('\n')
  await vi.waitFor(() => expect(said).toHaveLength(2))
  expect(isAddress(said[1])).toBe(true)
  expect(said[1]).not.toBe(said[0])
})

test('a second start on the same store says so, and the first one shows itself again', async () => {
  const directory = store()
  const first = await start(directory)
  const second = await start(directory)
  expect(second.host).toBeNull()
  expect(second.said).toEqual([expect.stringContaining('already open on this store')])
  await vi.waitFor(() => expect(first.said).toHaveLength(2))
})

test('stopping closes the core once and frees the store', async () => {
  const directory = store()
  const { host, core } = await start(directory)
  await Promise.all([host?.stop(), host?.stop()])
  await host?.ended
  expect(core.calls).toEqual(['stop'])
  expect((await start(directory)).host).not.toBeNull()
})

test.skipIf(process.platform === 'win32')('the window enters by the token, which no process list shows; closing it ends the host and deletes its profile', async () => {
  const directory = store()
  const report = join(directory, 'report.json')
  vi.stubEnv(
    'CONSILIUM_BROWSER',
    browserThat(`
      const entered = await fetch(origin + '/session', { method: 'POST', headers: { origin }, body: token })
      const cookie = entered.headers.get('set-cookie').split(';')[0]
      writeFileSync(${JSON.stringify(report)}, JSON.stringify({ args, token, status: entered.status }))
      const socket = new WebSocket(origin.replace('http', 'ws') + '/rpc', { headers: { cookie, origin } })
      socket.on('open', () => process.exit(0))
    `),
  )
  const { host, said } = await start(directory, true)
  expect(said.some(isAddress)).toBe(false)
  await host?.ended
  const { args, token, status } = JSON.parse(readFileSync(report, 'utf8')) as { args: string[]; token: string; status: number }
  expect(status).toBe(204)
  expect(args.join(' ')).not.toContain(token)
  expect(readdirSync(join(directory, 'window-profiles'))).toEqual([])
})

test.skipIf(process.platform === 'win32')('a browser that ends before it showed anything leaves the address to the person, and the host serving', async () => {
  vi.stubEnv('CONSILIUM_BROWSER', browserThat('process.exit(1)'))
  const { said, host } = await start(store(), true)
  await vi.waitFor(() => expect(said.some(isAddress)).toBe(true))
  expect((await fetch(`http://127.0.0.1:${host?.port}/`)).status).toBe(200)
})

test('a profile that a killed host left behind is deleted at the next start', async () => {
  const directory = store()
  const left = join(directory, 'window-profiles', 'w-old')
  mkdirSync(left, { recursive: true })
  writeFileSync(join(left, 'start.html'), 'x')
  await start(directory)
  expect(existsSync(left)).toBe(false)
})
