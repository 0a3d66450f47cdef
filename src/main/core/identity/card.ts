// A card or token that signs (PKCS#11), reached through OpenSC's pkcs11-tool: the maker's module is native code and runs in that process alone, never in ours.
// Nothing of it is started unless a person has chosen a card. The PIN goes through the environment of that process and is kept nowhere.
import { spawn } from 'node:child_process'
import { X509Certificate } from 'node:crypto'
import { isAbsolute } from 'node:path'
import { caseError } from '#shared/contract/errors.ts'

export interface Card {
  /** Absolute path of the maker's PKCS#11 library. */
  readonly module: string
  /** Empty: whichever token is there. */
  readonly tokenLabel: string
  /** Of the key and its certificate, in hexadecimal. */
  readonly keyId: string
}

const TOOL = 'pkcs11-tool'
const TIMEOUT_MS = 30_000
const MOST_BYTES = 1_000_000
const PIN_NAME = 'CONSILIUM_CARD_PIN'

/** The first certificate on the card of a kind that we sign with; whether its key signs, a trial shows. @throws CaseError CARD_REFUSED */
export async function readCard({ module, tokenLabel }: Pick<Card, 'module' | 'tokenLabel'>): Promise<Card & { certificate: Uint8Array }> {
  if (!isAbsolute(module)) throw caseError('CARD_REFUSED', { reason: 'modulePath' })
  const found = (await run({ module, tokenLabel }, ['--list-objects', '--type', 'cert'], new Uint8Array(), null)).toString('utf8')
  const ids = [...found.matchAll(/^\s+ID:\s+([0-9a-fA-F]{2,128})\s*$/gmu)].map(([, id]) => id ?? '')
  for (const keyId of ids) {
    const certificate = await run({ module, tokenLabel }, ['--read-object', '--type', 'cert', '--id', keyId], new Uint8Array(), null)
    if (isOfKnownKind(certificate)) return { module, tokenLabel, keyId, certificate: new Uint8Array(certificate) }
  }
  throw caseError('CARD_REFUSED', { reason: 'noCertificate' })
}

/** Of the kinds that the signature field takes: P-256, or RSA from 2048 bits. */
function isOfKnownKind(der: Uint8Array): boolean {
  try {
    const { asymmetricKeyType, asymmetricKeyDetails } = new X509Certificate(der).publicKey
    return asymmetricKeyType === 'rsa' ? (asymmetricKeyDetails?.modulusLength ?? 0) >= 2048 : asymmetricKeyType === 'ec' && asymmetricKeyDetails?.namedCurve === 'prime256v1'
  } catch {
    return false
  }
}

/**
 * @param data what is signed; at most a few hundred bytes leave for the card's process, never a report
 * @param digest SHA-256 of it
 * @returns ECDSA in DER, or RSA PKCS#1 v1.5 with SHA-256
 * @throws CaseError CARD_PIN_WRONG, CARD_REFUSED
 */
export async function signOnCard(card: Card, pin: string, { data, digest, rsa }: { data: Uint8Array; digest: Uint8Array; rsa: boolean }): Promise<Uint8Array> {
  const how = rsa ? ['--mechanism', 'SHA256-RSA-PKCS'] : ['--mechanism', 'ECDSA', '--signature-format', 'openssl']
  const signature = await run(card, ['--login', '--pin', `env:${PIN_NAME}`, '--sign', ...how, '--id', card.keyId], rsa ? data : digest, pin)
  if (signature.length === 0) throw caseError('CARD_REFUSED', { reason: 'failed' })
  return new Uint8Array(signature)
}

function run({ module, tokenLabel }: Pick<Card, 'module' | 'tokenLabel'>, what: readonly string[], input: Uint8Array, pin: string | null): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const child = spawn(TOOL, ['--module', module, ...(tokenLabel === '' ? [] : ['--token-label', tokenLabel]), ...what], {
      env: { ...process.env, LC_ALL: 'C', ...(pin !== null && { [PIN_NAME]: pin }) }, stdio: ['pipe', 'pipe', 'pipe'], windowsHide: true, timeout: TIMEOUT_MS, killSignal: 'SIGKILL',
    })
    const out: Buffer[] = []
    let said = ''
    let bytes = 0
    child.stdout.on('data', (chunk: Buffer) => {
      bytes += chunk.length
      if (bytes > MOST_BYTES) child.kill('SIGKILL')
      else out.push(chunk)
    })
    child.stderr.on('data', (chunk: Buffer) => {
      if (said.length < 10_000) said += chunk.toString('latin1')
    })
    child.on('error', () => reject(caseError('CARD_REFUSED', { reason: 'toolMissing' })))
    child.on('close', (code, signal) => {
      if (code === 0 && bytes <= MOST_BYTES) return resolve(Buffer.concat(out))
      reject(said.includes('CKR_PIN_INCORRECT') ? caseError('CARD_PIN_WRONG', {}) : caseError('CARD_REFUSED', { reason: reasonOf(said, signal) }))
    })
    // A tool that ended early is told of by its end, not by the pipe.
    child.stdin.on('error', () => undefined)
    child.stdin.end(input)
  })
}

/** Words of the tool as our own codes; its text is not passed on. */
function reasonOf(said: string, signal: NodeJS.Signals | null): string {
  if (signal !== null) return 'noAnswer'
  if (/CKR_PIN_LOCKED/u.test(said)) return 'pinLocked'
  if (/CKR_PIN_LEN_RANGE|CKR_PIN_INVALID/u.test(said)) return 'pinForm'
  if (/Failed to load pkcs11 module|sc_dlopen failed/iu.test(said)) return 'module'
  if (/No slots?|no slot|token/iu.test(said)) return 'noCard'
  return 'failed'
}
