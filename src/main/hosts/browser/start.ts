// Starts the browser host: claims the store, opens core and server, shows the window or prints the address, and ends cleanly.
import { createInterface } from 'node:readline'
import type { Clock } from '#shared/kit/clock.ts'
import { claimStore } from '#core/hosting/storeClaim.ts'
import { defaultDataDirectory, prepareDataDirectory } from '#core/hosting/dataDirectory.ts'
import type { HostedCore } from '#core/hosting/hostedCore.ts'
import type { HostPorts } from '#core/ports.ts'
import type { FrameSocket } from '../../procedures/contractChannel.ts'
import { type AppWindow, openAppWindow, sweepProfiles } from './appWindow.ts'
import { findBrowser } from './findBrowser.ts'
import type { BrowserHostOptions } from './options.ts'
import { openBrowserServer } from './server.ts'

const ABANDONED_AFTER_MS = 3000
const WINDOW_SENTENCE = 'Consilium opens in a window of its own. Press Enter here for an address that opens it in another browser of this machine.'
/** On macOS a browser goes on without windows; there the page's channels tell that nobody is looking. */
const WINDOWS_OUTLIVE_PAGES = process.platform === 'darwin'

/** Everything that touches the outside, so that a test can start the host in its own process. */
export interface BrowserHostOutside {
  readonly openCore: (ports: HostPorts) => Promise<{ core: HostedCore; serveContract: (socket: FrameSocket) => void }>
  readonly portsFor: (dataDirectory: string) => HostPorts
  readonly rendererDirectory: string
  readonly clock: Clock
  /** One line for the person at the terminal (stdout). */
  readonly say: (line: string) => void
  readonly input: NodeJS.ReadableStream | null
}

export interface RunningHost {
  readonly port: number
  newAddress(): string
  stop(): Promise<void>
  /** Resolves when the host has ended, whoever ended it. */
  readonly ended: Promise<void>
}

/** @returns null when another host has the store: it was told to show itself */
export async function startBrowserHost(options: BrowserHostOptions, outside: BrowserHostOutside): Promise<RunningHost | null> {
  const dataDirectory = prepareDataDirectory(options.dataDirectory ?? defaultDataDirectory())
  const claim = await claimStore(dataDirectory)
  if (!claim) {
    outside.say('Consilium is already open on this store; its window or terminal shows where.')
    return null
  }
  const ports = outside.portsFor(dataDirectory)
  const { core, serveContract } = await outside.openCore(ports)
  const server = await openBrowserServer({ core, serveContract, rendererDirectory: outside.rendererDirectory, clock: outside.clock, log: ports.log, port: options.port })
  const windows = new Set<AppWindow>()
  const browser = options.window ? findBrowser() : null
  let finish: () => void = () => {}
  const ended = new Promise<void>((resolve) => {
    finish = resolve
  })
  let stopping: Promise<void> | null = null
  let patience: NodeJS.Timeout | undefined
  let everSeen = false

  const show = async () => {
    if (!browser) return outside.say(server.newAddress())
    try {
      const window = await openAppWindow(browser, server.newAddress(), dataDirectory)
      windows.add(window)
      void window.closed.then(() => {
        windows.delete(window)
        if (stopping) return
        if (everSeen) endWhenAbandoned()
        else showFailed()
      })
      outside.say(WINDOW_SENTENCE)
    } catch {
      showFailed()
    }
  }

  /** No window came up (no sandbox for root, no display after all): a person can still open the address. */
  function showFailed() {
    ports.log.warn('browserHost.windowFailed')
    outside.say(server.newAddress())
  }

  /** The host of a window ends with its last page. A reload also closes the page's channels, hence the patience. */
  function endWhenAbandoned() {
    clearTimeout(patience)
    const noWindow = windows.size === 0 || WINDOWS_OUTLIVE_PAGES
    if (!browser || !noWindow || server.connections() > 0) return
    patience = setTimeout(() => void stop(), ABANDONED_AFTER_MS)
  }

  async function stopOnce() {
    clearTimeout(patience)
    lines?.close()
    for (const window of windows) window.close()
    await server.close()
    await core.stop()
    await Promise.all([...windows].map((window) => window.closed))
    await claim?.release()
    finish()
  }
  const stop = () => {
    stopping ??= stopOnce()
    return stopping
  }

  sweepProfiles(dataDirectory)
  const lines = outside.input ? createInterface({ input: outside.input }) : null
  lines?.on('line', () => outside.say(server.newAddress()))
  claim.onVisit(() => void show())
  server.onConnectionsChange((count) => {
    everSeen ||= count > 0
    endWhenAbandoned()
  })
  await show()
  return { port: server.port, newAddress: server.newAddress, stop, ended }
}
