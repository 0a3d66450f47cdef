// Entry of the browser host: `node out/main/browser.js [--port N] [--data DIR] [--serve]`.
import { openAddress } from './openAddress.ts'
import { findInstallation } from '#core/hosting/installation.ts'
import { createLineLog } from '#core/hosting/lineLog.ts'
import { systemClock } from '#core/hosting/systemClock.ts'
import { openWorkstation } from '../../procedures/openWorkstation.ts'
import { type BrowserHostOptions, readOptions } from './options.ts'
import { startBrowserHost } from './start.ts'

const USAGE_EXIT = 2

async function main() {
  const options = optionsOrExit()
  const log = createLineLog(process.stderr, systemClock, true)
  const installation = findInstallation(import.meta.dirname)
  process.umask(0o077)
  // A fault nobody awaited must not take acknowledged work with it: it is logged by name, never by text.
  process.on('unhandledRejection', (reason) => log.error('process.unhandledRejection', { name: reason instanceof Error ? reason.name : 'unknown' }))
  const host = await startBrowserHost(options, {
    openCore: openWorkstation,
    portsFor: (dataDirectory) => ({
      custody: { deviceSecret: async () => null },
      picker: { pick: async () => null },
      openAddress,
      paths: { dataDirectory, resourcesDirectory: installation.resourcesDirectory },
      clock: systemClock,
      log,
      info: { host: 'browser', picker: 'upload', version: installation.version, platform: process.platform },
    }),
    rendererDirectory: installation.rendererDirectory,
    clock: systemClock,
    say: (line) => process.stdout.write(`${line}\n`),
    input: process.stdin,
  })
  if (!host) return
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void host.stop())
  await host.ended
  // Everything is closed and flushed; a stray handle of a library must not keep the terminal.
  process.exit(0)
}

function optionsOrExit(): BrowserHostOptions {
  try {
    return readOptions(process.argv.slice(2))
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : 'arguments not understood'}\n`)
    process.exit(USAGE_EXIT)
  }
}

main().catch((error: unknown) => {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'INTERNAL'
  process.stderr.write(`Consilium could not start (${code}). Nothing was changed in the store.\n`)
  process.exit(1)
})
