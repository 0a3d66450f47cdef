import { expect, test } from 'vitest'
import { defaultDataDirectory } from '#core/hosting/dataDirectory.ts'

test('the store lies in the local, never roaming, folder of the person on each system', () => {
  expect(defaultDataDirectory('linux', {}, '/home/a')).toBe('/home/a/.local/share/consilium')
  expect(defaultDataDirectory('linux', { XDG_DATA_HOME: '/d' }, '/home/a')).toBe('/d/consilium')
  expect(defaultDataDirectory('linux', { XDG_DATA_HOME: 'relative' }, '/home/a')).toBe('/home/a/.local/share/consilium')
  expect(defaultDataDirectory('darwin', {}, '/Users/a')).toBe('/Users/a/Library/Application Support/Consilium')
  expect(defaultDataDirectory('win32', { LOCALAPPDATA: 'L', APPDATA: 'Roaming' }, 'H')).toContain('L')
  expect(defaultDataDirectory('linux', { CONSILIUM_STORE: '/x/y' }, '/home/a')).toBe('/x/y')
})
