// The one window: its safe settings and its constant title. Knows no channel.
import path from 'node:path'
import type { Logger } from '#core/ports.ts'
import { app, BrowserWindow, type BrowserWindowConstructorOptions, dialog, type Session } from 'electron'
import { createRevival } from '#core/hosting/revival.ts'
import { shellWords } from '#core/hosting/shellWords.ts'
import { PAGE_ADDRESS } from './scheme.ts'

const TITLE = 'Consilium'

/** The shared screen of a board. Its safe settings (preload, session, sandbox) are those of the window that opens it; it closes with that window. */
export const BOARD_WINDOW: BrowserWindowConstructorOptions = { title: TITLE, width: 1280, height: 720, minWidth: 640, minHeight: 360, backgroundColor: '#0f1215', autoHideMenuBar: true }

/**
 * @param preload absolute path of the built preload
 * @param session in memory, with the page's scheme served in it
 */
function windowOptions(preload: string, session: Session): BrowserWindowConstructorOptions {
  return {
    title: TITLE,
    width: 1440,
    height: 900,
    minWidth: 1024,
    minHeight: 640,
    show: false,
    backgroundColor: '#14171b',
    webPreferences: {
      preload,
      session,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      spellcheck: false,
      safeDialogs: true,
      v8CacheOptions: 'none',
    },
  }
}

export function openWindow(outDirectory: string, session: Session, log: Logger): BrowserWindow {
  const window = new BrowserWindow(windowOptions(path.join(outDirectory, 'preload', 'index.cjs'), session))
  // A title is shown in task bars and shared screens: never a patient's name, whatever the page says (T12).
  window.on('page-title-updated', (event) => event.preventDefault())
  // While the room has a screen of its own, whoever shares the whole desktop shares nothing of this one (T12). Windows and macOS only.
  window.webContents.on('did-create-window', (shared) => {
    window.setContentProtection(true)
    shared.once('closed', () => {
      if (!window.isDestroyed()) window.setContentProtection(false)
    })
  })
  comeBack(window, log)
  window.once('ready-to-show', () => window.show())
  void window.loadURL(PAGE_ADDRESS)
  return window
}

/**
 * A page whose process died is loaded again; core, keys and the remembered place live on, so it stands where it stood (H15).
 * One that dies again and again asks first: what kills it may be the very thing it returns to.
 */
function comeBack(window: BrowserWindow, log: Logger): void {
  const mayReturn = createRevival()
  const load = () => {
    if (!window.isDestroyed()) void window.loadURL(PAGE_ADDRESS)
  }
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit' || window.isDestroyed()) return
    log.warn('electronHost.pageGone', { reason })
    if (mayReturn(performance.now())) return load()
    const words = shellWords(app.getLocale())
    const ask = { type: 'error' as const, message: TITLE, detail: words.endedAgain, buttons: [words.openAgain, words.quit], defaultId: 0, cancelId: 0 }
    void dialog.showMessageBox(window, ask).then(({ response }) => (response === 0 ? load() : app.quit()))
  })
}
