// Reads a package's files into memory for checking: bounded in number and size, nothing is written, names are only compared.
import { openZipSource } from '../bundles/zipSource.ts'

const MOST_FILES = 2000
const MOST_BYTES = 512 * 1024 * 1024

/** @throws for anything that is not a whole archive within the limits */
export async function unpackZip(bytes: Uint8Array): Promise<Map<string, Uint8Array>> {
  const source = await openZipSource({ bytes: bytes.length, read: async (start, end) => bytes.subarray(start, end) }, 'package')
  try {
    const entries = await source.list()
    const total = entries.reduce((sum, entry) => sum + entry.bytes, 0)
    if (entries.length > MOST_FILES || total > MOST_BYTES) throw new RangeError('larger than any package')
    const files = new Map<string, Uint8Array>()
    for (const entry of entries) {
      if (entry.kind === 'refused' || files.has(entry.name)) throw new RangeError('not a package')
      const chunks: Uint8Array[] = []
      for await (const chunk of entry.open()) chunks.push(chunk)
      files.set(entry.name, new Uint8Array(Buffer.concat(chunks)))
    }
    return files
  } finally {
    await source.close()
  }
}
