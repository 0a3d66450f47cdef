// The states of a report (FHIR R4 DiagnosticReport.status), what may happen in each, and who may do it: one whole table, pure.
// No action changes the bytes of a signed version; every way on from there is a new version or a mark on the old one.
import { MEDICAL_ROLES, type Role } from './people.ts'
import type { AmendmentKind, ReportStatus } from './report.ts'

/** `addendum`: what a call added, as the next version. `extract`: chosen sections, signed. `countersign`: the server's own act, which no person does. */
export const REPORT_ACTIONS = ['edit', 'coSign', 'sign', 'countersign', 'amend', 'addendum', 'withdraw', 'cancel', 'release', 'extract'] as const
export type ReportAction = (typeof REPORT_ACTIONS)[number]

/** Why not: the state forbids it to everybody, or the role is not one that may. */
export type LifecycleRefusal = 'notSigned' | 'alreadySigned' | 'withdrawn' | 'closed' | 'role'

export type LifecycleStep =
  /** `next`: the status of this version afterwards; `opens`: a further version begins as preliminary. */
  | { readonly allowed: true; readonly next: ReportStatus; readonly opens: boolean }
  | { readonly allowed: false; readonly why: LifecycleRefusal }

/** Who lets something leave the house, whole or in part: the gates of the delivery ask the same. */
const RELEASING: readonly Role[] = ['physician', 'chair', 'caseManager']

const ROLES_OF: Readonly<Record<ReportAction, readonly Role[]>> = {
  edit: [...MEDICAL_ROLES, 'psychologist', 'caseManager'],
  coSign: MEDICAL_ROLES,
  sign: MEDICAL_ROLES,
  countersign: [],
  amend: MEDICAL_ROLES,
  addendum: MEDICAL_ROLES,
  withdraw: MEDICAL_ROLES,
  cancel: [...MEDICAL_ROLES, 'caseManager'],
  release: RELEASING,
  extract: RELEASING,
}

/** What the state says before anybody's role is looked at: a refusal, or what becomes of this version. */
const SIGNED = { edit: 'alreadySigned', coSign: 'alreadySigned', sign: 'alreadySigned', countersign: 'same', amend: 'same', addendum: 'same', withdraw: 'entered-in-error', cancel: 'alreadySigned', release: 'same', extract: 'same' } as const
const STATES: Readonly<Record<ReportStatus, Readonly<Record<ReportAction, LifecycleRefusal | ReportStatus | 'same' | 'signed'>>>> = {
  preliminary: { edit: 'same', coSign: 'same', sign: 'signed', countersign: 'notSigned', amend: 'notSigned', addendum: 'notSigned', withdraw: 'notSigned', cancel: 'cancelled', release: 'notSigned', extract: 'notSigned' },
  final: SIGNED,
  amended: SIGNED,
  corrected: SIGNED,
  appended: SIGNED,
  // Withdrawn: its content stays readable; only a new version can take its place.
  'entered-in-error': { edit: 'withdrawn', coSign: 'withdrawn', sign: 'withdrawn', countersign: 'withdrawn', amend: 'same', addendum: 'withdrawn', withdraw: 'withdrawn', cancel: 'withdrawn', release: 'withdrawn', extract: 'withdrawn' },
  cancelled: { edit: 'closed', coSign: 'closed', sign: 'closed', countersign: 'closed', amend: 'closed', addendum: 'closed', withdraw: 'closed', cancel: 'closed', release: 'closed', extract: 'closed' },
}

const REFUSALS: readonly string[] = ['notSigned', 'alreadySigned', 'withdrawn', 'closed'] satisfies LifecycleRefusal[]

/** @param version which one it is: the first becomes final, a later one what it was begun as */
export function lifecycleStep(status: ReportStatus, action: ReportAction, role: Role, version: { readonly number: number; readonly amendmentKind: AmendmentKind }): LifecycleStep {
  const outcome = STATES[status][action]
  if (REFUSALS.includes(outcome)) return { allowed: false, why: outcome as LifecycleRefusal }
  if (!ROLES_OF[action].includes(role)) return { allowed: false, why: 'role' }
  if (outcome === 'same') return { allowed: true, next: status, opens: action === 'amend' || action === 'addendum' }
  return { allowed: true, next: outcome === 'signed' ? signedStatus(version) : (outcome as ReportStatus), opens: false }
}

/** Status that a version has once it is signed. */
export function signedStatus({ number, amendmentKind }: { readonly number: number; readonly amendmentKind: AmendmentKind }): ReportStatus {
  return number === 1 ? 'final' : amendmentKind
}
