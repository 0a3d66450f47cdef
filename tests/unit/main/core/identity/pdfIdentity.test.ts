// Certificates made by OpenSSL: the independent program that people's files come from. Without it the test says so and is left out.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createPdfIdentity } from '../../../../../src/main/core/identity/pdfIdentity.ts'
import { verifySignedPackage } from '../../../../../src/main/core/signoff/verifySignedPackage.ts'
import { openReportClinic, PASSPHRASE } from '../../../../support/reports/reportClinic.ts'
import { hasProgram, run } from '../../../../support/reports/programs.ts'
import { temporaryFolder } from '../../../../support/temporaryFolder.ts'

const openssl = (...args: string[]) => run('openssl', ...args)
const attestations = { personallyReviewed: true, noConflictOfInterest: true } as const

function p12(folder: string, name: string, key: readonly string[], encryption = 'AES-256-CBC', days = '3650'): string {
  const [keyFile, certificate, file] = ['key.pem', 'cert.pem', 'file.p12'].map((end) => join(folder, `${name}-${end}`)) as [string, string, string]
  expect(openssl('req', '-x509', ...key, '-nodes', '-keyout', keyFile, '-out', certificate, '-days', days, '-subj', `/CN=Dra. Clara Peña ${name}`, '-utf8').status).toBe(0)
  const made = openssl('pkcs12', '-export', ...(encryption === 'legacy' ? ['-legacy'] : ['-keypbe', encryption, '-certpbe', encryption, '-macalg', 'sha256']), '-inkey', keyFile, '-in', certificate, '-out', file, '-passout', 'pass:clave áé')
  expect(made.status, made.text).toBe(0)
  return readFileSync(file).toString('base64')
}

const EC = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1']

test.skipIf(!hasProgram('openssl'))('a certificate of one’s own signs the PDF after the passphrase, survives a restart, and can be put away again', { timeout: 120_000 }, async () => {
  const folder = temporaryFolder()
  let clinic = await openReportClinic(join(folder, 'store'))
  await clinic.write()
  const { caseId } = clinic
  const clock = { now: () => clinic.time.now }
  const identityOf = () => createPdfIdentity({ session: clinic.session, audit: clinic.audit, clock })
  expect(identityOf().describe()).toMatchObject({ source: 'own', subject: 'Dra. Helena Okafor', algorithm: 'ecP256' })

  const rsa = p12(folder, 'rsa', ['-newkey', 'rsa:2048'])
  const given = { p12: rsa, p12Password: 'clave áé', passphrase: PASSPHRASE }
  for (const [change, code, reason] of [
    [{ p12Password: 'otra' }, 'CERTIFICATE_REFUSED', 'password'],
    [{ p12: Buffer.from('not a certificate').toString('base64') }, 'CERTIFICATE_REFUSED', 'notP12'],
    [{ p12: p12(folder, 'curve', ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:secp384r1']) }, 'CERTIFICATE_REFUSED', 'keyKind'],
    [{ p12: p12(folder, 'short', ['-newkey', 'rsa:1024']) }, 'CERTIFICATE_REFUSED', 'keyKind'],
    [{ p12: p12(folder, 'brief', EC, 'AES-256-CBC', '1') }, 'CERTIFICATE_REFUSED', 'expired'],
  ] as const) {
    // The last one is valid for a day around the machine's own today; the clinic's clock stands elsewhere.
    if (reason === 'expired') clinic.time.now += 400 * 86_400_000
    await expect(identityOf().bring({ ...given, ...change }), reason).rejects.toMatchObject({ code, data: { reason } })
    if (reason === 'expired') clinic.time.now -= 400 * 86_400_000
  }
  clinic.time.now = Math.max(clinic.time.now, Date.now() + 60_000)
  await expect(identityOf().bring({ ...given, passphrase: 'otra frase' })).rejects.toMatchObject({ code: 'PASSPHRASE_WRONG' })
  expect(identityOf().describe().source).toBe('own')

  expect(await identityOf().bring(given)).toMatchObject({ source: 'imported', subject: 'Dra. Clara Peña rsa', algorithm: 'rsa' })
  await clinic.close()
  clinic = await openReportClinic(join(folder, 'store'))
  clinic.time.now = Date.now() + 120_000
  expect(identityOf().describe()).toMatchObject({ source: 'imported', algorithm: 'rsa' })

  const reportId = clinic.reports.list({ caseId }).reports[0]!.id
  const sign = async (id: typeof reportId) => {
    const { contentHash } = await clinic.reports.preview({ caseId, reportId: id, language: 'es' })
    const signOff = await clinic.signOff.sign({ caseId, reportId: id, seenHash: contentHash, language: 'es', attestations, passphrase: PASSPHRASE })
    return { pdf: await clinic.content.readAll(signOff.pdfSha256), canonical: await clinic.content.readAll(signOff.contentHash) }
  }
  const first = await sign(reportId)
  expect((await verifySignedPackage(first)).findings.filter(({ ok }) => !ok)).toEqual([])
  expect(Buffer.from(first.pdf).toString('latin1').toLowerCase()).toContain(Buffer.from('Dra. Clara Peña rsa', 'utf8').toString('hex'))
  const changed = Buffer.from(first.pdf)
  changed[changed.indexOf('/Contents <') + 700]! ^= 2
  expect((await verifySignedPackage({ ...first, pdf: changed })).ok).toBe(false)

  expect(await identityOf().bring({ ...given, p12: p12(folder, 'ec', EC) })).toMatchObject({ subject: 'Dra. Clara Peña ec', algorithm: 'ecP256' })
  await expect(identityOf().useOwn({ passphrase: 'otra' })).rejects.toMatchObject({ code: 'PASSPHRASE_WRONG' })
  expect(await identityOf().useOwn({ passphrase: PASSPHRASE })).toMatchObject({ source: 'own' })
  expect(clinic.db.read((r) => clinic.audit.verify(r)).ok).toBe(true)
  await clinic.close()
})
