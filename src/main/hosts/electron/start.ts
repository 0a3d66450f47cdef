// Puts the Electron host together: one instance, one store, one window; locks when the person leaves; ends cleanly.
import path from 'node:path'
import { app, type BrowserWindow, dialog, powerMonitor, session, shell } from 'electron'
import { CaseError } from '#shared/contract/errors.ts'
import { defaultDataDirectory, prepareDataDirectory } from '#core/hosting/dataDirectory.ts'
import type { HostedCore } from '#core/hosting/hostedCore.ts'
import { findInstallation } from '#core/hosting/installation.ts'
import { createLineLog } from '#core/hosting/lineLog.ts'
import { createPageFiles } from '#core/hosting/pageFiles.ts'
import { claimStore } from '#core/hosting/storeClaim.ts'
import { shellWords } from '#core/hosting/shellWords.ts'
import { systemClock } from '#core/hosting/systemClock.ts'
import type { HostPorts, Logger } from '#core/ports.ts'
import { openWorkstation } from '../../procedures/openWorkstation.ts'
import { serveChannels } from './channels.ts'
import { createCustody } from './custody.ts'
import { lockEverything, lockSession } from './lockdown.ts'
import { setMenu } from './menu.ts'
import { createPicker } from './picker.ts'
import { registerScheme, serveScheme } from './scheme.ts'
import { openWindow } from './window.ts'

/** Not persisted: no cache, cookie or storage of the page ever reaches the disk. */
const PARTITION_IN_MEMORY = 'consilium'

export function startElectronHost(): void {
  const log = createLineLog(process.stderr, systemClock, true)
  process.umask(0o077)
  const dataDirectory = prepareDataDirectory(app.commandLine.getSwitchValue('data') || defaultDataDirectory())
  app.setPath('userData', path.join(dataDirectory, 'electron'))
  app.commandLine.appendSwitch('disable-http-cache')
  app.commandLine.appendSwitch('disk-cache-size', '1')
  if (!app.requestSingleInstanceLock()) {
    app.quit()
    return
  }
  registerScheme()
  lockEverything()
  process.on('unhandledRejection', (reason) => log.error('process.unhandledRejection', { name: nameOf(reason) }))
  app.whenReady().then(() => run(dataDirectory, log)).catch((error: unknown) => {
    log.error('electronHost.startFailed', { name: nameOf(error) })
    const code = error instanceof CaseError ? error.code : 'INTERNAL'
    dialog.showErrorBox('Consilium', shellWords(app.getLocale()).notStarted(code))
    app.exit(1)
  })
}

async function run(dataDirectory: string, log: Logger): Promise<void> {
  const claim = await claimStore(dataDirectory)
  // Another host (the browser host, the command line) has the store; it was told to show itself.
  if (!claim) return app.quit()
  let window: BrowserWindow | null = null
  const installation = findInstallation(import.meta.dirname)
  const ports: HostPorts = {
    custody: createCustody(dataDirectory),
    picker: createPicker(() => window),
    // The system's own browser; web addresses only.
    openAddress: async (address) => {
      if (/^https?:$/.test(new URL(address).protocol)) await shell.openExternal(address)
    },
    paths: { dataDirectory, resourcesDirectory: installation.resourcesDirectory },
    clock: systemClock,
    log,
    info: { host: 'electron', picker: 'native', version: installation.version, platform: process.platform },
  }
  const { core, serveContract } = await openWorkstation(ports)
  const pages = session.fromPartition(PARTITION_IN_MEMORY, { cache: false })
  lockSession(pages)
  lockSession(session.defaultSession)
  serveScheme(pages, core, createPageFiles(installation.rendererDirectory), log)
  serveChannels({ core, serveContract, log })
  setMenu(app.isPackaged)
  lockWhenLeft(core, log)

  const show = () => {
    if (window && !window.isDestroyed()) {
      if (window.isMinimized()) window.restore()
      return window.focus()
    }
    const opened = openWindow(path.dirname(installation.rendererDirectory), pages, log)
    opened.on('closed', () => {
      window = null
    })
    window = opened
  }
  app.on('second-instance', show)
  app.on('activate', show)
  claim.onVisit(show)
  app.on('window-all-closed', () => app.quit())
  endCleanly(async () => {
    await core.stop()
    await claim.release()
  }, log)
  show()
}

/** Keys do not stay in memory of a machine that sleeps or shows its lock screen. */
function lockWhenLeft(core: HostedCore, log: Logger): void {
  const lock = () => {
    core.lock().catch((error: unknown) => log.error('electronHost.lockFailed', { name: nameOf(error) }))
  }
  powerMonitor.on('suspend', lock)
  powerMonitor.on('lock-screen', lock)
  powerMonitor.on('user-did-resign-active', lock)
}

/** The first wish to quit is put off until everything is written; the second one, ours, goes through. */
function endCleanly(stop: () => Promise<void>, log: Logger): void {
  let state: 'running' | 'stopping' | 'stopped' = 'running'
  app.on('before-quit', (event) => {
    if (state === 'stopped') return
    event.preventDefault()
    if (state === 'stopping') return
    state = 'stopping'
    stop()
      .catch((error: unknown) => log.error('electronHost.stopFailed', { name: nameOf(error) }))
      .finally(() => {
        state = 'stopped'
        app.quit()
      })
  })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => app.quit())
}

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : 'unknown')
