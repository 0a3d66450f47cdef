// The typed client of the workstation contract: the only way a screen asks the core for anything.
import { createORPCClient, ORPCError } from '@orpc/client'
import type { ContractRouterClient } from '@orpc/contract'
import type { ErrorCode, ErrorData } from '#shared/contract/errors.ts'
import type { workstationContract } from '#shared/contract/workstation/index.ts'
import { createCoreLink } from './connection.ts'
import { openHost } from './hostConnection.ts'

export type WorkstationClient = ContractRouterClient<typeof workstationContract>

export const client: WorkstationClient = createORPCClient(createCoreLink(openHost))

/** Whether the core ended the call with this expected code; narrows `data` to what the code carries. */
export function isCaseError<C extends ErrorCode>(error: unknown, code: C): error is ORPCError<C, ErrorData<C>> {
  return error instanceof ORPCError && error.code === code
}
