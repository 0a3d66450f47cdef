// V16: ten signed versions, one byte changed at a time. Normally two versions and samples of each file; CONSILIUM_FLIP=all takes ten and every byte.
import { expect, test } from 'vitest'
import { setField } from '#shared/casedoc/edit.ts'
import { checkContent, checkPdf, verifySignedPackage } from '../../../../../src/main/core/signoff/verifySignedPackage.ts'
import { openReportClinic, PASSPHRASE } from '../../../../support/reports/reportClinic.ts'
import { value } from '../../../../support/reports/lungCase.ts'
import { temporaryFolder } from '../../../../support/temporaryFolder.ts'

const isWhole = process.env.CONSILIUM_FLIP === 'all'
const VERSIONS = isWhole ? 10 : 2
const attestations = { personallyReviewed: true, noConflictOfInterest: true } as const

/** Signed versions with texts of their own, in both languages. */
async function signedVersions(count: number) {
  const clinic = await openReportClinic(temporaryFolder())
  await clinic.write()
  const { caseId } = clinic
  const signed: { contentHash: string; pdf: Uint8Array; canonical: Uint8Array }[] = []
  let reportId = clinic.reports.list({ caseId }).reports[0]!.id
  for (let version = 1; version <= count; version++) {
    await clinic.edit('biomarkers', (doc, o) => setField(doc, o, 'pdl1Tps', value(String(50 + version))), version)
    const language = version % 2 === 1 ? 'es' : 'en'
    const { contentHash } = await clinic.reports.preview({ caseId, reportId, language })
    const signOff = await clinic.signOff.sign({ caseId, reportId, seenHash: contentHash, language, attestations, passphrase: PASSPHRASE })
    signed.push({ contentHash, pdf: await clinic.content.readAll(signOff.pdfSha256), canonical: await clinic.content.readAll(signOff.contentHash) })
    clinic.time.now += 86_400_000
    if (version < count) reportId = (await clinic.reports.amend({ caseId, reportId, reason: `Cambio ${version}` })).id
  }
  await clinic.close()
  return signed
}

function positions(length: number, step: number, from: number, denseStep: number): number[] {
  const dense = Array.from({ length: Math.floor(2600 / denseStep) }, (_, i) => from + i * denseStep)
  return [...Array.from({ length: Math.ceil(length / step) }, (_, i) => i * step), ...(step === 1 ? [] : dense)]
}

test('every changed byte of content and PDF is found', { timeout: isWhole ? 6 * 3_600_000 : 120_000 }, async () => {
  let flips = 0
  const started = Date.now()
  for (const { contentHash, pdf, canonical } of await signedVersions(VERSIONS)) {
    expect((await verifySignedPackage({ pdf, canonical })).findings.filter(({ ok }) => !ok)).toEqual([])
    const content = Buffer.from(canonical)
    for (let at = 0; at < content.length; at += isWhole ? 1 : 17) {
      content[at]! ^= 1 << (at % 8)
      if (checkContent(contentHash, content).ok) expect.fail(`content byte ${at}`)
      content[at]! ^= 1 << (at % 8)
      flips++
    }
    const file = Buffer.from(pdf)
    // The place of the CMS is outside of the signed bytes: looked at more closely.
    const cms = file.indexOf('/Contents <')
    const pdfStarted = Date.now()
    for (const at of positions(file.length, isWhole ? 1 : Math.ceil(file.length / 150), cms, isWhole ? 1 : 11)) {
      file[at]! ^= 1 << (at % 8)
      // What its own signature refuses is refused as a whole; only what that let pass would be looked at further.
      if ((await checkPdf(file)).every(({ ok }) => ok) && (await verifySignedPackage({ pdf: file, canonical })).ok) expect.fail(`PDF byte ${at}`)
      file[at]! ^= 1 << (at % 8)
      flips++
    }
    expect((await verifySignedPackage({ pdf: file, canonical: content })).ok).toBe(true)
    if (isWhole) console.info(`${file.length} bytes of a PDF in ${Math.round((Date.now() - pdfStarted) / 1000)} s`)
  }
  if (isWhole) console.info(`${flips} bytes flipped in ${Math.round((Date.now() - started) / 1000)} s`)
  expect(flips).toBeGreaterThan(isWhole ? 1_000_000 : 2000)
})
