// The two bare pages, bundled with the packages that installPeers fetched.
import { join } from 'node:path'
import { build } from 'vite'

const PAGES = join(import.meta.dirname, 'pages')

/** @param modules the peers' node_modules; @param out folder that is emptied */
export async function buildPages(modules: string, out: string): Promise<void> {
  await build({
    root: PAGES,
    base: '/pages/',
    logLevel: 'silent',
    configFile: false,
    // vtk.js writes mesh files with a library that needs Node; nobody here writes any.
    resolve: { alias: [{ find: /^xmlbuilder2$/, replacement: join(import.meta.dirname, '../imagingBench/noXmlBuilder.ts') }, ...packages(modules)] },
    worker: { format: 'es' },
    build: { outDir: out, emptyOutDir: true, assetsInlineLimit: 0, target: 'es2023', rollupOptions: { input: [join(PAGES, 'dwv.html'), join(PAGES, 'cornerstone.html')] } },
  })
}

/** Their own packages, wherever the page that imports them lies. */
function packages(modules: string) {
  return ['dwv', '@cornerstonejs/core', '@cornerstonejs/dicom-image-loader'].map((name) => ({ find: new RegExp(`^${name}$`), replacement: join(modules, name) }))
}
