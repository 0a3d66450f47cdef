// What leaves the house besides a package: stamped copies of versions that count no more, signed extracts, the letter after the delivery.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { checkFhir } from '../../../../../src/main/core/delivery/fhirChecks.ts'
import { unpackZip } from '../../../../../src/main/core/delivery/unpackZip.ts'
import { verifyPackage } from '../../../../../src/main/core/delivery/verifyPackage.ts'
import { verifySignedPackage } from '../../../../../src/main/core/signoff/verifySignedPackage.ts'
import { CanonicalReport } from '../../../../../src/shared/domain/canonicalReport.ts'
import { extractableSections } from '../../../../../src/shared/domain/extract.ts'
import { hasProgram } from '../../../../support/reports/programs.ts'
import { openReportClinic, PASSPHRASE, type ReportClinic } from '../../../../support/reports/reportClinic.ts'
import { temporaryFolder } from '../../../../support/temporaryFolder.ts'

const attestations = { personallyReviewed: true, noConflictOfInterest: true } as const

async function aClinic() {
  const clinic = await openReportClinic(join(temporaryFolder(), 'd'))
  await clinic.write()
  const { caseId } = clinic
  return { clinic, caseId, first: clinic.reports.list({ caseId }).reports[0]!.id }
}

async function sign(clinic: ReportClinic, reportId: string, language: 'en' | 'es' = 'es') {
  const { contentHash } = await clinic.reports.preview({ caseId: clinic.caseId, reportId, language })
  return clinic.signOff.sign({ caseId: clinic.caseId, reportId, seenHash: contentHash, language, attestations, passphrase: PASSPHRASE })
}

const canonicalOf = async (clinic: ReportClinic, hash: string) => CanonicalReport.parse(JSON.parse(Buffer.from(await clinic.content.readAll(hash)).toString('utf8')))

/** Words of every page, as Poppler reads them. */
function pagesOf(pdf: Uint8Array): string[] {
  const file = join(mkdtempSync(join(tmpdir(), 'consilium-pages-')), 'a.pdf')
  writeFileSync(file, pdf)
  return spawnSync('pdftotext', [file, '-'], { encoding: 'utf8' }).stdout.split('\f').slice(0, -1)
}

describe('a version that counts no more', () => {
  test('leaves in every form with its stamp: superseded names the next version, withdrawn says so (H10)', { timeout: 90_000 }, async () => {
    const { clinic, caseId, first } = await aClinic()
    const { delivery, content } = clinic
    const before = await sign(clinic, first)
    expect(await delivery.exportAs({ caseId, form: 'pdf' })).toMatchObject({ sha256: before.pdfSha256, fate: null })
    clinic.time.now += 3_600_000
    const next = await clinic.reports.amend({ caseId, reportId: first, reason: 'Llegó un resultado molecular' })
    const after = await sign(clinic, next.id)
    const read = async (form: 'pdf' | 'fhir' | 'docx' | 'html' | 'package', reportId?: string) => {
      const { sha256, fate } = await delivery.exportAs({ caseId, form, reportId })
      return { bytes: Buffer.from(await content.readAll(sha256)), fate }
    }
    expect((await read('pdf')).fate).toBeNull()
    expect((await delivery.exportAs({ caseId, form: 'pdf' })).sha256).toBe(after.pdfSha256)

    const heading = 'La versión 1 fue sustituida por la versión 2'
    const pdf = await read('pdf', first)
    expect(pdf.fate).toBe('superseded')
    // The copy pretends to be nothing: it carries no signature of ours.
    expect((await verifySignedPackage({ pdf: pdf.bytes })).findings.map(({ code }) => code)).toEqual(['pdfNotSigned', 'recordMissing'])
    if (hasProgram('pdftotext')) {
      const pages = pagesOf(pdf.bytes)
      expect(pages.length).toBeGreaterThan(3)
      expect(pages.every((page) => page.includes('SUSTITUIDO'))).toBe(true)
      expect(pages[0]?.replace(/\s+/g, ' ')).toContain(heading)
      expect(pages.join(' ').replace(/\s+/g, ' ')).toContain(before.pdfSha256)
    }
    expect((await read('html', first)).bytes.toString('utf8')).toContain(heading)
    const fhir = JSON.parse((await read('fhir', first)).bytes.toString('utf8'))
    expect(checkFhir(fhir)).toEqual([])
    expect(fhir.entry[0].resource.title).toMatch(/^SUSTITUIDO: /)
    expect(Buffer.from((await unpackZip((await read('docx', first)).bytes)).get('word/document.xml')!).toString('utf8')).toContain(heading)
    const files = await unpackZip((await read('package', first)).bytes)
    expect((await verifyPackage(files)).findings.filter(({ ok }) => !ok)).toEqual([])
    for (const name of ['index.html', 'report.html', 'treating-doctor.html', 'sources.html', 'verify.html']) expect(Buffer.from(files.get(name)!).toString('utf8'), name).toContain(heading)
    expect(files.get('report.pdf')?.length).toBe(pdf.bytes.length)

    await clinic.signedActs.withdraw({ caseId, reportId: next.id, reason: 'Paciente equivocado', passphrase: PASSPHRASE })
    const withdrawn = await read('html')
    expect(withdrawn.fate).toBe('withdrawn')
    expect(withdrawn.bytes.toString('utf8')).toContain('registrada por error')
    await clinic.close()
  })

  test('what was never signed is not exported, whatever is asked for', async () => {
    const { clinic, caseId, first } = await aClinic()
    for (const form of ['pdf', 'fhir', 'docx', 'html', 'package'] as const) await expect(clinic.delivery.exportAs({ caseId, form, reportId: first })).rejects.toMatchObject({ code: 'REPORT_NOT_FOUND' })
    await clinic.close()
  })
})

describe('an extract', () => {
  test('holds the chosen sections and nothing else, is marked on every page, and proves itself', { timeout: 60_000 }, async () => {
    const { clinic, caseId, first } = await aClinic()
    const { delivery, content } = clinic
    const signOff = await sign(clinic, first, 'en')
    const whole = await canonicalOf(clinic, signOff.contentHash)
    const choice = await delivery.extractChoice({ caseId, recipient: 'treatingDoctor' })
    expect(choice.sections).toEqual(extractableSections(whole))
    const wanted = ['diagnosis', 'medicalRecommendations']
    await expect(delivery.makeExtract({ caseId, recipient: 'treatingDoctor', sections: wanted, passphrase: 'not the words' })).rejects.toMatchObject({ code: 'PASSPHRASE_WRONG' })
    await expect(delivery.makeExtract({ caseId, recipient: 'treatingDoctor', sections: ['nothing'], passphrase: PASSPHRASE })).rejects.toMatchObject({ code: 'NOT_ALLOWED' })
    const { extracts } = await delivery.makeExtract({ caseId, recipient: 'treatingDoctor', sections: wanted, passphrase: PASSPHRASE })
    expect(extracts).toMatchObject([{ recipient: 'treatingDoctor', reportNumber: 1, contentHash: signOff.contentHash, byName: clinic.session.user.name }])
    const pdf = await content.readAll(extracts[0]!.pdfSha256)
    const verified = await verifySignedPackage({ pdf })
    expect(verified.findings.filter(({ ok }) => !ok)).toEqual([])
    expect(verified.findings).toContainEqual({ ok: true, code: 'extractOf', detail: signOff.contentHash })
    const flipped = Buffer.from(pdf)
    for (let at = 0; at < flipped.length; at += 997) {
      flipped[at]! ^= 1
      expect((await verifySignedPackage({ pdf: flipped })).ok, `byte ${at}`).toBe(false)
      flipped[at]! ^= 1
    }
    if (!hasProgram('pdftotext')) return
    const pages = pagesOf(pdf)
    const text = pages.join(' ').replace(/\s+/g, ' ')
    expect(pages.every((page) => page.includes('EXTRACT'))).toBe(true)
    for (const { key } of choice.sections) for (const start of startOf(whole, key)) expect(text.includes(start), key).toBe(wanted.includes(key))
    expect(text).not.toContain(whole.patientWords.slice(0, 24))
    expect(text).toContain(signOff.contentHash)
    await clinic.close()
  })

  test('for the sponsor never holds more than the patient consents to, and waits for that consent', async () => {
    const { clinic, caseId, first } = await aClinic()
    const { delivery } = clinic
    const signOff = await sign(clinic, first)
    const whole = await canonicalOf(clinic, signOff.contentHash)
    const psychology = whole.sections.find(({ kind }) => kind === 'psychologicalRecommendations')!.key
    const keys = async () => (await delivery.extractChoice({ caseId, recipient: 'sponsor' })).sections.map(({ key }) => key)
    const make = () => delivery.makeExtract({ caseId, recipient: 'sponsor', sections: [psychology, 'motiveAndQuestions'], passphrase: PASSPHRASE })
    expect((await delivery.extractChoice({ caseId, recipient: 'sponsor' })).closed).toEqual(['consent'])
    await expect(make()).rejects.toMatchObject({ code: 'RELEASE_CLOSED', data: { gates: 'consent' } })
    await delivery.setConsent({ caseId, release: true, psychology: false, motive: false, images: false })
    expect(await keys()).not.toContain(psychology)
    expect(await keys()).not.toContain('motiveAndQuestions')
    await expect(make()).rejects.toMatchObject({ code: 'NOT_ALLOWED' })
    await delivery.setConsent({ caseId, release: true, psychology: true, motive: false, images: false })
    expect((await make()).extracts[0]?.sections).toHaveLength(1)
    await clinic.close()
  })
})

test.each(['en', 'es'] as const)('the letter after the delivery (%s) says what was handed over, when the call is on the patient’s wall, and until when; not before anything was', async (language) => {
  const { clinic, caseId, first } = await aClinic()
  const { delivery } = clinic
  await sign(clinic, first)
  await expect(delivery.letter({ caseId, language })).rejects.toMatchObject({ code: 'NOT_ALLOWED' })
  await delivery.setConsultation({ caseId, startsAt: '2026-11-24T14:00:00.000Z', minutes: 45, channel: 'video', patientTimeZone: 'America/Bogota', clinicianTimeZone: 'Europe/Madrid', state: 'booked' })
  await delivery.release({ caseId, recipient: 'patient' })
  const { pdfSha256, name } = await delivery.letter({ caseId, language })
  expect(name).toMatch(new RegExp(`-delivered-${language}\\.pdf$`))
  if (hasProgram('pdftotext')) {
    const text = pagesOf(await clinic.content.readAll(pdfSha256)).join(' ').replace(/\s+/g, ' ')
    expect(text).toContain('09:00')
    expect(text).toContain(language === 'en' ? '22 November 2026' : '22 de noviembre de 2026')
    expect(text).toContain(language === 'en' ? '29 November 2026' : '29 de noviembre de 2026')
    expect(text).not.toContain(language === 'en' ? 'To the sponsor' : 'Al promotor')
  }
  await clinic.close()
})

/** The first words of a section's own text, when it has some. */
function startOf(report: CanonicalReport, key: string): string[] {
  const first = report.sections.find((one) => one.key === key)?.body[0]
  const text = first?.type === 'paragraph' ? first.content.flatMap((inline) => (inline.type === 'text' ? [inline.text] : [])).join('') : ''
  return text.length < 30 ? [] : [text.slice(0, 30).trim()]
}
