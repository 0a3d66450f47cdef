// Acts of signature around the one that makes a version final: a co-signature before it, a withdrawal after it. Immutable; each is over the content it is about.
import { z } from 'zod'
import { canonicalJson } from '../kit/canonicalJson.ts'
import { CaseId, ReportId, Sha256 } from '../kit/ids.ts'
import { User } from './people.ts'
import { Language } from './reviewCase.ts'
import { Attestations } from './signOff.ts'
import { LocalZone } from './zones.ts'

const made = {
  id: z.uuid(),
  caseId: CaseId,
  reportId: ReportId,
  reportNumber: z.number().int().positive(),
  /** Of a co-signature: what its signer saw. Of a withdrawal: what the withdrawn version says. */
  contentHash: Sha256,
  signer: User,
  /** ISO instant of the signer's workstation. */
  signedAt: z.string(),
  /** Where that clock hung; absent in what was signed before the statement held it. */
  zone: LocalZone.optional(),
  /** Head of the device's audit chain at the moment of signing. */
  auditHead: z.string(),
  /** Ed25519 over `signedActStatement`, base64url. */
  signature: z.string().max(200),
  /** Ed25519 public key, base64url raw 32 bytes. */
  publicKey: z.string().max(100),
}

export const CoSignature = z.object({
  kind: z.literal('coSignature'),
  ...made,
  language: Language,
  /** Place in the order of signatures, from 1. */
  place: z.number().int().positive(),
  /** Signatures of everybody before, in order: whoever signs later signs over who signed before. */
  after: z.array(z.string().max(200)).max(50),
  attestations: Attestations,
})
export type CoSignature = z.infer<typeof CoSignature>

/** A signed version is said to be entered in error (FHIR); its content stays. */
export const Withdrawal = z.object({ kind: z.literal('withdrawal'), ...made, reason: z.string().trim().min(3).max(500) })
export type Withdrawal = z.infer<typeof Withdrawal>

export const SignedAct = z.discriminatedUnion('kind', [CoSignature, Withdrawal])
export type SignedAct = z.infer<typeof SignedAct>

/** Domain separation of what a clinician's key signs here; change means a new format: the second holds the signer's time zone. */
export const SIGNED_ACT_DOMAINS = ['consilium/signed-act/1', 'consilium/signed-act/2'] as const

type Unsigned<T> = T extends unknown ? Omit<T, 'id' | 'signature' | 'publicKey'> : never
export type SignedActText = Unsigned<SignedAct>

/** The text the signature is over: canonical JSON of the whole act but its name, signature and key. */
export function signedActStatement(act: SignedActText): string {
  const { id: _id, signature: _signature, publicKey: _key, signer, ...rest } = act as SignedAct
  return canonicalJson({ domain: SIGNED_ACT_DOMAINS[act.zone === undefined ? 0 : 1], ...rest, signer: { id: signer.id, name: signer.name, role: signer.role, licence: signer.licence } })
}
