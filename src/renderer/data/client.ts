// The typed client of the workstation contract: the only way a screen asks the core for anything.
import { createORPCClient } from '@orpc/client'
import type { ContractRouterClient } from '@orpc/contract'
import type { workstationContract } from '#shared/contract/workstation/index.ts'
import { createCoreLink } from './connection.ts'
import { openHost } from './hostConnection.ts'

export type WorkstationClient = ContractRouterClient<typeof workstationContract>

export const client: WorkstationClient = createORPCClient(createCoreLink(openHost))
