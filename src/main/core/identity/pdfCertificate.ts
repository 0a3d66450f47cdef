// The key and self-signed certificate behind the signature field of a PDF. Trust comes from the clinic's list of keys, not from the certificate.
import { webcrypto } from 'node:crypto'
import { BmpString, Integer, PrintableString, Utf8String } from 'asn1js'
import { AttributeTypeAndValue, BasicConstraints, Certificate, CryptoEngine, Extension, setEngine } from 'pkijs'
import type { User } from '#shared/domain/people.ts'

const COMMON_NAME = '2.5.4.3'
const SERIAL_NUMBER = '2.5.4.5'
const ORGANIZATION = '2.5.4.10'
const BASIC_CONSTRAINTS = '2.5.29.19'
const KEY_USAGE = '2.5.29.15'
const YEARS = 10

/** @returns ECDSA P-256 private key (PKCS#8 DER) and certificate (DER), valid ten years from `nowMs` */
export async function newPdfCertificate(user: User, nowMs: number): Promise<{ privateKey: Buffer; certificate: Buffer }> {
  // pkijs is typed against the DOM's WebCrypto; Node's is the same interface under another name.
  setEngine('node', new CryptoEngine({ name: 'node', crypto: webcrypto as never }))
  const keys = (await webcrypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign', 'verify'])) as webcrypto.CryptoKeyPair
  const certificate = new Certificate()
  certificate.version = 2
  certificate.serialNumber = new Integer({ valueHex: positive(webcrypto.getRandomValues(new Uint8Array(16))) })
  for (const name of [certificate.subject, certificate.issuer]) {
    name.typesAndValues.push(new AttributeTypeAndValue({ type: COMMON_NAME, value: new Utf8String({ value: user.name }) }))
    name.typesAndValues.push(new AttributeTypeAndValue({ type: ORGANIZATION, value: new Utf8String({ value: 'Consilium' }) }))
    if (user.licence) name.typesAndValues.push(new AttributeTypeAndValue({ type: SERIAL_NUMBER, value: serialOf(user.licence) }))
  }
  certificate.notBefore.value = new Date(nowMs - 60_000)
  certificate.notAfter.value = new Date(nowMs + YEARS * 365.25 * 86_400_000)
  const constraints = new BasicConstraints({ cA: false })
  certificate.extensions = [
    new Extension({ extnID: BASIC_CONSTRAINTS, critical: true, extnValue: constraints.toSchema().toBER(false), parsedValue: constraints }),
    // digitalSignature and nonRepudiation
    new Extension({ extnID: KEY_USAGE, critical: true, extnValue: Uint8Array.from([0x03, 0x02, 0x06, 0xc0]).buffer }),
  ]
  await certificate.subjectPublicKeyInfo.importKey(keys.publicKey as never)
  await certificate.sign(keys.privateKey as never, 'SHA-256')
  return {
    privateKey: Buffer.from(await webcrypto.subtle.exportKey('pkcs8', keys.privateKey)),
    certificate: Buffer.from(certificate.toSchema(true).toBER(false)),
  }
}

function positive(bytes: Uint8Array): ArrayBuffer {
  bytes[0] = ((bytes[0] ?? 0) & 0x7f) | 0x40
  return new Uint8Array(bytes).buffer
}

function serialOf(licence: string): PrintableString | BmpString {
  return /^[A-Za-z0-9 '()+,\-./:=?]*$/.test(licence) ? new PrintableString({ value: licence }) : new BmpString({ value: licence })
}
