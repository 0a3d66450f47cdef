import { defineConfig } from 'vitest/config'

// Against real samples and independent programs; run by `npm run test:conformance`, beside the project's own tests.
export default defineConfig({
  test: { include: ['tests/conformance/**/*.test.ts'], testTimeout: 300_000, hookTimeout: 120_000, pool: 'forks', root: new URL('../..', import.meta.url).pathname },
})
