// `npm run typecheck`: one compiler run per room, two at a time; reports every room before it fails.
import process from 'node:process'
import { requireNode24 } from './node24.mjs'

await requireNode24()
const { commandOf, ROOT, runNode, secondsSince } = await import('./run.mjs')
const { readFileSync } = await import('node:fs')
const { join } = await import('node:path')

const rooms = JSON.parse(readFileSync(join(ROOT, 'tsconfig.json'), 'utf8')).references.map((reference) => reference.path)
if (rooms.length < 7) throw new Error('tsconfig.json names fewer rooms than there are')
const waiting = [...rooms]
const failed = []

/** What did not change since the last run is not checked again; the memory lies beside the installed packages and goes with them. */
const remembered = (room) => ['--incremental', '--tsBuildInfoFile', join(ROOT, 'node_modules', '.cache', 'types', `${room.replaceAll('/', '-')}.tsbuildinfo`)]

async function work() {
  for (let room = waiting.shift(); room; room = waiting.shift()) {
    const since = performance.now()
    const { code, output } = await runNode([commandOf('typescript', 'tsc'), '-p', join(room, 'tsconfig.json'), '--pretty', 'false', ...remembered(room)], { capture: true })
    process.stdout.write(`${code === 0 ? 'ok  ' : 'FAIL'} ${room} (${secondsSince(since)} s)\n${output}`)
    if (code !== 0) failed.push(room)
  }
}

await Promise.all([work(), work()])
if (failed.length > 0) {
  process.stderr.write(`Types do not fit in: ${failed.join(', ')}\n`)
  process.exit(1)
}
