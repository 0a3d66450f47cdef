// Shows the workstation in a window of its own: an installed browser in app mode with a private profile that is deleted afterwards.
import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'

export interface AppWindow {
  /** Resolves when the browser has ended. */
  readonly closed: Promise<void>
  close(): void
}

const PROFILES = 'window-profiles'

/** Arguments of the window. The address with its token is not among them: arguments are readable by every user of the machine. */
export function windowArguments(profile: string, startPage: string): string[] {
  return [
    `--app=${startPage}`,
    `--user-data-dir=${profile}`,
    '--no-first-run',
    '--no-default-browser-check',
    '--disable-extensions',
    '--disable-component-extensions-with-background-pages',
    '--disable-sync',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-domain-reliability',
    '--disable-breakpad',
    '--disable-features=Translate,MediaRouter,OptimizationHints,AutofillServerCommunication',
    '--disk-cache-size=1',
    '--media-cache-size=1',
    '--disable-gpu-shader-disk-cache',
    '--password-store=basic',
    '--no-pings',
  ]
}

/** Deletes what a killed host left behind. */
export function sweepProfiles(dataDirectory: string): void {
  const folder = path.join(dataDirectory, PROFILES)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  for (const name of readdirSync(folder)) removeProfile(path.join(folder, name))
}

/**
 * @param address one-time address; handed over in a page inside the private profile folder, not on the command line
 * @throws when the browser cannot be started
 */
export async function openAppWindow(browser: string, address: string, dataDirectory: string): Promise<AppWindow> {
  const folder = path.join(dataDirectory, PROFILES)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  // mkdtemp makes the folder for its owner only (0700).
  const profile = mkdtempSync(path.join(folder, 'w-'))
  const startPage = path.join(profile, 'start.html')
  writeFileSync(startPage, `<!doctype html><title>Consilium</title><script>location.replace(${JSON.stringify(address)})</script>`, { mode: 0o600 })
  const child = spawn(browser, windowArguments(profile, pathToFileURL(startPage).href), { stdio: 'ignore' })
  const closed = new Promise<void>((resolve) => {
    child.once('exit', () => resolve())
    child.once('error', () => resolve())
  }).then(() => removeProfile(profile))
  await new Promise<void>((resolve, reject) => {
    child.once('spawn', resolve)
    child.once('error', reject)
  })
  return {
    closed,
    close: () => {
      child.kill()
    },
  }
}

function removeProfile(profile: string): void {
  // The browser's last helpers may still hold files for a moment (Windows).
  rmSync(profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 })
}
