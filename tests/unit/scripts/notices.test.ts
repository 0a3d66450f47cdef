// The notices that are shipped are those of what is installed: a package that came, went or changed its version shows here. `npm run notices` writes them anew.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const root = join(import.meta.dirname, '../../..')
const { NOTICE, noticesText } = (await import(join(root, 'scripts/notices.mjs'))) as { NOTICE: string; noticesText(): string }
const shipped = readFileSync(NOTICE, 'utf8')

test('NOTICE.txt is current', () => {
  // Compared by lines, so that a difference is shown and not half a megabyte.
  const [is, should] = [shipped.split('\n'), noticesText().split('\n')]
  expect(is.filter((line) => !should.includes(line))).toEqual([])
  expect(should.filter((line) => !is.includes(line))).toEqual([])
  expect(shipped).toBe(noticesText())
})

test('every package that runs with the product is named, and none without a licence', () => {
  const { dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { dependencies: Record<string, string> }
  const named = new Set(shipped.split('\n').flatMap((line) => /^(\S+) \d\S*: \S/.exec(line)?.[1] ?? []))
  // An alias stands under the name it is installed by.
  expect(Object.keys(dependencies).filter((name) => !named.has(name) && !name.startsWith('@consilium/'))).toEqual([])
})

test('of the three licences of the Spanish dictionary the MPL 1.1 is taken, with its whole text; the notices go with the installer', () => {
  expect(shipped).toContain('dictionary-es 4.0.0: (GPL-3.0 OR LGPL-3.0 OR MPL-1.1); used under MPL-1.1')
  for (const said of ['MOZILLA PUBLIC LICENSE', 'Version 1.1', 'EXHIBIT A', 'Santiago Bosio']) expect(shipped).toContain(said)
  expect(readFileSync(join(root, 'electron-builder.yml'), 'utf8')).toMatch(/^ {2}- resources\/\*\*$/m)
})
