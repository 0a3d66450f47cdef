// Everything a recipient gets, as one ZIP: pages, signed file, FHIR document, word-processor file, and the page that proves it. From signed bytes alone.
import { createHash } from 'node:crypto'
import { CanonicalReport } from '#shared/domain/canonicalReport.ts'
import { formatDate } from '#shared/domain/localFormat.ts'
import { type Recipient, scopeReport, type SponsorConsent } from '#shared/domain/delivery.ts'
import { MANIFEST_FILE, PACKAGE_DOMAIN, PACKAGE_SCHEMA, type PackageManifest, writeManifest } from '#shared/domain/packageManifest.ts'
import type { LaneWishes, SeenScores } from '#shared/domain/psychology.ts'
import type { ReportStatus } from '#shared/domain/report.ts'
import type { CoSignature } from '#shared/domain/signedAct.ts'
import { type SignOff, signOffStatement } from '#shared/domain/signOff.ts'
import { canonicalJson } from '#shared/kit/canonicalJson.ts'
import { domainSeparated } from '#shared/node/ed25519.ts'
import { drawOnRaster } from '../imaging/drawOnRaster.ts'
import { encodePng } from '../imaging/encodePng.ts'
import { linesOfMark, type ProofRaster } from '../reports/pdf/proofRaster.ts'
import { fateStamp, type VersionFate } from '../reports/pdf/stampWords.ts'
import { carryCoSignature } from '../signoff/signedRecord.ts'
import { docxOf } from './docx.ts'
import { fhirBundle } from './fhirBundle.ts'
import { htmlPage, type Page } from './htmlPage.ts'
import { doctorPage, sourcesPage, startPage, wholePage } from './htmlReport.ts'
import { packZip, type PackedFile } from './packZip.ts'
import { PACKAGE_WORDS } from './packageWords.ts'
import type { ReadingFile } from './readingFiles.ts'
import { VERIFY_FILE, verifyPage, verifyScript } from './verifyPage.ts'

export interface PackageInput {
  readonly canonical: Uint8Array
  readonly pdf: Uint8Array
  readonly signOff: SignOff
  /** Those it closes, in order. */
  readonly coSignatures: readonly CoSignature[]
  readonly status: ReportStatus
  readonly recipient: Recipient
  readonly consent: SponsorConsent
  readonly wishes: LaneWishes | null
  /** Totals that the patient asked to see. */
  readonly seenScores: SeenScores['scores']
  readonly rasters: readonly ProofRaster[]
  readonly freeVisitUntil: string | null
  /** What became of the version: then `pdf` is a stamped copy and every page says so. */
  readonly fate: VersionFate | null
  /** Pages for those who do not read the whole report; none in a single export. */
  readonly readings: readonly ReadingFile[]
  /** ISO instant. */
  readonly createdAt: string
  readonly softwareVersion: string
  /** This workstation's key: it answers for the list of files. */
  readonly station: { readonly publicKey: string; sign(bytes: Uint8Array): string }
}

export interface BuiltPackage {
  readonly zip: Uint8Array
  readonly files: readonly PackedFile[]
  readonly manifest: PackageManifest
}

export async function buildPackage(input: PackageInput): Promise<BuiltPackage> {
  const content = await packageContent(input)
  const { report } = content.scoped
  const script = { file: MANIFEST_FILE, text: verifyScript(report.locale) }
  const files = [...content.files, { name: VERIFY_FILE, bytes: utf8(htmlPage(verifyPage(report.locale), { ...content.frame, script })) }]
  const manifest: PackageManifest = {
    schema: PACKAGE_SCHEMA,
    recipient: input.recipient,
    caseNumber: report.caseNumber,
    reportNumber: report.reportNumber,
    contentHash: input.signOff.contentHash,
    isWhole: content.scoped.isWhole,
    createdAt: input.createdAt,
    softwareVersion: input.softwareVersion,
    signOff: { statement: signOffStatement(input.signOff), signature: input.signOff.signature, publicKey: input.signOff.publicKey, ...(input.coSignatures.length > 0 && { coSignatures: input.coSignatures.map(carryCoSignature) }) },
    files: files.map(({ name, bytes }) => ({ name, sha256: sha256(bytes), bytes: bytes.length })),
  }
  const text = canonicalJson(manifest)
  const signature = input.station.sign(domainSeparated(PACKAGE_DOMAIN, text))
  files.push({ name: MANIFEST_FILE, bytes: utf8(writeManifest({ text, signature, publicKey: input.station.publicKey })) })
  return { zip: await packZip(files), files, manifest }
}

/** The files before they are listed; also what a single export takes one of. */
export async function packageContent(input: PackageInput) {
  const whole = CanonicalReport.parse(JSON.parse(Buffer.from(input.canonical).toString('utf8')))
  const full = scopeReport(whole, input.recipient, input.consent, input.wishes)
  const { report } = full
  const stamp = input.fate && fateStamp(input.fate, report.reportNumber, report.locale)
  const isWhole = full.isWhole && stamp === null
  const scoped = { ...full, isWhole }
  const words = PACKAGE_WORDS[report.locale]
  const pictures = report.proofs.flatMap((proof) => {
    const raster = input.rasters.find(({ number }) => number === proof.number)
    return raster ? [{ number: proof.number, name: `images/proof-${proof.number}.png`, bytes: drawnPng(raster, proof) }] : []
  })
  const { signer, signedAt, zone, contentHash } = input.signOff
  const facts = { signerName: [...input.coSignatures.map((one) => one.signer.name), signer.name].join(', '), signedAt, zone, contentHash, freeVisitUntil: input.recipient === 'patient' ? input.freeVisitUntil : null, pictures: new Map(pictures.map(({ number, name }) => [number, name])), stamp, hasCopy: full.isWhole && stamp !== null }
  // A version that counts no more is not explained to anybody.
  const readings = stamp ? [] : input.readings
  const pages: Page[] = [startPage(scoped, facts), wholePage(scoped, facts), ...(input.recipient === 'sponsor' ? [] : [doctorPage(scoped)]), sourcesPage(scoped)]
  const { patient } = report
  const frame = {
    language: report.locale,
    stamp,
    heading: report.issuer ?? report.programme.name,
    identity: `${[patient.givenName, patient.familyName].filter((part) => part !== '').join(' ')}${patient.birthDate ? `, ${formatDate(patient.birthDate, report.locale)}` : ''} · ${report.caseNumber} · ${words.version} ${report.reportNumber}`,
    footer: `${report.disclaimer?.footer ?? ''} SHA-256 ${contentHash.slice(0, 16)}`,
    menu: [...pages.map(({ file, title }) => ({ file, label: file === 'index.html' ? words.start : title })), ...readings.map(({ page }) => ({ file: page.file, label: page.label, language: page.language })), { file: VERIFY_FILE, label: words.check }],
  }
  const bundle = fhirBundle(report, { status: input.status, stamp, contentHash, seenScores: input.recipient === 'patient' ? input.seenScores : [], signatures: [...input.coSignatures, input.signOff], pdf: isWhole ? { sha256: sha256(input.pdf), bytes: input.pdf.length, sha1Base64: createHash('sha1').update(input.pdf).digest('base64') } : null })
  const files: PackedFile[] = [
    ...[...pages, ...readings.map(({ page }) => page)].map((page) => ({ name: page.file, bytes: utf8(htmlPage(page, frame)) })),
    ...readings.map(({ pdf }) => pdf),
    ...(isWhole ? [{ name: 'report.pdf', bytes: input.pdf }, { name: 'report.json', bytes: input.canonical }] : facts.hasCopy ? [{ name: 'report.pdf', bytes: input.pdf }] : []),
    { name: 'report.docx', bytes: await docxOf(report, facts) },
    { name: 'report.fhir.json', bytes: utf8(JSON.stringify(bundle, null, 1)) },
    ...pictures.map(({ name, bytes }) => ({ name, bytes })),
  ]
  return { files, scoped, frame, bundle }
}

const utf8 = (text: string) => Buffer.from(text, 'utf8')

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

/** The slice with what was drawn on it, as in print. */
function drawnPng(raster: ProofRaster, { measurement, marks = [] }: CanonicalReport['proofs'][number]): Uint8Array {
  const drawn = { ...raster, samples: raster.samples.slice() }
  drawOnRaster(drawn, [measurement, ...marks].flatMap(linesOfMark))
  return encodePng({ columns: drawn.width, rows: drawn.height }, drawn.channels, drawn.samples)
}
