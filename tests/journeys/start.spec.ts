import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { expect, test } from '@playwright/test'
import { startHost } from '../support/startHost.ts'

const root = join(import.meta.dirname, '../..')
const headless = () => {
  const env: NodeJS.ProcessEnv = { ...process.env, CONSILIUM_DISPLAY: 'none' }
  delete env.DISPLAY
  delete env.WAYLAND_DISPLAY
  return env
}

test('npm start without a display prints one address, shows the workstation there, and stops on Ctrl-C', async ({ page }) => {
  const store = mkdtempSync(join(tmpdir(), 'consilium-'))
  const child = spawn(process.execPath, [join(root, 'scripts/start.mjs'), '--data', store], { cwd: tmpdir(), env: headless(), stdio: ['pipe', 'pipe', 'inherit'] })
  const lines: string[] = []
  const first = new Promise<string>((resolve) => createInterface({ input: child.stdout }).on('line', (line) => (lines.push(line) === 1 ? resolve(line) : undefined)))
  const ended = new Promise((resolve) => child.once('exit', (code, signal) => resolve([code, signal])))
  try {
    const address = await first
    expect(address).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/#[\w-]{43}$/)
    await page.goto(address)
    await expect(page).toHaveTitle('Consilium')
    await expect(page.locator('#root > *').first()).toBeAttached()
    expect(await page.evaluate(() => [location.hash, crossOriginIsolated])).toEqual(['', true])
    child.kill('SIGINT')
    expect(await ended).toEqual([0, null])
    expect(lines).toHaveLength(1)
  } finally {
    child.kill('SIGKILL')
  }
})

test('the page breaks no rule of its own content policy', async ({ page }) => {
  const host = await startHost()
  const broken: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error') broken.push(message.text())
  })
  page.on('pageerror', (error) => broken.push(error.message))
  try {
    await page.goto(host.url)
    await expect(page.getByRole('heading').first()).toBeVisible()
    expect(broken).toEqual([])
  } finally {
    await host.discard()
  }
})

test('a spent address says how to get another, and another works in the same tab', async ({ page, context }) => {
  const host = await startHost()
  try {
    await page.goto(host.url)
    await expect(page.locator('#root')).toBeAttached()
    await context.clearCookies()
    await page.goto('about:blank')
    await page.goto(host.url)
    await expect(page.locator('#closed')).toBeVisible()
    await page.goto(await host.newAddress())
    await expect(page.locator('#root')).toBeAttached()
  } finally {
    await host.discard()
  }
})

test('a killed host starts again on its store at once', async ({ page }) => {
  const first = await startHost()
  await first.kill9()
  const second = await first.restart()
  try {
    await page.goto(second.url)
    await expect(page.locator('#root')).toBeAttached()
    expect(existsSync(second.directory)).toBe(true)
    expect(await second.stop()).toBe(0)
  } finally {
    await second.discard()
  }
})
