import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { once } from 'node:events'
import { expect, test } from 'vitest'
import { claimStore } from '#core/hosting/storeClaim.ts'

const store = () => mkdtempSync(join(tmpdir(), 'store-'))

test('a second host on the same store is turned away and the first one hears of it', async () => {
  const directory = store()
  const first = await claimStore(directory)
  const visited = new Promise<void>((resolve) => first?.onVisit(resolve))
  expect(await claimStore(directory)).toBeNull()
  await visited
  await first?.release()
})

test('after the first host has ended the store can be claimed again', async () => {
  const directory = store()
  await (await claimStore(directory))?.release()
  const second = await claimStore(directory)
  expect(second).not.toBeNull()
  await second?.release()
})

test('a host killed with -9 leaves no claim behind', async () => {
  const directory = store()
  const module = new URL('../../../../../src/main/core/hosting/storeClaim.ts', import.meta.url).href
  const code = `import(${JSON.stringify(module)}).then(async (m) => { await m.claimStore(${JSON.stringify(directory)}); process.stdout.write('held'); setInterval(() => {}, 1000) })`
  const child = spawn(process.execPath, ['-e', code], { stdio: ['ignore', 'pipe', 'inherit'] })
  await once(child.stdout, 'data')
  expect(await claimStore(directory)).toBeNull()
  child.kill('SIGKILL')
  await once(child, 'exit')
  const claim = await claimStore(directory)
  expect(claim).not.toBeNull()
  await claim?.release()
})

test('a store with a path too long for a socket is claimed all the same', async () => {
  const directory = join(store(), 'a'.repeat(120))
  mkdirSync(directory)
  const first = await claimStore(directory)
  expect(first).not.toBeNull()
  expect(await claimStore(directory)).toBeNull()
  await first?.release()
})
