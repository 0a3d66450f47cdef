// Who is at this workstation now. Implemented by the profile service; every other service is given a Session.
import type { User } from '#shared/domain/people.ts'
import type { Database } from '../storage/handles.ts'
import type { Card } from './card.ts'

/** What only the signer's own passphrase opens; zeroed after use. */
export interface SigningKeys {
  /** Ed25519 over the bytes, base64url. */
  sign(bytes: Uint8Array): string
  /** Raw 32-byte public key, base64url. */
  readonly publicKey: string
  /** Key (PKCS#8 DER; ECDSA P-256 or RSA) and its certificate (DER), for the PDF's CMS signature: the profile's own, or the one the person brought. */
  readonly pdfKeyPkcs8: Uint8Array
  readonly pdfCertificate: Uint8Array
  /** The card that holds the PDF's key instead; then `pdfCertificate` is its certificate and `pdfKeyPkcs8` is not used. */
  readonly pdfCard: Card | null
  /** Wraps a key so that only this person's passphrase opens it again. */
  wrapForSigner(key: Uint8Array): Uint8Array
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
  /** DER of the certificate made with the profile. */
  readonly pdfCertificate: Uint8Array
}
