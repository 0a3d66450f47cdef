// Reads a certificate file (PKCS#12, AES) of a person: their key and the certificate that belongs to it. Foreign bytes: runs in a disposable worker.
import { createPublicKey, X509Certificate, createPrivateKey, webcrypto } from 'node:crypto'
import { fromBER } from 'asn1js'
import { AuthenticatedSafe, type CertBag, Certificate, type ContentInfo, CryptoEngine, PFX, PKCS8ShroudedKeyBag, type SafeBag, setEngine } from 'pkijs'

export interface ReadP12Input {
  readonly p12: Uint8Array
  readonly password: string
}

/** `refused` instead of a key: what to tell the person. */
export type ReadP12Result =
  | { readonly refused: 'password' | 'notP12' | 'noKey' | 'keyKind' }
  | { readonly refused: null; readonly keyPkcs8: Uint8Array; readonly certificate: Uint8Array; readonly algorithm: 'ecP256' | 'rsa' }

const SHROUDED_KEY = '1.2.840.113549.1.12.10.1.2'
const CERTIFICATE = '1.2.840.113549.1.12.10.1.3'
const ENCRYPTED = '1.2.840.113549.1.7.6'
const SMALLEST_RSA = 2048

export async function run({ p12, password }: ReadP12Input): Promise<ReadP12Result> {
  setEngine('node', new CryptoEngine({ name: 'node', crypto: webcrypto as never }))
  const pfx = parse(p12)
  if (!pfx) return { refused: 'notP12' }
  const secret = utf8(password)
  try {
    await pfx.parseInternalValues({ password: secret, checkIntegrity: true })
  } catch {
    // The integrity code is over the password: a wrong one and a changed file look alike.
    return { refused: 'password' }
  }
  let bags: readonly SafeBag[]
  try {
    bags = await bagsOf(pfx, secret)
  } catch {
    // Old encryptions (RC2, 3DES) are not read: they keep no secret any more.
    return { refused: 'keyKind' }
  }
  const keys: Uint8Array[] = []
  for (const { bagId, bagValue } of bags) if (bagId === SHROUDED_KEY && bagValue instanceof PKCS8ShroudedKeyBag) keys.push(await openKey(bagValue, secret))
  const certificates = bags.flatMap(({ bagId, bagValue }) => (bagId === CERTIFICATE ? certificateOf(bagValue as CertBag) : []))
  return pairOf(keys, certificates)
}

function parse(bytes: Uint8Array): PFX | undefined {
  const { offset, result } = fromBER(new Uint8Array(bytes).buffer)
  if (offset === -1) return undefined
  try {
    return new PFX({ schema: result })
  } catch {
    return undefined
  }
}

async function bagsOf(pfx: PFX, secret: ArrayBuffer): Promise<SafeBag[]> {
  const safe = pfx.parsedValue?.authenticatedSafe
  if (!(safe instanceof AuthenticatedSafe)) return []
  await safe.parseInternalValues({ safeContents: safe.safeContents.map(({ contentType }: ContentInfo) => (contentType === ENCRYPTED ? { password: secret } : {})) })
  return (safe.parsedValue.safeContents as { value: { safeBags: SafeBag[] } }[]).flatMap(({ value }) => value.safeBags)
}

async function openKey(bag: PKCS8ShroudedKeyBag, secret: ArrayBuffer): Promise<Uint8Array> {
  const opened = bag as unknown as { parseInternalValues(p: { password: ArrayBuffer }): Promise<void>; parsedValue?: { toSchema(): { toBER(size: boolean): ArrayBuffer } } }
  await opened.parseInternalValues({ password: secret })
  return new Uint8Array(opened.parsedValue?.toSchema().toBER(false) ?? new ArrayBuffer(0))
}

function certificateOf({ parsedValue }: CertBag): Uint8Array[] {
  return parsedValue instanceof Certificate ? [new Uint8Array(parsedValue.toSchema(true).toBER(false))] : []
}

/** The certificate whose key this is; others of the chain stay outside. */
function pairOf(keys: readonly Uint8Array[], certificates: readonly Uint8Array[]): ReadP12Result {
  for (const keyPkcs8 of keys) {
    const key = createPrivateKey({ key: Buffer.from(keyPkcs8), format: 'der', type: 'pkcs8' })
    const own = createPublicKey(key).export({ format: 'der', type: 'spki' })
    const certificate = certificates.find((der) => new X509Certificate(der).publicKey.export({ format: 'der', type: 'spki' }).equals(own))
    if (!certificate) continue
    const { asymmetricKeyType: kind, asymmetricKeyDetails: details } = key
    if (kind === 'ec' && details?.namedCurve === 'prime256v1') return { refused: null, keyPkcs8, certificate, algorithm: 'ecP256' }
    if (kind === 'rsa' && (details?.modulusLength ?? 0) >= SMALLEST_RSA) return { refused: null, keyPkcs8, certificate, algorithm: 'rsa' }
    return { refused: 'keyKind' }
  }
  return { refused: 'noKey' }
}

function utf8(text: string): ArrayBuffer {
  return new Uint8Array(Buffer.from(text, 'utf8')).buffer
}
