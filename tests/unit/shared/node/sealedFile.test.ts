import { createCipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readSealedFile } from '../../../../src/shared/node/readSealedFile.ts'
import { BLOB_ID_BYTES, CHUNK_BYTES, HEADER_BYTES, SealBroken, TAG_BYTES } from '../../../../src/shared/node/sealedFormat.ts'
import { writeSealedFile } from '../../../../src/shared/node/writeSealedFile.ts'
import { temporaryFolder } from '../../../support/temporaryFolder.ts'

const STRIDE = CHUNK_BYTES + TAG_BYTES

async function* inPieces(bytes: Uint8Array, size: number) {
  for (let at = 0; at < bytes.byteLength; at += size) yield bytes.subarray(at, at + size)
}

async function aSealedFile(length: number, { folder = temporaryFolder(), masterKey = randomBytes(32) as Uint8Array, pieceBytes = 70_001 } = {}) {
  const plain = randomBytes(length)
  const blobId = randomBytes(BLOB_ID_BYTES)
  const file = join(folder, blobId.toString('hex'))
  const written = await writeSealedFile({ file, masterKey, blobId, source: inPieces(plain, pieceBytes) })
  const reader = (change: Partial<Parameters<typeof readSealedFile>[0]> = {}) => readSealedFile({ file, masterKey: () => masterKey, blobId, bytes: length, ...change })
  const alter = (change: (bytes: Buffer) => Buffer) => writeFileSync(file, change(readFileSync(file)))
  return { plain, blobId, file, masterKey, written, reader, alter }
}

const everything = (reader: ReturnType<typeof readSealedFile>) => reader.read(0, reader.bytes)

const refused = (work: Promise<unknown>) => expect(work).rejects.toBeInstanceOf(SealBroken)

test.each([0, 1, CHUNK_BYTES - 1, CHUNK_BYTES, CHUNK_BYTES + 1, 2 * CHUNK_BYTES, 5 * CHUNK_BYTES + 17])(
  '%i bytes come back as they were, with the hash node computes over them',
  async (length) => {
    const { plain, written, reader } = await aSealedFile(length)
    expect(written).toEqual({ sha256: createHash('sha256').update(plain).digest('hex'), bytes: length })
    expect(Buffer.from(await reader().read(0, length)).equals(plain)).toBe(true)
    await everything(reader())
  },
)

test('any part is read exactly, across chunk borders too', async () => {
  const length = 6 * CHUNK_BYTES + 100
  const { plain, reader } = await aSealedFile(length)
  const one = reader()
  const spans = [
    [0, 1],
    [CHUNK_BYTES - 3, CHUNK_BYTES + 3],
    [CHUNK_BYTES, 2 * CHUNK_BYTES],
    [3, length - 3],
    [length - 1, length],
    [length, length],
  ] as const
  for (const [start, end] of spans) {
    const got = await one.read(start, end)
    expect(Buffer.from(got).equals(plain.subarray(start, end)), `${start}-${end}`).toBe(true)
    // The bytes are handed to the renderer by transfer: nothing else may lie in their buffer.
    expect(got.buffer.byteLength).toBe(end - start)
    const streamed: Buffer[] = []
    for await (const piece of one.stream(start, end)) streamed.push(piece as Buffer)
    expect(Buffer.concat(streamed).equals(plain.subarray(start, end)), `stream ${start}-${end}`).toBe(true)
  }
  await expect(one.read(0, length + 1)).rejects.toBeInstanceOf(RangeError)
  await expect(one.read(5, 4)).rejects.toBeInstanceOf(RangeError)
  await expect(one.read(-1, 4)).rejects.toBeInstanceOf(RangeError)
})

test('one altered byte anywhere is refused', async () => {
  const length = CHUNK_BYTES + 1000
  const sample = await aSealedFile(length)
  const original = readFileSync(sample.file)
  // Every header byte, then places in both chunks and both tags.
  const places = [...Array(HEADER_BYTES).keys(), HEADER_BYTES, HEADER_BYTES + 777, HEADER_BYTES + CHUNK_BYTES, HEADER_BYTES + STRIDE, original.length - 1]
  for (const place of places) {
    const altered = Buffer.from(original)
    altered[place] = (altered[place] ?? 0) ^ 1
    writeFileSync(sample.file, altered)
    await expect(everything(sample.reader()), `byte ${place}`).rejects.toBeInstanceOf(SealBroken)
  }
})

test('only what was altered is refused: the rest of a damaged image still opens', async () => {
  const { plain, reader, alter } = await aSealedFile(3 * CHUNK_BYTES)
  alter((bytes) => {
    bytes[HEADER_BYTES + STRIDE] = (bytes[HEADER_BYTES + STRIDE] ?? 0) ^ 1
    return bytes
  })
  expect(Buffer.from(await reader().read(0, CHUNK_BYTES)).equals(plain.subarray(0, CHUNK_BYTES))).toBe(true)
  await refused(reader().read(CHUNK_BYTES, CHUNK_BYTES + 1))
  expect(Buffer.from(await reader().read(2 * CHUNK_BYTES, 3 * CHUNK_BYTES)).equals(plain.subarray(2 * CHUNK_BYTES))).toBe(true)
})

test('swapped chunks are refused', async () => {
  const { reader, alter } = await aSealedFile(3 * CHUNK_BYTES)
  alter((bytes) => {
    const chunk = (i: number) => bytes.subarray(HEADER_BYTES + i * STRIDE, HEADER_BYTES + (i + 1) * STRIDE)
    return Buffer.concat([bytes.subarray(0, HEADER_BYTES), chunk(1), chunk(0), chunk(2)])
  })
  await refused(reader().read(0, 10))
  await refused(reader().read(CHUNK_BYTES, CHUNK_BYTES + 10))
})

test('a chunk of another blob of the same case is refused', async () => {
  const folder = temporaryFolder()
  const masterKey = randomBytes(32)
  const a = await aSealedFile(2 * CHUNK_BYTES, { folder, masterKey })
  const b = await aSealedFile(2 * CHUNK_BYTES, { folder, masterKey })
  const foreign = readFileSync(b.file).subarray(HEADER_BYTES, HEADER_BYTES + STRIDE)
  a.alter((bytes) => Buffer.concat([bytes.subarray(0, HEADER_BYTES), foreign, bytes.subarray(HEADER_BYTES + STRIDE)]))
  await refused(a.reader().read(0, 1))
})

test('a whole blob put in the place of another is refused', async () => {
  const folder = temporaryFolder()
  const masterKey = randomBytes(32)
  const a = await aSealedFile(1000, { folder, masterKey })
  const b = await aSealedFile(1000, { folder, masterKey })
  writeFileSync(a.file, readFileSync(b.file))
  await refused(a.reader().read(0, 1))
})

test('a cut file is refused, also when header and database agree on the shorter size', async () => {
  const length = 3 * CHUNK_BYTES
  const cut = await aSealedFile(length)
  cut.alter((bytes) => bytes.subarray(0, bytes.length - STRIDE))
  await refused(cut.reader().read(0, 1))
  cut.alter((bytes) => {
    bytes.writeBigUInt64BE(BigInt(2 * CHUNK_BYTES), 68)
    return bytes
  })
  await refused(everything(cut.reader({ bytes: 2 * CHUNK_BYTES })))
  await refused((async () => (await aSealedFile(10)).reader({ bytes: 11 }).read(0, 1))())
})

test('bytes after the end are refused', async () => {
  const { reader, alter } = await aSealedFile(100)
  alter((bytes) => Buffer.concat([bytes, Buffer.from([0])]))
  await refused(reader().read(0, 1))
})

test('an altered empty blob is refused too', async () => {
  const { reader, alter } = await aSealedFile(0)
  alter((bytes) => {
    bytes[HEADER_BYTES] = (bytes[HEADER_BYTES] ?? 0) ^ 1
    return bytes
  })
  await refused(everything(reader()))
})

test('a reader that forgot its key asks for it again', async () => {
  let asked = 0
  const { plain, masterKey, reader } = await aSealedFile(100)
  const one = reader({
    masterKey: () => {
      asked++
      return masterKey
    },
  })
  await one.read(0, 1)
  await one.read(1, 2)
  expect(asked).toBe(1)
  one.forget()
  expect(Buffer.from(await one.read(0, 100)).equals(plain)).toBe(true)
  expect(asked).toBe(2)
})

test('another key opens nothing', async () => {
  const { reader } = await aSealedFile(100)
  await refused(reader({ masterKey: () => randomBytes(32) }).read(0, 100))
})

test('a source that breaks off leaves no file', async () => {
  const folder = temporaryFolder()
  const source = (async function* () {
    yield randomBytes(CHUNK_BYTES * 2)
    throw new Error('cable pulled')
  })()
  const file = join(folder, 'blob')
  await expect(writeSealedFile({ file, masterKey: randomBytes(32), blobId: randomBytes(BLOB_ID_BYTES), source })).rejects.toThrow('cable pulled')
  expect(readdirSync(folder)).toEqual([])
})

test('the plain bytes are nowhere in the file, and equal content gives unlike files', async () => {
  const folder = temporaryFolder()
  const masterKey = randomBytes(32)
  const marker = Buffer.from('Marker-Zubiria-7731 '.repeat(2000))
  const files = await Promise.all(
    [1, 2].map(async () => {
      const blobId = randomBytes(BLOB_ID_BYTES)
      const file = join(folder, blobId.toString('hex'))
      await writeSealedFile({ file, masterKey, blobId, source: inPieces(marker, 100) })
      return readFileSync(file)
    }),
  )
  expect(files[0]?.includes('Zubiria')).toBe(false)
  expect(files[0]?.subarray(HEADER_BYTES).equals(files[1]?.subarray(HEADER_BYTES) ?? Buffer.alloc(0))).toBe(false)
})

// A second implementation of the written format, straight from the format's description: what we write, others can open in an emergency.
test('the format is as described: a file made by hand opens', async () => {
  const folder = temporaryFolder()
  const masterKey = randomBytes(32)
  const header = Buffer.concat([
    Buffer.from('CONSBLOB'),
    Buffer.from([1, 1, 0, 0]),
    randomBytes(20),
    randomBytes(32),
    Buffer.from([0, 0, 0, 4]),
    Buffer.from([0, 0, 0, 0, 0, 0, 0, 6]),
  ])
  const key = Buffer.from(hkdfSync('sha256', masterKey, header.subarray(32, 64), 'consilium/blob/1', 32))
  const bound = createHash('sha256').update(header.subarray(0, 68)).digest()
  const seal = (plain: string, nonce: number[], additional: Buffer) => {
    const cipher = createCipheriv('aes-256-gcm', key, Buffer.from(nonce))
    cipher.setAAD(additional)
    return Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()])
  }
  const file = join(folder, 'byHand')
  const first = seal('abcd', [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0], bound)
  const last = seal('ef', [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1], Buffer.concat([bound, header.subarray(68)]))
  writeFileSync(file, Buffer.concat([header, first, last]))
  const reader = readSealedFile({ file, masterKey: () => masterKey, blobId: header.subarray(12, 32), bytes: 6 })
  expect(Buffer.from(await reader.read(0, 6)).toString()).toBe('abcdef')
})
