// The CMS of a PAdES baseline signature (B-B): made and checked. Trust in the certificate is not decided here.
import { createHash, webcrypto, X509Certificate } from 'node:crypto'
import { fromBER, ObjectIdentifier, OctetString, Sequence } from 'asn1js'
import { Attribute, Certificate, ContentInfo, CryptoEngine, EncapsulatedContentInfo, IssuerAndSerialNumber, SignedAndUnsignedAttributes, SignedData, SignerInfo } from 'pkijs'

const DATA = '1.2.840.113549.1.7.1'
const SIGNED_DATA = '1.2.840.113549.1.7.2'
const CONTENT_TYPE = '1.2.840.113549.1.9.3'
const MESSAGE_DIGEST = '1.2.840.113549.1.9.4'
const SIGNING_CERTIFICATE_V2 = '1.2.840.113549.1.9.16.2.47'
const P256 = { name: 'ECDSA', namedCurve: 'P-256' } as const
const RSA = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' } as const
const EXPONENT = Uint8Array.from([1, 0, 1])

function engine(): CryptoEngine {
  // pkijs is typed against the DOM's WebCrypto; Node's is the same interface under another name.
  return new CryptoEngine({ name: 'node', crypto: webcrypto as never })
}

const sha256 = (bytes: Uint8Array) => new Uint8Array(createHash('sha256').update(bytes).digest())

/**
 * Detached signature with contentType, messageDigest and signingCertificateV2, in DER order; no signingTime (baseline forbids it).
 * @param keyPkcs8 ECDSA P-256 or RSA @param certificateDer of the same key
 * @returns ContentInfo, DER
 * @source ETSI EN 319 122-1, EN 319 142-1; RFC 5652, RFC 5035
 */
export async function makeCms(content: Uint8Array, keyPkcs8: Uint8Array, certificateDer: Uint8Array): Promise<Uint8Array> {
  const key = await webcrypto.subtle.importKey('pkcs8', new Uint8Array(keyPkcs8), isRsa(certificateDer) ? RSA : P256, false, ['sign'])
  return derOf(await sign(content, key, certificateDer))
}

/**
 * The same by a key that never comes here: everything is made as with our own key, and the card's signature is put into its place.
 * @param signAttributes signs the DER of the attributes
 */
export async function makeCmsOutside(content: Uint8Array, certificateDer: Uint8Array, signAttributes: (attributes: { data: Uint8Array; digest: Uint8Array; rsa: boolean }) => Promise<Uint8Array>): Promise<Uint8Array> {
  const rsa = isRsa(certificateDer)
  const made = await sign(content, await spareKey(rsa), certificateDer)
  for (const signer of made.signerInfos) {
    const data = new Uint8Array(signer.signedAttrs?.toSchema().toBER(false) ?? new ArrayBuffer(0))
    // Signed as a SET, kept as an implicit [0]. Source: RFC 5652 5.4.
    data[0] = 0x31
    signer.signature = octets(await signAttributes({ data, digest: sha256(data), rsa }))
  }
  return derOf(made)
}

async function sign(content: Uint8Array, key: webcrypto.CryptoKey, certificateDer: Uint8Array): Promise<SignedData> {
  const certificate = Certificate.fromBER(new Uint8Array(certificateDer).buffer)
  const signer = new SignerInfo({ version: 1, sid: new IssuerAndSerialNumber({ issuer: certificate.issuer, serialNumber: certificate.serialNumber }) })
  signer.signedAttrs = new SignedAndUnsignedAttributes({
    type: 0,
    attributes: [
      new Attribute({ type: CONTENT_TYPE, values: [new ObjectIdentifier({ value: DATA })] }),
      new Attribute({ type: MESSAGE_DIGEST, values: [octets(sha256(content))] }),
      new Attribute({ type: SIGNING_CERTIFICATE_V2, values: [signingCertificateV2(certificateDer)] }),
    ],
  })
  const signed = new SignedData({ version: 1, encapContentInfo: new EncapsulatedContentInfo({ eContentType: DATA }), signerInfos: [signer], certificates: [certificate] })
  await signed.sign(key as never, 0, 'SHA-256', new Uint8Array(content).buffer, engine())
  return signed
}

function derOf(signed: SignedData): Uint8Array {
  return new Uint8Array(new ContentInfo({ contentType: SIGNED_DATA, content: signed.toSchema(true) }).toSchema().toBER(false))
}

/** One ESSCertIDv2 with the default hash (SHA-256) and without issuer and serial, which the signer's identifier has. */
function signingCertificateV2(certificateDer: Uint8Array): Sequence {
  const id = new Sequence({ value: [octets(sha256(certificateDer))] })
  return new Sequence({ value: [new Sequence({ value: [id] })] })
}

function octets(bytes: Uint8Array): OctetString {
  return new OctetString({ valueHex: new Uint8Array(bytes).buffer })
}

export interface CmsCheck {
  /** The signature is of the certificate's key, over exactly these bytes, and names that certificate. */
  readonly ok: boolean
  /** Certificate, DER; null when the CMS cannot be read. */
  readonly certificate: Uint8Array | null
}

/** @returns ok false for anything that is not exactly such a signature; never throws on foreign bytes */
export async function checkCms(cms: Uint8Array, content: Uint8Array): Promise<CmsCheck> {
  // Its digest stands in what is signed, letter by letter: without it nothing needs to be taken apart.
  if (!Buffer.from(cms.buffer, cms.byteOffset, cms.byteLength).includes(Buffer.from(sha256(content)))) return { ok: false, certificate: null }
  try {
    return await judge(cms, content)
  } catch {
    // Read, but not to be written again: a date before 1950, a key of no known kind, a length that lies.
    return { ok: false, certificate: null }
  }
}

async function judge(cms: Uint8Array, content: Uint8Array): Promise<CmsCheck> {
  const signed = readSignedData(cms)
  const certificate = signed?.certificates?.find((item) => item instanceof Certificate)
  const signer = signed?.signerInfos[0]
  if (!signed || !certificate || !signer || signed.signerInfos.length !== 1) return { ok: false, certificate: null }
  const der = new Uint8Array(certificate.toSchema(true).toBER(false))
  const named = signer.signedAttrs?.attributes.find(({ type }) => type === SIGNING_CERTIFICATE_V2)
  const names = named !== undefined && Buffer.from(named.toSchema().toBER(false)).includes(Buffer.from(sha256(der)))
  return { ok: names && (await isSignedBy(signed, content)) && (await isInOurForm(cms, content, der, signer)), certificate: der }
}

function isRsa(certificateDer: Uint8Array): boolean {
  return new X509Certificate(certificateDer).publicKey.asymmetricKeyType === 'rsa'
}

const spareKeys = new Map<boolean, Promise<webcrypto.CryptoKey>>()

/** Of the same kind as the certificate's; made once, signs nothing that counts. */
function spareKey(rsa: boolean): Promise<webcrypto.CryptoKey> {
  const known = spareKeys.get(rsa)
  if (known) return known
  const algorithm = rsa ? { ...RSA, modulusLength: 2048, publicExponent: EXPONENT } : P256
  const made = (webcrypto.subtle.generateKey(algorithm, false, ['sign', 'verify']) as Promise<webcrypto.CryptoKeyPair>).then(({ privateKey }) => privateKey)
  spareKeys.set(rsa, made)
  return made
}

/**
 * A CMS holds more than what its signature covers (versions, algorithm names, the certificate's number). All of it must be as we write it:
 * the same is made once more with a key of no importance, the signature put into its place, and compared byte by byte.
 */
async function isInOurForm(cms: Uint8Array, content: Uint8Array, certificateDer: Uint8Array, { signature }: SignerInfo): Promise<boolean> {
  const rsa = isRsa(certificateDer)
  if (!rsa && !isPlainEcdsa(new Uint8Array(signature.valueBlock.valueHexView))) return false
  const made = await sign(content, await spareKey(rsa), certificateDer)
  for (const signer of made.signerInfos) signer.signature = signature
  return Buffer.from(derOf(made)).equals(cms)
}

/**
 * The two numbers of an ECDSA signature have one spelling in DER; the library also reads others (another tag, a longer length) as the same signature.
 * @source X.690 8.3.2, 10.1; RFC 3279 2.2.3
 */
function isPlainEcdsa(der: Uint8Array): boolean {
  const numberAt = (at: number): number | null => {
    const length = der[at + 1] ?? 0
    const isPlain = der[at] === 0x02 && length >= 1 && length <= 33 && at + 2 + length <= der.length
    const [first = 0, second = 0] = der.subarray(at + 2)
    // Positive, and no zero in front but the one that keeps it positive.
    return isPlain && first < 0x80 && (first !== 0 || (length > 1 && second >= 0x80)) ? at + 2 + length : null
  }
  if (der[0] !== 0x30 || der[1] !== der.length - 2 || der.length >= 0x80) return false
  const second = numberAt(2)
  return second !== null && numberAt(second) === der.length
}

async function isSignedBy(signed: SignedData, content: Uint8Array): Promise<boolean> {
  try {
    return await signed.verify({ signer: 0, data: new Uint8Array(content).buffer, checkChain: false }, engine())
  } catch {
    // The library throws for signatures it cannot read, which is the answer "no".
    return false
  }
}

function readSignedData(cms: Uint8Array): SignedData | undefined {
  const parsed = fromBER(new Uint8Array(cms).buffer)
  if (parsed.offset === -1) return undefined
  try {
    const info = new ContentInfo({ schema: parsed.result })
    return info.contentType === SIGNED_DATA ? new SignedData({ schema: info.content }) : undefined
  } catch {
    return undefined
  }
}
