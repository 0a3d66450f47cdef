// `npm run build`: both hosts, the preload and the renderer into out/. Needs no Electron binary and no network.
import process from 'node:process'
import { requireNode24 } from './node24.mjs'

await requireNode24()
const { rmSync } = await import('node:fs')
const { join } = await import('node:path')
const { commandOf, ROOT, runNode, secondsSince } = await import('./run.mjs')
const { sourceDigest, stampBuild } = await import('./stamp.mjs')

const since = performance.now()
const digest = sourceDigest()
rmSync(join(ROOT, 'out'), { recursive: true, force: true })
const quiet = process.argv.includes('--quiet')
const { code, output } = await runNode([commandOf('electron-vite'), 'build', '--logLevel', quiet ? 'error' : 'warn'], { capture: quiet })
if (code !== 0) {
  process.stderr.write(`${output}\nThe build failed.\n`)
  process.exit(1)
}
stampBuild(digest)
process.stderr.write(`Built in ${secondsSince(since)} s.\n`)
