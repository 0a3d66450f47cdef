import { defineConfig } from 'vite'

export default defineConfig({
  root: import.meta.dirname,
  resolve: { alias: { '#shared': `${import.meta.dirname}/../../../src/shared` } },
  build: { assetsInlineLimit: 0, target: 'es2023', minify: false, emptyOutDir: true },
  logLevel: 'silent',
})
