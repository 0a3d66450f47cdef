// A token that is not ours (SoftHSM 2) behind OpenSC's own tool signs a report: the key stays in it, and the PDF is judged by our check and by Poppler's.
import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { readCard } from '../../../../../src/main/core/identity/card.ts'
import { createPdfIdentity } from '../../../../../src/main/core/identity/pdfIdentity.ts'
import { verifySignedPackage } from '../../../../../src/main/core/signoff/verifySignedPackage.ts'
import { openReportClinic, PASSPHRASE } from '../../../../support/reports/reportClinic.ts'
import { temporaryFolder } from '../../../../support/temporaryFolder.ts'

const MODULE = ['/usr/lib/softhsm/libsofthsm2.so', '/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so'].find((path) => existsSync(path)) ?? ''
const isThere = (tool: string) => spawnSync('which', [tool]).status === 0
const hasToken = MODULE !== '' && ['softhsm2-util', 'pkcs11-tool', 'openssl'].every(isThere)
if (!hasToken) console.warn('NOT TESTED: a card (softhsm2, opensc and openssl are not all on this computer)')

const before = process.env.SOFTHSM2_CONF
afterEach(() => {
  if (before === undefined) delete process.env.SOFTHSM2_CONF
  else process.env.SOFTHSM2_CONF = before
})

/** A token of its own with one key and its certificate, PIN 1234. */
function newToken(folder: string, kind: 'ec' | 'rsa', label: string): void {
  mkdirSync(join(folder, 'tokens'), { recursive: true })
  const at = (name: string) => join(folder, name)
  writeFileSync(at('softhsm.conf'), `directories.tokendir = ${at('tokens')}\nobjectstore.backend = file\nlog.level = ERROR\n`)
  process.env.SOFTHSM2_CONF = at('softhsm.conf')
  const run = (tool: string, args: string[]) => execFileSync(tool, args, { stdio: 'pipe' })
  run('softhsm2-util', ['--init-token', '--free', '--label', label, '--so-pin', '12345678', '--pin', '1234'])
  run('openssl', ['genpkey', ...(kind === 'ec' ? ['-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-256'] : ['-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:2048']), '-out', at('key.pem')])
  run('openssl', ['req', '-new', '-x509', '-key', at('key.pem'), '-subj', '/CN=Dra. Tarjeta de Prueba/C=ES', '-days', '3650', '-outform', 'DER', '-out', at('certificate.der')])
  run('softhsm2-util', ['--import', at('key.pem'), '--token', label, '--label', 'firma', '--id', '01', '--pin', '1234'])
  run('pkcs11-tool', ['--module', MODULE, '--token-label', label, '--login', '--pin', '1234', '--write-object', at('certificate.der'), '--type', 'cert', '--id', '01', '--label', 'firma'])
}

describe.skipIf(!hasToken)('a card (PKCS#11)', () => {
  test.each(['ec', 'rsa'] as const)('signs a report with its %s key; another card, a wrong PIN and no PIN sign nothing', { timeout: 120_000 }, async (kind) => {
    const folder = temporaryFolder()
    newToken(join(folder, 'card'), kind, 'consilium')
    const clinic = await openReportClinic(join(folder, 'p'))
    // The certificate was made just now by another program.
    clinic.time.now = Date.now() + 60_000
    const { caseId, session, audit } = clinic
    const identity = createPdfIdentity({ session, audit, clock: { now: () => clinic.time.now } })
    const card = { module: MODULE, tokenLabel: 'consilium', passphrase: PASSPHRASE }
    await expect(identity.useCard({ ...card, pin: '9999' })).rejects.toMatchObject({ code: 'CARD_PIN_WRONG' })
    await expect(identity.useCard({ ...card, module: 'libsofthsm2.so', pin: '1234' })).rejects.toMatchObject({ code: 'CARD_REFUSED', data: { reason: 'modulePath' } })
    await expect(identity.useCard({ ...card, tokenLabel: 'nobody', pin: '1234' })).rejects.toMatchObject({ code: 'CARD_REFUSED', data: { reason: 'noCard' } })
    expect(identity.describe().source).toBe('own')
    expect(await identity.useCard({ ...card, pin: '1234' })).toMatchObject({ source: 'card', subject: 'Dra. Tarjeta de Prueba', algorithm: kind === 'ec' ? 'ecP256' : 'rsa' })
    // No PIN is anywhere in the store.
    expect(clinic.db.read((r) => JSON.stringify(r.all('SELECT * FROM card_identity')))).not.toContain('1234"')

    await clinic.write()
    const { id } = clinic.reports.list({ caseId }).reports[0]!
    const { contentHash } = await clinic.reports.preview({ caseId, reportId: id, language: 'es' })
    const sign = (cardPin?: string) => clinic.signOff.sign({ caseId, reportId: id, seenHash: contentHash, language: 'es', attestations: { personallyReviewed: true, noConflictOfInterest: true }, passphrase: PASSPHRASE, cardPin })
    await expect(sign()).rejects.toMatchObject({ code: 'CARD_REFUSED', data: { reason: 'pinMissing' } })
    await expect(sign('0000')).rejects.toMatchObject({ code: 'CARD_PIN_WRONG' })
    const conf = process.env.SOFTHSM2_CONF
    newToken(join(folder, 'other'), kind, 'consilium')
    await expect(sign('1234')).rejects.toMatchObject({ code: 'CARD_REFUSED', data: { reason: 'otherCard' } })
    expect(clinic.signOff.list({ caseId })).toEqual([])
    process.env.SOFTHSM2_CONF = conf
    const { pdfSha256 } = await sign('1234')
    const pdf = await clinic.content.readAll(pdfSha256)
    expect((await verifySignedPackage({ pdf })).findings.filter(({ ok }) => !ok)).toEqual([])
    writeFileSync(join(folder, 'signed.pdf'), pdf)
    if (isThere('pdfsig')) {
      const said = spawnSync('pdfsig', [join(folder, 'signed.pdf')], { encoding: 'utf8' }).stdout
      expect(said).toContain('Signature is Valid')
      expect(said).toContain('Dra. Tarjeta de Prueba')
    }
    expect((await identity.useOwn({ passphrase: PASSPHRASE })).source).toBe('own')
    await clinic.close()
  })

  test('a library that is none, and a card without a certificate, are told apart', { timeout: 60_000 }, async () => {
    const folder = temporaryFolder()
    writeFileSync(join(folder, 'none.so'), 'not a library')
    await expect(readCard({ module: join(folder, 'none.so'), tokenLabel: '' })).rejects.toMatchObject({ code: 'CARD_REFUSED', data: { reason: 'module' } })
    newToken(folder, 'ec', 'consilium')
    execFileSync('pkcs11-tool', ['--module', MODULE, '--token-label', 'consilium', '--login', '--pin', '1234', '--delete-object', '--type', 'cert', '--id', '01'], { stdio: 'pipe' })
    await expect(readCard({ module: MODULE, tokenLabel: 'consilium' })).rejects.toMatchObject({ code: 'CARD_REFUSED', data: { reason: 'noCertificate' } })
  })
})
