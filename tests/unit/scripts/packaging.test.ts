import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { FuseV1Options } from '@electron/fuses'
import { expect, test } from 'vitest'

const root = join(import.meta.dirname, '../../..')
const { FUSES } = (await import(join(root, 'scripts/afterPack.mjs'))) as { FUSES: Record<number, boolean> }
const config = readFileSync(join(root, 'electron-builder.yml'), 'utf8')

test.each([
  ['RunAsNode', false],
  ['EnableCookieEncryption', true],
  ['EnableNodeOptionsEnvironmentVariable', false],
  ['EnableNodeCliInspectArguments', false],
  ['EnableEmbeddedAsarIntegrityValidation', true],
  ['OnlyLoadAppFromAsar', true],
  ['LoadBrowserProcessSpecificV8Snapshot', false],
  ['GrantFileProtocolExtraPrivileges', false],
  ['WasmTrapHandlers', true],
] as const)('fuse %s is %s', (name, value) => {
  expect(FUSES[FuseV1Options[name]]).toBe(value)
})

test('every fuse there is has been decided', () => {
  const known = Object.values(FuseV1Options).filter((option) => typeof option === 'number')
  expect(Object.keys(FUSES).map(Number).sort()).toEqual(known.sort())
})

test('packaging publishes nothing, burns the fuses, and keeps the native database outside the archive', () => {
  for (const line of [
    /^publish: null$/m,
    /^afterPack: \.\/scripts\/afterPack\.mjs$/m,
    /^asar: true$/m,
    /^asarUnpack:\n {2}- node_modules\/better-sqlite3\/\*\*$/m,
    /^ {2}- '!node_modules\/better-sqlite3\/\{deps,src\}\/\*\*'$/m,
  ]) {
    expect(config).toMatch(line)
  }
  expect([...config.matchAll(/target: (nsis|dmg|AppImage|deb)\b/g)].map((match) => match[1])).toEqual(['nsis', 'dmg', 'AppImage', 'deb'])
})
