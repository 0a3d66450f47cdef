// A recording stand-in for the `electron` module: it keeps every setting a host makes, so that a test can read them where no binary exists.
import { EventEmitter } from 'node:events'
import { MessageChannel, type MessagePort } from 'node:worker_threads'

export class RecordedSession extends EventEmitter {
  readonly handlers = new Map<string, (...args: never[]) => unknown>()
  readonly schemes = new Map<string, (request: Request) => Promise<Response>>()
  spellCheck = true
  private readonly keep = (name: string) => (handler: (...args: never[]) => unknown) => void this.handlers.set(name, handler)
  setPermissionRequestHandler = this.keep('permissionRequest')
  setPermissionCheckHandler = this.keep('permissionCheck')
  setDevicePermissionHandler = this.keep('device')
  setDisplayMediaRequestHandler = this.keep('displayMedia')
  setSpellCheckerEnabled = (on: boolean) => {
    this.spellCheck = on
  }
  webRequest = { onBeforeRequest: this.keep('beforeRequest') }
  protocol = { handle: (scheme: string, handler: (request: Request) => Promise<Response>) => void this.schemes.set(scheme, handler) }
}

export class RecordedContents extends EventEmitter {
  openHandler: ((details: { url: string; frameName: string }) => { action: string }) | null = null
  mainFrame = { origin: 'consilium://app', url: 'consilium://app/', sent: [] as unknown[][], postMessage(...args: unknown[]) { this.sent.push(args) } }
  setWindowOpenHandler = (handler: (details: { url: string; frameName: string }) => { action: string }) => {
    this.openHandler = handler
  }
}

export class RecordedWindow extends EventEmitter {
  static readonly all: RecordedWindow[] = []
  static readonly getAllWindows = () => RecordedWindow.all
  readonly webContents = new RecordedContents()
  loaded: string[] = []
  shown = 0
  focused = 0
  isProtected = false
  readonly options: Record<string, unknown>
  constructor(options: Record<string, unknown>) {
    super()
    this.options = options
    RecordedWindow.all.push(this)
    app.emit('web-contents-created', {}, this.webContents)
  }
  loadURL = async (url: string) => void this.loaded.push(url)
  show = () => void this.shown++
  focus = () => void this.focused++
  isDestroyed = () => false
  isMinimized = () => false
  setContentProtection = (on: boolean) => {
    this.isProtected = on
  }
  restore = () => {}
}

class RecordedApp extends EventEmitter {
  ready: () => void = () => {}
  readonly whenReadyPromise = new Promise<void>((resolve) => {
    this.ready = resolve
  })
  readonly paths = new Map<string, string>()
  locale = 'en-GB'
  getLocale = () => this.locale
  readonly switches = new Map<string, string>()
  given = new Map<string, string>()
  sandboxed = false
  quits = 0
  exits: number[] = []
  isPackaged = true
  single = true
  commandLine = {
    appendSwitch: (name: string, value = '') => void this.switches.set(name, value),
    getSwitchValue: (name: string) => this.given.get(name) ?? '',
  }
  setPath = (name: string, value: string) => void this.paths.set(name, value)
  requestSingleInstanceLock = () => this.single
  whenReady = () => this.whenReadyPromise
  enableSandbox = () => {
    this.sandboxed = true
  }
  quit = () => {
    const event = { prevented: false, preventDefault: () => (event.prevented = true) }
    this.emit('before-quit', event)
    if (!event.prevented) this.quits++
  }
  exit = (code: number) => void this.exits.push(code)
}

export const app = new RecordedApp()
export const BrowserWindow = RecordedWindow
export const ipcMain = new EventEmitter()
export const powerMonitor = new EventEmitter()

export const privileged: unknown[] = []
export const protocol = { registerSchemesAsPrivileged: (schemes: unknown[]) => void privileged.push(...schemes) }

export const partitions = new Map<string, { session: RecordedSession; options: unknown }>()
export const session = {
  defaultSession: new RecordedSession(),
  fromPartition(name: string, options: unknown) {
    const made = { session: new RecordedSession(), options }
    partitions.set(name, made)
    return made.session
  },
}

export const keychain = { available: true, backend: 'gnome_libsecret' }
export const safeStorage = {
  isEncryptionAvailable: () => keychain.available,
  getSelectedStorageBackend: () => keychain.backend,
  encryptString: (text: string) => Buffer.from(`sealed:${Buffer.from(text).toString('hex')}`),
  decryptString(sealed: Buffer) {
    const text = sealed.toString()
    if (!text.startsWith('sealed:')) throw new Error('not our seal')
    return Buffer.from(text.slice(7), 'hex').toString()
  },
}

export const menus: { role?: string; submenu?: { role?: string }[] }[][] = []
export const Menu = {
  buildFromTemplate: (template: never) => template,
  setApplicationMenu: (template: never) => void menus.push(template),
}

export const dialogs: unknown[] = []
export const dialog = {
  answer: { canceled: false, filePaths: ['/media/cd/bundle.zip'] },
  chosen: 0,
  showMessageBox: async (...args: unknown[]) => {
    dialogs.push(args.at(-1))
    return { response: dialog.chosen }
  },
  showErrorBox: (...args: unknown[]) => void dialogs.push(args),
  showOpenDialog: async (...args: unknown[]) => {
    dialogs.push(args.at(-1))
    return dialog.answer
  },
}

/** Electron's port: events carry `{data}`, and it needs start(). */
class RecordedPort extends EventEmitter {
  private readonly port: MessagePort
  constructor(port: MessagePort) {
    super()
    this.port = port
    port.on('close', () => this.emit('close'))
  }
  start() {
    this.port.on('message', (data) => this.emit('message', { data }))
  }
  postMessage(message: unknown) {
    this.port.postMessage(message)
  }
  close() {
    this.port.close()
  }
}

export class MessageChannelMain {
  readonly port1: RecordedPort
  readonly port2: MessagePort
  constructor() {
    const { port1, port2 } = new MessageChannel()
    this.port1 = new RecordedPort(port1)
    this.port2 = port2
  }
}
