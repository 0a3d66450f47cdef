// One self-signed certificate with its own new key (ECDSA P-256). Who trusts it decides by its fingerprint, never by its name.
import { webcrypto } from 'node:crypto'
import { type BmpString, Integer, type PrintableString, Utf8String } from 'asn1js'
import { AttributeTypeAndValue, BasicConstraints, Certificate, CryptoEngine, Extension, setEngine } from 'pkijs'

export const COMMON_NAME = '2.5.4.3'
const ORGANIZATION = '2.5.4.10'
const BASIC_CONSTRAINTS = '2.5.29.19'
const KEY_USAGE = '2.5.29.15'
/** Bits of KeyUsage (RFC 5280 4.2.1.3) as a DER bit string. */
export const SIGNS_DOCUMENTS = Uint8Array.from([0x03, 0x02, 0x06, 0xc0])
export const SIGNS_HANDSHAKES = Uint8Array.from([0x03, 0x02, 0x07, 0x80])

interface SelfSigned {
  /** Object identifier and value, in the order in which the name is written; the organisation is added. */
  readonly names: readonly { readonly type: string; readonly value: Utf8String | PrintableString | BmpString }[]
  readonly keyUsage: Uint8Array
  readonly years: number
  readonly nowMs: number
}

/** @returns private key (PKCS#8 DER) and certificate (DER), valid from a minute before `nowMs` */
export async function newSelfSigned({ names, keyUsage, years, nowMs }: SelfSigned): Promise<{ privateKey: Buffer; certificate: Buffer }> {
  // pkijs is typed against the DOM's WebCrypto; Node's is the same interface under another name.
  setEngine('node', new CryptoEngine({ name: 'node', crypto: webcrypto as never }))
  const keys = (await webcrypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign', 'verify'])) as webcrypto.CryptoKeyPair
  const certificate = new Certificate()
  certificate.version = 2
  certificate.serialNumber = new Integer({ valueHex: positive(webcrypto.getRandomValues(new Uint8Array(16))) })
  for (const name of [certificate.subject, certificate.issuer]) {
    const [first, ...rest] = names.map((one) => new AttributeTypeAndValue(one))
    if (first) name.typesAndValues.push(first)
    name.typesAndValues.push(new AttributeTypeAndValue({ type: ORGANIZATION, value: new Utf8String({ value: 'Consilium' }) }), ...rest)
  }
  certificate.notBefore.value = new Date(nowMs - 60_000)
  certificate.notAfter.value = new Date(nowMs + years * 365.25 * 86_400_000)
  const constraints = new BasicConstraints({ cA: false })
  certificate.extensions = [
    new Extension({ extnID: BASIC_CONSTRAINTS, critical: true, extnValue: constraints.toSchema().toBER(false), parsedValue: constraints }),
    new Extension({ extnID: KEY_USAGE, critical: true, extnValue: new Uint8Array(keyUsage).buffer }),
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
