import { X509Certificate, createPublicKey } from 'node:crypto'
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import { createProfileService } from '../../../../../src/main/core/identity/profileService.ts'
import { verifyEd25519 } from '../../../../../src/shared/node/ed25519.ts'

const silent = { info() {}, warn() {}, error() {} }
const kdf = { memoryKib: 1024, iterations: 1, parallelism: 1 }
const person = { name: 'Dra Elena Marquez', role: 'physician' as const, licence: 'MA-284417' }
const passphrase = 'siete barcos verdes al alba'

let directory: string
let now: number
let secret: Uint8Array | null

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'consilium-profile-'))
  now = Date.UTC(2026, 10, 22, 21, 0)
  secret = null
})

const service = () => createProfileService({ dataDirectory: directory, custody: { deviceSecret: async () => secret }, clock: { now: () => now }, log: silent, kdf })

test('a new profile opens with its passphrase only, and shows initials only before', async () => {
  const first = service()
  expect(first.status().state).toBe('new')
  const { user } = await first.create({ ...person, passphrase })
  first.lock()
  expect(first.status()).toMatchObject({ state: 'locked', profiles: [{ id: user.id, initials: 'EM' }], me: null })

  const again = service()
  await expect(again.unlock({ userId: user.id, passphrase: 'siete barcos verdes al alba.' })).rejects.toMatchObject({ code: 'PASSPHRASE_WRONG', data: { attemptsLeft: 9 } })
  expect((await again.unlock({ userId: user.id, passphrase })).user).toEqual(user)
})

test('a passphrase that is guessed at once is refused', async () => {
  await expect(service().create({ ...person, passphrase: 'password12' })).rejects.toMatchObject({ code: 'PASSPHRASE_WEAK' })
})

test('the printed code opens without the keychain and sets a new passphrase; the old one is gone', async () => {
  secret = new Uint8Array(32).fill(7)
  const { user, recoveryCode } = await service().create({ ...person, passphrase })
  secret = null
  const moved = service()
  await expect(moved.unlock({ userId: user.id, passphrase })).rejects.toMatchObject({ code: 'KEYCHAIN_LOST' })
  secret = new Uint8Array(32).fill(8)
  await expect(moved.unlock({ userId: user.id, passphrase })).rejects.toMatchObject({ code: 'KEYCHAIN_LOST' })
  secret = null
  const typed = recoveryCode.toLowerCase().replaceAll('-', ' ')
  await moved.recover({ userId: user.id, recoveryCode: typed, passphrase: 'ocho trenes rojos al norte' })
  moved.lock()
  await expect(moved.unlock({ userId: user.id, passphrase })).rejects.toMatchObject({ code: 'PASSPHRASE_WRONG' })
  expect((await moved.unlock({ userId: user.id, passphrase: 'ocho trenes rojos al norte' })).user.id).toBe(user.id)
})

test('ten failures wait fifteen minutes, also for the right passphrase and with the clock set back', async () => {
  const one = service()
  const { user } = await one.create({ ...person, passphrase })
  one.lock()
  for (let i = 0; i < 10; i++) await one.unlock({ userId: user.id, passphrase: 'wrong' }).catch(() => {})
  now -= 3_600_000
  await expect(service().unlock({ userId: user.id, passphrase })).rejects.toMatchObject({ data: { waitSeconds: 900 } })
  now += 3_600_000 + 900_001
  expect((await service().unlock({ userId: user.id, passphrase })).user.id).toBe(user.id)
})

test('signing needs the passphrase again; the signature and the certificate belong to the profile', async () => {
  const { session } = await service().create({ ...person, passphrase })
  await expect(session.withSigningKeys('not it', async () => 1)).rejects.toMatchObject({ code: 'PASSPHRASE_WRONG' })
  const text = Buffer.from('canonical bytes')
  await session.withSigningKeys(passphrase, async (keys) => {
    expect(keys.publicKey).toBe(session.signingPublicKey)
    expect(verifyEd25519(session.signingPublicKey, text, keys.sign(text))).toBe(true)
    const certificate = new X509Certificate(Buffer.from(keys.pdfCertificate))
    expect(certificate.subject).toContain('CN=Dra Elena Marquez')
    expect(certificate.verify(certificate.publicKey)).toBe(true)
    expect(certificate.publicKey.equals(createPublicKey({ key: Buffer.from(keys.pdfKeyPkcs8), format: 'der', type: 'pkcs8' } as never))).toBe(true)
  })
  const said = Buffer.from('device')
  expect(verifyEd25519(session.devicePublicKey, said, session.signAsDevice(said))).toBe(true)
})

test('a case has one key for ever, and another profile of the same store has its own', async () => {
  const store = service()
  const one = await store.create({ ...person, passphrase })
  const key = Buffer.from(one.session.caseKey('0192f0c1-0000-7000-8000-000000000001'))
  const two = await store.create({ ...person, name: 'Dr Otto Bauer', passphrase: 'nueve puentes blancos abiertos' })
  expect(Buffer.from(two.session.caseKey('0192f0c1-0000-7000-8000-000000000001'))).not.toEqual(key)
  const again = await store.unlock({ userId: one.user.id, passphrase })
  expect(Buffer.from(again.caseKey('0192f0c1-0000-7000-8000-000000000001'))).toEqual(key)
})

test('no name, licence or passphrase stands readable in the profile folder', async () => {
  const { user, session } = await service().create({ ...person, passphrase })
  session.db.write((tx) => tx.run("INSERT INTO workspace_state VALUES ('place', 'Marquez', 'x')"))
  const folder = join(directory, 'profiles', user.id)
  for (const name of readdirSync(folder)) {
    const bytes = readFileSync(join(folder, name)).toString('latin1')
    for (const marker of ['Elena', 'Marquez', '284417', 'barcos']) expect(bytes, `${name} ${marker}`).not.toContain(marker)
  }
})

test.each(['{"format":1}', '{"for', ''])('a keyring that reads %j is damage, not a new store, and does not keep others out', async (torn) => {
  const store = service()
  const { user } = await store.create({ ...person, passphrase })
  const other = await store.create({ ...person, name: 'Dr Otto Bauer', passphrase: 'nueve puentes blancos abiertos' })
  store.lock()
  writeFileSync(join(directory, 'profiles', user.id, 'keyring.json'), torn)
  expect(service().status()).toMatchObject({ state: 'locked', profiles: expect.arrayContaining([{ id: user.id, initials: '?' }, { id: other.user.id, initials: 'OB' }]) })
  await expect(service().unlock({ userId: user.id, passphrase })).rejects.toMatchObject({ code: 'STORE_DAMAGED' })
  expect((await service().unlock({ userId: other.user.id, passphrase: 'nueve puentes blancos abiertos' })).user.name).toBe('Dr Otto Bauer')
})

test('a vault that vanished or was changed is damage, never a new empty one', async () => {
  const store = service()
  const { user } = await store.create({ ...person, passphrase })
  store.lock()
  const vault = join(directory, 'profiles', user.id, 'vault.db')
  const bytes = readFileSync(vault)
  writeFileSync(vault, bytes.map((byte, at) => (at < 4096 ? byte ^ 1 : byte)))
  await expect(store.unlock({ userId: user.id, passphrase })).rejects.toMatchObject({ code: 'STORE_DAMAGED' })
  rmSync(vault)
  await expect(store.unlock({ userId: user.id, passphrase })).rejects.toMatchObject({ code: 'STORE_DAMAGED' })
  expect(existsSync(vault)).toBe(false)
  writeFileSync(vault, bytes)
  expect((await store.unlock({ userId: user.id, passphrase })).user.id).toBe(user.id)
})

test('a profile nobody knows, or a path dressed as one, is not found', async () => {
  for (const userId of ['0192f0c1-0000-7000-8000-000000000001', '../../etc']) {
    await expect(service().unlock({ userId, passphrase })).rejects.toMatchObject({ code: 'PROFILE_NOT_FOUND' })
    await expect(service().recover({ userId, recoveryCode: 'x', passphrase })).rejects.toMatchObject({ code: 'PROFILE_NOT_FOUND' })
  }
})

test('thirty failures close the passphrase; the printed code still opens and sets a new one', async () => {
  const one = service()
  const { user, recoveryCode } = await one.create({ ...person, passphrase })
  one.lock()
  for (let i = 0; i < 30; i++) {
    await one.unlock({ userId: user.id, passphrase: 'wrong' }).catch(() => {})
    now += 900_001
  }
  await expect(service().unlock({ userId: user.id, passphrase })).rejects.toMatchObject({ code: 'PASSPHRASE_LOCKED' })
  const recovered = await service().recover({ userId: user.id, recoveryCode, passphrase: 'ocho trenes rojos al norte' })
  expect(recovered.failedAttempts).toBe(30)
  expect((await service().unlock({ userId: user.id, passphrase: 'ocho trenes rojos al norte' })).failedAttempts).toBe(0)
})

test('twenty guesses at once are counted one by one', async () => {
  const one = service()
  const { user } = await one.create({ ...person, passphrase })
  one.lock()
  const ends = await Promise.allSettled(Array.from({ length: 20 }, () => one.unlock({ userId: user.id, passphrase: 'wrong' })))
  const left = ends.map((end) => (end.status === 'rejected' ? end.reason.data.attemptsLeft : 'opened'))
  expect(left).toEqual([9, 8, 7, 6, 5, 4, 3, 2, 1, 0, ...Array(10).fill(0)])
  await expect(one.unlock({ userId: user.id, passphrase })).rejects.toMatchObject({ data: { waitSeconds: 900 } })
})

test('a torn counter waits instead of starting anew; wrong codes and wrong signatures count as well', async () => {
  const one = service()
  const { user, session } = await one.create({ ...person, passphrase })
  await session.withSigningKeys('wrong', async () => 1).catch(() => {})
  await expect(one.recover({ userId: user.id, recoveryCode: '0000-'.repeat(8), passphrase: 'ocho trenes rojos al norte' })).rejects.toMatchObject({ data: { attemptsLeft: 8 } })
  writeFileSync(join(directory, 'profiles', user.id, 'attempts.json'), '{"fail')
  await expect(service().unlock({ userId: user.id, passphrase })).rejects.toMatchObject({ data: { waitSeconds: 900 } })
})

test('a changed passphrase opens and signs, the old one does neither, the printed code stays good', async () => {
  const one = service()
  const { user, recoveryCode, session } = await one.create({ ...person, passphrase })
  const next = 'ocho trenes rojos al norte'
  await expect(one.changePassphrase({ passphrase: 'wrong', next })).rejects.toMatchObject({ code: 'PASSPHRASE_WRONG' })
  await expect(one.changePassphrase({ passphrase, next: '12345' })).rejects.toMatchObject({ code: 'PASSPHRASE_WEAK' })
  await one.changePassphrase({ passphrase, next })
  await expect(session.withSigningKeys(passphrase, async () => 1)).rejects.toMatchObject({ code: 'PASSPHRASE_WRONG' })
  expect(await session.withSigningKeys(next, async (keys) => keys.publicKey)).toBe(session.signingPublicKey)
  one.lock()
  await expect(one.changePassphrase({ passphrase: next, next: passphrase })).rejects.toMatchObject({ code: 'LOCKED' })
  await expect(one.unlock({ userId: user.id, passphrase })).rejects.toMatchObject({ code: 'PASSPHRASE_WRONG' })
  expect((await one.unlock({ userId: user.id, passphrase: next })).user.id).toBe(user.id)
  expect((await service().recover({ userId: user.id, recoveryCode, passphrase })).signingPublicKey).toBe(session.signingPublicKey)
})

test('after lock no key of the session is left: cases and device refuse, what was handed out is zero', async () => {
  const one = service()
  const { session } = await one.create({ ...person, passphrase })
  const key = session.caseKey('0192f0c1-0000-7000-8000-000000000001')
  expect(key.some((byte) => byte !== 0)).toBe(true)
  let signingKey = new Uint8Array()
  await session.withSigningKeys(passphrase, async (keys) => {
    signingKey = keys.pdfKeyPkcs8 as Uint8Array<ArrayBuffer>
  })
  expect(signingKey.every((byte) => byte === 0)).toBe(true)
  one.lock()
  expect(key.every((byte) => byte === 0)).toBe(true)
  const locked = expect.objectContaining({ code: 'LOCKED' })
  expect(() => session.caseKey('0192f0c1-0000-7000-8000-000000000001')).toThrow(locked)
  expect(() => session.signAsDevice(new Uint8Array(1))).toThrow(locked)
  await expect(session.withSigningKeys(passphrase, async () => 1)).rejects.toMatchObject({ code: 'LOCKED' })
})

test('one profile’s keyring does not open another’s vault', async () => {
  const one = service()
  const a = await one.create({ ...person, passphrase })
  const b = await one.create({ ...person, passphrase })
  one.lock()
  const file = (id: string) => join(directory, 'profiles', id, 'keyring.json')
  writeFileSync(file(b.user.id), readFileSync(file(a.user.id), 'utf8').replaceAll(a.user.id, b.user.id))
  await expect(service().unlock({ userId: b.user.id, passphrase })).rejects.toMatchObject({ code: 'PASSPHRASE_WRONG' })
})

test('a profile whose making was cut short is not shown, and another can be made', async () => {
  const store = service()
  const { user } = await store.create({ ...person, passphrase })
  store.lock()
  rmSync(join(directory, 'profiles', user.id, 'keyring.json'))
  expect(service().status()).toMatchObject({ state: 'new', profiles: [] })
  expect((await service().create({ ...person, passphrase })).user.name).toBe(person.name)
})
