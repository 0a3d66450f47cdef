import { resolve } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

const policy =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self' 'nonce-bench'; worker-src 'self'; connect-src 'self'; img-src 'self' data: blob:; font-src 'self' data:"

/** The viewers and the editor alone, under the workstation's own content policy. Files to look at come from BENCH_FILES. */
export default defineConfig({
  root: import.meta.dirname,
  publicDir: process.env.BENCH_FILES ?? false,
  plugins: [react()],
  worker: { format: 'es' },
  build: { outDir: resolve(process.env.BENCH_OUT ?? 'out/docsBench'), target: 'chrome140', assetsInlineLimit: 0, emptyOutDir: true },
  preview: { host: '127.0.0.1', headers: { 'Content-Security-Policy': policy } },
})
