// What a package says of itself: every file with its hash, the clinician's signature, and the workstation's over all of it. Pure.
import { z } from 'zod'
import { Recipient } from './delivery.ts'

export const PACKAGE_SCHEMA = 'consilium-package/1'
/** Domain line of the workstation's signature over a manifest. */
export const PACKAGE_DOMAIN = 'consilium/package/1'

const sha256 = z.string().regex(/^[0-9a-f]{64}$/)

export const PackageManifest = z.object({
  schema: z.literal(PACKAGE_SCHEMA),
  recipient: Recipient,
  caseNumber: z.string(),
  reportNumber: z.number().int().positive(),
  contentHash: sha256,
  /** Whether the signed PDF and its content are part of the package, or only what this recipient may read. */
  isWhole: z.boolean(),
  createdAt: z.string(),
  softwareVersion: z.string(),
  /** The clinician's act: text, Ed25519 signature, public key, as inside the PDF. */
  signOff: z.object({ statement: z.string(), signature: z.string(), publicKey: z.string(), coSignatures: z.array(z.object({ statement: z.string(), signature: z.string(), publicKey: z.string() })).optional() }),
  files: z.array(z.object({ name: z.string(), sha256, bytes: z.number().int().nonnegative() })),
})
export type PackageManifest = z.infer<typeof PackageManifest>

/** The manifest as it is written: its very text is what the workstation signs, behind the domain line. */
const SignedManifest = z.strictObject({ text: z.string(), signature: z.string(), publicKey: z.string() })
export type SignedManifest = z.infer<typeof SignedManifest>

/** Outside of its own list. A script, because a page opened from a folder may load one but read no other file. */
export const MANIFEST_FILE = 'manifest.js'
const PREFIX = 'globalThis.CONSILIUM_PACKAGE='

export function writeManifest(signed: SignedManifest): string {
  return `${PREFIX}${JSON.stringify(signed).replace(/</g, '\\u003c')}\n`
}

/** @returns undefined for anything that is not exactly such a file */
export function readManifest(file: string): { signed: SignedManifest; manifest: PackageManifest } | undefined {
  if (!file.startsWith(PREFIX) || !file.endsWith('}\n')) return undefined
  try {
    const signed = SignedManifest.parse(JSON.parse(file.slice(PREFIX.length, -1)))
    return { signed, manifest: PackageManifest.parse(JSON.parse(signed.text)) }
  } catch {
    // Not JSON, or not of the schema: it is no manifest.
    return undefined
  }
}
