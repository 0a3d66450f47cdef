// The browser the journeys run in: named by CONSILIUM_BROWSER, else installed, else the headless Chromium that npm brought (Linux x64).
import { findBrowser } from '../../src/main/hosts/browser/findBrowser.ts'

export interface JourneyBrowser {
  executable: string
  args: readonly string[]
}

/** @throws when there is no browser: journeys that never run must not look like journeys that passed */
export async function journeyBrowser(env: NodeJS.ProcessEnv = process.env): Promise<JourneyBrowser> {
  const installed = findBrowser(process.platform, env)
  if (installed) return { executable: installed, args: [] }
  if (env.CONSILIUM_BROWSER) throw new Error('CONSILIUM_BROWSER names no executable file')
  if (process.platform === 'linux' && process.arch === 'x64') {
    const { default: packaged } = await import('@sparticuz/chromium')
    return { executable: await packaged.executablePath(), args: ['--headless=shell', '--no-sandbox'] }
  }
  throw new Error('no Chrome, Chromium or Edge found; install one or name it in CONSILIUM_BROWSER')
}
