// Archives encrypted by another program (@zip.js/zip.js), read by ours.
import { configure, TextReader, Uint8ArrayReader, Uint8ArrayWriter, ZipWriter } from '@zip.js/zip.js'
import { expect, test } from 'vitest'
import type { BundleFile } from '../../../../../src/main/core/bundles/bundleSource.ts'
import { type AskPassword, openZipSource } from '../../../../../src/main/core/bundles/zipSource.ts'

configure({ useWebWorkers: false })

const PASSWORD = 'clave con ñ y espacios'
const letter = 'Paciente: Ana Ruiz Mora\n'.repeat(4000)
const noise = Uint8Array.from({ length: 200_001 }, (_, i) => (i * 7919) % 251)

async function anArchive(options: { encryptionStrength?: 1 | 2 | 3; zipCrypto?: boolean; level?: number }) {
  const writer = new ZipWriter(new Uint8ArrayWriter(), { password: PASSWORD, ...options })
  await writer.add('cd/letter.txt', new TextReader(letter))
  await writer.add('cd/noise.bin', new Uint8ArrayReader(noise))
  return writer.close()
}

async function open(bytes: Uint8Array, ask?: AskPassword) {
  const source = await openZipSource({ bytes: bytes.length, read: async (start, end) => bytes.slice(start, end) }, 'a.zip', ask)
  const entries = await source.list()
  return { entries, read: async (n: number) => Buffer.concat(await collect((entries[n] as BundleFile).open())) }
}

const answers = (...given: (string | null)[]) => {
  const asked: boolean[] = []
  const ask: AskPassword = async (again) => {
    asked.push(again)
    return given.shift() ?? null
  }
  return { ask, asked }
}

test.each([
  ['AES-256', { encryptionStrength: 3 as const }],
  ['AES-192', { encryptionStrength: 2 as const }],
  ['AES-128, stored', { encryptionStrength: 1 as const, level: 0 }],
  ['the old cipher', { zipCrypto: true }],
])('%s opens with its password, after a wrong one was told', async (_name, options) => {
  const { ask, asked } = answers('wrong', 'Clave con ñ y espacios', PASSWORD)
  const { entries, read } = await open(await anArchive(options), ask)
  expect(asked).toEqual([false, true, true])
  expect(entries.map(({ kind, name }) => [kind, name])).toEqual([['file', 'cd/letter.txt'], ['file', 'cd/noise.bin']])
  expect((await read(0)).toString()).toBe(letter)
  expect((await read(1)).equals(noise)).toBe(true)
})

test('without a password the encrypted files are refused as encrypted, nothing else', async () => {
  const { ask } = answers('wrong', null)
  const { entries } = await open(await anArchive({ encryptionStrength: 3 }), ask)
  expect(entries).toMatchObject([{ kind: 'refused', code: 'encrypted' }, { kind: 'refused', code: 'encrypted' }])
  expect((await open(await anArchive({ encryptionStrength: 3 }))).entries).toMatchObject([{ code: 'encrypted' }, { code: 'encrypted' }])
})

test('one altered byte behind the encryption is told as damage', async () => {
  const bytes = Buffer.from(await anArchive({ encryptionStrength: 3, level: 0 }))
  // In the middle of the larger file: the password is tried on the smaller one.
  const at = bytes.length - 100_000
  bytes[at] = (bytes[at] ?? 0) ^ 1
  const { read } = await open(bytes, answers(PASSWORD).ask)
  await expect(read(1)).rejects.toMatchObject({ code: 'checksumMismatch' })
})

async function collect(source: AsyncIterable<Uint8Array>): Promise<Uint8Array[]> {
  const pieces: Uint8Array[] = []
  for await (const piece of source) pieces.push(piece)
  return pieces
}
