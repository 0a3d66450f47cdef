// The signed report judged by programs that are not ours: Poppler (signature), qpdf (structure), PDFBox preflight (PDF/A-1b).
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { unpackZip } from '../../src/main/core/delivery/unpackZip.ts'
import { hasPreflight, hasProgram, preflight, run } from '../support/reports/programs.ts'
import { signByBoth } from '../support/reports/coSigner.ts'
import { openReportClinic, PASSPHRASE } from '../support/reports/reportClinic.ts'

const folder = mkdtempSync(join(tmpdir(), 'consilium-signed-'))
const NAMES = ['draft', 'es', 'en', 'both', 'superseded', 'extract', 'letter', 'plainWords'] as const
const files = Object.fromEntries(NAMES.map((name) => [name, join(folder, `${name}.pdf`)])) as Record<(typeof NAMES)[number], string>

beforeAll(async () => {
  for (const language of ['es', 'en'] as const) {
    const clinic = await openReportClinic(join(folder, language))
    await clinic.write()
    const { caseId } = clinic
    const reportId = clinic.reports.list({ caseId }).reports[0]!.id
    const { contentHash, pdfSha256 } = await clinic.reports.preview({ caseId, reportId, language })
    writeFileSync(files.draft, await clinic.content.readAll(pdfSha256))
    const attestations = { personallyReviewed: true, noConflictOfInterest: true } as const
    const signOff = await clinic.signOff.sign({ caseId, reportId, seenHash: contentHash, language, attestations, passphrase: PASSPHRASE })
    writeFileSync(files[language], await clinic.content.readAll(signOff.pdfSha256))
    await clinic.close()
  }
  const clinic = await openReportClinic(join(folder, 'both'))
  await clinic.write()
  const { caseId, delivery, content } = clinic
  const both = await signByBoth(clinic, 'es')
  writeFileSync(files.both, await content.readAll(both.pdfSha256))
  await delivery.setConsultation({ caseId, startsAt: '2026-11-24T09:00:00.000Z', minutes: 45, channel: 'video', patientTimeZone: 'America/Bogota', clinicianTimeZone: 'Europe/Madrid', state: 'booked' })
  const { releases } = await delivery.release({ caseId, recipient: 'patient' })
  writeFileSync(files.plainWords, (await unpackZip(Buffer.from(await content.readAll(releases[0]!.packageSha256)))).get('in-plain-words-es.pdf')!)
  writeFileSync(files.letter, await content.readAll((await delivery.letter({ caseId, language: 'es' })).pdfSha256))
  const { extracts } = await delivery.makeExtract({ caseId, recipient: 'treatingDoctor', sections: ['diagnosis', 'options'], passphrase: PASSPHRASE })
  writeFileSync(files.extract, await content.readAll(extracts[0]!.pdfSha256))
  clinic.time.now += 3_600_000
  const next = await clinic.reports.amend({ caseId, reportId: both.reportId, reason: 'Resultado nuevo' })
  await clinic.signedActs.setOrder({ caseId, reportId: next.id, userIds: [] })
  const { contentHash } = await clinic.reports.preview({ caseId, reportId: next.id, language: 'es' })
  await clinic.signOff.sign({ caseId, reportId: next.id, seenHash: contentHash, language: 'es', attestations: { personallyReviewed: true, noConflictOfInterest: true }, passphrase: PASSPHRASE })
  writeFileSync(files.superseded, await content.readAll((await delivery.exportAs({ caseId, form: 'pdf', reportId: both.reportId })).sha256))
  await clinic.close()
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe.skipIf(!hasProgram('pdfsig'))('Poppler', () => {
  test.each(['es', 'en', 'both', 'extract'] as const)('finds one valid CAdES signature over the whole %s document', (language) => {
    const { text } = run('pdfsig', '-nocert', files[language])
    expect(text).toContain('Signature Validation: Signature is Valid.')
    expect(text).toContain('Total document signed')
    expect(text).toContain('ETSI.CAdES.detached')
    expect(text).toContain('Dra. Helena Okafor')
    expect(text).not.toContain('Signature #2')
  })

  test('sees every flipped byte', () => {
    const bytes = readFileSync(files.es)
    const broken = join(folder, 'broken.pdf')
    // Not inside a compressed stream: those would already fail to open.
    const at = bytes.indexOf('/Title')
    bytes[at + 1] = bytes[at + 1]! ^ 1
    writeFileSync(broken, bytes)
    expect(run('pdfsig', '-nocert', broken).text).toContain('Digest Mismatch')
  })
})

test.skipIf(!hasProgram('qpdf')).each(NAMES)('qpdf finds no fault in the structure of %s', (name) => {
  expect(run('qpdf', '--check', files[name])).toMatchObject({ status: 0, text: expect.stringContaining('No syntax or stream encoding errors found') })
})

test.skipIf(!hasPreflight).each(NAMES)('PDFBox accepts %s as PDF/A-1b', (name) => {
  expect(preflight(files[name])).toContain('is a valid PDF/A-1b file')
})
