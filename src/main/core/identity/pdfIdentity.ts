// Which certificate stands in the signature field of this person's PDFs: the one made with the profile, or one they brought (PKCS#12). Knows no report.
import { createHash, randomBytes, verify, X509Certificate } from 'node:crypto'
import { caseError } from '#shared/contract/errors.ts'
import type { PdfIdentity } from '#shared/contract/workstation/profile.contract.ts'
import { type Clock, isoInstant } from '#shared/kit/clock.ts'
import type { DeviceAuditLog } from '../audit/createAuditLog.ts'
import { runTask } from '../jobs/workers.ts'
import { WorkerFailure } from '../jobs/workerFailure.ts'
import type { Readable } from '../storage/handles.ts'
import { type Card, readCard, signOnCard } from './card.ts'
import type { Session } from './session.ts'

interface PdfIdentityPorts {
  readonly session: Pick<Session, 'db' | 'user' | 'withSigningKeys' | 'pdfCertificate'>
  readonly audit: Pick<DeviceAuditLog, 'append'>
  readonly clock: Clock
}

export interface KeptPdfIdentity {
  readonly certificate: Uint8Array
  readonly wrapped_key: Uint8Array
}

const TIMEOUT_MS = 20_000

/** The card that was chosen; then it is what signs. */
export function findCard(r: Readable): (Card & { readonly certificate: Uint8Array }) | undefined {
  return r.get<{ module: string; tokenLabel: string; keyId: string; certificate: Uint8Array } & Record<string, never>>('SELECT module, token_label AS tokenLabel, key_id AS keyId, certificate FROM card_identity')
}

export function findPdfIdentity(r: Readable): KeptPdfIdentity | undefined {
  return r.get<{ certificate: Uint8Array; wrapped_key: Uint8Array } & Record<string, never>>('SELECT certificate, wrapped_key FROM pdf_identity')
}

export function createPdfIdentity({ session, audit, clock }: PdfIdentityPorts) {
  const { db, user } = session
  const actor = { userId: user.id, role: user.role }

  function describe(): PdfIdentity {
    const { kept, card } = db.read((r) => ({ kept: findPdfIdentity(r), card: findCard(r) }))
    const der = card?.certificate ?? kept?.certificate ?? session.pdfCertificate
    const certificate = new X509Certificate(der)
    const { validTo, publicKey } = certificate
    const names = certificate.toLegacyObject()
    return {
      source: card ? 'card' : kept ? 'imported' : 'own',
      subject: oneOf(names.subject.CN) ?? certificate.subject,
      issuer: oneOf(names.issuer.CN) ?? certificate.issuer,
      validUntil: isoInstant(Date.parse(validTo)),
      algorithm: publicKey.asymmetricKeyType === 'rsa' ? 'rsa' : 'ecP256',
      sha256: createHash('sha256').update(der).digest('hex'),
    }
  }

  /** @throws CaseError PASSPHRASE_WRONG, CERTIFICATE_REFUSED with the reason; nothing is kept then */
  async function bring({ p12, p12Password, passphrase }: { p12: string; p12Password: string; passphrase: string }): Promise<PdfIdentity> {
    const read = await readFile(p12, p12Password)
    if (read.refused !== null) throw caseError('CERTIFICATE_REFUSED', { reason: read.refused })
    const keyPkcs8 = Buffer.from(read.keyPkcs8)
    try {
      const { validFromDate, validToDate } = new X509Certificate(read.certificate)
      if (validToDate.getTime() <= clock.now() || validFromDate.getTime() > clock.now()) throw caseError('CERTIFICATE_REFUSED', { reason: 'expired' })
      await session.withSigningKeys(passphrase, async (keys) => {
        const wrapped = keys.wrapForSigner(keyPkcs8)
        db.write((tx) => {
          audit.append(tx, 'profile.certificateImported', actor, { certificate: createHash('sha256').update(read.certificate).digest('hex') })
          tx.run('DELETE FROM card_identity')
          tx.run('INSERT INTO pdf_identity (one, certificate, wrapped_key, imported_at) VALUES (1, ?, ?, ?) ON CONFLICT (one) DO UPDATE SET certificate = excluded.certificate, wrapped_key = excluded.wrapped_key, imported_at = excluded.imported_at', [read.certificate, wrapped, isoInstant(clock.now())])
        })
      })
    } finally {
      keyPkcs8.fill(0)
    }
    return describe()
  }

  /**
   * Chooses a card or token: its certificate is read, and a trial with the PIN shows that its key signs. The PIN is not kept.
   * @throws CaseError PASSPHRASE_WRONG, CARD_PIN_WRONG, CARD_REFUSED, CERTIFICATE_REFUSED; nothing is changed then
   */
  async function useCard({ module, tokenLabel, pin, passphrase }: { module: string; tokenLabel: string; pin: string; passphrase: string }): Promise<PdfIdentity> {
    await session.withSigningKeys(passphrase, async () => {
      const { certificate, keyId } = await readCard({ module, tokenLabel })
      const { validFromDate, validToDate, publicKey } = new X509Certificate(certificate)
      if (validToDate.getTime() <= clock.now() || validFromDate.getTime() > clock.now()) throw caseError('CERTIFICATE_REFUSED', { reason: 'expired' })
      const data = randomBytes(64)
      const rsa = publicKey.asymmetricKeyType === 'rsa'
      const signature = await signOnCard({ module, tokenLabel, keyId }, pin, { data, digest: createHash('sha256').update(data).digest(), rsa })
      if (!verify('sha256', data, publicKey, signature)) throw caseError('CARD_REFUSED', { reason: 'otherKey' })
      db.write((tx) => {
        audit.append(tx, 'profile.cardChosen', actor, { certificate: createHash('sha256').update(certificate).digest('hex') })
        tx.run('DELETE FROM card_identity')
        tx.run('INSERT INTO card_identity (one, module, token_label, key_id, certificate, chosen_at) VALUES (1, ?, ?, ?, ?, ?)', [module, tokenLabel, keyId, certificate, isoInstant(clock.now())])
      })
    })
    return describe()
  }

  async function readFile(p12: string, password: string) {
    try {
      return await runTask('parse', 'readP12', { p12: Buffer.from(p12, 'base64'), password }, { timeoutMs: TIMEOUT_MS })
    } catch (error) {
      if (!(error instanceof WorkerFailure)) throw error
      return { refused: 'notP12' as const }
    }
  }

  /** Back to the certificate that was made with the profile. @throws CaseError PASSPHRASE_WRONG */
  async function useOwn({ passphrase }: { passphrase: string }): Promise<PdfIdentity> {
    await session.withSigningKeys(passphrase, async () =>
      db.write((tx) => {
        audit.append(tx, 'profile.certificateRemoved', actor, {})
        tx.run('DELETE FROM pdf_identity')
        tx.run('DELETE FROM card_identity')
      }),
    )
    return describe()
  }

  return { describe, bring, useCard, useOwn }
}

/** A name may be stated more than once. */
function oneOf(names: string | string[] | undefined): string | undefined {
  return Array.isArray(names) ? names.join(', ') : names
}
