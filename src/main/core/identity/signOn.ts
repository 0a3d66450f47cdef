// Sign-in at the organisation's identity provider from this workstation, as a native client does it (RFC 8252): code with PKCE through the system browser and a loopback address,
// or a code that the person types on another device (RFC 8628). The result is an identity token; who it lets in is the server's business.
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import * as oidc from 'openid-client'
import { caseError } from '#shared/contract/errors.ts'

export interface SignOnRequest {
  readonly issuer: string
  readonly clientId: string
  /** Bound to this device by the server. */
  readonly nonce: string
}

export interface SignOn {
  /** Where the person signs in. */
  readonly address: string
  /** To be typed there; null in the browser of this machine. */
  readonly userCode: string | null
  /** The identity token. @throws CaseError SIGN_ON_FAILED when the person or the provider says no, or the time is over */
  readonly token: Promise<string>
  cancel(): void
}

const SCOPE = 'openid profile'
const BROWSER_MS = 600_000

/** A provider without TLS is taken on this machine only. */
async function configurationOf({ issuer, clientId }: SignOnRequest): Promise<oidc.Configuration> {
  const address = new URL(issuer)
  const isHere = address.protocol === 'http:' && ['127.0.0.1', 'localhost', '[::1]'].includes(address.hostname)
  return oidc.discovery(address, clientId, undefined, oidc.None(), isHere ? { execute: [oidc.allowInsecureRequests] } : {})
}

export async function signOnByBrowser(request: SignOnRequest): Promise<SignOn> {
  const config = await configurationOf(request)
  const pkceCodeVerifier = oidc.randomPKCECodeVerifier()
  const state = oidc.randomState()
  const listener = createServer()
  await new Promise<void>((resolve, reject) => listener.once('error', reject).listen(0, '127.0.0.1', resolve))
  const redirect_uri = `http://127.0.0.1:${(listener.address() as AddressInfo).port}/signed-on`
  const address = oidc.buildAuthorizationUrl(config, {
    redirect_uri,
    scope: SCOPE,
    state,
    nonce: request.nonce,
    code_challenge: await oidc.calculatePKCECodeChallenge(pkceCodeVerifier),
    code_challenge_method: 'S256',
  })
  const stopping = new AbortController()
  const answer = answerAt(listener, redirect_uri, stopping.signal)
  const token = failing(
    answer.then(async (url) => idTokenOf(await oidc.authorizationCodeGrant(config, url, { pkceCodeVerifier, expectedState: state, expectedNonce: request.nonce, idTokenExpected: true }))),
  )
  return { address: address.href, userCode: null, token, cancel: () => stopping.abort() }
}

export async function signOnByCode(request: SignOnRequest): Promise<SignOn> {
  const config = await configurationOf(request)
  const begun = await oidc.initiateDeviceAuthorization(config, { scope: SCOPE })
  const stopping = new AbortController()
  const token = failing(oidc.pollDeviceAuthorizationGrant(config, begun, undefined, { signal: stopping.signal }).then(idTokenOf))
  return { address: begun.verification_uri, userCode: begun.user_code, token, cancel: () => stopping.abort() }
}

function idTokenOf({ id_token }: { id_token?: string | undefined }): string {
  if (!id_token) throw new Error('the provider gave no identity token')
  return id_token
}

/** Whatever goes wrong at the provider is one answer here; its words may name the person. */
function failing(token: Promise<string>): Promise<string> {
  const told = token.catch((cause: unknown) => {
    throw caseError('SIGN_ON_FAILED', {}, { cause })
  })
  // Nobody may be waiting when the person cancels.
  told.catch(() => undefined)
  return told
}

/** The address the provider sent the browser back to; the page it sees says that the window can be closed. */
function answerAt(listener: Server, redirectUri: string, signal: AbortSignal): Promise<URL> {
  return new Promise<URL>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('nobody came back')), BROWSER_MS)
    signal.addEventListener('abort', () => reject(new Error('cancelled')), { once: true })
    listener.on('request', (request, response) => {
      const url = new URL(request.url ?? '/', redirectUri)
      const isAnswer = request.method === 'GET' && url.pathname === '/signed-on' && url.searchParams.has('state')
      response.writeHead(isAnswer ? 200 : 404, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store', 'content-security-policy': "default-src 'none'", connection: 'close' })
      response.end(isAnswer ? '<!doctype html><meta charset="utf-8"><title>Consilium</title><p lang="en">You can close this window and return to Consilium.</p><p lang="es">Puede cerrar esta ventana y volver a Consilium.</p>' : '')
      if (!isAnswer) return
      clearTimeout(timer)
      resolve(url)
    })
  }).finally(() => listener.close())
}
