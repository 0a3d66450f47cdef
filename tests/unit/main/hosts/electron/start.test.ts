import { EventEmitter } from 'node:events'
import { mkdtempSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { MessagePort } from 'node:worker_threads'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import { hostedCore } from '../../../../support/hostedCore.ts'
import { createRevival } from '../../../../../src/main/core/hosting/revival.ts'
import * as electron from '../../../../support/recordedElectron.ts'

vi.mock('electron', () => import('../../../../support/recordedElectron.ts'))
const core = hostedCore()
const contracts: { send(frame: string): void }[] = []
vi.mock('../../../../../src/main/procedures/openWorkstation.ts', () => ({
  openWorkstation: async () => ({ core, serveContract: (socket: { send(frame: string): void }) => void contracts.push(socket) }),
}))

const root = join(import.meta.dirname, '../../../../..')
const store = mkdtempSync(join(tmpdir(), 'store-'))
const prevented = (name: string, emit: (event: { preventDefault(): void }) => void) => {
  let calls = 0
  emit({ preventDefault: () => void calls++ })
  return { name, calls }
}

beforeAll(async () => {
  vi.spyOn(process.stderr, 'write').mockReturnValue(true)
  electron.app.given.set('data', store)
  const { startElectronHost } = await import('../../../../../src/main/hosts/electron/start.ts')
  startElectronHost()
  electron.app.ready()
  await vi.waitFor(() => expect(electron.BrowserWindow.all).toHaveLength(1))
})

const window = () => electron.BrowserWindow.all[0] as electron.RecordedWindow
const pages = () => electron.partitions.get('consilium')?.session as electron.RecordedSession
const preferences = () => window().options.webPreferences as Record<string, unknown>

describe('window', () => {
  test.each([
    ['sandbox', true],
    ['contextIsolation', true],
    ['nodeIntegration', false],
    ['nodeIntegrationInWorker', false],
    ['nodeIntegrationInSubFrames', false],
    ['webSecurity', true],
    ['allowRunningInsecureContent', false],
    ['experimentalFeatures', false],
    ['webviewTag', false],
    ['navigateOnDragDrop', false],
    ['spellcheck', false],
    ['v8CacheOptions', 'none'],
  ])('%s is %s', (name, value) => {
    expect(preferences()[name]).toBe(value)
  })
  test('no Blink features are switched on', () => expect(preferences().enableBlinkFeatures).toBeUndefined())
  test('the preload is the built CommonJS file', () => expect(preferences().preload).toBe(join(root, 'out', 'preload', 'index.cjs')))
  test('it uses the session in memory', () => expect(preferences().session).toBe(pages()))
  test('it loads our own scheme, never file: or http:', () => expect(window().loaded).toEqual(['consilium://app/']))
  test('the page cannot change the title', () => {
    expect(prevented('title', (event) => window().emit('page-title-updated', event)).calls).toBe(1)
    expect(window().options.title).toBe('Consilium')
  })
})

describe('a page that dies', () => {
  const die = (reason: string) => window().webContents.emit('render-process-gone', {}, { reason, exitCode: 5 })
  test('is loaded again at once, three times within a minute; then the person is asked', async () => {
    const before = window().loaded.length
    die('clean-exit')
    expect(window().loaded.length - before).toBe(0)
    for (const reason of ['crashed', 'oom', 'killed']) die(reason)
    expect(window().loaded.slice(before)).toEqual(Array.from({ length: 3 }, () => 'consilium://app/'))
    const asked = electron.dialogs.length
    die('crashed')
    expect(electron.dialogs.slice(asked)).toMatchObject([{ buttons: ['Open again', 'Quit'] }])
    expect(window().loaded.length - before).toBe(3)
    await vi.waitFor(() => expect(window().loaded.length - before).toBe(4))
  })
  test('is asked about in the language of the system', () => {
    const asked = electron.dialogs.length
    electron.app.locale = 'es-ES'
    die('crashed')
    electron.app.locale = 'en-GB'
    expect(electron.dialogs.slice(asked)).toMatchObject([{ buttons: ['Abrir de nuevo', 'Salir'] }])
  })
  test('may come back unasked again once it has lived for a minute', () => {
    const mayReturn = createRevival()
    expect([0, 1_000, 2_000, 3_000, 62_500].map(mayReturn)).toEqual([true, true, true, false, true])
  })
})

describe('application', () => {
  test('every renderer is sandboxed', () => expect(electron.app.sandboxed).toBe(true))
  test('data of the shell stays inside the store', () => expect(electron.app.paths.get('userData')).toBe(join(store, 'electron')))
  test('there is no HTTP cache on disk', () => {
    expect(electron.app.switches.has('disable-http-cache')).toBe(true)
    expect(electron.app.switches.get('disk-cache-size')).toBe('1')
  })
  test('no switch weakens the sandbox or the web', () => {
    const names = [...electron.app.switches.keys()]
    for (const weak of ['no-sandbox', 'disable-web-security', 'allow-running-insecure-content', 'ignore-certificate-errors', 'remote-debugging-port', 'enable-features', 'enable-blink-features']) {
      expect(names).not.toContain(weak)
    }
  })
  test('the packaged menu has no reload and no developer tools', () => {
    const roles = JSON.stringify(electron.menus[0])
    expect(roles).not.toContain('reload')
    expect(roles).not.toContain('toggleDevTools')
    expect(roles).toContain('editMenu')
  })
  test('the main process does not wait at top level', () => {
    const entry = readFileSync(join(root, 'src/main/index.ts'), 'utf8')
    expect(entry).not.toMatch(/^\s*await /m)
    expect(entry.split('\n').filter((line) => line && !line.startsWith('//')).length).toBeLessThanOrEqual(3)
  })
})

describe('scheme', () => {
  test('is standard, secure, fetchable and streams; it bypasses no policy', () => {
    expect(electron.privileged).toEqual([
      { scheme: 'consilium', privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true, codeCache: false } },
    ])
  })
  test('is served in the window session only', () => {
    expect([...pages().schemes.keys()]).toEqual(['consilium'])
    expect(electron.session.defaultSession.schemes.size).toBe(0)
  })
  test('the session is kept in memory, without cache', () => {
    expect([...electron.partitions.keys()]).toEqual(['consilium'])
    expect(electron.partitions.get('consilium')?.options).toEqual({ cache: false })
  })
  const ask = (url: string, init?: RequestInit) => pages().schemes.get('consilium')?.(new Request(url, init)) as Promise<Response>
  test('content comes with its range', async () => {
    const sha256 = core.put(new Uint8Array([1, 2, 3, 4]))
    const response = await ask(`consilium://app/blobs/${sha256}`, { headers: { range: 'bytes=1-2' } })
    expect([response.status, response.headers.get('content-range')]).toEqual([206, 'bytes 1-2/4'])
    expect([...new Uint8Array(await response.arrayBuffer())]).toEqual([2, 3])
  })
  test('a dropped file streams in', async () => {
    const url = 'consilium://app/uploads/01890000-0000-7000-8000-000000000000?path=a.dcm'
    expect((await ask(url, { method: 'PUT', body: 'DICM' })).status).toBe(204)
    expect(core.uploads.get('01890000-0000-7000-8000-000000000000:a.dcm')?.toString()).toBe('DICM')
  })
  test.each(['consilium://other/', 'consilium://app.evil/'])('%s is refused', async (url) => expect((await ask(url)).status).toBe(403))
  test('another origin is refused', async () => {
    const url = 'consilium://app/'
    const foreign = { url, method: 'GET', headers: new Headers(), body: null } as unknown as Request
    foreign.headers.set('x', '1')
    Object.defineProperty(foreign, 'headers', { value: { get: (name: string) => (name === 'origin' ? 'https://evil.example' : null) } })
    expect((await pages().schemes.get('consilium')?.(foreign))?.status).toBe(403)
  })
})

describe.each([
  ['window session', () => pages()],
  ['default session', () => electron.session.defaultSession],
] as const)('%s', (_name, of) => {
  const handler = (name: string) => of().handlers.get(name) as (...args: unknown[]) => unknown
  test.each(['media', 'geolocation', 'notifications', 'clipboard-read', 'openExternal', 'hid', 'usb', 'fullscreen', 'unknown'])('permission %s is denied', (permission) => {
    const decide = vi.fn()
    handler('permissionRequest')({}, permission, decide)
    expect(decide).toHaveBeenCalledExactlyOnceWith(false)
    expect(handler('permissionCheck')({}, permission)).toBe(false)
  })
  test('no device is given', () => expect(handler('device')({})).toBe(false))
  test('no screen is captured', () => {
    const decide = vi.fn()
    handler('displayMedia')({}, decide)
    expect(decide).toHaveBeenCalledExactlyOnceWith({})
  })
  test('spell check, which fetches dictionaries, is off', () => expect(of().spellCheck).toBe(false))
  test.each(['https://evil.example/', 'http://127.0.0.1/', 'file:///etc/passwd', 'consilium://other/', 'ws://127.0.0.1/', 'data:text/html,x', 'chrome://gpu/'])(
    'a request to %s is cancelled',
    (url) => {
      const decide = vi.fn()
      handler('beforeRequest')({ url }, decide)
      expect(decide).toHaveBeenCalledExactlyOnceWith({ cancel: true })
    },
  )
  test('our own page is not', () => {
    const decide = vi.fn()
    handler('beforeRequest')({ url: 'consilium://app/assets/a.js' }, decide)
    expect(decide).toHaveBeenCalledExactlyOnceWith({ cancel: false })
  })
  test('only our own content is downloaded', () => {
    const item = (url: string) => ({ getURL: () => url })
    expect(prevented('foreign', (event) => of().emit('will-download', event, item('https://evil.example/x'))).calls).toBe(1)
    expect(prevented('own', (event) => of().emit('will-download', event, item('consilium://app/blobs/aa?download'))).calls).toBe(0)
  })
})

describe('any web contents', () => {
  const contents = () => window().webContents
  test.each([['https://evil.example/', 'consilium-board'], ['consilium://app/', ''], ['consilium://app/', '_blank'], ['consilium://app/?x', 'consilium-board']])('opens no window for %s named %s', (url, frameName) => expect(contents().openHandler?.({ url, frameName })).toEqual({ action: 'deny' }))
  test('while the shared screen is open, captures of the desktop hold nothing of the private window', () => {
    const shared = new EventEmitter()
    expect(window().isProtected).toBe(false)
    window().webContents.emit('did-create-window', shared)
    expect(window().isProtected).toBe(true)
    shared.emit('closed')
    expect(window().isProtected).toBe(false)
  })
  test('opens the shared screen of the board, and gives it no setting of its own that matters', () => {
    const answer = contents().openHandler?.({ url: 'consilium://app/', frameName: 'consilium-board' }) as { action: string; overrideBrowserWindowOptions: object }
    expect(answer.action).toBe('allow')
    expect(answer.overrideBrowserWindowOptions).not.toHaveProperty('webPreferences')
  })
  test.each(['https://evil.example/', 'file:///etc/passwd', 'consilium://app/other', 'javascript:alert(1)'])('does not navigate to %s', (url) => {
    expect(prevented(url, (event) => contents().emit('will-navigate', Object.assign(event, { url }))).calls).toBe(1)
  })
  test('a frame goes nowhere else', () => {
    expect(prevented('frame', (event) => contents().emit('will-frame-navigate', Object.assign(event, { url: 'https://evil.example/' }))).calls).toBe(1)
  })
  test('follows no redirect', () => expect(prevented('redirect', (event) => contents().emit('will-redirect', event)).calls).toBe(1))
  test('holds no webview', () => expect(prevented('webview', (event) => contents().emit('will-attach-webview', event)).calls).toBe(1))
})

describe('ports', () => {
  type Sender = { senderFrame: unknown; sender: unknown }
  const ours = (): Sender => ({ sender: window().webContents, senderFrame: window().webContents.mainFrame })
  const request = (event: Sender, ...args: unknown[]) => electron.ipcMain.emit('consilium:openPort', event, ...args)
  const sent = () => window().webContents.mainFrame.sent

  test('our page gets a port for each channel', () => {
    request(ours(), 'contract', 'r-1')
    request(ours(), 'collab', 'r-2')
    expect(sent().map((args) => [args[0], args[1]])).toEqual([
      ['consilium:port', { type: 'consilium:port', channel: 'contract', requestId: 'r-1' }],
      ['consilium:port', { type: 'consilium:port', channel: 'collab', requestId: 'r-2' }],
    ])
    expect([contracts.length, core.rooms.length]).toEqual([1, 1])
  })
  test('bytes of a collaboration port arrive as bytes, and its end is told', async () => {
    const [theirs] = (sent()[1]?.[2] ?? []) as MessagePort[]
    const received: unknown[] = []
    core.rooms[0]?.on('message', (data) => received.push(data))
    const closed = new Promise((resolve) => core.rooms[0]?.on('close', (code) => resolve(code)))
    theirs?.postMessage(new Uint8Array([7, 8]))
    await vi.waitFor(() => expect(received).toEqual([new Uint8Array([7, 8])]))
    theirs?.postMessage({ closed: { code: 1000, reason: '' } })
    expect(await closed).toBe(1000)
    expect(core.rooms[0]?.readyState).toBe(3)
  })
  const refusals: [string, () => unknown[]][] = [
    ['another frame of our window', () => [{ ...ours(), senderFrame: { origin: 'consilium://app', url: 'consilium://app/' } }, 'contract', 'r']],
    ['another web contents', () => [{ ...ours(), sender: {} }, 'contract', 'r']],
    ['a frame that is gone', () => [{ ...ours(), senderFrame: null }, 'contract', 'r']],
    ['an unknown channel', () => [ours(), 'shell', 'r']],
    ['a channel that is no text', () => [ours(), { toString: () => 'contract' }, 'r']],
    ['a request id that is none', () => [ours(), 'contract', 'a b']],
    ['a request id too long', () => [ours(), 'contract', 'a'.repeat(65)]],
  ]
  test.each(refusals)('%s gets nothing', (_name, args) => {
    const before = sent().length
    const [event, ...rest] = args()
    request(event as Sender, ...rest)
    expect(sent().length).toBe(before)
  })
  test('our window showing another page gets nothing', () => {
    const frame = window().webContents.mainFrame
    const before = frame.sent.length
    for (const [origin, url] of [['https://evil.example', 'https://evil.example/'], ['null', 'consilium://app/'], ['consilium://app', 'consilium://app.evil/']] as const) {
      Object.assign(frame, { origin, url })
      request(ours(), 'contract', 'r')
    }
    Object.assign(frame, { origin: 'consilium://app', url: 'consilium://app/' })
    expect(frame.sent.length).toBe(before)
  })
  test('a page cannot hoard ports', () => {
    for (let i = 0; i < 100; i++) request(ours(), 'contract', `h-${i}`)
    expect(sent().length).toBeLessThanOrEqual(34)
  })
})

describe('leaving', () => {
  test.each(['suspend', 'lock-screen', 'user-did-resign-active'])('%s locks the profile', (event) => {
    const before = core.calls.filter((call) => call === 'lock').length
    electron.powerMonitor.emit(event)
    expect(core.calls.filter((call) => call === 'lock').length).toBe(before + 1)
  })
  test('quitting waits until the core has written everything', async () => {
    electron.app.quit()
    expect(electron.app.quits).toBe(0)
    await vi.waitFor(() => expect(electron.app.quits).toBe(1))
    expect(core.calls.filter((call) => call === 'stop')).toHaveLength(1)
  })
})

describe('device secret', () => {
  test('is kept sealed, the same at every start, and readable by its owner only', async () => {
    const { createCustody } = await import('../../../../../src/main/hosts/electron/custody.ts')
    const directory = mkdtempSync(join(tmpdir(), 'custody-'))
    const first = await createCustody(directory, 'linux').deviceSecret()
    expect(first).toHaveLength(32)
    expect(await createCustody(directory, 'linux').deviceSecret()).toEqual(first)
    expect(readdirSync(directory)).toEqual(['device-secret.sealed'])
    const file = join(directory, 'device-secret.sealed')
    expect(statSync(file).mode & 0o077).toBe(0)
    expect(readFileSync(file).includes(Buffer.from(first ?? []))).toBe(false)
  })
  test.each(['basic_text', 'unknown'])('Linux backend %s counts as no keychain', async (backend) => {
    const { createCustody } = await import('../../../../../src/main/hosts/electron/custody.ts')
    electron.keychain.backend = backend
    expect(await createCustody(mkdtempSync(join(tmpdir(), 'custody-')), 'linux').deviceSecret()).toBeNull()
    electron.keychain.backend = 'gnome_libsecret'
  })
  test('without a keychain there is no secret', async () => {
    const { createCustody } = await import('../../../../../src/main/hosts/electron/custody.ts')
    electron.keychain.available = false
    expect(await createCustody(mkdtempSync(join(tmpdir(), 'custody-')), 'darwin').deviceSecret()).toBeNull()
    electron.keychain.available = true
  })
})

describe('source', () => {
  const hosts = join(root, 'src/main/hosts/electron')
  const lines = (file: string) => readFileSync(file, 'utf8').split('\n').length
  test('the whole host stays under 500 lines', () => {
    expect(readdirSync(hosts).reduce((sum, name) => sum + lines(join(hosts, name)), 0)).toBeLessThan(500)
  })
  test('the preload stays under 60 lines and exposes one object with one function', () => {
    const text = readFileSync(join(root, 'src/preload/index.ts'), 'utf8')
    expect(text.split('\n').length).toBeLessThan(60)
    expect(text.match(/exposeInMainWorld\(/g)).toHaveLength(1)
    expect(text).not.toMatch(/exposeInMainWorld\([^)]*ipcRenderer/)
    expect(text).not.toMatch(/\binvoke\(|sendSync/)
  })
  test('the preload says the same words as the agreement', async () => {
    const agreed = await import('#shared/contract/hostBridge.ts')
    const text = readFileSync(join(root, 'src/preload/index.ts'), 'utf8')
    for (const word of [agreed.HOST_BRIDGE, agreed.PORT_REQUEST, agreed.PORT_ARRIVAL]) expect(text).toContain(`'${word}'`)
  })
})
