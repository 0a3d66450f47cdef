// The wire to one server: signs in with the device key, renews the token, turns every network fault into SERVER_UNREACHABLE.
import { createORPCClient, ORPCError } from '@orpc/client'
import { RPCLink } from '@orpc/client/fetch'
import type { ContractRouterClient } from '@orpc/contract'
import { caseError } from '#shared/contract/errors.ts'
import { SESSION_DOMAIN, type serviceContract } from '#shared/contract/service/service.contract.ts'
import type { Clock } from '#shared/kit/clock.ts'
import { domainSeparated } from '#shared/node/ed25519.ts'
import type { Session } from '../identity/session.ts'
import { createPartLine, type PartAnswer, type PartRequest } from './partLine.ts'
import { type Line, lineTo, OtherCertificate } from './pinnedLine.ts'

export type ServiceClient = ContractRouterClient<typeof serviceContract>

const CALL_TIMEOUT_MS = 20_000
/** A token is renewed this long before it ends. */
const RENEW_BEFORE_MS = 10 * 60_000

export interface ServerLink {
  readonly url: string
  /** Calls with a fresh token. @throws CaseError SERVER_UNREACHABLE, SERVER_REFUSED */
  call<T>(use: (client: ServiceClient) => Promise<T>): Promise<T>
  token(): Promise<string>
  /** For sockets to the server; undefined = the platform's own. */
  readonly agent: Line['agent']
  /** A part of a file to or from a path of the server, signed in. @throws CaseError SERVER_UNREACHABLE, LINE_NOT_TRUSTED */
  part(path: string, request: PartRequest): Promise<PartAnswer>
}

export interface LinkPorts {
  readonly url: string
  readonly session: Session
  readonly clock: Clock
  /** The server says that this device was revoked, to whichever call came first; `order` is its signature, to be checked before anything is destroyed. */
  onRevoked(order: string): void
}

export function createServerLink({ url, session, clock, onRevoked }: LinkPorts): ServerLink {
  let current: { token: string; until: number } | null = null
  const line = lineTo(url)
  const sendPart = createPartLine(line.agent)
  const client = createServiceClient(url, () => current?.token, line)

  async function token(): Promise<string> {
    if (current && current.until - RENEW_BEFORE_MS > clock.now()) return current.token
    current = null
    const { nonce } = await client.challenge({ devicePublicKey: session.devicePublicKey })
    const signature = session.signAsDevice(domainSeparated(SESSION_DOMAIN, nonce))
    const { token: fresh, expiresAt } = await client.signIn({ devicePublicKey: session.devicePublicKey, nonce, signature }).catch((error: unknown) => {
      const order = revocationOrder(error)
      if (order) onRevoked(order)
      throw error
    })
    current = { token: fresh, until: Date.parse(expiresAt) }
    return fresh
  }

  async function call<T>(use: (client: ServiceClient) => Promise<T>): Promise<T> {
    return translated(async () => {
      await token()
      try {
        return await use(client)
      } catch (error) {
        // A server restored from a backup has forgotten the token: sign in once more.
        if (!(error instanceof ORPCError) || error.code !== 'NOT_SIGNED_IN') throw error
        current = null
        await token()
        return use(client)
      }
    })
  }

  async function part(path: string, request: PartRequest): Promise<PartAnswer> {
    return translated(async () => sendPart(new URL(path, url), { ...request, headers: { ...request.headers, authorization: `Bearer ${await token()}` } }))
  }

  return { url, agent: line.agent, call, token: () => translated(token), part }
}

function revocationOrder(error: unknown): string | null {
  if (!(error instanceof ORPCError) || error.code !== 'DEVICE_REVOKED') return null
  const { order } = (error.data ?? {}) as { order?: unknown }
  return typeof order === 'string' ? order : null
}

/** A client without sign-in, for the first contact. */
export function createServiceClient(url: string, token: () => string | undefined = () => undefined, line: Line = lineTo(url)): ServiceClient {
  const link = new RPCLink({
    url: new URL('/api', url).href,
    headers: (): Record<string, string> => {
      const bearer = token()
      return bearer ? { authorization: `Bearer ${bearer}` } : {}
    },
    fetch: (request, init) => line.fetch(request, { ...init, signal: AbortSignal.timeout(CALL_TIMEOUT_MS) }),
  })
  return createORPCClient(link)
}

/** @throws CaseError SERVER_REFUSED for an answer, LINE_NOT_TRUSTED for somebody else's, SERVER_UNREACHABLE for none */
export async function translated<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (cause) {
    if (cause instanceof ORPCError && cause.status < 500) throw caseError('SERVER_REFUSED', { reason: cause.code }, { cause })
    if (isOtherCertificate(cause)) throw caseError('LINE_NOT_TRUSTED', {}, { cause })
    throw caseError('SERVER_UNREACHABLE', {}, { cause })
  }
}

function isOtherCertificate(cause: unknown): boolean {
  return cause instanceof OtherCertificate || (cause instanceof Error && cause.cause !== undefined && isOtherCertificate(cause.cause))
}
