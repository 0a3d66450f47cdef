import { expect, test } from 'vitest'
import { findBrowser } from '../../../../../src/main/hosts/browser/findBrowser.ts'
import { windowArguments } from '../../../../../src/main/hosts/browser/appWindow.ts'

const only = (...files: string[]) => (file: string) => files.includes(file)

test('Chrome is taken before Chromium and Edge on each system', () => {
  expect(findBrowser('linux', { PATH: '/usr/local/bin:/usr/bin' }, only('/usr/bin/chromium', '/usr/bin/google-chrome'))).toBe('/usr/bin/google-chrome')
  expect(findBrowser('darwin', { HOME: '/Users/a' }, only('/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge'))).toBe(
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  )
  expect(findBrowser('win32', { PROGRAMFILES: 'C:\\Program Files' }, only('C:\\Program Files\\Microsoft\\Edge\\Application\\msedge.exe'))).toBe(
    'C:\\Program Files\\Microsoft\\Edge\\Application\\msedge.exe',
  )
})

test('a browser named outright is the only candidate', () => {
  expect(findBrowser('linux', { CONSILIUM_BROWSER: '/opt/b', PATH: '/usr/bin' }, only('/usr/bin/chromium'))).toBeNull()
  expect(findBrowser('linux', { CONSILIUM_BROWSER: '/opt/b' }, only('/opt/b'))).toBe('/opt/b')
})

test('without any browser there is none', () => {
  expect(findBrowser('linux', { PATH: '/usr/bin' }, () => false)).toBeNull()
})

test('the window has a profile of its own, no disk cache, no extensions, and no token in its arguments', () => {
  const args = windowArguments('/data/w-1', 'file:///data/w-1/start.html')
  expect(args).toEqual(expect.arrayContaining(['--user-data-dir=/data/w-1', '--disable-extensions', '--disk-cache-size=1', '--app=file:///data/w-1/start.html']))
  expect(args.join(' ')).not.toContain('#')
})
