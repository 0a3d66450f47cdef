import { Buffer } from 'node:buffer'
import { expect, test } from 'vitest'
import type { BundleEntry } from '../../../../../src/main/core/bundles/bundleSource.ts'
import { openZipSource } from '../../../../../src/main/core/bundles/zipSource.ts'
import { writeZip } from '../../../../support/hostile/writeZip.ts'

async function listOf(archive: Buffer): Promise<BundleEntry[]> {
  const reader = { bytes: archive.length, read: async (start: number, end: number) => archive.subarray(start, end) }
  return (await openZipSource(reader, 'bundle.zip')).list()
}

async function readFirst(archive: Buffer): Promise<Buffer> {
  const [entry] = await listOf(archive)
  if (entry?.kind !== 'file') throw new Error('no file')
  const chunks: Uint8Array[] = []
  for await (const chunk of entry.open()) chunks.push(chunk)
  return Buffer.concat(chunks)
}

test('an honest archive gives its files back, stored and deflated', async () => {
  const content = Buffer.from('report '.repeat(5000))
  expect((await readFirst(writeZip([{ name: 'a/report.txt', content, deflate: true }]))).equals(content)).toBe(true)
  expect((await readFirst(writeZip([{ name: 'a/report.txt', content }]))).equals(content)).toBe(true)
})

test.each([
  ['a path upwards', { name: '../../etc/passwd' }, 'unsafePath'],
  ['a path upwards by backslashes', { name: '..\\..\\autoexec.bat' }, 'unsafePath'],
  ['an absolute path', { name: '/etc/passwd' }, 'unsafePath'],
  ['a drive', { name: 'C:/windows/x' }, 'unsafePath'],
  ['a NUL in the name', { name: Buffer.from('a\0b.dcm') }, 'unsafePath'],
  ['a name that reads backwards', { name: 'scan\u202Egpj.exe' }, 'unsafePath'],
  ['a device name', { name: 'images/CON.dcm' }, 'unsafePath'],
  ['a name of 300 bytes', { name: 'x'.repeat(300) }, 'unsafePath'],
  ['a symbolic link', { name: 'link', content: Buffer.from('/etc/passwd'), unixMode: 0o120777 }, 'symbolicLink'],
  ['an encrypted entry', { name: 'a.dcm', flags: 0x801 }, 'encrypted'],
  ['a bomb by ratio', { name: 'a.dcm', content: Buffer.alloc(12 * 1024 * 1024), deflate: true }, 'ratioExceeded'],
] as const)('%s is refused by its record, unread', async (_, entry, code) => {
  expect(await listOf(writeZip([entry]))).toMatchObject([{ kind: 'refused', outcome: 'rejected', code }])
})

test('entries that share packed bytes are refused', async () => {
  const shared = { content: Buffer.alloc(4000, 7), offset: 0 }
  const entries = await listOf(writeZip([{ name: 'a', ...shared }, { name: 'b', ...shared }]))
  expect(entries).toMatchObject([{ kind: 'file' }, { kind: 'refused', code: 'ratioExceeded' }])
})

test.each([
  ['a size that is too small', { size: 10 }, 'sizeLie'],
  ['a size that is too large', { size: 100_000 }, 'sizeLie'],
  ['a changed byte', { crc: 12345 }, 'checksumMismatch'],
] as const)('%s is found while reading', async (_, lie, code) => {
  await expect(readFirst(writeZip([{ name: 'a.txt', content: Buffer.from('report '.repeat(3000)), deflate: true, ...lie }]))).rejects.toMatchObject({ code })
})

test('what is no archive is not readable', async () => {
  await expect(listOf(Buffer.from('PK\u0003\u0004 and nothing else'))).rejects.toMatchObject({ code: 'notReadable' })
})
