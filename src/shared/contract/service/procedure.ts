// What every procedure of the server says of itself: who may call it and under which name the server's audit has it.
import { oc } from '@orpc/contract'
import { z } from 'zod'

export const base64url = z.string().regex(/^[A-Za-z0-9_-]+$/)

/**
 * `anyone`: before sign-in. `signedIn`: any person of the server on a device that is not revoked. `case`: as the person stands to the case (shared/domain/caseStanding).
 * `administrator`, `auditor`: people of that office; an administrator may do what an auditor may.
 */
export type ServiceAccess = 'anyone' | 'signedIn' | 'case' | 'administrator' | 'auditor'

export interface ServiceMeta {
  access: ServiceAccess
  /** Event in the server's audit; null when the call neither changes nor shows clinical content or rights. */
  audit: string | null
}

const base = oc.$meta<ServiceMeta>({ access: 'signedIn', audit: null })

export function serviceProcedure(access: ServiceAccess, audit: string | null) {
  return base.meta({ access, audit }).errors({
    NOT_ALLOWED: { status: 403, data: z.object({}) },
    NOT_SIGNED_IN: { status: 401, data: z.object({}) },
    CASE_NOT_FOUND: { status: 404, data: z.object({}) },
  })
}
