// Sign-in at an organisation's identity provider (oidc-provider, a real one on loopback): code with PKCE through a browser, a code on another device, and every token that is not the provider's word.
import { createHmac, generateKeyPairSync, sign } from 'node:crypto'
import { afterEach, expect, test } from 'vitest'
import { signOnByBrowser } from '../../src/main/core/identity/signOn.ts'
import { pseudoRandom } from '../support/durability/killed.ts'
import { signInAt, startIdentityProvider } from '../support/identityProvider.ts'
import { startServerProcess } from '../support/serverProcess.ts'
import { openServiceRig } from '../support/serviceRig.ts'
import { openTestWorkstation, until } from '../support/workstation.ts'

const open: { stop(): Promise<unknown> | unknown }[] = []
afterEach(async () => {
  for (const thing of open.splice(0).reverse()) await thing.stop()
})

const ACCOUNTS = { ana: { name: 'Dr Ana Ruiz', role: 'radiologist' }, ben: { name: 'Dr Ben Osei', role: 'pathologist' }, guest: { name: 'No Role' } }

async function workstation(account: string) {
  const ws = await openTestWorkstation({ openAddress: async (address) => void signInAt(address, account) })
  open.push(ws)
  await ws.signUp('Name typed here', 'surgeon', 'L-1')
  return ws
}

test('through the browser and by a code on another device: name and role are the organisation’s, a code of the server is not needed', async () => {
  const provider = await startIdentityProvider(ACCOUNTS)
  open.push(provider)
  const server = await startServerProcess({ signOn: provider })
  open.push(server)
  const ana = await workstation('ana')
  const begun = await ana.client.sync.beginSignOn({ serverUrl: server.url, way: 'browser' })
  expect(begun.userCode).toBeNull()
  expect(new URL(begun.address).searchParams.get('code_challenge_method')).toBe('S256')
  await ana.client.sync.finishSignOn()
  await until('even', async () => (await ana.client.sync.syncNow()).state === 'synced')
  expect(await ana.client.sync.people()).toMatchObject([{ name: 'Dr Ana Ruiz', role: 'radiologist' }])
  expect((await ana.client.sync.status()).administrator).toBe(false)

  const ben = await workstation('nobody opens this')
  const device = await ben.client.sync.beginSignOn({ serverUrl: server.url, way: 'device' })
  expect(device.userCode).toMatch(/^[A-Z]{4}-[A-Z]{4}$/)
  const enrolled = ben.client.sync.finishSignOn()
  await signInAt(`${device.address}?user_code=${device.userCode}`, 'ben')
  await enrolled
  await until('even', async () => (await ben.client.sync.syncNow()).state === 'synced')
  expect((await ben.client.sync.people()).map(({ name, role }) => `${name} ${role}`)).toEqual(['Dr Ana Ruiz radiologist', 'Dr Ben Osei pathologist'])

  // An account that is somebody here already, with another profile's keys; an account without a role; a person who gives up.
  const second = await workstation('ana')
  await second.client.sync.beginSignOn({ serverUrl: server.url, way: 'browser' })
  await expect(second.client.sync.finishSignOn()).rejects.toMatchObject({ code: 'SIGN_ON_REFUSED' })
  const guest = await workstation('guest')
  await guest.client.sync.beginSignOn({ serverUrl: server.url, way: 'browser' })
  await expect(guest.client.sync.finishSignOn()).rejects.toMatchObject({ code: 'SIGN_ON_REFUSED' })
  const late = await workstation('nobody opens this')
  await late.client.sync.beginSignOn({ serverUrl: server.url, way: 'device' })
  const waiting = late.client.sync.finishSignOn()
  await late.client.sync.cancelSignOn()
  await expect(waiting).rejects.toMatchObject({ code: 'SIGN_ON_FAILED' })
  expect((await late.client.sync.status()).state).toBe('alone')
}, 240_000)

test('a server without a provider says so', async () => {
  const server = await startServerProcess()
  open.push(server)
  const ws = await workstation('ana')
  await expect(ws.client.sync.beginSignOn({ serverUrl: server.url, way: 'browser' })).rejects.toMatchObject({ code: 'SIGN_ON_NOT_OFFERED' })
}, 120_000)

test('only the provider’s own fresh word for this client and this device counts, and counts once', async () => {
  const provider = await startIdentityProvider(ACCOUNTS)
  open.push(provider)
  const rig = await openServiceRig({ signOn: { issuer: provider.issuer, clientId: provider.clientId, roleClaim: 'consilium_role' }, now: Date.now() })
  open.push(rig)
  const { organisation } = rig
  async function tokenFor(nonce: string): Promise<string> {
    const signOn = await signOnByBrowser({ issuer: provider.issuer, clientId: provider.clientId, nonce })
    await signInAt(signOn.address, 'ana')
    const token = await signOn.token
    // The rig's clock stands still while the provider's goes on.
    rig.later(Math.max(0, Date.now() - rig.now()))
    return token
  }
  const begin = async (device: string, way: 'browser' | 'device' = 'browser') => (await organisation.begin(device, way))?.nonce ?? ''
  const nonce = await begin('one')
  const token = await tokenFor(nonce)
  const [head = '', body = '', signature = ''] = token.split('.')
  const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const header = JSON.parse(Buffer.from(head, 'base64url').toString()) as { kid: string }
  const payload = JSON.parse(Buffer.from(body, 'base64url').toString()) as Record<string, unknown>
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const forged = (claims: object, own: object) => {
    const text = `${encode(own)}.${encode({ ...payload, ...claims })}`
    return `${text}.${sign('sha256', Buffer.from(text), privateKey).toString('base64url')}`
  }
  const hmac = `${encode({ ...header, alg: 'HS256' })}.${body}`
  const wrong: Record<string, string> = {
    'no signature': `${encode({ alg: 'none' })}.${body}.`,
    'a shared secret': `${hmac}.${createHmac('sha256', publicKey.export({ format: 'pem', type: 'spki' })).update(hmac).digest('base64url')}`,
    'another key under the same id': forged({}, header),
    'its own key in the header': forged({}, { alg: 'RS256', jwk: publicKey.export({ format: 'jwk' }) }),
    'a key at an address': forged({}, { alg: 'RS256', kid: header.kid, jku: 'http://127.0.0.1:1/' }),
    'another role': `${head}.${encode({ ...payload, consilium_role: 'administrator' })}.${signature}`,
    'cut': token.slice(0, -20),
    'empty': '',
  }
  for (const [what, text] of Object.entries(wrong)) expect(await organisation.personOf({ token: text, nonce, device: 'one' }), what).toBeNull()
  const random = pseudoRandom(17)
  let accepted = 0
  for (let i = 0; i < Number(process.env['CONSILIUM_FUZZ'] ?? 500); i++) {
    const bytes = Buffer.from(token, 'latin1')
    // The last characters of base64url may stand for the same bits.
    const at = random(bytes.length - 2)
    bytes[at] = (bytes[at] ?? 0) ^ (1 + random(127))
    if ((await organisation.personOf({ token: bytes.toString('latin1'), nonce: 'unknown', device: 'one' })) !== null) accepted++
  }
  expect(accepted).toBe(0)

  expect(await organisation.personOf({ token, nonce: await begin('two'), device: 'two' }), 'of another device').toBeNull()
  expect(await organisation.personOf({ token, nonce: await begin('two', 'device'), device: 'two' }), 'a browser’s token as if a code had been typed').toBeNull()
  expect(await organisation.personOf({ token, nonce, device: 'one' })).toMatchObject({ name: 'Dr Ana Ruiz', role: 'radiologist' })
  expect(await organisation.personOf({ token, nonce, device: 'one' }), 'a second time').toBeNull()
  const old = await begin('one')
  const stale = await tokenFor(old)
  rig.later(12 * 60_000)
  expect(await organisation.personOf({ token: stale, nonce: old, device: 'one' }), 'too old').toBeNull()
}, 240_000)
