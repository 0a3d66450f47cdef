// What a `.consilium` bundle says of itself: the case it is about, every file with its hash and what people found in it, who made it. See docs/bundle-format.md.
import { z } from 'zod'
import { Sha256 } from '../kit/ids.ts'
import { Role } from '../domain/people.ts'
import { SourceDocument } from '../domain/sourceDocument.ts'
import { CaseRequest } from './request.ts'

export const MANIFEST_NAME = 'consilium-bundle.json'
export const SEAL_NAME = 'consilium-bundle.sig'
export const FHIR_NAME = 'case.fhir.json'
export const BUNDLE_MEDIA_TYPE = 'application/vnd.consilium.bundle+zip'
export const BUNDLE_SCHEMA = 'consilium-bundle/2'
/** Domain line of the workstation's signature over the manifest's bytes. */
export const BUNDLE_DOMAIN = 'consilium/bundle/2'

/** A path of our own making: nothing a sender wrote becomes a path. */
const BundlePath = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,99}(\/[A-Za-z0-9][A-Za-z0-9._-]{0,99}){0,5}$/)

/** What a person or the intake found in a document; travels, so that nobody has to find it again. */
export const CarriedFacts = SourceDocument.pick({ name: true, kind: true, language: true, documentDate: true, author: true, institution: true, receivedAt: true }).extend({
  /** Hash of the document of which this is the translation. */
  translationOf: Sha256.optional(),
})
export type CarriedFacts = z.infer<typeof CarriedFacts>

const BundleFile = z.object({ path: BundlePath, sha256: Sha256, bytes: z.number().int().nonnegative(), mediaType: z.string().max(120) })
export const BundleEntryRecord = z.discriminatedUnion('role', [
  BundleFile.extend({ role: z.literal('document'), document: CarriedFacts }),
  BundleFile.extend({ role: z.literal('dicom'), SOPInstanceUID: z.string().max(64) }),
  BundleFile.extend({ role: z.literal('metadata') }),
])
export type BundleEntryRecord = z.infer<typeof BundleEntryRecord>

/** Who made it, as that workstation states it; the seal proves which key, not which person. */
export const BundleOrigin = z.object({
  person: z.string().max(120),
  role: Role,
  caseNumber: z.string().max(24),
  createdAt: z.iso.datetime(),
  software: z.string().max(60),
})
export type BundleOrigin = z.infer<typeof BundleOrigin>

export const BundleManifest = z.object({
  schema: z.literal(BUNDLE_SCHEMA),
  bundleId: z.uuid(),
  origin: BundleOrigin,
  request: CaseRequest,
  files: z.array(BundleEntryRecord).max(200_000),
})
export type BundleManifest = z.infer<typeof BundleManifest>

export const BundleSeal = z.strictObject({ publicKey: z.string().max(100), signature: z.string().max(200) })
export type BundleSeal = z.infer<typeof BundleSeal>

export type ManifestReading = { kind: 'manifest'; manifest: BundleManifest } | { kind: 'refused'; code: 'bundleTooNew' | 'bundleInvalid' }

/** Version 1 was a request beside the files (request.ts): no list, no origin, no seal. It is read as it is and never written again. */
const VERSION = 2

/** @param text the file's own text; its bytes are what the seal is over */
export function parseManifest(text: string): ManifestReading {
  const value = jsonOf(text)
  const version = /^consilium-bundle\/(\d{1,6})$/.exec(schemaOf(value))?.[1]
  if (version !== undefined && Number(version) > VERSION) return { kind: 'refused', code: 'bundleTooNew' }
  const parsed = BundleManifest.safeParse(value)
  if (!parsed.success) return { kind: 'refused', code: 'bundleInvalid' }
  const { files } = parsed.data
  const isOnce = new Set(files.map(({ path }) => path.toLowerCase())).size === files.length
  return isOnce ? { kind: 'manifest', manifest: parsed.data } : { kind: 'refused', code: 'bundleInvalid' }
}

export function parseSeal(text: string): BundleSeal | undefined {
  return BundleSeal.safeParse(jsonOf(text)).data
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch {
    // Not JSON at all: refused by the schema like anything else that is no manifest.
    return undefined
  }
}

function schemaOf(value: unknown): string {
  return typeof value === 'object' && value !== null && 'schema' in value && typeof value.schema === 'string' ? value.schema : ''
}
