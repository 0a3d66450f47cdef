// `doctor`: what a person in IT wants to know before asking: host, programs found, store health. Needs no passphrase.
import { existsSync } from 'node:fs'
import { statfs } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { findInstallation } from '#core/hosting/installation.ts'
import { findBrowser } from '../../browser/findBrowser.ts'
import type { Command, CommandCall } from '../command.ts'
import { codeOf, EXIT } from '../exits.ts'
import { STORE_OPTIONS, storeDirectory, withStore } from '../withStore.ts'

/** Below this the next study may not fit. */
const LITTLE_SPACE_BYTES = 5 * 1024 ** 3
/** Folders that another program keeps copying: a database in them gets damaged (safety note §1). */
const SYNCHRONISED = /(^|[\\/])(onedrive|dropbox|google drive|icloud|nextcloud|mobile documents)/i

interface StoreHealth {
  directory: string
  exists: boolean
  freeBytes: number | null
  profiles: number | null
  problem: string | null
}

export const doctor: Command = {
  usage: '[--store DIR]',
  does: 'host, browser, display and store health',
  options: STORE_OPTIONS,
  arguments: [0, 0],
  async run(call) {
    const store = await examineStore(call)
    const browser = findBrowser(process.platform, call.env)
    const findings = findingsOf(store, browser)
    const hasDisplay = process.platform === 'linux' ? Boolean(call.env.DISPLAY || call.env.WAYLAND_DISPLAY) : true
    const json = {
      version: findInstallation(import.meta.dirname).version,
      node: process.versions.node,
      platform: `${process.platform}-${process.arch}`,
      memoryBytes: os.totalmem(),
      cores: os.availableParallelism(),
      display: hasDisplay,
      browser,
      store,
      findings,
      ok: findings.length === 0,
    }
    const text = [`Consilium ${json.version}, Node ${json.node}, ${json.platform}`, `browser: ${browser ?? 'none'}`, `store: ${store.directory}`, ...findings.map((finding) => `! ${finding}`)]
    return { json, text, ...(store.problem === 'STORE_DAMAGED' ? { exit: EXIT.integrity } : {}) }
  },
}

async function examineStore(call: CommandCall): Promise<StoreHealth> {
  const directory = storeDirectory(call)
  const health: StoreHealth = { directory, exists: existsSync(directory), freeBytes: null, profiles: null, problem: null }
  if (!health.exists) return health
  const space = await statfs(directory)
  health.freeBytes = space.bavail * space.bsize
  try {
    health.profiles = await withStore(call, async ({ client }) => (await client.profile.status()).profiles.length)
  } catch (error) {
    health.problem = codeOf(error) ?? 'INTERNAL'
  }
  return health
}

/** Codes, so that a monitoring program can tell them apart. */
function findingsOf(store: StoreHealth, browser: string | null): string[] {
  return [
    ...(browser ? [] : ['noBrowser']),
    ...(store.problem ? [`store:${store.problem}`] : []),
    ...(store.freeBytes !== null && store.freeBytes < LITTLE_SPACE_BYTES ? ['littleSpace'] : []),
    ...(SYNCHRONISED.test(path.normalize(store.directory)) ? ['storeInSynchronisedFolder'] : []),
  ]
}
