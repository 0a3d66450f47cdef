import { X509Certificate, createPublicKey } from 'node:crypto'
import { mkdtempSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
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
  await expect(moved.unlock({ userId: user.id, passphrase })).rejects.toMatchObject({ code: 'PASSPHRASE_WRONG' })
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

test('a keyring that does not parse says the store is damaged instead of starting anew', async () => {
  const { user } = await service().create({ ...person, passphrase })
  writeFileSync(join(directory, 'profiles', user.id, 'keyring.json'), '{"format":1}')
  expect(() => service().status()).toThrow(expect.objectContaining({ code: 'STORE_DAMAGED' }))
})
