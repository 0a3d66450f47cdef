import { resolve } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'
import { slicePixels } from './volume.ts'

const root = resolve(import.meta.dirname, '../../..')

/** Serves generated slices under the content channel's own paths. */
function generatedFrames(): Plugin {
  const made = new Map<number, Buffer>()
  return {
    name: 'generated-frames',
    configureServer(server) {
      server.middlewares.use((request, response, next) => {
        const slice = /^\/studies\/[0-9.]+\/series\/[0-9.]+\/instances\/1\.2\.[0-9]+\.3\.([0-9]+)\/frames\/1$/.exec(request.url ?? '')
        if (!slice) return next()
        const n = Number(slice[1])
        const bytes = made.get(n) ?? Buffer.from(slicePixels(n).buffer)
        made.set(n, bytes)
        // One slice is cut short on purpose: what a failed slice looks like.
        response.end(n === 5 ? bytes.subarray(0, 1000) : bytes)
      })
    },
  }
}

/** The room's data layer is replaced by generated studies and marks that live in the page. */
function benchData(): Plugin {
  const stand = new Map([
    ['/data/queries.ts', resolve(import.meta.dirname, 'benchQueries.ts')],
    ['/data/annotations.ts', resolve(import.meta.dirname, 'benchAnnotations.ts')],
    ['/data/lesions.ts', resolve(import.meta.dirname, 'benchLesions.ts')],
    ['/data/caseMeasurements.ts', resolve(import.meta.dirname, 'benchLesions.ts')],
  ])
  return {
    name: 'bench-data',
    enforce: 'pre',
    resolveId(source, importer) {
      if (!importer?.includes('/features/imaging/')) return null
      return [...stand].find(([end]) => source.endsWith(end))?.[1] ?? null
    },
  }
}

// Stand-alone page that mounts the viewer on a generated volume: pictures and timings without the workstation around it.
export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), generatedFrames(), benchData()],
  worker: { format: 'es' },
  resolve: { alias: [{ find: /^xmlbuilder2$/, replacement: resolve(root, 'tests/support/imagingBench/noXmlBuilder.ts') }] },
  server: { fs: { allow: [root] } },
  optimizeDeps: { include: ['react', 'react-dom/client', '@mantine/core'] },
})
