// What a page may never do, set once for every session and every window there will ever be (safety note §1, checklist).
import { app, type Session, type WebContents } from 'electron'
import { BOARD_WINDOW_NAME } from '#shared/contract/hostBridge.ts'
import { PAGE_ADDRESS, PAGE_ORIGIN } from './scheme.ts'
import { BOARD_WINDOW } from './window.ts'

/** No permission is ever given (Electron's default is to give), no device, no screen capture, no spell-check download. */
export function lockSession(session: Session): void {
  session.setPermissionRequestHandler((_contents, _permission, decide) => decide(false))
  session.setPermissionCheckHandler(() => false)
  session.setDevicePermissionHandler(() => false)
  session.setDisplayMediaRequestHandler((_request, decide) => decide({}))
  session.setSpellCheckerEnabled(false)
  session.webRequest.onBeforeRequest((details, decide) => decide({ cancel: !isAllowed(details.url) }))
  session.on('will-download', (event, item) => {
    if (!item.getURL().startsWith(PAGE_ADDRESS) && !item.getURL().startsWith(`blob:${PAGE_ORIGIN}/`)) event.preventDefault()
  })
}

/** Applies to windows, and to any web contents a mistake might make: it goes nowhere and opens nothing but the board's shared screen. */
function lockContents(contents: WebContents): void {
  contents.setWindowOpenHandler(({ url, frameName }) => (url === PAGE_ADDRESS && frameName === BOARD_WINDOW_NAME ? { action: 'allow', overrideBrowserWindowOptions: BOARD_WINDOW } : { action: 'deny' }))
  contents.on('will-navigate', (event) => {
    if (event.url !== PAGE_ADDRESS) event.preventDefault()
  })
  contents.on('will-frame-navigate', (event) => {
    if (!isAllowed(event.url)) event.preventDefault()
  })
  contents.on('will-redirect', (event) => event.preventDefault())
  contents.on('will-attach-webview', (event) => event.preventDefault())
}

export function lockEverything(): void {
  app.enableSandbox()
  app.on('web-contents-created', (_event, contents) => lockContents(contents))
}

function isAllowed(url: string): boolean {
  return url === PAGE_ORIGIN || url.startsWith(PAGE_ADDRESS) || url.startsWith(`blob:${PAGE_ORIGIN}/`) || url.startsWith('data:image/') || url.startsWith('devtools:')
}
