import { Buffer } from 'node:buffer'
import { crc32, deflateRawSync } from 'node:zlib'
import { expect, test } from 'vitest'
import type { BundleEntry } from '../../../../../src/main/core/bundles/bundleSource.ts'
import { openZipSource } from '../../../../../src/main/core/bundles/zipSource.ts'

interface Entry {
  name: string | Buffer
  content?: Buffer
  deflate?: boolean
  /** Lies. */
  crc?: number
  size?: number
  flags?: number
  unixMode?: number
  offset?: number
}

/** A ZIP written field by field (APPNOTE 4.3), so that each field can lie. */
function zip(entries: readonly Entry[]): Buffer {
  const parts: Buffer[] = []
  const directory: Buffer[] = []
  let at = 0
  for (const { name, content = Buffer.from('text'), deflate = false, crc, size, flags = 0x800, unixMode = 0o100644, offset } of entries) {
    const raw = Buffer.from(name)
    const packed = deflate ? deflateRawSync(content) : content
    const common = Buffer.alloc(26)
    common.writeUInt16LE(20, 0)
    common.writeUInt16LE(flags, 2)
    common.writeUInt16LE(deflate ? 8 : 0, 4)
    common.writeUInt32LE(crc ?? crc32(content), 10)
    common.writeUInt32LE(packed.length, 14)
    common.writeUInt32LE(size ?? content.length, 18)
    common.writeUInt16LE(raw.length, 22)
    parts.push(Buffer.from('PK\u0003\u0004', 'latin1'), common, raw, packed)
    const central = Buffer.alloc(46)
    central.write('PK\u0001\u0002', 0, 'latin1')
    central.writeUInt16LE(0x031e, 4)
    common.copy(central, 6)
    central.writeUInt32LE((unixMode << 16) >>> 0, 38)
    central.writeUInt32LE(offset ?? at, 42)
    directory.push(central, raw)
    at += 30 + raw.length + packed.length
  }
  const list = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.write('PK\u0005\u0006', 0, 'latin1')
  end.writeUInt16LE(entries.length, 8)
  end.writeUInt16LE(entries.length, 10)
  end.writeUInt32LE(list.length, 12)
  end.writeUInt32LE(at, 16)
  return Buffer.concat([...parts, list, end])
}

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
  expect((await readFirst(zip([{ name: 'a/report.txt', content, deflate: true }]))).equals(content)).toBe(true)
  expect((await readFirst(zip([{ name: 'a/report.txt', content }]))).equals(content)).toBe(true)
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
  expect(await listOf(zip([entry]))).toMatchObject([{ kind: 'refused', outcome: 'rejected', code }])
})

test('entries that share packed bytes are refused', async () => {
  const shared = { content: Buffer.alloc(4000, 7), offset: 0 }
  const entries = await listOf(zip([{ name: 'a', ...shared }, { name: 'b', ...shared }]))
  expect(entries).toMatchObject([{ kind: 'file' }, { kind: 'refused', code: 'ratioExceeded' }])
})

test.each([
  ['a size that is too small', { size: 10 }, 'sizeLie'],
  ['a size that is too large', { size: 100_000 }, 'sizeLie'],
  ['a changed byte', { crc: 12345 }, 'checksumMismatch'],
] as const)('%s is found while reading', async (_, lie, code) => {
  await expect(readFirst(zip([{ name: 'a.txt', content: Buffer.from('report '.repeat(3000)), deflate: true, ...lie }]))).rejects.toMatchObject({ code })
})

test('what is no archive is not readable', async () => {
  await expect(listOf(Buffer.from('PK\u0003\u0004 and nothing else'))).rejects.toMatchObject({ code: 'notReadable' })
})
