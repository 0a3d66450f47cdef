// `npm run -s bench -- [--json] [--only NAME...] [--peers]`: runs tests/perf/*.bench.ts, each in a process of its own, one after the other.
import process from 'node:process'
import { requireNode24 } from './node24.mjs'

await requireNode24()
const os = await import('node:os')
const { spawn } = await import('node:child_process')
const { existsSync, readdirSync } = await import('node:fs')
const { join } = await import('node:path')
const { pathToFileURL } = await import('node:url')
const { parseArgs } = await import('node:util')
const { ROOT, toolEnvironment } = await import('./run.mjs')

const FOLDER = join(ROOT, 'tests', 'perf')

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { json: { type: 'boolean' }, only: { type: 'string', multiple: true }, peers: { type: 'boolean' }, module: { type: 'string' } },
})

/** One module in this process; its results go to the parent as one message. */
async function runModule(file) {
  const { bench } = await import(pathToFileURL(file).href)
  const results = await bench()
  // A browser's pipe that was not let go of would keep this process, and its parent, waiting for ever.
  process.send(results, () => process.exit(0))
}

function runInChild(file) {
  return new Promise((resolve, reject) => {
    const args = ['--disable-warning=ExperimentalWarning', '--expose-gc', import.meta.filename, '--module', file]
    const env = toolEnvironment(values.peers ? { CONSILIUM_BENCH_PEERS: '1' } : {})
    const child = spawn(process.execPath, args, { cwd: ROOT, env, stdio: ['ignore', 2, 2, 'ipc'] })
    let results = null
    child.on('message', (message) => {
      results = message
    })
    child.once('error', reject)
    child.once('close', (code) => (code === 0 && results ? resolve(results) : reject(new Error(`${file} gave no results`))))
  })
}

async function main() {
  // `--only a b c` reads as one option and positionals; take both.
  const only = new Set([...(values.only ?? []), ...positionals].flatMap((names) => names.split(',')))
  const files = existsSync(FOLDER) ? readdirSync(FOLDER).filter((name) => name.endsWith('.bench.ts')).sort() : []
  const results = []
  const broken = []
  for (const name of files) {
    const file = join(FOLDER, name)
    const { names } = await import(pathToFileURL(file).href)
    if (only.size > 0 && !names.some((one) => only.has(one))) continue
    process.stderr.write(`${name} …\n`)
    try {
      results.push(...(await runInChild(file)).filter((result) => only.size === 0 || only.has(result.name)))
    } catch (error) {
      process.stderr.write(`${error.message}\n`)
      broken.push(name)
    }
  }
  const machine = { cpu: os.cpus()[0]?.model ?? 'unknown', cores: os.availableParallelism(), memoryMb: Math.round(os.totalmem() / 2 ** 20), platform: `${process.platform}-${process.arch}`, node: process.versions.node }
  if (values.json) process.stdout.write(`${JSON.stringify({ machine, results })}\n`)
  else for (const r of results) process.stdout.write(`${r.ok ? 'ok  ' : 'MISS'} ${r.name}: ${r.value} ${r.unit} ± ${r.spread}${r.ratio === null ? '' : ` · ${r.ratio} × ${r.against}`} (goal ${r.goal})\n`)
  process.exit(broken.length > 0 || results.some((result) => !result.ok) ? 1 : 0)
}

if (values.module) await runModule(values.module)
else await main()
