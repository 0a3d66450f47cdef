// Ed25519 with raw keys in base64url: the one form in which public keys and signatures are stored and sent.
import { createPrivateKey, createPublicKey, generateKeyPairSync, sign, verify, type KeyObject } from 'node:crypto'

/** Bytes that are signed: a domain line, then the message; a signature for one purpose never serves another. */
export function domainSeparated(domain: string, message: string): Uint8Array {
  return Buffer.from(`${domain}\n${message}`, 'utf8')
}

export function newSigningKey(): { privateKey: KeyObject; publicKey: string } {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  return { privateKey, publicKey: rawPublicKey(publicKey) }
}

export function exportPrivateKey(key: KeyObject): Uint8Array {
  return key.export({ format: 'der', type: 'pkcs8' })
}

export function importPrivateKey(pkcs8: Uint8Array): KeyObject {
  return createPrivateKey({ key: Buffer.from(pkcs8), format: 'der', type: 'pkcs8' })
}

export function publicKeyOf(privateKey: KeyObject): string {
  return rawPublicKey(createPublicKey(privateKey))
}

/** @returns signature, base64url */
export function signEd25519(privateKey: KeyObject, bytes: Uint8Array): string {
  return sign(null, bytes, privateKey).toString('base64url')
}

/** @returns false for a wrong signature and for anything that is not a key or signature in its one spelling: the last letter's unused bits are part of what was stored */
export function verifyEd25519(publicKey: string, bytes: Uint8Array, signature: string): boolean {
  if (![publicKey, signature].every((text) => Buffer.from(text, 'base64url').toString('base64url') === text)) return false
  try {
    const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: publicKey }, format: 'jwk' })
    return verify(null, bytes, key, Buffer.from(signature, 'base64url'))
  } catch {
    return false
  }
}

function rawPublicKey(key: KeyObject): string {
  const { x } = key.export({ format: 'jwk' })
  if (typeof x !== 'string') throw new Error('not an Ed25519 key')
  return x
}
