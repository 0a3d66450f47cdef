// Runs a script of this folder and kills it with SIGKILL a little after it said so many lines.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'

/**
 * @param afterLines the time runs from this line on: work is counted in lines, because a loaded machine does little in any number of milliseconds
 * @returns every whole line it said before it died
 */
export async function runAndKill(script: string, args: readonly string[], afterMs: number, afterLines = 1): Promise<string[]> {
  const child = spawn(process.execPath, [join(import.meta.dirname, script), ...args], { stdio: ['ignore', 'pipe', 'pipe'], env: { PATH: process.env.PATH ?? '' } })
  let said = ''
  let failed = ''
  let timer: NodeJS.Timeout | undefined
  child.stdout.on('data', (piece: Buffer) => {
    said += piece.toString()
    if (said.split('\n').length > afterLines) timer ??= setTimeout(() => child.kill('SIGKILL'), afterMs)
  })
  child.stderr.on('data', (piece: Buffer) => {
    failed += piece.toString()
  })
  const [code] = (await once(child, 'close')) as [number | null]
  clearTimeout(timer)
  if (code !== null && code !== 0) throw new Error(`the process ended by itself: ${failed}`)
  return said.split('\n').slice(0, -1)
}

/** A repeatable spread of waiting times. */
export function pseudoRandom(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (state * 1103515245 + 12345) % 2 ** 31
    return Math.floor((state / 2 ** 31) * below)
  }
}
