// The key and self-signed certificate behind the signature field of a PDF. Trust comes from the clinic's list of keys, not from the certificate.
import { BmpString, PrintableString, Utf8String } from 'asn1js'
import type { User } from '#shared/domain/people.ts'
import { COMMON_NAME, newSelfSigned, SIGNS_DOCUMENTS } from '#shared/node/selfSigned.ts'

const SERIAL_NUMBER = '2.5.4.5'
const YEARS = 10

/** @returns ECDSA P-256 private key (PKCS#8 DER) and certificate (DER), valid ten years from `nowMs` */
export async function newPdfCertificate(user: User, nowMs: number): Promise<{ privateKey: Buffer; certificate: Buffer }> {
  const names = [{ type: COMMON_NAME, value: new Utf8String({ value: user.name }) }, ...(user.licence ? [{ type: SERIAL_NUMBER, value: serialOf(user.licence) }] : [])]
  return newSelfSigned({ names, keyUsage: SIGNS_DOCUMENTS, years: YEARS, nowMs })
}

function serialOf(licence: string): PrintableString | BmpString {
  return /^[A-Za-z0-9 '()+,\-./:=?]*$/.test(licence) ? new PrintableString({ value: licence }) : new BmpString({ value: licence })
}
