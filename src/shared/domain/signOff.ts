// An act of signing: immutable, over the canonical bytes the clinician saw.
import { z } from 'zod'
import { canonicalJson } from '../kit/canonicalJson.ts'
import { CaseId, ReportId, Sha256, SignOffId } from '../kit/ids.ts'
import { User } from './people.ts'
import { LocalZone } from './zones.ts'

/** What a signatory states in the act itself: a personal review (S3-11) and independence (S2-2). */
export const Attestations = z.object({ personallyReviewed: z.literal(true), noConflictOfInterest: z.literal(true) })

export const SignOff = z.object({
  id: SignOffId,
  caseId: CaseId,
  reportId: ReportId,
  reportNumber: z.number().int().positive(),
  contentHash: Sha256,
  signer: User,
  /** Absent in what was signed before the statement held them. */
  attestations: Attestations.optional(),
  /** Co-signatures this one closes, in their order, each by its signature. */
  coSignatures: z.array(z.string().max(200)).max(50).optional(),
  /** ISO instant of this workstation's clock; `timeSource` says how far to trust it. */
  signedAt: z.string(),
  /** Where that clock hung; absent in what was signed before the statement held it. */
  zone: LocalZone.optional(),
  timeSource: z.enum(['workstationClock', 'server']),
  /** Grows by one with every signature of this device: a gap or a repeat shows. */
  deviceCounter: z.number().int().positive(),
  /** Head of this device's audit chain at the moment of signing. */
  auditHead: z.string(),
  /** Ed25519 over `signOffStatement`, base64url. */
  signature: z.string(),
  /** Ed25519 public key, base64url raw 32 bytes. */
  publicKey: z.string(),
  /** The signed PDF. */
  pdfSha256: Sha256,
  /** Without a server final at once; with one it waits for the server's countersignature (README decision 14). */
  state: z.enum(['final', 'awaitingCountersignature', 'conflict', 'superseded']),
})
export type SignOff = z.infer<typeof SignOff>

/** What a server's countersignature is over, under its own domain. @param at ISO instant of the server's clock */
export function countersignedText({ id, contentHash }: { readonly id: string; readonly contentHash: string }, at: string): string {
  return `${id}\n${contentHash}\n${at}`
}

/** Domain separation of what a clinician's key signs, by format: the second holds what the signatory states and who co-signed, the third the signatory's time zone. */
export const SIGNATURE_DOMAINS = ['consilium/sign-off/1', 'consilium/sign-off/2', 'consilium/sign-off/3'] as const

/**
 * The text a signature is over: canonical JSON of who signed which content, when, and after what.
 * Verified by the workstation, the server and `consilium verify` from the record alone.
 */
export function signOffStatement(
  record: Pick<SignOff, 'caseId' | 'reportId' | 'reportNumber' | 'contentHash' | 'signer' | 'signedAt' | 'deviceCounter' | 'auditHead' | 'attestations' | 'coSignatures' | 'zone'>,
): string {
  const { caseId, reportId, reportNumber, contentHash, signer, signedAt, deviceCounter, auditHead, attestations, coSignatures, zone } = record
  const { id, name, role, licence } = signer
  return canonicalJson({
    domain: SIGNATURE_DOMAINS[zone !== undefined ? 2 : attestations === undefined ? 0 : 1],
    attestations,
    coSignatures,
    caseId,
    reportId,
    reportNumber,
    contentHash,
    signer: { id, name, role, licence },
    signedAt,
    zone,
    deviceCounter,
    auditHead,
  })
}
