// The outcome of taking in a bundle: every item is accounted for, with a code when it was not taken.
import { z } from 'zod'
import { CaseId, ImportId } from '../kit/ids.ts'
import { IdentityCheck } from './identity.ts'
import { Role } from './people.ts'

/** Why an item was set aside, refused or skipped; each has a sentence in every language. */
export const ITEM_CODES = [
  'otherPatient',
  'identityUnsure',
  'fileNameOther',
  'uidCollision',
  'identityTagRepeated',
  'unsafePath',
  'symbolicLink',
  'nameCollision',
  'encrypted',
  'wrongPassword',
  'sizeLie',
  'checksumMismatch',
  'ratioExceeded',
  'entryLimit',
  'totalLimit',
  'nestedArchive',
  'notAnArchive',
  'notReadable',
  'dicomDamaged',
  'dicomIncomplete',
  'pdfDamaged',
  'tooLarge',
  'timedOut',
  'memoryExceeded',
  'unsupportedFormat',
  'mediaSoftware',
  'emptyFile',
  'dicomDirectory',
  'caseRequest',
  'requestNotUsed',
  'bundleTooNew',
  'bundleInvalid',
  'bundleSealBroken',
  'bundleMetadata',
  'hashMismatch',
  'notInManifest',
  'listedMissing',
  'duplicate',
] as const
export const ItemCode = z.enum(ITEM_CODES)
export type ItemCode = z.infer<typeof ItemCode>

export const ImportItem = z.object({
  itemId: z.string(),
  /** Path inside the bundle, for people. */
  name: z.string(),
  /** `missing`: a list of the bundle names it and it did not arrive. */
  outcome: z.enum(['document', 'image', 'quarantined', 'rejected', 'missing', 'skipped', 'duplicate']),
  code: ItemCode.nullable(),
  bytes: z.number().int().nonnegative(),
  /** Present for quarantined items: what the item says against what the case says. */
  identity: IdentityCheck.nullable(),
  /** Set once a person decided on a quarantined item. */
  decision: z.enum(['leftOut', 'released']).nullable(),
})
export type ImportItem = z.infer<typeof ImportItem>

/** What a sealed bundle says of where it comes from: the key is proven, the name is as stated. */
export const BundleStatement = z.object({
  bundleId: z.string(),
  person: z.string(),
  role: Role,
  caseNumber: z.string(),
  createdAt: z.string(),
  software: z.string(),
  publicKey: z.string(),
  /** Files that it lists, and how many of its files were refused: altered, added or missing. */
  files: z.number().int(),
  refused: z.number().int(),
})
export type BundleStatement = z.infer<typeof BundleStatement>

export const ImportResult = z.object({
  importId: ImportId,
  caseId: CaseId.nullable(),
  state: z.enum(['running', 'done', 'cancelled', 'failed']),
  sourceName: z.string(),
  documents: z.number().int(),
  images: z.number().int(),
  studies: z.number().int(),
  items: z.array(ImportItem),
  /** Sealed bundles in it. */
  statements: z.array(BundleStatement),
  seconds: z.number(),
  bytes: z.number(),
  /** A failed import whose read files are safe: it can go on from there. */
  resumable: z.boolean(),
})
export type ImportResult = z.infer<typeof ImportResult>
