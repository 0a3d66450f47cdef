// `npm start`: builds what is stale and opens the workstation: Electron if its program is there or quickly had, else the browser host.
// Without a display it prints one address on stdout and serves until Ctrl-C. `--browser`, `--electron`, `--serve`, `--port N`, `--data DIR`.
import process from 'node:process'
import { requireNode24 } from './node24.mjs'

await requireNode24()
const { spawn } = await import('node:child_process')
const { join } = await import('node:path')
const { pathToFileURL } = await import('node:url')
const { canReachElectron, findElectron, installElectron } = await import('./electronBinary.mjs')
const { ROOT, runNode } = await import('./run.mjs')
const { isBuildStale } = await import('./stamp.mjs')

/** An Electron that ends with a fault this soon never showed a window (sandbox refused, libraries missing). */
const EARLY_CRASH_MS = 10_000

const tell = (line) => process.stderr.write(`${line}\n`)

function hasDisplay(platform = process.platform, env = process.env) {
  if (env.CONSILIUM_DISPLAY) return env.CONSILIUM_DISPLAY !== 'none'
  return platform === 'win32' || platform === 'darwin' ? true : Boolean(env.DISPLAY || env.WAYLAND_DISPLAY)
}

async function startElectron(program, args) {
  const since = performance.now()
  const env = { ...process.env }
  // Set by some editors' terminals; Electron would then be a bare Node.
  delete env.ELECTRON_RUN_AS_NODE
  const child = spawn(program, [ROOT, ...args], { stdio: 'inherit', env })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  const code = await new Promise((resolve) => {
    child.once('error', () => resolve(1))
    child.once('exit', (status, signal) => resolve(signal === 'SIGINT' || signal === 'SIGTERM' ? 0 : (status ?? 1)))
  })
  return { code, crashed: code !== 0 && performance.now() - since < EARLY_CRASH_MS }
}

async function startBrowserHost(args) {
  const entry = join(ROOT, 'out', 'main', 'browser.js')
  process.argv = [process.execPath, entry, ...args]
  // In this process: the terminal's keys and signals reach it directly.
  await import(pathToFileURL(entry).href)
}

async function main() {
  const own = new Set(['--browser', '--electron'])
  const args = process.argv.slice(2).filter((arg) => !own.has(arg))
  const display = hasDisplay()
  const wish = process.argv.includes('--browser') ? 'browser' : process.argv.includes('--electron') ? 'electron' : process.env.CONSILIUM_HOST
  const wantsElectron = display && wish !== 'browser' && !args.includes('--serve')
  let electron = wantsElectron ? findElectron() : null
  // Asked while the build runs, so that an unreachable network costs a start nothing more than its limit.
  const reachable = wantsElectron && !electron ? canReachElectron() : Promise.resolve(false)

  if (isBuildStale()) {
    tell('Building Consilium …')
    const { code } = await runNode([join(ROOT, 'scripts', 'build.mjs'), '--quiet'])
    if (code !== 0) process.exit(code)
  }
  if (await reachable) {
    tell('Fetching the Electron program (once) …')
    electron = await installElectron()
  }
  if (electron) {
    const { code, crashed } = await startElectron(electron, args)
    if (!crashed) process.exit(code)
    tell('Electron could not open a window here; the workstation opens in the browser instead.')
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.removeAllListeners(signal)
  } else if (wish === 'electron') {
    tell('The Electron program is not installed and could not be fetched; the workstation opens in the browser instead.')
  }
  await startBrowserHost(display || args.includes('--serve') ? args : [...args, '--serve'])
}

await main()
