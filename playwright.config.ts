import { defineConfig } from '@playwright/test'
import { journeyBrowser } from './tests/support/journeyBrowser.ts'

// Journeys run in a real browser against the built product. No browser is a failure, never a skip.
const browser = await journeyBrowser()

export default defineConfig({
  testDir: 'tests/journeys',
  testMatch: '**/*.spec.ts',
  outputDir: 'test-results/journeys',
  timeout: 180_000,
  expect: { timeout: 15_000 },
  workers: 1,
  fullyParallel: false,
  retries: 0,
  forbidOnly: Boolean(process.env.CI),
  reporter: [['list']],
  use: {
    browserName: 'chromium',
    viewport: { width: 1440, height: 900 },
    launchOptions: {
      executablePath: browser.executable,
      // Root (containers) has no user-namespace sandbox to give.
      chromiumSandbox: process.getuid?.() !== 0,
      args: ['--disable-quic', '--disable-background-networking', ...browser.args],
    },
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
  },
})
