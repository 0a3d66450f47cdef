// Runs the tools of this repository: always process.execPath and a package's own JavaScript entry, never a shell and never a bin shim.
import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { delimiter, dirname, join, resolve } from 'node:path'
import process from 'node:process'

export const ROOT = resolve(import.meta.dirname, '..')

const require = createRequire(import.meta.url)

/**
 * Path of a package's command as JavaScript.
 * @param {string} name package, e.g. "vitest"
 * @param {string} [command] its command; the package's own name when left out
 */
export function commandOf(name, command = name.split('/').at(-1)) {
  const manifest = findManifest(name)
  const { bin } = JSON.parse(readFileSync(manifest, 'utf8'))
  const file = typeof bin === 'string' ? bin : bin[command]
  return join(dirname(manifest), file)
}

/** Some packages do not export their package.json, so look it up in the folders Node would search. */
function findManifest(name) {
  for (const folder of require.resolve.paths(name) ?? []) {
    const manifest = join(folder, name, 'package.json')
    try {
      readFileSync(manifest)
      return manifest
    } catch {
      // Not in this folder; the next one.
    }
  }
  throw new Error(`${name} is not installed; run "npm ci"`)
}

/** Environment in which tools find this very Node first. */
export function toolEnvironment(extra = {}) {
  const key = Object.keys(process.env).find((name) => name.toUpperCase() === 'PATH') ?? 'PATH'
  return { ...process.env, [key]: `${dirname(process.execPath)}${delimiter}${process.env[key] ?? ''}`, ...extra }
}

/**
 * @param {string[]} args script and its arguments
 * @param {{capture?: boolean, env?: Record<string, string>}} [options] capture: collect output instead of passing it on
 * @returns {Promise<{code: number, output: string}>} code 1 when the process was killed
 */
export function runNode(args, { capture = false, env = {} } = {}) {
  return new Promise((done) => {
    const child = spawn(process.execPath, args, {
      cwd: ROOT,
      env: toolEnvironment(env),
      stdio: capture ? ['ignore', 'pipe', 'pipe'] : ['ignore', 'inherit', 'inherit'],
    })
    const parts = []
    child.stdout?.on('data', (part) => parts.push(part))
    child.stderr?.on('data', (part) => parts.push(part))
    child.once('error', () => done({ code: 1, output: 'could not be started' }))
    child.once('close', (status) => done({ code: status ?? 1, output: Buffer.concat(parts).toString('utf8') }))
  })
}

/** @param {number} since performance.now() */
export const secondsSince = (since) => ((performance.now() - since) / 1000).toFixed(1)
