// The workstation without a wire: a core and a client of its own contract in one process, for the command line. Same checks, same audit.
import { createRouterClient } from '@orpc/server'
import { createCore } from '../core/createCore.ts'
import type { HostPorts } from '../core/ports.ts'
import { createRouter } from './index.ts'

export async function openInProcess(ports: HostPorts) {
  const core = await createCore(ports)
  return { core, client: createRouterClient(createRouter(core), { context: {} }) }
}
