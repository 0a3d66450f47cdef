// Starts the built browser host as people do, in a process of its own, on a store that survives it: for journeys, kills and restarts.
import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

const ROOT = join(import.meta.dirname, '../..')
const ENTRY = join(ROOT, 'out/main/browser.js')
const START_LIMIT_MS = 60_000

export interface StartedHost {
  /** One-time address, good for 30 s and one page; `newAddress()` gives another. */
  readonly url: string
  readonly origin: string
  readonly directory: string
  /** What the host printed on stderr so far. */
  readonly log: () => string
  newAddress(): Promise<string>
  /** Clean end, as Ctrl-C. @returns exit code */
  stop(): Promise<number | null>
  /** As a power cut for the process: nothing of it runs any more when the promise resolves. */
  kill9(): Promise<void>
  /** A new process on the same store; the old one must have ended. */
  restart(): Promise<StartedHost>
  /** Ends the process if it still runs and deletes the store. */
  discard(): Promise<void>
}

/**
 * @param directory store to open; a new one in the temporary folder when left out
 * @param env additional environment, e.g. TZ
 */
export async function startHost({ directory = mkdtempSync(join(tmpdir(), 'consilium-')), env = {} }: { directory?: string; env?: NodeJS.ProcessEnv } = {}): Promise<StartedHost> {
  if (!existsSync(ENTRY)) throw new Error('the product is not built; run "npm run build"')
  const child = spawn(process.execPath, [ENTRY, '--serve', '--data', directory], { stdio: ['pipe', 'pipe', 'pipe'], env: { ...process.env, ...env } })
  let log = ''
  child.stderr.on('data', (part: Buffer) => {
    log += part.toString('utf8')
  })
  const addresses = readAddresses(child)
  const url = await within(addresses.next(), () => `the host printed no address; ${log}`)
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve))

  async function stop() {
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGINT')
    return ended
  }
  async function kill9() {
    child.kill('SIGKILL')
    await ended
  }
  return {
    url,
    origin: new URL(url).origin,
    directory,
    log: () => log,
    newAddress() {
      child.stdin.write('\n')
      return within(addresses.next(), () => 'the host printed no further address')
    },
    stop,
    kill9,
    restart: () => startHost({ directory, env }),
    async discard() {
      if (child.exitCode === null && child.signalCode === null) await kill9()
      rmSync(directory, { recursive: true, force: true })
    },
  }
}

function readAddresses(child: ChildProcess): { next(): Promise<string> } {
  const waiting: ((url: string) => void)[] = []
  const early: string[] = []
  if (child.stdout) {
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (!line.startsWith('http://')) return
      const first = waiting.shift()
      if (first) first(line)
      else early.push(line)
    })
  }
  return {
    next: () =>
      new Promise((resolve) => {
        const ready = early.shift()
        if (ready) resolve(ready)
        else waiting.push(resolve)
      }),
  }
}

function within(promise: Promise<string>, sentence: () => string): Promise<string> {
  return new Promise((resolve, reject) => {
    const limit = setTimeout(() => reject(new Error(sentence())), START_LIMIT_MS)
    promise.then((value) => {
      clearTimeout(limit)
      resolve(value)
    }, reject)
  })
}
