// Finds the Electron program by looking at files only (asking the package would start a download), and fetches it when that is quick.
import { spawn } from 'node:child_process'
import { accessSync, constants, readFileSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { ROOT } from './run.mjs'

const PACKAGE = join(ROOT, 'node_modules', 'electron')
const RELEASES = 'https://github.com/electron/electron/releases/download/'
/** A black-holed network answers nothing at all: this is all the time it may cost a start. */
const REACH_LIMIT_MS = 4000
const INSTALL_LIMIT_MS = 90_000

/** @returns {string | null} the executable, null when there is none */
export function findElectron(env = process.env, packageFolder = PACKAGE) {
  if (env.ELECTRON_EXEC_PATH) return executable(env.ELECTRON_EXEC_PATH)
  const name = read(join(packageFolder, 'path.txt'))?.trim()
  if (env.ELECTRON_OVERRIDE_DIST_PATH) return executable(join(env.ELECTRON_OVERRIDE_DIST_PATH, name || 'electron'))
  return name ? executable(join(packageFolder, 'dist', name)) : null
}

/** Where Electron would be fetched from: a clinic's mirror, or the release site. */
export function releaseAddress(version, env = process.env) {
  const base = env.ELECTRON_MIRROR || env.npm_config_electron_mirror || RELEASES
  return `${base.endsWith('/') ? base : `${base}/`}v${version}/SHASUMS256.txt`
}

/** Whether the release site answers within the limit. Never throws, never takes longer. */
export async function canReachElectron(env = process.env, limitMs = REACH_LIMIT_MS) {
  if (env.CONSILIUM_ELECTRON_INSTALL === 'never') return false
  const version = JSON.parse(read(join(PACKAGE, 'package.json')) ?? '{}').version
  if (!version) return false
  const timeout = new Promise((resolve) => setTimeout(() => resolve(false), limitMs).unref())
  const answer = fetch(releaseAddress(version, env), { method: 'HEAD', redirect: 'follow', signal: AbortSignal.timeout(limitMs) }).then(
    (response) => response.ok,
    () => false,
  )
  return Promise.race([answer, timeout])
}

/** Runs the package's own installer (it checks the checksums shipped with the package). @returns {Promise<string | null>} */
export function installElectron(limitMs = INSTALL_LIMIT_MS) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [join(PACKAGE, 'install.js')], { cwd: PACKAGE, stdio: ['ignore', 2, 2] })
    const limit = setTimeout(() => child.kill('SIGKILL'), limitMs)
    child.once('error', () => resolve(null))
    child.once('close', (code) => {
      clearTimeout(limit)
      resolve(code === 0 ? findElectron() : null)
    })
  })
}

function read(file) {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    // Absent is an answer here.
    return null
  }
}

function executable(file) {
  try {
    accessSync(file, process.platform === 'win32' ? constants.F_OK : constants.X_OK)
    return file
  } catch {
    // Absent is an answer here.
    return null
  }
}
