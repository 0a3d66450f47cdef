// Shows a web address in the person's own browser, not in the workstation's private window: there they are signed in already.
import { spawn } from 'node:child_process'

const OPENERS: Partial<Record<NodeJS.Platform, readonly [program: string, ...before: string[]]>> = {
  linux: ['xdg-open'],
  darwin: ['open'],
  win32: ['rundll32', 'url.dll,FileProtocolHandler'],
}

/** Web addresses only; a machine without an opener shows nothing, and the person opens the address that is on the screen. */
export async function openAddress(address: string): Promise<void> {
  const [program, ...before] = OPENERS[process.platform] ?? []
  if (!program || !/^https?:$/.test(new URL(address).protocol)) return
  const child = spawn(program, [...before, address], { stdio: 'ignore', detached: true })
  child.once('error', () => undefined)
  child.unref()
}
