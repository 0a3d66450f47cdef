// `npm run -s consilium -- <command>`: the command line straight from the sources (Node strips the types); `serve` is the central server.
import process from 'node:process'
import { requireNode24 } from './node24.mjs'

await requireNode24()
const { join } = await import('node:path')
const { pathToFileURL } = await import('node:url')
const { ROOT } = await import('./run.mjs')

const args = process.argv.slice(2)
const isServer = args[0] === 'serve'
const entry = join(ROOT, isServer ? 'src/server/index.ts' : 'src/main/hosts/cli/index.ts')
process.argv = [process.execPath, entry, ...(isServer ? args.slice(1) : args)]
await import(pathToFileURL(entry).href)
