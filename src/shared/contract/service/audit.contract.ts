// The server's audit: searched, verified, exported; and the workstations' own chains held against theirs.
import { z } from 'zod'
import { CaseId } from '../../kit/ids.ts'
import { base64url, serviceProcedure } from './procedure.ts'

export const AuditEntry = z.object({
  seq: z.number().int(),
  at: z.string(),
  actor: z.string(),
  actorName: z.string().nullable(),
  role: z.string(),
  device: z.string(),
  event: z.string(),
  caseId: z.string().nullable(),
  fields: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  /** What the office gave as its reason; not part of the chain, which holds its digest. */
  reason: z.string().nullable(),
})
export type AuditEntry = z.infer<typeof AuditEntry>

export const AuditQuery = z.object({
  /** ISO instants, both included; null = open. */
  from: z.string().nullable(),
  to: z.string().nullable(),
  /** Person's id or part of the name. */
  actor: z.string().max(120),
  /** Beginning of the event's name, e.g. `case.`. */
  event: z.string().max(60),
  caseId: CaseId.nullable(),
  /** Entries before this number; null = from the newest. */
  before: z.number().int().nullable(),
  limit: z.number().int().min(1).max(500),
})
export type AuditQuery = z.infer<typeof AuditQuery>

export const AUDIT_FORMATS = ['csv', 'fhir', 'dicom'] as const

export const ChainState = z.object({ ok: z.boolean(), rows: z.number().int(), brokenAt: z.number().int().nullable(), head: z.string() })

export const serverAuditContract = {
  search: serviceProcedure('auditor', 'audit.searched').input(AuditQuery).output(z.array(AuditEntry)),
  export: serviceProcedure('auditor', 'audit.exported')
    .input(AuditQuery.omit({ before: true, limit: true }).extend({ format: z.enum(AUDIT_FORMATS) }))
    .output(z.object({ name: z.string(), mediaType: z.string(), text: z.string(), entries: z.number().int() })),
  verify: serviceProcedure('auditor', null).output(ChainState),
  /** Whether the server's chain still has the link of an earlier receipt: a chain that was cut or told anew does not. */
  holds: serviceProcedure('signedIn', null)
    .input(z.object({ seq: z.number().int().positive(), hash: z.string().regex(/^[0-9a-f]{64}$/) }))
    .output(z.object({ holds: z.boolean() })),
  /** A workstation's signed chain head becomes a link of the server's chain; the answer is the receipt. */
  sealHead: serviceProcedure('signedIn', 'audit.headReceived')
    .input(z.object({ seq: z.number().int().positive(), hash: z.string().regex(/^[0-9a-f]{64}$/), signature: base64url }))
    .errors({ HEAD_REFUSED: { status: 409, data: z.object({ reason: z.enum(['badSignature', 'forked', 'shorter']) }) } })
    .output(z.object({ seq: z.number().int(), hash: z.string() })),
}
