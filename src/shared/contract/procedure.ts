// The two kinds of procedure and what each must say of itself: who may call it and how it is audited.
import { oc } from '@orpc/contract'
import type { Role } from '../domain/people.ts'
import { pick } from './errors.ts'

/** `anyone`: before unlock. `signedIn`: an unlocked profile. `team`: input.caseId must be a case of the caller. A role list narrows `signedIn`. */
export interface ProcedureMeta {
  access: 'anyone' | 'signedIn' | 'team' | readonly Role[]
  /** Name of the audit event, or null when the call neither changes nor shows clinical content. */
  audit: string | null
}

const base = oc.$meta<ProcedureMeta>({ access: 'signedIn', audit: null })

/** Callable before a profile is unlocked: shows no clinical content. */
export function openProcedure(audit: string | null = null) {
  return base.meta({ access: 'anyone', audit }).errors(pick('INTERNAL'))
}

export function signedInProcedure(meta: { access?: readonly Role[]; audit?: string | null } = {}) {
  return base.meta({ access: meta.access ?? 'signedIn', audit: meta.audit ?? null }).errors(pick('INTERNAL', 'LOCKED', 'NOT_ALLOWED'))
}

/** Its input names a case; the caller must be of that case's team. */
export function teamProcedure(audit: string | null) {
  return base.meta({ access: 'team', audit }).errors(pick('INTERNAL', 'LOCKED', 'NOT_ALLOWED', 'CASE_NOT_FOUND', 'CASE_READ_ONLY', 'EMERGENCY_READ_ONLY'))
}
