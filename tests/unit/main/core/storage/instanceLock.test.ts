import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { expect, test } from 'vitest'
import { lockDataDirectory } from '../../../../../src/main/core/storage/instanceLock.ts'
import { temporaryFolder } from '../../../../support/temporaryFolder.ts'

const refused = expect.objectContaining({ code: 'STORE_IN_USE' })

test('one data folder is open once, and again after it was given back', () => {
  const folder = temporaryFolder()
  const release = lockDataDirectory(folder)
  expect(() => lockDataDirectory(folder)).toThrow(refused)
  release()
  lockDataDirectory(folder)()
})

test('a program that was killed does not keep the folder', async () => {
  const folder = temporaryFolder()
  const module = new URL('../../../../../src/main/core/storage/instanceLock.ts', import.meta.url)
  const script = `import { lockDataDirectory } from ${JSON.stringify(module.href)}; lockDataDirectory(${JSON.stringify(folder)}); console.log('held'); setInterval(() => {}, 1000)`
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['ignore', 'pipe', 'inherit'] })
  await once(child.stdout, 'data')
  expect(() => lockDataDirectory(folder)).toThrow(refused)
  child.kill('SIGKILL')
  await once(child, 'exit')
  lockDataDirectory(folder)()
})
