// Keeps one contract channel open: reconnects with back-off and tells the screens when the core is gone. Knows no procedure.
import type { ClientContext, ClientLink } from '@orpc/client'
import { create } from 'zustand'
import type { ContractChannel, HostConnection } from './hostConnection.ts'

export type ConnectionState = 'connecting' | 'connected' | 'lost'

/** Whether the core answers; `since` is the instant (ms) of the last change, `epoch` counts the channels opened. */
export const useConnection = create<{ state: ConnectionState; since: number; epoch: number }>(() => ({
  state: 'connecting',
  since: Date.now(),
  epoch: 0,
}))

/** The core did not answer: nothing was said about whether the command took effect. */
export class CoreGone extends Error {
  readonly code = 'CORE_GONE'
  constructor(options?: { cause?: unknown }) {
    super('CORE_GONE', options)
    this.name = 'CoreGone'
  }
}

const FIRST_WAIT_MS = 150
const LONGEST_WAIT_MS = 3000
const CALL_PATIENCE_MS = 8000

const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))

/**
 * A link that survives restarts of the core: a call made while the channel is down waits up to 8 s for the next one.
 * A call that was under way when the channel closed ends with CoreGone; it is never sent a second time.
 */
export function createCoreLink(openHost: () => HostConnection): ClientLink<ClientContext> {
  const state: { host: HostConnection | null; channel: Promise<ContractChannel> | null } = { host: null, channel: null }

  async function connect(): Promise<ContractChannel> {
    for (let attempt = 0; ; attempt++) {
      try {
        state.host ??= openHost()
        const channel = await state.host.openContract()
        useConnection.setState((s) => ({ state: 'connected', since: Date.now(), epoch: s.epoch + 1 }))
        void channel.closed.then(() => {
          useConnection.setState({ state: 'lost', since: Date.now() })
          state.channel = connect()
        })
        return channel
      } catch {
        // Not an error yet: the host may be starting. The screen already says that the core is not reached.
        await wait(Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** attempt))
      }
    }
  }

  return {
    async call(path, input, options) {
      state.channel ??= connect()
      const channel = await Promise.race([state.channel, wait(CALL_PATIENCE_MS).then(() => null)])
      if (!channel) throw new CoreGone()
      const ended = channel.closed.then(() => {
        throw new CoreGone()
      })
      return Promise.race([channel.link.call(path, input, options), ended])
    },
  }
}
