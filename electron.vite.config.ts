import { resolve } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'

const at = (path: string) => resolve(import.meta.dirname, path)

// One build for both hosts: main has one entry per host plus one per worker, all in one folder so that a worker is found beside its starter.
export default defineConfig({
  main: {
    build: {
      outDir: 'out/main',
      target: 'node24',
      externalizeDeps: true,
      rollupOptions: {
        input: {
          electron: at('src/main/index.ts'),
          browser: at('src/main/hosts/browser/index.ts'),
          cli: at('src/main/hosts/cli/index.ts'),
          server: at('src/server/index.ts'),
          'parse.worker': at('src/main/core/jobs/parse.worker.ts'),
          'derive.worker': at('src/main/core/jobs/derive.worker.ts'),
          'seal.worker': at('src/main/core/jobs/seal.worker.ts'),
        },
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      outDir: 'out/preload',
      externalizeDeps: false,
      rollupOptions: {
        input: { index: at('src/preload/index.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: at('src/renderer'),
    plugins: [react()],
    worker: { format: 'es' },
    build: {
      outDir: at('out/renderer'),
      target: 'chrome140',
      // Read and compiled before the first screen: a third of the bytes.
      minify: true,
      assetsInlineLimit: 0,
      rollupOptions: { input: { index: at('src/renderer/index.html') } },
    },
  },
})
