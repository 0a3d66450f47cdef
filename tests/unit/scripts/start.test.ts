import { chmodSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import net, { type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const scripts = join(import.meta.dirname, '../../../scripts')
const { findElectron, canReachElectron, releaseAddress } = (await import(join(scripts, 'electronBinary.mjs'))) as {
  findElectron(env: NodeJS.ProcessEnv, folder: string): string | null
  canReachElectron(env: NodeJS.ProcessEnv, limitMs?: number): Promise<boolean>
  releaseAddress(version: string, env: NodeJS.ProcessEnv): string
}
const { isNewEnough, toolchainNode } = (await import(join(scripts, 'node24.mjs'))) as {
  isNewEnough(version: string): boolean
  toolchainNode(platform?: string, arch?: string): string | null
}

test.each([
  ['20.20.2', false],
  ['22.12.0', false],
  ['22.13.0', true],
  ['24.0.0', true],
  ['9.9.9', false],
])('Node %s may open the database: %s', (version, enough) => {
  expect(isNewEnough(version)).toBe(enough)
})

test('a platform without a packaged Node has none', () => {
  expect(toolchainNode('sunos', 'x64')).toBeNull()
})

function electronPackage(withProgram: boolean): string {
  const folder = mkdtempSync(join(tmpdir(), 'electron-'))
  mkdirSync(join(folder, 'dist'))
  writeFileSync(join(folder, 'path.txt'), 'electron')
  if (withProgram) {
    writeFileSync(join(folder, 'dist', 'electron'), '')
    chmodSync(join(folder, 'dist', 'electron'), 0o755)
  }
  return folder
}

test('the Electron program is found by looking at files', () => {
  const complete = electronPackage(true)
  expect(findElectron({}, complete)).toBe(join(complete, 'dist', 'electron'))
  expect(findElectron({}, electronPackage(false))).toBeNull()
  expect(findElectron({}, '/nowhere')).toBeNull()
  expect(findElectron({ ELECTRON_OVERRIDE_DIST_PATH: join(complete, 'dist') }, '/nowhere')).toBe(join(complete, 'dist', 'electron'))
  expect(findElectron({ ELECTRON_EXEC_PATH: join(complete, 'dist', 'electron') }, '/nowhere')).toBe(join(complete, 'dist', 'electron'))
  expect(findElectron({ ELECTRON_EXEC_PATH: '/nowhere/electron' }, complete)).toBeNull()
})

test('a mirror of the clinic is asked instead of the release site', () => {
  expect(releaseAddress('45.4.1', { ELECTRON_MIRROR: 'https://mirror.example/electron' })).toBe('https://mirror.example/electron/v45.4.1/SHASUMS256.txt')
})

test('a network that swallows everything costs no more than the limit', async () => {
  const hole = net.createServer(() => {})
  await new Promise<void>((resolve) => hole.listen(0, '127.0.0.1', resolve))
  const since = performance.now()
  expect(await canReachElectron({ ELECTRON_MIRROR: `http://127.0.0.1:${(hole.address() as AddressInfo).port}` }, 300)).toBe(false)
  expect(performance.now() - since).toBeLessThan(1500)
  hole.close()
})

test('a network that refuses costs nothing, and one may say that nothing shall be fetched', async () => {
  const since = performance.now()
  expect(await canReachElectron({ ELECTRON_MIRROR: 'http://127.0.0.1:1' })).toBe(false)
  expect(await canReachElectron({ CONSILIUM_ELECTRON_INSTALL: 'never', ELECTRON_MIRROR: 'http://127.0.0.1:1' })).toBe(false)
  expect(performance.now() - since).toBeLessThan(1500)
})
