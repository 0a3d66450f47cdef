import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { lockDataDirectory } from '../../../../../src/main/core/storage/instanceLock.ts'
import { syncedFolderKind } from '../../../../../src/main/core/storage/syncedFolder.ts'
import { temporaryFolder } from '../../../../support/temporaryFolder.ts'

test.each([
  ['OneDrive/Consilium', 'oneDrive'],
  ['OneDrive - Clinica Norte/Documents/Consilium', 'oneDrive'],
  ['Dropbox/Consilium', 'dropbox'],
  ['Dropbox (Personal)/Consilium', 'dropbox'],
  ['Library/Mobile Documents/com~apple~CloudDocs/Consilium', 'iCloud'],
  ['iCloudDrive/Consilium', 'iCloud'],
  ['Library/CloudStorage/GoogleDrive-a@b.org/My Drive/Consilium', 'googleDrive'],
  ['Nextcloud/Consilium', 'other'],
])('a store in %s is refused', (path, kind) => {
  const folder = join(temporaryFolder(), path)
  expect(syncedFolderKind(folder)).toBe(kind)
  mkdirSync(folder, { recursive: true })
  expect(() => lockDataDirectory(folder)).toThrow(expect.objectContaining({ code: 'STORE_IN_SYNCED_FOLDER', data: { kind } }))
})

test.each(['Consilium', 'boxes/Consilium', 'My OneDrive notes/Consilium', 'dropboxer'])('a store in %s is a local one', (path) => {
  expect(syncedFolderKind(join(temporaryFolder(), path))).toBeNull()
})

test('a synchronised folder is known by its client’s mark and through a link', () => {
  const root = temporaryFolder()
  const synced = join(root, 'Shared files')
  mkdirSync(join(synced, 'Consilium'), { recursive: true })
  writeFileSync(join(synced, '.dropbox'), '')
  expect(syncedFolderKind(join(synced, 'Consilium'))).toBe('dropbox')
  symlinkSync(synced, join(root, 'link'))
  expect(syncedFolderKind(join(root, 'link', 'Consilium', 'new'))).toBe('dropbox')
})

test('Dropbox’s settings in the home folder do not make the home folder a synchronised one', () => {
  const home = temporaryFolder()
  mkdirSync(join(home, '.dropbox'))
  writeFileSync(join(home, '.dropbox', 'info.json'), '{}')
  expect(syncedFolderKind(join(home, '.local', 'share', 'consilium'))).toBeNull()
})

test('a Windows share is a network folder', () => {
  expect(syncedFolderKind('\\\\server\\share\\Consilium', 'win32')).toBe('network')
})
