// A secret of the server in a file of its own, readable by the server's account only.
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs'

/** @param make called once, when the file does not exist yet; it is flushed before the secret is used */
export function readOrMakeSecret(file: string, make: () => Uint8Array): Buffer {
  if (existsSync(file)) return readFileSync(file)
  const secret = Buffer.from(make())
  const handle = openSync(file, 'wx', 0o600)
  writeSync(handle, secret)
  fsyncSync(handle)
  closeSync(handle)
  return secret
}
