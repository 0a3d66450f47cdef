// `decode FILE...`: every frame's stored values, and their MD5, to be compared with other toolkits. Each file in a worker with limits.
import { readFileSync, statSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { openWorkerPool, WorkerFailure, type WorkerPool } from '#core/jobs/workers.ts'
import type { Command } from '../command.ts'
import { EXIT } from '../exits.ts'

/** A whole file is held in memory here; studies go through `import`, which streams. */
const FILE_LIMIT_BYTES = 1024 ** 3
const MEMORY_MB = 4096
const TIMEOUT_MS = 300_000
/** Workers at one time; one that ends badly is replaced, so that a hostile file costs only itself. */
const WORKERS = 2

type Decoded = { file: string } & Awaited<ReturnType<typeof decodeOne>>

export const decode: Command = {
  usage: 'FILE... [--out DIR]',
  does: 'decodes DICOM pixels; prints size, syntax and the MD5 of the stored values of all frames',
  options: { out: { type: 'string' } },
  arguments: [1, Number.POSITIVE_INFINITY],
  async run(call) {
    const out = call.values.out
    if (typeof out === 'string') await mkdir(out, { recursive: true })
    const pool = openWorkerPool('parse', { size: WORKERS, memoryMb: MEMORY_MB })
    const results: Decoded[] = []
    const waiting = [...call.positionals.entries()]
    const work = async () => {
      for (let next = waiting.shift(); next; next = waiting.shift()) {
        const [n, file] = next
        const prefix = typeof out === 'string' ? path.join(out, String(n + 1).padStart(4, '0')) : null
        results[n] = { file, ...(await decodeOne(pool, file, prefix, call.signal)) }
      }
    }
    try {
      await Promise.all(Array.from({ length: WORKERS }, work))
    } finally {
      await pool.close()
    }
    const isWhollyRefused = results.every((result) => 'error' in result)
    return {
      json: { results },
      text: results.map((result) => ('error' in result ? `${result.file}  ${result.error}` : `${result.file}  ${result.Columns}x${result.Rows}x${result.frames}  ${result.md5}`)),
      exit: isWhollyRefused ? EXIT.refused : EXIT.done,
    }
  },
}

/** @param prefix where frames are written to, `<prefix>-<frame>.raw`; null writes nothing */
async function decodeOne(pool: WorkerPool<'parse'>, file: string, prefix: string | null, signal: AbortSignal) {
  const bytes = readWhole(file)
  if (typeof bytes === 'string') return { error: bytes }
  const written: Promise<void>[] = []
  try {
    const decoded = await pool.run('decodeFrames', { bytes, withFrames: prefix !== null }, {
      timeoutMs: TIMEOUT_MS,
      signal,
      onMessage: (message) => {
        const { frame, bytes: native } = message as { frame: number; bytes: Uint8Array }
        written.push(writeFile(`${prefix}-${String(frame).padStart(5, '0')}.raw`, native))
      },
    })
    await Promise.all(written)
    return decoded
  } catch (error) {
    if (error instanceof WorkerFailure) return { error: error.reason }
    throw error
  }
}

function readWhole(file: string): Uint8Array | 'notReadable' | 'tooLarge' {
  try {
    return statSync(file).size > FILE_LIMIT_BYTES ? 'tooLarge' : readFileSync(file)
  } catch {
    // Whatever the reason (absent, a folder, no right): for the caller the file cannot be read.
    return 'notReadable'
  }
}
