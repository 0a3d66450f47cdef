// Wrapping of keys: by another key (AES-256-GCM) and to a public key (X25519, HKDF, AES-256-GCM). Knows no profile.
import { createCipheriv, createDecipheriv, createPrivateKey, createPublicKey, diffieHellman, generateKeyPairSync, hkdfSync, randomBytes } from 'node:crypto'

const NONCE = 12
const TAG = 16
const X25519_SPKI_PREFIX = Buffer.from('302a300506032b656e032100', 'hex')

/** HKDF-SHA256 to 32 bytes. */
export function deriveKey(secret: Uint8Array, salt: Uint8Array, info: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, salt, info, 32))
}

/** @param context bound to the result: a wrap made for one purpose does not open for another */
export function wrapKey(key: Uint8Array, kek: Uint8Array, context: string): Buffer {
  const nonce = randomBytes(NONCE)
  const cipher = createCipheriv('aes-256-gcm', kek, nonce).setAAD(Buffer.from(context))
  return Buffer.concat([nonce, cipher.update(key), cipher.final(), cipher.getAuthTag()])
}

/** @returns undefined when the key-encryption key or the context is another one */
export function unwrapKey(wrapped: Uint8Array, kek: Uint8Array, context: string): Buffer | undefined {
  try {
    const nonce = wrapped.subarray(0, NONCE)
    const decipher = createDecipheriv('aes-256-gcm', kek, nonce).setAAD(Buffer.from(context))
    decipher.setAuthTag(wrapped.subarray(wrapped.length - TAG))
    return Buffer.concat([decipher.update(wrapped.subarray(NONCE, wrapped.length - TAG)), decipher.final()])
  } catch {
    return undefined
  }
}

export interface AgreementKeys {
  /** PKCS#8 DER; zeroed by its owner. */
  readonly privateKey: Buffer
  /** Raw 32 bytes. */
  readonly publicKey: Buffer
}

export function newAgreementKeys(): AgreementKeys {
  const pair = generateKeyPairSync('x25519')
  return {
    privateKey: pair.privateKey.export({ format: 'der', type: 'pkcs8' }),
    publicKey: pair.publicKey.export({ format: 'der', type: 'spki' }).subarray(X25519_SPKI_PREFIX.length),
  }
}

/** Only the holder of the private key opens it. Layout: ephemeral public key, then the wrap. */
export function sealTo(publicKey: Uint8Array, key: Uint8Array, context: string): Buffer {
  const ephemeral = newAgreementKeys()
  const kek = agree(ephemeral.privateKey, publicKey, ephemeral.publicKey, publicKey)
  ephemeral.privateKey.fill(0)
  return Buffer.concat([ephemeral.publicKey, wrapKey(key, kek, context)])
}

export function openSealed(own: AgreementKeys, sealed: Uint8Array, context: string): Buffer | undefined {
  const ephemeral = sealed.subarray(0, 32)
  return unwrapKey(sealed.subarray(32), agree(own.privateKey, ephemeral, ephemeral, own.publicKey), context)
}

function agree(privateKey: Uint8Array, publicKey: Uint8Array, ephemeral: Uint8Array, receiver: Uint8Array): Buffer {
  const secret = diffieHellman({
    privateKey: createPrivateKey({ key: Buffer.from(privateKey), format: 'der', type: 'pkcs8' }),
    publicKey: createPublicKey({ key: Buffer.concat([X25519_SPKI_PREFIX, publicKey]), format: 'der', type: 'spki' }),
  })
  return deriveKey(secret, Buffer.concat([ephemeral, receiver]), 'consilium/seal/1')
}
