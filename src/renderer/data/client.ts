// The typed client of the workstation contract: the only way a screen asks the core for anything.
import { createORPCClient, ORPCError } from '@orpc/client'
import type { ContractRouterClient } from '@orpc/contract'
import { ERRORS, type ErrorCode, type ErrorData } from '#shared/contract/errors.ts'
import type { workstationContract } from '#shared/contract/workstation/index.ts'
import { CoreGone, createCoreLink } from './connection.ts'
import { openHost } from './hostConnection.ts'

export type WorkstationClient = ContractRouterClient<typeof workstationContract>

export const client: WorkstationClient = createORPCClient(createCoreLink(openHost))

/** Whether the core ended the call with this expected code; narrows `data` to what the code carries. */
export function isCaseError<C extends ErrorCode>(error: unknown, code: C): error is ORPCError<C, ErrorData<C>> {
  return error instanceof ORPCError && error.code === code
}

/** Code of any failed call: an expected one, CORE_GONE when the core did not answer, INTERNAL for all else. */
export function codeOf(error: unknown): ErrorCode | 'CORE_GONE' {
  if (error instanceof CoreGone) return 'CORE_GONE'
  if (error instanceof ORPCError && Object.hasOwn(ERRORS, error.code)) return error.code as ErrorCode
  return 'INTERNAL'
}

/** What the code carries, as plain values for a sentence; never a name or an identifier (errors.ts). */
export function dataOf(error: unknown): Record<string, string | number> {
  if (!(error instanceof ORPCError) || typeof error.data !== 'object' || error.data === null) return {}
  return Object.fromEntries(
    Object.entries(error.data).filter((e): e is [string, string | number] => typeof e[1] === 'string' || typeof e[1] === 'number'),
  )
}
