// Builds the renderer alone into a folder, for looking at it.  node build.mjs OUT
import { resolve } from 'node:path'
import react from '@vitejs/plugin-react'
import { build } from 'vite'
const root = resolve(import.meta.dirname, '../../../src/renderer')
await build({ root, configFile: false, logLevel: 'warn', plugins: [react()], worker: { format: 'es' }, resolve: { alias: [{ find: /^xmlbuilder2$/, replacement: resolve(root, 'viewers/dicom/noXmlBuilder.ts') }] }, build: { outDir: resolve(process.argv[2]), emptyOutDir: true, target: 'chrome140', assetsInlineLimit: 0, minify: false } })
