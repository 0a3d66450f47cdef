// Who is at this workstation now. Implemented by the profile service; every other service is given a Session.
import type { User } from '#shared/domain/people.ts'
import type { Database } from '../storage/handles.ts'

/** What only the signer's own passphrase opens; zeroed after use. */
export interface SigningKeys {
  /** Ed25519 over the bytes, base64url. */
  sign(bytes: Uint8Array): string
  /** Raw 32-byte public key, base64url. */
  readonly publicKey: string
  /** ECDSA P-256 key (PKCS#8 DER) and its self-signed certificate (DER), for the PDF's CMS signature. */
  readonly pdfKeyPkcs8: Uint8Array
  readonly pdfCertificate: Uint8Array
}

/** An unlocked profile: lives until lock, then every key is zeroed and the database closed. */
export interface Session {
  readonly user: User
  readonly demo: boolean
  readonly db: Database
  readonly signingPublicKey: string
  /** Random 32-byte key of a case, made on first use; wrapped to the profile's X25519 key in the database. */
  caseKey(caseId: string): Uint8Array
  /** Asks for the passphrase again. @throws CaseError PASSPHRASE_WRONG */
  withSigningKeys<T>(passphrase: string, use: (keys: SigningKeys) => Promise<T>): Promise<T>
  /** Ed25519 with the device key (made with the profile, needs no passphrase): sync authentication and audit heads. */
  signAsDevice(bytes: Uint8Array): string
  readonly devicePublicKey: string
}
