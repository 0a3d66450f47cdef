// `npm run dist`: installers by electron-builder for this platform. Needs the Electron program and electron-builder's own tools, which are
// fetched from their release site or from mirrors (ELECTRON_MIRROR, ELECTRON_BUILDER_BINARIES_MIRROR); it never publishes.
import process from 'node:process'
import { requireNode24 } from './node24.mjs'

await requireNode24()
const { join } = await import('node:path')
const { commandOf, ROOT, runNode } = await import('./run.mjs')

const built = await runNode([join(ROOT, 'scripts/build.mjs')])
if (built.code !== 0) process.exit(built.code)
const packed = await runNode([commandOf('electron-builder'), '--config', 'electron-builder.yml', '--publish', 'never', ...process.argv.slice(2)])
process.exit(packed.code)
