// One workstation as a person has it: the built host on a store, a browser page on it, the product's words in one language.
import { type Browser, type BrowserContext, expect, type Page } from '@playwright/test'
import { type JourneyLanguage, type JourneyWords, journeyWords } from './journeyWords.ts'
import { FirstStartPage } from './pages/firstStartPage.ts'
import { type StartedHost, startHost } from './startHost.ts'

export const PASSPHRASE = 'siete barcos verdes al alba'

const STEP_LIMIT_MS = 20_000

export interface Workstation {
  readonly page: Page
  readonly words: JourneyWords
  /** The process that serves now; a kill and restart gives another on the same store. */
  host(): StartedHost
  /** Ends the host as a power cut does, starts it again, opens it in a fresh browser and unlocks the profile. */
  killAndReopen(): Promise<void>
  /** The page's process dies; the person opens the same address again in the same browser. */
  killPage(): Promise<void>
  discard(): Promise<void>
}

/** Starts a host on a new store and opens its first page; nobody is signed in yet. */
export async function openWorkstation(browser: Browser, language: JourneyLanguage, colorScheme: 'dark' | 'light' = 'dark'): Promise<Workstation> {
  const words = await journeyWords(language)
  let host = await startHost()
  let context: BrowserContext | null = null
  let page: Page | null = null
  async function open() {
    await context?.close()
    context = await browser.newContext({ locale: language === 'es' ? 'es-ES' : 'en-GB', colorScheme, viewport: { width: 1440, height: 900 }, acceptDownloads: true })
    page = await context.newPage()
    page.setDefaultTimeout(STEP_LIMIT_MS)
    await page.goto(host.url)
    await expect(page.getByRole('heading').first()).toBeVisible({ timeout: 30_000 })
  }
  await open()
  const shown = (): Page => {
    if (!page) throw new Error('the workstation is closed')
    return page
  }
  return {
    get page() {
      return shown()
    },
    words,
    host: () => host,
    async killAndReopen() {
      await host.kill9()
      host = await host.restart()
      await open()
      await new FirstStartPage(shown(), words).unlock(PASSPHRASE)
    },
    async killPage() {
      const dying = shown()
      const session = await dying.context().newCDPSession(dying)
      const crashed = dying.waitForEvent('crash')
      session.send('Page.crash').catch(() => undefined)
      await crashed
      page = await dying.context().newPage()
      page.setDefaultTimeout(STEP_LIMIT_MS)
      await page.goto(host.origin)
      await dying.close()
    },
    async discard() {
      await context?.close()
      await host.discard()
    },
  }
}

/** A workstation with a physician's profile, at its empty work list. */
export async function openSignedUp(browser: Browser, language: JourneyLanguage, colorScheme: 'dark' | 'light' = 'dark', name = 'Dr Helen Okafor'): Promise<Workstation> {
  const workstation = await openWorkstation(browser, language, colorScheme)
  const start = new FirstStartPage(workstation.page, workstation.words)
  await start.createProfile({ name, licence: '28/1234', passphrase: PASSPHRASE })
  await start.keepRecoveryCode()
  return workstation
}
