// The line to a server in the same room: TLS with the one certificate whose pin the person typed from the host's screen, and no other. Not a byte leaves before it is checked.
import type { ClientRequest, IncomingMessage } from 'node:http'
import { Agent, request as httpsRequest, type RequestOptions } from 'node:https'
import { Readable } from 'node:stream'
import type { ReadableStream } from 'node:stream/web'
import { connect, type TLSSocket } from 'node:tls'
import { pinOfAddress } from '#shared/domain/board/roomCode.ts'
import { linePinOf } from '#shared/node/linePin.ts'

/** How a server is reached: by the platform's own fetch and its trust, or by the pin. */
export interface Line {
  readonly fetch: typeof fetch
  /** For sockets; undefined = the platform's own. */
  readonly agent: Agent | undefined
}

/** Somebody else answers at the address. */
export class OtherCertificate extends Error {
  constructor() {
    super('another certificate than the one in the code')
    this.name = 'OtherCertificate'
  }
}

/** @param address of the server; its part behind `#` may be the pin of its certificate */
export function lineTo(address: string): Line {
  const pin = pinOfAddress(address)
  if (pin === null) return { fetch, agent: undefined }
  const agent = new PinnedAgent(pin)
  return { agent, fetch: (input, init) => ask(new Request(input, init), agent) }
}

class PinnedAgent extends Agent {
  readonly pin: string
  constructor(pin: string) {
    super({ keepAlive: true })
    this.pin = pin
  }

  /** Handed over only after the handshake: the pin is all of the trust, chain and name say nothing. */
  override createConnection(options: RequestOptions, done?: (error: Error | null, socket: TLSSocket) => void): undefined {
    const socket = connect({ host: options.hostname ?? options.host ?? '', port: Number(options.port), rejectUnauthorized: false, ALPNProtocols: ['http/1.1'], minVersion: 'TLSv1.3' })
    const failed = (error: Error) => done?.(error, socket)
    socket.once('error', failed)
    socket.once('secureConnect', () => {
      const { raw } = socket.getPeerCertificate()
      if (!raw || linePinOf(raw) !== this.pin) {
        socket.destroy(new OtherCertificate())
        return
      }
      socket.off('error', failed)
      done?.(null, socket)
    })
  }
}

/** fetch over the pinned agent: no redirects, no cache, nothing decoded. */
function ask(request: Request, agent: Agent): Promise<Response> {
  return new Promise((resolve, reject) => {
    const sent: ClientRequest = httpsRequest(request.url, { method: request.method, headers: Object.fromEntries(request.headers), agent, signal: request.signal }, (answer) => resolve(responseOf(answer)))
    sent.once('error', reject)
    if (request.body === null) sent.end()
    else Readable.fromWeb(request.body as ReadableStream).once('error', (error) => sent.destroy(error)).pipe(sent)
  })
}

const WITHOUT_BODY: readonly number[] = [204, 205, 304]

function responseOf(answer: IncomingMessage): Response {
  const headers = new Headers()
  for (const [name, value] of Object.entries(answer.headers)) for (const one of [value ?? []].flat()) headers.append(name, one)
  const status = answer.statusCode ?? 502
  const isEmpty = WITHOUT_BODY.includes(status) || answer.method === 'HEAD'
  if (isEmpty) answer.resume()
  return new Response(isEmpty ? null : (Readable.toWeb(answer) as never), { status, headers })
}
