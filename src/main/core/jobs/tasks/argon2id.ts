// Stretches a passphrase. WASM, so that every host derives the same key (Electron's BoringSSL has no Argon2).
import { argon2id } from 'hash-wasm'

export interface Argon2idInput {
  readonly passphrase: Uint8Array
  readonly salt: Uint8Array
  readonly memoryKib: number
  readonly iterations: number
  readonly parallelism: number
}

/** @returns 32 bytes. @source RFC 9106 */
export async function run({ passphrase, salt, memoryKib, iterations, parallelism }: Argon2idInput): Promise<Uint8Array> {
  try {
    return await argon2id({ password: passphrase, salt, memorySize: memoryKib, iterations, parallelism, hashLength: 32, outputType: 'binary' })
  } finally {
    passphrase.fill(0)
  }
}
