// The signed report judged by programs that are not ours: Poppler (signature), qpdf (structure), PDFBox preflight (PDF/A-1b).
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hasPreflight, hasProgram, preflight, run } from '../support/reports/programs.ts'
import { signByBoth } from '../support/reports/coSigner.ts'
import { openReportClinic, PASSPHRASE } from '../support/reports/reportClinic.ts'

const folder = mkdtempSync(join(tmpdir(), 'consilium-signed-'))
const NAMES = ['draft', 'es', 'en', 'both'] as const
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
  writeFileSync(files.both, await clinic.content.readAll((await signByBoth(clinic, 'es')).pdfSha256))
  await clinic.close()
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe.skipIf(!hasProgram('pdfsig'))('Poppler', () => {
  test.each(['es', 'en', 'both'] as const)('finds one valid CAdES signature over the whole %s document', (language) => {
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
