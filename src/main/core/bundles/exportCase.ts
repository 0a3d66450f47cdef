// A case as a `.consilium` bundle: the originals as they came, what people found in them, a sealed list of all of it. Streams from the store; keeps no copy.
import { createHash } from 'node:crypto'
import { Readable as ByteStream } from 'node:stream'
import { BUNDLE_DOMAIN, BUNDLE_MEDIA_TYPE, BUNDLE_SCHEMA, type BundleEntryRecord, BundleManifest, type BundleOrigin, type BundleSeal, type CarriedFacts, FHIR_NAME, MANIFEST_NAME, SEAL_NAME } from '#shared/bundle/bundleManifest.ts'
import type { CaseRequest } from '#shared/bundle/request.ts'
import { caseError } from '#shared/contract/errors.ts'
import type { ReviewCase } from '#shared/domain/reviewCase.ts'
import type { SourceDocument } from '#shared/domain/sourceDocument.ts'
import { Sha256 } from '#shared/kit/ids.ts'
import { domainSeparated } from '#shared/node/ed25519.ts'
import { readCase } from '../cases/caseStore.ts'
import type { OpenContent } from '../content/contentRoutes.ts'
import type { ContentStore } from '../content/contentStore.ts'
import { listDocuments } from '../documents/documentStore.ts'
import { listStudies, listStudyFiles, type StudyFile } from '../imaging/imagingStore.ts'
import type { Readable } from '../storage/handles.ts'
import { bundleFhir } from './bundleFhir.ts'
import { storedZip, type ZippedFile } from './storedZip.ts'

export interface ExportPorts {
  readonly content: Pick<ContentStore, 'open'>
  /** This workstation's key: it answers for the list of files. */
  readonly station: { readonly devicePublicKey: string; signAsDevice(bytes: Uint8Array): string }
}

export interface BundleOrder {
  readonly caseId: string
  readonly bundleId: string
  readonly origin: Omit<BundleOrigin, 'caseNumber'>
}

export interface BuiltBundle {
  readonly manifest: BundleManifest
  readonly content: OpenContent
}

/** @throws CaseError CASE_NOT_FOUND; STORE_DAMAGED while a file of the case is not on this device: a bundle is whole or is not made */
export function buildBundle(r: Readable, { caseId, bundleId, origin }: BundleOrder, { content, station }: ExportPorts): BuiltBundle {
  const reviewCase = readCase(r, caseId)
  const documents = listDocuments(r, caseId)
  const images = listStudyFiles(r, caseId)
  const made: BundleOrigin = { ...origin, caseNumber: reviewCase.caseNumber }
  const sizeOf = (sha256: string) => {
    const blob = content.open(sha256, caseId)
    if (!blob) throw caseError('STORE_DAMAGED', {})
    return blob.bytes
  }
  const records: BundleEntryRecord[] = [...documents.map((document, i) => documentRecord(document, i, documents)), ...dicomRecords(images, sizeOf)]
  const fhir = Buffer.from(JSON.stringify(bundleFhir({ bundleId, origin: made, reviewCase, files: records, studies: listStudies(r, caseId) }), null, 1))
  const fhirRecord: BundleEntryRecord = { role: 'metadata', path: FHIR_NAME, sha256: sha256Of(fhir), bytes: fhir.length, mediaType: 'application/fhir+json' }
  const manifest = BundleManifest.parse({ schema: BUNDLE_SCHEMA, bundleId, origin: made, request: requestOfCase(reviewCase), files: [fhirRecord, ...records] })
  const text = Buffer.from(`${JSON.stringify(manifest, null, 1)}\n`)
  const seal: BundleSeal = { publicKey: station.devicePublicKey, signature: station.signAsDevice(domainSeparated(BUNDLE_DOMAIN, text.toString('utf8'))) }
  const stored = (file: BundleEntryRecord): ZippedFile => ({ path: file.path, bytes: file.bytes, open: () => streamOf(content, file.sha256, caseId) })
  const files = [inMemory(MANIFEST_NAME, text), inMemory(SEAL_NAME, Buffer.from(`${JSON.stringify(seal)}\n`)), inMemory(FHIR_NAME, fhir), ...records.map(stored)]
  return { manifest, content: storedZip(files, BUNDLE_MEDIA_TYPE) }
}

function streamOf(content: ExportPorts['content'], sha256: string, caseId: string): ByteStream {
  const blob = content.open(sha256, caseId)
  if (!blob) throw caseError('STORE_DAMAGED', {})
  return blob.stream()
}

const inMemory = (path: string, bytes: Uint8Array): ZippedFile => ({ path, bytes: bytes.length, open: () => ByteStream.from([bytes], { objectMode: false }) })
const sha256Of = (bytes: Uint8Array) => Sha256.parse(createHash('sha256').update(bytes).digest('hex'))
const numbered = (n: number, digits: number) => String(n).padStart(digits, '0')

const ENDING: Readonly<Record<string, string>> = {
  'application/pdf': 'pdf', 'image/jpeg': 'jpg', 'image/png': 'png', 'image/tiff': 'tif', 'image/gif': 'gif', 'text/plain': 'txt', 'text/html': 'html', 'application/rtf': 'rtf', 'text/xml': 'xml',
  'application/fhir+json': 'json', 'application/json': 'json', 'x-application/hl7-v2+er7': 'hl7', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'docx',
}

function documentRecord(document: SourceDocument, i: number, all: readonly SourceDocument[]): BundleEntryRecord {
  const { name, kind, language, documentDate, author, institution, receivedAt, sha256, bytes, mediaType } = document
  const original = all.find(({ id }) => id === document.translationOf)?.sha256
  const facts: CarriedFacts = { name, kind, language, documentDate, receivedAt, ...(author ? { author } : {}), ...(institution ? { institution } : {}), ...(original ? { translationOf: original } : {}) }
  return { role: 'document', path: `documents/${numbered(i + 1, 4)}.${ENDING[mediaType] ?? 'bin'}`, sha256, bytes, mediaType, document: facts }
}

/** One folder per study and series, by number: the names on the disc they came from say nothing that the objects do not. */
function dicomRecords(files: readonly StudyFile[], sizeOf: (sha256: string) => number): BundleEntryRecord[] {
  const folders = new Map<string, { folder: string; files: number; series: Map<string, number> }>()
  return files.map(({ sha256, StudyInstanceUID, SeriesInstanceUID, SOPInstanceUID }) => {
    const study = folders.get(StudyInstanceUID) ?? { folder: `dicom/study${numbered(folders.size + 1, 2)}`, files: 0, series: new Map<string, number>() }
    folders.set(StudyInstanceUID, study)
    const series = study.series.get(SeriesInstanceUID) ?? study.series.size + 1
    study.series.set(SeriesInstanceUID, series)
    study.files++
    return { role: 'dicom', path: `${study.folder}/series${numbered(series, 3)}/${numbered(study.files, 6)}.dcm`, sha256: Sha256.parse(sha256), bytes: sizeOf(sha256), mediaType: 'application/dicom', SOPInstanceUID }
  })
}

/** What the applicant asked, without anything of our own work: team, stage, clock and the confidential motive stay. */
function requestOfCase({ patient, packId, policyId, illness, condition, requestedOn, language, motives, patientWords, questions, allergies }: ReviewCase): CaseRequest {
  return { schema: 'consilium-request/1', patient, packId, policyId, ...(illness ? { illness } : {}), condition, requestedOn, language, motives, patientWords, questions, allergies }
}
