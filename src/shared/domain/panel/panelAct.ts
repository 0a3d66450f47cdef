// What can be done on a panel, as immutable acts. Workstation and server fold the same acts into the same state.
import { z } from 'zod'
import { CaseId, DicomUid, DocumentId, Sha256, UserId } from '../../kit/ids.ts'
import { SeriesOfStudy } from '../imagingStudy.ts'
import { User } from '../people.ts'

export const DISCIPLINES = [
  'medicalOncology',
  'radiationOncology',
  'surgery',
  'radiology',
  'pathology',
  'nuclearMedicine',
  'neurology',
  'neurosurgery',
  'internalMedicine',
  'psychology',
  'rehabilitation',
  'cardiology',
  'cardiacSurgery',
  'transplantSurgery',
  'nephrology',
  'infectiousDiseases',
  'rheumatology',
  'immunology',
  'geriatrics',
  'psychiatry',
  'neuroradiology',
  'anaesthesia',
  'other',
] as const
export const Discipline = z.enum(DISCIPLINES)
export type Discipline = z.infer<typeof Discipline>

const base64url = z.string().regex(/^[A-Za-z0-9_-]+$/)
const Instant = z.iso.datetime()

/** Two sentences that an expert affirms when sealing; unticked by default on screen. */
export const OpinionAttestations = z.object({ personallyReviewed: z.literal(true), independent: z.literal(true) })

export const RevealedOpinion = z.object({
  opinionId: z.uuid(),
  /** The opinion's JSON exactly as it was sealed. */
  text: z.string().max(400_000),
  nonce: base64url,
})
export type RevealedOpinion = z.infer<typeof RevealedOpinion>

export const PanelAct = z.discriminatedUnion('type', [
  /** The actor becomes the panel's chair. Boxes are sealed to `releaseKey` (X25519, raw 32 bytes). */
  z.object({ type: z.literal('open'), releaseKey: base64url, deadline: Instant.nullable() }),
  z.object({ type: z.literal('invite'), person: User, discipline: Discipline, dueAt: Instant.nullable() }),
  z.object({
    type: z.literal('answer'),
    accepts: z.boolean(),
    reason: z.string().trim().max(1000),
    /** What the expert declares; empty = nothing to declare; null where the reader is neither the chair nor the expert. */
    conflict: z.string().trim().max(2000).nullable(),
  }),
  /**
   * What the expert opened on their workstation since they were asked; its items are for the chair and the expert, empty for others.
   * `ofStudies` names each of `series` with its study; acts of earlier versions are without.
   */
  z.object({ type: z.literal('see'), documents: z.array(DocumentId).max(400), series: z.array(DicomUid).max(400), ofStudies: z.array(SeriesOfStudy).max(400).optional() }),
  /** The chair is lost, with the key that opens the boxes: the actor takes the panel over under a new key, and the experts decide to seal to it. */
  z.object({ type: z.literal('takeChair'), releaseKey: base64url, reason: z.string().trim().min(1).max(500) }),
  z.object({ type: z.literal('remind'), personId: UserId }),
  z.object({ type: z.literal('release'), personId: UserId, reason: z.string().trim().min(1).max(1000) }),
  z.object({ type: z.literal('extend'), deadline: Instant }),
  z.object({
    type: z.literal('seal'),
    opinionId: z.uuid(),
    commitment: Sha256,
    /** The opinion, readable only with the chair's release key; null where the reader may not even hold it. */
    box: base64url.max(800_000).nullable(),
    attestations: OpinionAttestations,
  }),
  z.object({ type: z.literal('reveal'), opinions: z.array(RevealedOpinion).max(40) }),
  /** After the reveal: a changed mind is a new opinion with its reason, in the open. */
  z.object({ type: z.literal('revise'), opinion: RevealedOpinion, commitment: Sha256 }),
])
export type PanelAct = z.infer<typeof PanelAct>

export const PanelEvent = z.object({
  id: z.uuid(),
  caseId: CaseId,
  /** The person the server authenticated; never a name inside an act. */
  actor: User,
  at: Instant,
  act: PanelAct,
})
export type PanelEvent = z.infer<typeof PanelEvent>
