// A central server as its users run it: an own process on PGlite, killed without warning when a test asks for it.
import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

const entry = join(import.meta.dirname, '../../src/server/index.ts')

export interface ServerProcess {
  readonly url: string
  readonly serverId: string
  readonly enrolmentCode: string | null
  readonly directory: string
  readonly port: number
  kill9(): Promise<void>
  stop(): Promise<void>
}

export async function startServerProcess({ directory = mkdtempSync(join(tmpdir(), 'consilium-server-')), port = 0 } = {}): Promise<ServerProcess> {
  const child = spawn(process.execPath, [entry, '--json', '--port', String(port), '--data', directory], { stdio: ['ignore', 'pipe', 'inherit'] })
  const said = await firstLine(child)
  const { url, serverId, enrolmentCode } = JSON.parse(said) as { url: string; serverId: string; enrolmentCode: string | null }
  const end = (signal: NodeJS.Signals) =>
    new Promise<void>((resolve) => {
      if (child.exitCode !== null || child.signalCode !== null) return resolve()
      child.once('exit', () => resolve())
      child.kill(signal)
    })
  return { url, serverId, enrolmentCode, directory, port: Number(new URL(url).port), kill9: () => end('SIGKILL'), stop: () => end('SIGTERM') }
}

function firstLine(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    if (!child.stdout) return reject(new Error('no output'))
    createInterface({ input: child.stdout }).once('line', resolve)
    child.once('exit', (code) => reject(new Error(`the server ended with ${code} before it was ready`)))
  })
}
