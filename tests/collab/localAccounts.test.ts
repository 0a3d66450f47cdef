// Accounts that a server keeps itself: the person's own passphrase, counted guesses, one account one profile.
// The stored form is held against hash-wasm, another implementation of RFC 9106 than the one the server uses.
import { argon2Verify } from 'hash-wasm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createLocalAccounts } from '../../src/server/identity/localAccounts.ts'
import { newUuid, UserId } from '../../src/shared/kit/ids.ts'
import { domainSeparated, newSigningKey, signEd25519 } from '../../src/shared/node/ed25519.ts'
import { openServiceRig, type RigPerson } from '../support/serviceRig.ts'
import { startServerProcess } from '../support/serverProcess.ts'
import { openTestWorkstation } from '../support/workstation.ts'

const OWN = 'violet tram over Gràcia 41'

let rig: Awaited<ReturnType<typeof openServiceRig>>
let admin: RigPerson
beforeAll(async () => {
  rig = await openServiceRig()
  admin = await rig.person('administrator')
})
afterAll(() => rig.stop())

const office = () => rig.as(admin).administration
const failure = (call: Promise<unknown>) => call.then(() => null, (error: { code: string; data: unknown }) => ({ code: error.code, data: error.data }))

/** A profile's keys: every enrolment with them is the same workstation's. */
function profile() {
  const device = newSigningKey()
  const signing = newSigningKey()
  const id = UserId.parse(newUuid(Date.now()))
  const proof = signEd25519(device.privateKey, domainSeparated('consilium/enrol/1', `${id}\n${signing.publicKey}`))
  return (login: string, passphrase: string, ownPassphrase: string | null = null) =>
    rig.as(null).enrol({ code: '', account: { login, passphrase, ownPassphrase }, user: { id, name: 'Mallory', role: 'administrator', licence: null }, devicePublicKey: device.publicKey, signingPublicKey: signing.publicKey, proof })
}

test('the first passphrase opens nothing but the choice of an own one; name and role are the administrator’s; one account is one profile', async () => {
  const { passphrase: first } = await office().makeAccount({ login: 'Ana.Ruiz', name: 'Dr Ana Ruiz', role: 'radiologist', licence: 'COMB 1' })
  expect(await failure(office().makeAccount({ login: 'ana.ruiz', name: 'Another', role: 'physician', licence: null }))).toMatchObject({ code: 'NAME_TAKEN' })
  const enrol = profile()
  expect(await failure(enrol('ana.ruiz', first))).toMatchObject({ code: 'CHOOSE_PASSPHRASE' })
  for (const weak of ['short', first, 'hospital2026']) expect(await failure(enrol('ana.ruiz', first, weak)), weak).toMatchObject({ code: 'CHOOSE_PASSPHRASE' })
  expect(await failure(enrol('ana.ruiz', OWN))).toMatchObject({ code: 'CODE_WRONG' })
  expect((await enrol(' ANA.ruiz', first, OWN)).user).toMatchObject({ name: 'Dr Ana Ruiz', role: 'radiologist', licence: 'COMB 1' })
  expect((await office().accounts()).accounts[0]).toMatchObject({ login: 'ana.ruiz', state: 'inUse' })

  // The same profile comes again with the own passphrase; the first one has ended; another profile is not this person.
  expect((await enrol('ana.ruiz', OWN)).user).toMatchObject({ role: 'radiologist' })
  expect(await failure(enrol('ana.ruiz', first, 'another Passphrase 77 here'))).toMatchObject({ code: 'CODE_WRONG' })
  expect(await failure(profile()('ana.ruiz', OWN))).toMatchObject({ code: 'CODE_WRONG' })

  const { secret } = await rig.db.selectFrom('local_account').select('secret').executeTakeFirstOrThrow()
  expect(secret).toMatch(/^\$argon2id\$v=19\$m=65536,t=3,p=1\$/)
  expect(await argon2Verify({ password: OWN.normalize('NFC'), hash: secret })).toBe(true)
  expect(await argon2Verify({ password: first, hash: secret })).toBe(false)
  expect(JSON.stringify(await rig.db.selectFrom('audit').selectAll().execute())).not.toMatch(/ana\.ruiz|Ana Ruiz|violet/i)
}, 120_000)

test('ten wrong passphrases make a name wait, thirty shut it, together or one after the other; a name that nobody has answers the same', async () => {
  const { passphrase } = await office().makeAccount({ login: 'locked', name: 'Dr Locked', role: 'physician', licence: null })
  const enrol = profile()
  for (const login of ['locked', 'nobody']) {
    const answers = await Promise.all(Array.from({ length: 14 }, () => failure(enrol(login, 'a guess'))))
    expect(answers.filter((answer) => answer?.code === 'CODE_WRONG').length, login).toBe(10)
    expect(answers.filter((answer) => answer?.code === 'ACCOUNT_LOCKED').length, login).toBe(4)
  }
  expect(await failure(enrol('locked', passphrase, OWN)), 'the right one too').toMatchObject({ code: 'ACCOUNT_LOCKED', data: { until: new Date(rig.now() + 900_000).toISOString() } })
  expect((await office().accounts()).accounts.find(({ login }) => login === 'locked')).toMatchObject({ state: 'waits' })
  // The nineteen in between are counted the same way.
  await rig.db.updateTable('account_attempt').set({ failures: 29 }).where('login', '=', 'locked').execute()
  rig.later(901_000)
  expect(await failure(enrol('locked', 'a guess'))).toMatchObject({ code: 'CODE_WRONG' })
  rig.later(86_400_000)
  expect(await failure(enrol('locked', passphrase, OWN))).toMatchObject({ code: 'ACCOUNT_LOCKED', data: { until: null } })
  expect((await office().accounts()).accounts.find(({ login }) => login === 'locked')).toMatchObject({ state: 'shut' })
  const { passphrase: again } = await office().renewAccount({ login: 'locked' })
  expect((await enrol('locked', again, OWN)).user).toMatchObject({ name: 'Dr Locked' })
}, 120_000)

test('a right passphrase starts the count anew; with an identity provider there are no accounts', async () => {
  const { passphrase } = await office().makeAccount({ login: 'again', name: 'Dr Again', role: 'physician', licence: null })
  const enrol = profile()
  await enrol('again', passphrase, OWN)
  const counted = () => rig.db.selectFrom('account_attempt').select('failures').where('login', '=', 'again').executeTakeFirst()
  for (let i = 0; i < 3; i++) await failure(enrol('again', 'a guess'))
  expect(await counted()).toEqual({ failures: 3 })
  await enrol('again', OWN)
  expect(await counted()).toBeUndefined()
  const none = createLocalAccounts({ db: rig.db, clock: { now: rig.now }, audit: rig.audit, isOffered: false })
  expect(await none.check({ login: 'again', passphrase: OWN, ownPassphrase: null })).toEqual({ kind: 'wrong' })
  expect(await none.make({ login: 'new', name: 'Dr New', role: 'physician', licence: null }, admin)).toBeNull()
}, 120_000)

test('two workstations and a server: the first person by the printed code makes an account, the second connects with it', async () => {
  const server = await startServerProcess()
  const [first, second] = [await openTestWorkstation(), await openTestWorkstation()]
  try {
    await first.signUp('Adela Office', 'administrator')
    await second.signUp('Whatever I type', 'physician')
    await first.client.sync.connect({ serverUrl: server.url, enrolmentCode: server.enrolmentCode ?? '' })
    const { passphrase } = await first.client.administration.makeAccount({ login: 'berta', name: 'Dr Berta Soler', role: 'pathologist', licence: null })
    await expect(first.client.administration.makeAccount({ login: 'berta', name: 'x', role: 'physician', licence: null })).rejects.toMatchObject({ code: 'NAME_TAKEN' })
    const connect = (word: { passphrase: string; ownPassphrase: string | null }) => second.client.sync.connectByAccount({ serverUrl: server.url, login: 'berta', ...word })
    await expect(connect({ passphrase: 'wrong', ownPassphrase: null })).rejects.toMatchObject({ code: 'ACCOUNT_REFUSED' })
    await expect(connect({ passphrase, ownPassphrase: null })).rejects.toMatchObject({ code: 'CHOOSE_PASSPHRASE' })
    await connect({ passphrase, ownPassphrase: OWN })
    expect((await second.client.sync.people()).map(({ name, role }) => `${name}, ${role}`)).toContain('Dr Berta Soler, pathologist')
  } finally {
    await first.stop()
    await second.stop()
    await server.stop()
  }
}, 120_000)
