// Signed extracts: chosen sections of the newest signed report for the treating doctor or the sponsor, never more than that recipient may have. Knows no transport.
import { createHash, X509Certificate } from 'node:crypto'
import { caseError } from '#shared/contract/errors.ts'
import type { ExtractChoice } from '#shared/contract/workstation/delivery.contract.ts'
import { CanonicalReport } from '#shared/domain/canonicalReport.ts'
import { type ReleaseGate, scopeReport, type SponsorConsent } from '#shared/domain/delivery.ts'
import { type Extract, extractableSections, extractOf, type ExtractRecipient, extractStatement, extractText } from '#shared/domain/extract.ts'
import { licenceStateOn } from '#shared/domain/licenceTerm.ts'
import { zoneAt } from '#shared/domain/zones.ts'
import { type Clock, isoInstant } from '#shared/kit/clock.ts'
import { newUuid, Sha256 } from '#shared/kit/ids.ts'
import type { DeviceAuditLog } from '../audit/createAuditLog.ts'
import { findLicenceTerm } from '../identity/licenceTerm.ts'
import type { Session, SigningKeys } from '../identity/session.ts'
import { calendarDay } from '../reports/calendarDay.ts'
import { extractStamp } from '../reports/pdf/stampWords.ts'
import { PRINT_WORDS } from '../reports/pdf/words.ts'
import type { RenderPorts } from '../reports/renderReport.ts'
import { carriedRecord } from '../signoff/signedRecord.ts'
import { signPdf } from '../signoff/signPdf.ts'
import { filesOfVersion, newestVersion, signedVersion } from './versions.ts'

interface ExtractPorts extends RenderPorts {
  readonly session: Pick<Session, 'db' | 'user' | 'withSigningKeys'>
  readonly content: Parameters<typeof filesOfVersion>[0]['content']
  readonly audit: Pick<DeviceAuditLog, 'head'>
  readonly clock: Clock
  /** What stands between the newest version and this recipient. */
  situation(caseId: string, recipient: ExtractRecipient): Promise<{ closed: readonly ReleaseGate[]; consent: SponsorConsent }>
  /** Writes the signed file down before it is told of. */
  keep(caseId: string, pdf: Uint8Array, made: (file: { sha256: string; bytes: number }) => Extract): Promise<void>
}

interface Asked {
  caseId: string
  recipient: ExtractRecipient
}

export function createExtracts(ports: ExtractPorts) {
  const { session, audit, clock } = ports
  const { db, user } = session

  /** @throws CaseError REPORT_NOT_FOUND while nothing is signed */
  async function scoped({ caseId, recipient }: Asked) {
    const version = db.read((r) => {
      const { signOff } = newestVersion(r, caseId)
      return signOff && signedVersion(r, caseId, signOff.reportId)
    })
    if (!version) throw caseError('REPORT_NOT_FOUND', {})
    const { closed, consent } = await ports.situation(caseId, recipient)
    const files = await filesOfVersion(ports, version)
    const whole = CanonicalReport.parse(JSON.parse(Buffer.from(files.canonical).toString('utf8')))
    return { version, closed, rasters: files.rasters, report: scopeReport(whole, recipient, consent).report, sections: extractableSections(whole).length }
  }

  /** Sections to choose from: what this recipient may have and what says something. @throws CaseError REPORT_NOT_FOUND */
  async function choice(asked: Asked): Promise<ExtractChoice> {
    const { report, closed } = await scoped(asked)
    return { sections: extractableSections(report), closed: [...closed], language: report.locale }
  }

  /**
   * Makes and signs the extract; its PDF proves itself.
   * @throws CaseError REPORT_NOT_FOUND, RELEASE_CLOSED, NOT_ALLOWED when nothing was chosen, LICENCE_EXPIRED, PASSPHRASE_WRONG, CERTIFICATE_REFUSED, CARD_REFUSED
   */
  async function make({ sections: keys, passphrase, cardPin, ...asked }: Asked & { sections: readonly string[]; passphrase: string; cardPin?: string | undefined }): Promise<void> {
    const { report, version, closed, rasters, sections } = await scoped(asked)
    if (closed.length > 0 || version.fate !== null) throw caseError('RELEASE_CLOSED', { gates: closed.join(' ') })
    if (licenceStateOn(db.read(findLicenceTerm)?.expiresOn ?? null, calendarDay(clock.now())) === 'expired') throw caseError('LICENCE_EXPIRED', {})
    const extract = extractOf(report, keys)
    if (extract.sections.length === 0) throw caseError('NOT_ALLOWED', {})
    const { signOff, coSignatures } = version
    const text = extractText(extract, signOff.contentHash, asked.recipient)
    const extractHash = createHash('sha256').update(text).digest('hex')
    const titles = extract.sections.map(({ number, title }) => `${number} ${title}`)
    const stamp = extractStamp({ reportNumber: signOff.reportNumber, recipient: asked.recipient, titles, leftOut: sections - extract.sections.length, signers: [...coSignatures, signOff].map(({ signer }) => signer.name).join(', '), signedAt: signOff.signedAt, zone: signOff.zone, contentHash: signOff.contentHash }, report.locale)
    const signedAt = isoInstant(clock.now())
    const pdf = await session.withSigningKeys(passphrase, (keys) => signed(keys, { extract, extractHash, rasters, stamp, signedAt, recipient: asked.recipient, signOff, cardPin }))
    await ports.keep(asked.caseId, pdf, ({ sha256, bytes }) => ({ id: newUuid(clock.now()), recipient: asked.recipient, reportNumber: signOff.reportNumber, contentHash: signOff.contentHash, extractHash, sections: titles, pdfSha256: sha256, bytes, at: signedAt, byName: user.name }))
  }

  type Signing = Pick<Awaited<ReturnType<typeof scoped>>, 'rasters'> & { extract: CanonicalReport; extractHash: string; stamp: ReturnType<typeof extractStamp>; signedAt: string; recipient: ExtractRecipient; signOff: Awaited<ReturnType<typeof scoped>>['version']['signOff']; cardPin: string | undefined }

  async function signed(keys: SigningKeys, { extract, extractHash, rasters, stamp, signedAt, recipient, signOff, cardPin }: Signing): Promise<Uint8Array> {
    const certificate = new X509Certificate(keys.pdfCertificate)
    if (Date.parse(certificate.validTo) < clock.now()) throw caseError('CERTIFICATE_REFUSED', { reason: 'expired' })
    const { caseId, reportId, reportNumber, contentHash, signature } = signOff
    const zone = zoneAt(Date.parse(signedAt))
    const statement = extractStatement({ caseId, reportId, reportNumber, contentHash: extractHash, of: { contentHash, signature }, recipient, signer: user, signedAt, zone, auditHead: db.read((r) => audit.head(r).hash) })
    const record = carriedRecord({ statement, signature: keys.sign(Buffer.from(statement, 'utf8')), publicKey: keys.publicKey })
    const printed = { name: user.name, role: user.role, licence: user.licence, signedAt, zone, publicKey: keys.publicKey, isRsa: certificate.publicKey.asymmetricKeyType === 'rsa', statement: PRINT_WORDS[extract.locale].extractStated, record }
    const shown = new Set(extract.proofs.map(({ number }) => number))
    return signPdf(await ports.printer.pages({ text: JSON.stringify(extract), contentHash: Sha256.parse(extractHash) }, rasters.filter(({ number }) => shown.has(number)), printed, stamp), keys, cardPin)
  }

  return { choice, make }
}
