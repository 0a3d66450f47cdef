// Core, router and contract channel put together once for every host that shows a screen.
import { createCore, type Core } from '../core/createCore.ts'
import type { HostPorts } from '../core/ports.ts'
import { createContractChannel, type FrameSocket } from './contractChannel.ts'
import { createRouter } from './index.ts'

export interface Workstation {
  readonly core: Core
  /** Answers the contract on one connection until it closes. */
  serveContract(socket: FrameSocket): void
}

export async function openWorkstation(ports: HostPorts): Promise<Workstation> {
  const core = await createCore(ports)
  const channel = createContractChannel(createRouter(core), () => ({}), ports.log)
  return { core, serveContract: channel.serve }
}
