import { defineConfig } from 'vitest/config'

// Projects: `unit` (pure and core, real files and SQLite), `contract` and `collab` (real ports), `house` (borders).
const project = (name: string, include: string[], testTimeout = 30_000) => ({
  extends: true as const,
  test: { name, include, testTimeout, hookTimeout: 60_000, pool: 'forks' as const },
})

export default defineConfig({
  test: {
    projects: [
      project('unit', ['tests/unit/**/*.test.ts', 'tests/unit/**/*.test.tsx']),
      project('contract', ['tests/contract/**/*.test.ts'], 60_000),
      project('collab', ['tests/collab/**/*.test.ts'], 120_000),
      project('durability', ['tests/durability/**/*.test.ts'], 240_000),
      project('house', ['tests/house/**/*.test.ts'], 120_000),
    ],
  },
})
