// Reads the code of a failed call without knowing the transport that carried it.
import { ERRORS, type ErrorCode } from './errors.ts'

/** The renderer's own code for a core that did not answer; no procedure ever gives it. */
export type FailureCode = ErrorCode | 'CORE_GONE'

function hasCode(error: unknown): error is { code: unknown; data?: unknown } {
  return typeof error === 'object' && error !== null && 'code' in error
}

/** Code of any failed call: an expected one, CORE_GONE when the core did not answer, INTERNAL for all else. */
export function codeOf(error: unknown): FailureCode {
  if (!hasCode(error) || typeof error.code !== 'string') return 'INTERNAL'
  if (error.code === 'CORE_GONE') return 'CORE_GONE'
  return Object.hasOwn(ERRORS, error.code) ? (error.code as ErrorCode) : 'INTERNAL'
}

/** What the code carries, as plain values for a sentence; never a name or an identifier (errors.ts). */
export function dataOf(error: unknown): Record<string, string | number> {
  if (!hasCode(error) || typeof error.data !== 'object' || error.data === null) return {}
  return Object.fromEntries(
    Object.entries(error.data).filter((e): e is [string, string | number] => typeof e[1] === 'string' || typeof e[1] === 'number'),
  )
}
