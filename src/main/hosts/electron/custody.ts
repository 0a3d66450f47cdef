// The machine's own secret, kept by the system's keychain through safeStorage. One wrap of several: losing it must not lose data.
import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { safeStorage } from 'electron'
import { writeFileDurably } from '#shared/node/durableFiles.ts'
import type { KeyCustody } from '#core/ports.ts'

const FILE = 'device-secret.sealed'
const SECRET_BYTES = 32

/** @returns custody without a secret where the system has no keychain: Linux `basic_text` is a fixed key and counts as none */
export function createCustody(dataDirectory: string, platform: NodeJS.Platform = process.platform): KeyCustody {
  const file = path.join(dataDirectory, FILE)

  function hasKeychain(): boolean {
    if (!safeStorage.isEncryptionAvailable()) return false
    return platform !== 'linux' || !['basic_text', 'unknown'].includes(safeStorage.getSelectedStorageBackend())
  }

  async function deviceSecret(): Promise<Uint8Array | null> {
    if (!hasKeychain()) return null
    const sealed = await readFile(file).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return null
      throw error
    })
    // A keychain that no longer opens its own seal counts as lost; the recovery code opens the profile then (V17).
    if (sealed) return unseal(sealed)
    const secret = randomBytes(SECRET_BYTES)
    writeFileDurably(file, safeStorage.encryptString(secret.toString('base64')))
    return new Uint8Array(secret)
  }

  return { deviceSecret }
}

function unseal(sealed: Buffer): Uint8Array | null {
  try {
    const secret = Buffer.from(safeStorage.decryptString(sealed), 'base64')
    return secret.length === SECRET_BYTES ? new Uint8Array(secret) : null
  } catch {
    return null
  }
}
