// Tells whether the built product is older than its sources: by content, so that a checkout or a touch alone builds nothing anew.
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { ROOT } from './run.mjs'

const STAMP = join(ROOT, 'out', 'stamp.json')
const SOURCES = ['src', 'electron.vite.config.ts', 'package.json', 'package-lock.json', 'tsconfig.base.json']
const RESULTS = ['out/main/electron.js', 'out/main/browser.js', 'out/main/cli.js', 'out/main/server.js', 'out/preload/index.cjs', 'out/renderer/index.html']

/** SHA-256 over names and contents of everything that goes into the build. */
export function sourceDigest() {
  const hash = createHash('sha256')
  for (const file of SOURCES.flatMap((name) => filesUnder(join(ROOT, name)))) {
    hash.update(`${relative(ROOT, file).replaceAll('\\', '/')}\0`).update(readFileSync(file)).update('\0')
  }
  return hash.digest('hex')
}

export function isBuildStale() {
  if (!RESULTS.every((file) => existsSync(join(ROOT, file)))) return true
  try {
    return JSON.parse(readFileSync(STAMP, 'utf8')).sources !== sourceDigest()
  } catch {
    // No stamp or half a stamp: build.
    return true
  }
}

/** @param {string} digest taken before the build began, so that an edit during it makes the next start build again */
export function stampBuild(digest) {
  writeFileSync(STAMP, `${JSON.stringify({ sources: digest })}\n`)
}

function filesUnder(path) {
  if (!existsSync(path)) return []
  try {
    return readdirSync(path, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .sort()
  } catch (error) {
    if (error.code === 'ENOTDIR') return [path]
    throw error
  }
}
