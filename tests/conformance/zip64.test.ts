// An archive above four gigabytes of our own writer, read by Python's zipfile (an independent implementation) and by our own intake. The file is sparse: it takes no room.
import { spawnSync } from 'node:child_process'
import { closeSync, ftruncateSync, openSync, readSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { storedZip } from '../../src/main/core/bundles/storedZip.ts'
import { openZipSource } from '../../src/main/core/bundles/zipSource.ts'
import { temporaryFolder } from '../support/temporaryFolder.ts'

const BIG = 4_400_000_000
const BLOCK = Buffer.alloc(1 << 20)
const PYTHON = `
import json, sys, zipfile
z = zipfile.ZipFile(sys.argv[1])
print(json.dumps({"bad": z.testzip(), "files": [[i.filename, i.file_size, i.header_offset] for i in z.infolist()], "text": z.read("after.txt").decode()}))`

function* zeros(bytes: number): Generator<Buffer> {
  for (let left = bytes; left > 0; left -= BLOCK.length) yield left >= BLOCK.length ? BLOCK : BLOCK.subarray(0, left)
}

test('one file and the place of the next above four gigabytes', { timeout: 300_000 }, async ({ skip }) => {
  const isThere = spawnSync('python3', ['--version']).status === 0
  if (!isThere) console.warn('zip64: python3 is not there, nothing was proven')
  skip(!isThere)
  const words = Buffer.from('después de cuatro gigabytes')
  const { reader } = storedZip(
    [
      { path: 'big.dcm', bytes: BIG, open: () => Readable.from(zeros(BIG), { objectMode: false }) },
      { path: 'after.txt', bytes: words.length, open: () => Readable.from([words], { objectMode: false }) },
    ],
    'application/zip',
  )
  const path = join(temporaryFolder(), 'big.zip')
  const file = openSync(path, 'w+')
  try {
    let at = 0
    for await (const chunk of reader.stream() as AsyncIterable<Buffer>) {
      if (!chunk.equals(BLOCK.subarray(0, Math.min(chunk.length, BLOCK.length)))) writeSync(file, chunk, 0, chunk.length, at)
      at += chunk.length
    }
    expect(at).toBe(reader.bytes)
    ftruncateSync(file, at)
    const { stdout, stderr } = spawnSync('python3', ['-c', PYTHON, path], { encoding: 'utf8' })
    expect(stderr).toBe('')
    const offset = 30 + 'big.dcm'.length + BIG + 24
    expect(JSON.parse(stdout)).toEqual({ bad: null, files: [['big.dcm', BIG, 0], ['after.txt', words.length, offset]], text: words.toString() })
    const read = async (start: number, end: number) => {
      const bytes = Buffer.alloc(end - start)
      return bytes.subarray(0, readSync(file, bytes, 0, bytes.length, start))
    }
    const source = await openZipSource({ bytes: at, read }, 'big.zip')
    const entries = await source.list()
    // Zeros are a bomb only where they are packed: stored, a file is as large as it says.
    expect(entries.map(({ kind, name, bytes }) => [kind, name, bytes])).toEqual([['file', 'big.dcm', BIG], ['file', 'after.txt', words.length]])
    const after = entries[1]
    if (after?.kind !== 'file') throw new Error('refused')
    expect((await buffer(Readable.from(after.open(), { objectMode: false }))).toString()).toBe(words.toString())
  } finally {
    closeSync(file)
  }
})
