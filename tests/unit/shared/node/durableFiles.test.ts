import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { renameDurably, writeFileDurably } from '../../../../src/shared/node/durableFiles.ts'
import { temporaryFolder } from '../../../support/temporaryFolder.ts'

test('a file is replaced as a whole, readable by its owner only, and no half-written one stays', () => {
  const folder = temporaryFolder()
  const file = join(folder, 'profile.json')
  writeFileDurably(file, 'first')
  writeFileDurably(file, 'second, ñ')
  expect(readFileSync(file, 'utf8')).toBe('second, ñ')
  expect(readdirSync(folder)).toEqual(['profile.json'])
  if (process.platform !== 'win32') expect(statSync(file).mode & 0o777).toBe(0o600)
})

test('a rename keeps the bytes and takes the old name away', () => {
  const folder = temporaryFolder()
  writeFileSync(join(folder, 'a'), 'x')
  renameDurably(join(folder, 'a'), join(folder, 'b'))
  expect(readdirSync(folder)).toEqual(['b'])
})
