import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { _electron, expect, test } from '@playwright/test'
import { findElectron } from '../../scripts/electronBinary.mjs'

const root = join(import.meta.dirname, '../..')
const program = findElectron()

// The settings are asserted everywhere by tests/unit/main/hosts/electron; this runs wherever a real Electron program lies.
test.skip(!program, 'no Electron program on this machine: looked at its files only, nothing is downloaded for a test')

test('the Electron window shows the workstation in its sandbox, with its channels and nothing more', async () => {
  const app = await _electron.launch({
    executablePath: program ?? '',
    args: [root, `--data=${mkdtempSync(join(tmpdir(), 'consilium-'))}`],
  })
  try {
    const page = await app.firstWindow()
    await expect(page).toHaveTitle('Consilium')
    expect(page.url()).toBe('consilium://app/')
    await expect(page.getByRole('heading').first()).toBeVisible()
    expect(await page.evaluate(() => [typeof Reflect.get(window, 'require'), typeof Reflect.get(window, 'process'), crossOriginIsolated])).toEqual(['undefined', 'undefined', true])
    expect(await page.evaluate(() => window.open('https://example.org/'))).toBeNull()
    expect(await page.evaluate(() => navigator.permissions.query({ name: 'geolocation' }).then((p) => p.state))).toBe('denied')
  } finally {
    await app.close()
  }
})
