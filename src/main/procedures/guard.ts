// What stands before every procedure: access by the contract's own words, reads of clinical content put into the audit, one error shape.
import { ORPCError } from '@orpc/server'
import { CaseError, caseError, ERRORS, type ErrorCode } from '#shared/contract/errors.ts'
import type { ProcedureMeta } from '#shared/contract/procedure.ts'
import type { Core } from '../core/createCore.ts'

/** Showing is audited here; changes are audited by their services, inside the transaction that makes them. */
const SHOWN = ['cases.listed', 'case.opened', 'study.viewed', 'document.opened', 'report.previewed', 'report.verified', 'psychology.opened'] as const

/** What may still be done on a closed case: opening it again, its closing letter, its confidential part, handing it on. */
const OF_CLOSED_CASES: readonly string[] = ['case.advanced', 'case.letterMade', 'motive.shown', 'bundle.exported']

/** @throws CaseError LOCKED, NOT_ALLOWED, CASE_NOT_FOUND, CASE_READ_ONLY, EMERGENCY_READ_ONLY */
export function admit(core: Core, meta: ProcedureMeta, input: unknown): void {
  if (meta.access === 'anyone') return
  const work = core.work()
  if (meta.access === 'team') {
    const caseId = caseIdOf(input)
    if (caseId === undefined || !work.isMember(caseId)) throw caseError('CASE_NOT_FOUND', {})
  } else if (meta.access !== 'signedIn' && !meta.access.includes(work.session.user.role)) {
    throw caseError('NOT_ALLOWED', {})
  }
  const changed = meta.audit !== null && !(SHOWN as readonly string[]).includes(meta.audit) && !OF_CLOSED_CASES.includes(meta.audit)
  const caseOfChange = changed ? caseIdOf(input) : undefined
  if (caseOfChange !== undefined && work.isEmergency(caseOfChange)) throw caseError('EMERGENCY_READ_ONLY', {})
  if (caseOfChange !== undefined && work.cases.isReadOnly(caseOfChange)) throw caseError('CASE_READ_ONLY', {})
  if (meta.audit && (SHOWN as readonly string[]).includes(meta.audit)) work.recordShown(meta.audit, shownFields(input))
}

/**
 * The one error shape that leaves the core: a code of the contract with its data, or INTERNAL with an incident number
 * under which the log has the error's kind. Never a message of foreign code: it may hold a value from a patient's file.
 */
export function outwardError(core: Core, error: unknown): ORPCError<string, unknown> {
  if (error instanceof CaseError) {
    const code: ErrorCode = error.code
    return new ORPCError(code, { defined: true, status: statusOf(code), data: error.data, message: code })
  }
  if (error instanceof ORPCError && error.code === 'BAD_REQUEST') return new ORPCError('BAD_REQUEST', { status: 400 })
  const incident = core.reportFault(error)
  return new ORPCError('INTERNAL', { defined: true, status: 500, data: { incident }, message: 'INTERNAL' })
}

function statusOf(code: ErrorCode): number {
  if (code === 'LOCKED') return 401
  if (code === 'NOT_ALLOWED') return 403
  if (code.endsWith('_NOT_FOUND')) return 404
  return ERRORS[code].retryable ? 409 : 422
}

function caseIdOf(input: unknown): string | undefined {
  if (typeof input !== 'object' || input === null || !('caseId' in input)) return undefined
  return typeof input.caseId === 'string' ? input.caseId : undefined
}

/** Only opaque ids of the input go into the audit. */
function shownFields(input: unknown): Record<string, string> {
  const fields: Record<string, string> = {}
  if (typeof input !== 'object' || input === null) return fields
  for (const name of ['caseId', 'reportId', 'StudyInstanceUID', 'SeriesInstanceUID', 'documentId'] as const) {
    const value = (input as Record<string, unknown>)[name]
    if (typeof value === 'string') fields[name] = value
  }
  return fields
}
