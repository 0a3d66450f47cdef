// The built product in a real browser: one host process on a store, one Chromium, one page that has been let in.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Browser, type BrowserContextOptions, chromium, type Page } from '@playwright/test'
import { BENCH_PASSPHRASE } from './benchWorkstation.ts'
import { journeyBrowser } from './journeyBrowser.ts'
import { type StartedHost, startHost } from './startHost.ts'

export const BENCH_WINDOW = { width: 1600, height: 1000 }

/**
 * @param flags of this browser alone, e.g. UNPACED
 * @param isLean memory will be measured: without the driver's own copies of every answer (leanChromium.mjs)
 */
export async function openBrowser(flags: readonly string[] = [], isLean = false): Promise<Browser> {
  const { executable, args } = await journeyBrowser()
  return chromium.launch({
    executablePath: isLean ? join(import.meta.dirname, 'leanChromium.mjs') : executable,
    env: { ...process.env, CONSILIUM_LEAN_BROWSER: executable },
    // Root (containers) has no user-namespace sandbox to give.
    chromiumSandbox: process.getuid?.() !== 0,
    args: ['--disable-quic', '--disable-background-networking', ...flags, ...args],
  })
}

/** Frames as soon as they are ready: what is measured is the work for a frame, not the wait for a screen that is not there. */
export const UNPACED = ['--disable-frame-rate-limit', '--disable-gpu-vsync']

export interface OpenedProduct {
  host: StartedHost
  browser: Browser
  page: Page
  /** Ends host and browser; the store stays. */
  close(): Promise<void>
}

/** Host, browser and page on a store whose profile has the bench's passphrase; returns with the workstation unlocked. */
export async function openProduct(directory: string, options: BrowserContextOptions = {}, flags: readonly string[] = [], isLean = false): Promise<OpenedProduct> {
  const host = await startHost({ directory })
  const browser = await openBrowser(flags, isLean)
  const context = await browser.newContext({ viewport: BENCH_WINDOW, locale: 'en', reducedMotion: 'reduce', ...options })
  const page = await context.newPage()
  await page.goto(host.url)
  await unlock(page)
  return {
    host,
    browser,
    page,
    async close() {
      await browser.close()
      await host.stop()
    },
  }
}

/** Types the passphrase and waits for the workstation's frame. */
export async function unlock(page: Page): Promise<void> {
  await page.locator('input[type="password"]').fill(BENCH_PASSPHRASE)
  await page.locator('button[type="submit"]').click()
  await page.locator('.top').waitFor()
}

const PLACE_KEYS = { worklist: ['g', 'w'], sync: ['g', 's'], settings: ['Control+,'] } as const
export type CaseTab = 'overview' | 'documents' | 'imaging' | 'report' | 'signOff'

/** Goes by key, as a practised person does. */
export async function goTo(page: Page, place: keyof typeof PLACE_KEYS): Promise<void> {
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur())
  for (const key of PLACE_KEYS[place]) await page.keyboard.press(key)
}

/** Opens the case whose row has this text, on the given tab. */
export async function openCase(page: Page, text: string | RegExp, tab: CaseTab): Promise<void> {
  await goTo(page, 'worklist')
  await page.locator('.case-row').filter({ hasText: text }).dblclick()
  await openTab(page, tab)
}

export async function openTab(page: Page, tab: CaseTab): Promise<void> {
  await page.locator(`#case-tab-${tab}`).click()
}

/** Waits until a slice is on the canvas: its bytes are not one grey. */
export async function waitForPicture(page: Page): Promise<void> {
  await page.waitForFunction(() => {
    const canvas = document.querySelector<HTMLCanvasElement>('[data-viewer="imaging"] canvas')
    const middle = canvas?.getContext('2d')?.getImageData(0, canvas.height >> 1, canvas.width, 4).data
    return middle !== undefined && new Set(middle).size > 6
  })
}

/** Resident memory of a process, MiB; null where the system does not tell it this way (not Linux). */
export const residentMb = (pid: number) => statusMb(pid, 'VmRSS')
/** The most it ever was. */
export const peakMb = (pid: number) => statusMb(pid, 'VmHWM')

function statusMb(pid: number, line: string): number | null {
  try {
    const kib = new RegExp(`^${line}:\\s+(\\d+)`, 'm').exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
    return kib === undefined ? null : Number(kib) / 1024
  } catch {
    return null
  }
}

/** Processes whose command line has this text and whose ancestor is `ancestor`. */
export function descendants(ancestor: number, text: string): number[] {
  const parents = new Map<number, number>()
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue
    try {
      parents.set(Number(name), Number(/^PPid:\s+(\d+)/m.exec(readFileSync(`/proc/${name}/status`, 'utf8'))?.[1]))
    } catch {
      // Ended meanwhile.
    }
  }
  const isBelow = (pid: number): boolean => {
    const parent = parents.get(pid)
    return parent !== undefined && parent > 1 && (parent === ancestor || isBelow(parent))
  }
  return [...parents.keys()].filter((pid) => isBelow(pid) && commandLine(pid).includes(text))
}

function commandLine(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')
  } catch {
    // Ended meanwhile.
    return ''
  }
}
