// Archives of our own writer, read by yauzl (another implementation) and by our own intake: every name, byte and checksum, in the short and in the long form.
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { crc32 } from 'node:zlib'
import { expect, test } from 'vitest'
import yauzl from 'yauzl'
import { storedZip, type ZippedFile } from '../../../../../src/main/core/bundles/storedZip.ts'
import { openZipSource } from '../../../../../src/main/core/bundles/zipSource.ts'

const contentOf = (i: number): Buffer => Buffer.alloc(i * 7, i + 1)
const filesOf = (count: number): ZippedFile[] =>
  Array.from({ length: count }, (_, i) => ({ path: `documents/${i} niño.txt`, bytes: i * 7, open: () => Readable.from([contentOf(i)], { objectMode: false }) }))

const all = (files: readonly ZippedFile[]) => buffer(storedZip(files, 'application/zip').reader.stream())

// 401 entries and more end with the long record (APPNOTE 4.3.14).
test.each([0, 1, 60, 700])('%d files: what went in comes out', async (count) => {
  const files = filesOf(count)
  const archive = await all(files)
  expect(archive.length).toBe(storedZip(files, 'application/zip').reader.bytes)
  const zip = await yauzl.fromBufferPromise(archive, { lazyEntries: true })
  const seen: string[] = []
  for await (const entry of zip.eachEntry()) {
    const content = await buffer(await zip.openReadStreamPromise(entry))
    expect(crc32(content)).toBe(entry.crc32)
    expect(content.equals(contentOf(seen.length))).toBe(true)
    seen.push(entry.fileName)
  }
  expect(seen).toEqual(files.map(({ path }) => path))
  const source = await openZipSource({ bytes: archive.length, read: async (start, end) => archive.subarray(start, end) }, 'a.zip')
  expect((await source.list()).map(({ kind }) => kind)).toEqual(files.map(() => 'file'))
})

test('any part of it is that part of the whole', async () => {
  const files = filesOf(40)
  const archive = await all(files)
  for (const [start, end] of [[0, 1], [31, 900], [archive.length - 60, archive.length]] as const) {
    expect((await buffer(storedZip(files, 'application/zip').reader.stream(start, end))).equals(archive.subarray(start, end))).toBe(true)
  }
})

test('above four gigabytes sizes and places are told in the long form', async () => {
  // Nobody reads five gigabytes here: only the beginning is asked for, and the stated length.
  const big = { path: 'big.dcm', bytes: 5_000_000_000, open: () => Readable.from([Buffer.alloc(64)], { objectMode: false }) }
  const { reader } = storedZip([big, { ...big, path: 'second.dcm', bytes: 0 }], 'application/zip')
  const start = await buffer(reader.stream(0, 30))
  // Version needed: 4.5, zip64 (APPNOTE 4.4.3.2).
  expect(start.readUInt16LE(4)).toBe(45)
  // Two local headers and descriptors, two directory records with 28 bytes of long form, the end in its long form.
  expect(reader.bytes).toBe(5_000_000_000 + (30 + 7 + 24) + (30 + 10 + 24) + (46 + 7 + 28) + (46 + 10 + 28) + (56 + 20 + 22))
})

test('a file that is not as long as it was said to be breaks the archive instead of making a wrong one', async () => {
  const wrong = { path: 'a.txt', bytes: 5, open: () => Readable.from([Buffer.from('abc')], { objectMode: false }) }
  await expect(all([wrong])).rejects.toThrow('not as long')
})
