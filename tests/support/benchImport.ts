// One import of a folder by the built command line, in a process of its own: for the benches that measure it.
import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { BENCH_PASSPHRASE, temporaryStore } from './benchWorkstation.ts'

const ROOT = join(import.meta.dirname, '../..')
const CLI = join(ROOT, 'out/main/cli.js')
const MB = 1e6

/** A new store each time. Seconds as the import itself counts them; memory is the system's high-water mark of the process, null where it tells none. */
export async function importOnce(folder: string): Promise<{ seconds: number; files: number; peakMb: number | null }> {
  const { directory, remove } = temporaryStore()
  try {
    await runCli(['init', '--store', directory, '--name', 'Dr Helen Okafor', '--role', 'physician'])
    const { json, peakMb } = await runCli(['import', folder, '--store', directory])
    const { seconds, files } = json as { seconds: number; files: number }
    if (files < 500) throw new Error('the bundle did not come in whole')
    return { seconds, files, peakMb }
  } finally {
    remove()
  }
}

function runCli(args: readonly string[]): Promise<{ json: unknown; peakMb: number | null }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [CLI, ...args, '--json'], { cwd: ROOT, env: { ...process.env, CONSILIUM_PASSPHRASE: BENCH_PASSPHRASE }, stdio: ['ignore', 'pipe', 'ignore'] })
    let said = ''
    let peakMb: number | null = null
    const watch = setInterval(() => {
      peakMb = highWaterMb(child.pid) ?? peakMb
    }, 25)
    child.stdout.on('data', (part) => {
      said += part
    })
    child.once('error', reject)
    child.once('close', (code) => {
      clearInterval(watch)
      if (code === 0) resolve({ json: JSON.parse(said), peakMb })
      else reject(new Error(`consilium ${args[0]} ended with ${code}`))
    })
  })
}

function highWaterMb(pid: number | undefined): number | null {
  try {
    const kib = /^VmHWM:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
    return kib === undefined ? null : (Number(kib) * 1024) / MB
  } catch {
    // Ended, or a system without this file.
    return null
  }
}
