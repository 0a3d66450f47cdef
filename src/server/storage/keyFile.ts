// A secret of the server in a file of its own, readable by the server's account only.
import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { writeFileDurably } from '#shared/node/durableFiles.ts'

/** @param make called once, when the file does not exist yet; it is on the disk, name and all, before the secret is used: what is sealed under it outlives a power cut */
export function readOrMakeSecret(file: string, make: () => Uint8Array): Buffer {
  if (existsSync(file)) return readFileSync(file)
  const secret = Buffer.from(make())
  writeFileDurably(file, secret)
  return secret
}

/** @throws Error for a file of another length: a cut copy of a key, or something else under its name, is never taken for one */
export function readOrMakeMasterKey(file: string): Buffer {
  const key = readOrMakeSecret(file, () => randomBytes(32))
  if (key.byteLength !== 32) throw new Error('a master key is a file of exactly 32 bytes')
  return key
}
