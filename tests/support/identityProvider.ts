// A real OpenID provider on loopback, and a person who signs in there by following its pages as a browser does.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import Provider from 'oidc-provider'

export interface Account {
  readonly name: string
  /** What the organisation says the person may do; left out, it says nothing. */
  readonly role?: string
}

/** @param accounts by the name typed at sign-in */
export async function startIdentityProvider(accounts: Readonly<Record<string, Account>>) {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: 'consilium',
        application_type: 'native',
        token_endpoint_auth_method: 'none',
        redirect_uris: ['http://127.0.0.1/signed-on'],
        response_types: ['code'],
        grant_types: ['authorization_code', 'urn:ietf:params:oauth:grant-type:device_code'],
      },
    ],
    pkce: { required: () => true },
    features: { devInteractions: { enabled: true }, deviceFlow: { enabled: true } },
    claims: { openid: ['sub'], profile: ['name', 'consilium_role'] },
    conformIdTokenClaims: false,
    findAccount: (_context: unknown, sub: string) => ({ accountId: sub, claims: () => ({ sub, name: accounts[sub]?.name, ...(accounts[sub]?.role ? { consilium_role: accounts[sub].role } : {}) }) }),
  })
  server.on('request', provider.callback())
  return { issuer, clientId: 'consilium', stop: () => new Promise<void>((resolve) => server.close(() => resolve()) && server.closeAllConnections()) }
}

/** Follows pages and forms from `address` to the end as the account. @returns text of the last page */
export async function signInAt(address: string, account: string): Promise<string> {
  const cookies = new Map<string, string>()
  let request: { url: URL; body: URLSearchParams | null } = { url: new URL(address), body: null }
  for (let step = 0; step < 30; step++) {
    const response = await fetch(request.url, {
      redirect: 'manual',
      headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
      ...(request.body ? { method: 'POST', body: request.body } : {}),
    })
    for (const line of response.headers.getSetCookie()) {
      const [pair = ''] = line.split(';')
      const at = pair.indexOf('=')
      cookies.set(pair.slice(0, at), pair.slice(at + 1))
    }
    const next = response.headers.get('location')
    if (next) {
      request = { url: new URL(next, request.url), body: null }
      continue
    }
    const page = await response.text()
    const form = /<form[^>]*action="([^"]+)"[^>]*>([\s\S]*?)<\/form>/.exec(page)
    if (!form) return page
    const body = new URLSearchParams()
    for (const [input] of (form[2] ?? '').matchAll(/<(?:input|button)[^>]*>/g)) {
      const name = /name="([^"]+)"/.exec(input)?.[1]
      if (!name || name === 'abort') continue
      body.set(name, name === 'login' ? account : name === 'password' ? 'any' : (/value="([^"]*)"/.exec(input)?.[1] ?? ''))
    }
    request = { url: new URL((form[1] ?? '').replaceAll('&amp;', '&'), request.url), body }
  }
  throw new Error('the pages never end')
}
