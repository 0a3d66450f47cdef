// The contract between a workstation's core and the central server. Files travel beside it (blobs), text through the shared documents.
import { z } from 'zod'
import { CaseId, Sha256, UserId } from '../../kit/ids.ts'
import { CaseMaterial } from '../../bundle/material.ts'
import { User } from '../../domain/people.ts'
import { ClinicEntry } from '../../domain/phrase.ts'
import { PanelAct, PanelEvent } from '../../domain/panel/panelAct.ts'
import { QuarantineAct, QuarantineEvent } from '../../domain/quarantineActs.ts'
import { ReviewCase } from '../../domain/reviewCase.ts'
import { Report } from '../../domain/report.ts'
import { SignedAct } from '../../domain/signedAct.ts'
import { SignOff } from '../../domain/signOff.ts'
import { boardServiceContract } from './board.contract.ts'
import { AccountWord } from './account.ts'
import { administrationContract, ServerPolicy } from './administration.contract.ts'
import { serverAuditContract } from './audit.contract.ts'
import { base64url, serviceProcedure } from './procedure.ts'


/** What a countersigned record carries: the server's Ed25519 signature over the sign-off's content hash and instant. */
export const Countersignature = z.object({ signedAt: z.string(), signature: base64url, publicKey: base64url })
export type Countersignature = z.infer<typeof Countersignature>

/** Validated changes of legal weight; everything else is shared text or files. */
export const CommandBody = z.discriminatedUnion('type', [
  z.object({ type: z.literal('case.publish'), reviewCase: ReviewCase }),
  z.object({ type: z.literal('case.update'), reviewCase: ReviewCase }),
  z.object({ type: z.literal('case.addMaterial'), material: CaseMaterial }),
  z.object({ type: z.literal('case.assign'), userId: UserId }),
  z.object({ type: z.literal('case.unassign'), userId: UserId }),
  z.object({ type: z.literal('report.open'), report: Report }),
  /** `eventId` names the act on every machine; its author is whoever the server authenticated. */
  z.object({ type: z.literal('panel.act'), eventId: z.uuid(), act: PanelAct }),
  z.object({ type: z.literal('quarantine.act'), eventId: z.uuid(), act: QuarantineAct }),
  z.object({ type: z.literal('report.sign'), signOff: SignOff, rooms: z.array(z.object({ room: z.string().max(200), sha256: Sha256 })) }),
  z.object({ type: z.literal('report.act'), act: SignedAct }),
])
export type CommandBody = z.infer<typeof CommandBody>

export const Command = z.object({
  /** UUIDv7 made by the workstation: the idempotency key. */
  id: z.uuid(),
  caseId: CaseId,
  baseVersion: z.number().int().nonnegative(),
  createdAt: z.string(),
  body: CommandBody,
})
export type Command = z.infer<typeof Command>

export const Outcome = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('accepted'), version: z.number().int(), countersignature: Countersignature.nullable() }),
  z.object({ kind: z.literal('conflict'), reason: z.enum(['staleVersion', 'contentChanged', 'alreadySigned']), version: z.number().int() }),
  z.object({ kind: z.literal('rejected'), reason: z.enum(['notMember', 'wrongRole', 'badSignature', 'unknownCase', 'unknownPerson', 'panelRefused', 'unknownFile', 'decidedBefore', 'readOnly', 'closed', 'erased']) }),
])
export type Outcome = z.infer<typeof Outcome>

/** One case as the server has it; a workstation compares `version` and the room heads with what it last saw. */
export const CaseHead = z.object({
  caseId: CaseId,
  version: z.number().int(),
  /** `left`: the person was taken off the case; said in words, because absence never means removal. */
  standing: z.enum(['member', 'breakGlass', 'left']),
  /** Of broken glass: ISO instant at which it ends. */
  until: z.string().nullable(),
  /** Of a case of one's own team: the version each person's device holds, 0 and null while none. */
  seen: z.array(z.object({ userId: UserId, name: z.string(), version: z.number().int(), at: z.string().nullable() })),
  rooms: z.array(z.object({ room: z.string(), head: z.number().int(), frozen: z.boolean() })),
})
export type CaseHead = z.infer<typeof CaseHead>

export const serviceContract = {
  /** Who the server is; a workstation refuses to merge with a server of another id. `epoch` changes when a backup was restored. */
  identity: serviceProcedure('anyone', null).output(z.object({ serverId: z.uuid(), epoch: z.number().int(), publicKey: base64url })),
  /** Begins a sign-in at the organisation's identity provider for one device; null when this server knows no provider. */
  signOn: serviceProcedure('anyone', null)
    .input(z.object({ devicePublicKey: base64url, way: z.enum(['browser', 'device']) }))
    .output(z.object({ issuer: z.url(), clientId: z.string(), nonce: z.string() }).nullable()),
  /** Registers a person and this device: with the code that the server printed or that an administrator made for this person, with the identity provider's word on the person, or with an account of this server. */
  enrol: serviceProcedure('anyone', 'device.enrolled')
    .errors({
      CODE_WRONG: { status: 403, data: z.object({}) },
      /** `until` null: an administrator has to make a new first passphrase. */
      ACCOUNT_LOCKED: { status: 403, data: z.object({ until: z.string().nullable() }) },
      /** The first passphrase of an account is right: its person chooses their own, that is not easy to guess. */
      CHOOSE_PASSPHRASE: { status: 403, data: z.object({}) },
    })
    .input(z.object({ code: z.string().max(120), identity: z.object({ token: z.string().max(16_384), nonce: z.string().max(80) }).nullable().default(null), account: AccountWord.nullable().default(null), user: User, devicePublicKey: base64url, signingPublicKey: base64url, proof: base64url }))
    .output(z.object({ user: User })),
  challenge: serviceProcedure('anyone', null).input(z.object({ devicePublicKey: base64url })).output(z.object({ nonce: base64url })),
  /** The device signs `consilium/session/1` + nonce; the token lives 12 hours. */
  signIn: serviceProcedure('anyone', 'device.signedIn')
    .errors({ DEVICE_REVOKED: { status: 403, data: z.object({ order: base64url }) } })
    .input(z.object({ devicePublicKey: base64url, nonce: base64url, signature: base64url }))
    .output(z.object({ token: z.string(), expiresAt: z.string() })),
  /** A revoked device says that it has destroyed its keys. */
  purged: serviceProcedure('anyone', 'device.purged').input(z.object({ devicePublicKey: base64url, proof: base64url })).output(z.object({})),
  /** How long the device may be used without the server, and the rules it follows meanwhile. */
  lease: serviceProcedure('signedIn', null).output(z.object({ until: z.string(), policy: ServerPolicy, administrator: z.boolean() })),
  people: serviceProcedure('signedIn', null).output(z.array(User)),
  /** Words and phrases of the clinic: those of this device go there, those that came after `since` come back. No clinical content. */
  clinic: serviceProcedure('signedIn', null)
    .input(z.object({ since: z.number().int().nonnegative(), entries: z.array(ClinicEntry).max(500) }))
    .output(z.object({ upTo: z.number().int().nonnegative(), entries: z.array(ClinicEntry) })),
  cases: serviceProcedure('signedIn', null).output(z.array(CaseHead)),
  fetch: serviceProcedure('case', 'case.fetched')
    .input(z.object({ caseId: CaseId }))
    .output(
      z.object({
        reviewCase: ReviewCase,
        /** Who changed the case's facts last. */
        changed: z.object({ name: z.string(), at: z.string() }).nullable(),
        material: z.array(CaseMaterial),
        reports: z.array(Report),
        signOffs: z.array(z.object({ signOff: SignOff, countersignature: Countersignature.nullable() })),
        /** Co-signatures and withdrawals. */
        acts: z.array(z.object({ act: SignedAct, countersignature: Countersignature })).default([]),
        /** As this reader may hold them: no box, no declared conflict of somebody else. */
        panel: z.array(PanelEvent),
        /** What the team decided about files that may be another patient's, in order. */
        quarantine: z.array(QuarantineEvent).default([]),
      }),
    ),
  /** The panel's acts now; the chair is given the boxes as soon as the panel may be revealed by the server's clock. */
  panel: serviceProcedure('case', null).input(z.object({ caseId: CaseId })).output(z.array(PanelEvent)),
  /** The team's acts on files that may be another patient's, in the order that counts. */
  quarantine: serviceProcedure('case', null).input(z.object({ caseId: CaseId })).output(z.array(QuarantineEvent)),
  submit: serviceProcedure('case', 'case.changed').input(Command).output(Outcome),
  /** Opens a case to somebody who is not on it, for a time, read-only; alerts the administrators and waits for their review. */
  breakGlass: serviceProcedure('signedIn', 'case.glassBroken')
    .input(z.object({ caseNumber: z.string().trim().min(1).max(24), reason: z.string().trim().min(10).max(500) }))
    .output(z.object({ caseId: CaseId, until: z.string() })),
  board: boardServiceContract,
  administration: administrationContract,
  audit: serverAuditContract,
}

/** Domain separation of what a device signs to sign in, and what the server signs to countersign. */
export const SESSION_DOMAIN = 'consilium/session/1'
export const ENROL_DOMAIN = 'consilium/enrol/1'
export const COUNTERSIGN_DOMAIN = 'consilium/countersign/1'
export const REVOKE_DOMAIN = 'consilium/revoke/1'
export const PURGED_DOMAIN = 'consilium/purged/1'
/** What a device signs over its audit's head, for its own store and for the server. */
export const AUDIT_HEAD_DOMAIN = 'consilium/audit-head/1'
