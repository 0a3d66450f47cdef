// The day and hour of a signature are those of the signatory's wall, with its distance from UTC, in the signed statement and in all that is made from it.
// Offsets as the tz database has them (IANA 2024a): America/Bogota -5 all year, Europe/Helsinki +2 in November.
import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { setField } from '#shared/casedoc/edit.ts'
import { readRecord } from '../../../../../src/main/core/signoff/signedRecord.ts'
import { verifySignedPackage } from '../../../../../src/main/core/signoff/verifySignedPackage.ts'
import { SignOff, signOffStatement } from '../../../../../src/shared/domain/signOff.ts'
import { value } from '../../../../support/reports/lungCase.ts'
import { openReportClinic, PASSPHRASE, type ReportClinic } from '../../../../support/reports/reportClinic.ts'
import { temporaryFolder } from '../../../../support/temporaryFolder.ts'

const attestations = { personallyReviewed: true, noConflictOfInterest: true } as const
const before = process.env.TZ

afterEach(() => {
  if (before === undefined) delete process.env.TZ
  else process.env.TZ = before
})

async function sign(clinic: ReportClinic, number: number) {
  const { caseId } = clinic
  const { id } = clinic.reports.list({ caseId }).reports.find((one) => one.number === number)!
  const { contentHash } = await clinic.reports.preview({ caseId, reportId: id, language: 'en' })
  return clinic.signOff.sign({ caseId, reportId: id, seenHash: contentHash, language: 'en', attestations, passphrase: PASSPHRASE })
}

const printed = (folder: string, pdf: Uint8Array) => {
  writeFileSync(join(folder, 'one.pdf'), pdf)
  return spawnSync('pdftotext', ['-layout', join(folder, 'one.pdf'), '-'], { encoding: 'utf8' }).stdout.replace(/\s+/gu, ' ')
}

test('half past eleven at night at UTC−5, then half past midnight at UTC+2: block, stamp and statement tell the day there', { timeout: 60_000 }, async () => {
  const folder = temporaryFolder()
  process.env.TZ = 'America/Bogota'
  const clinic = await openReportClinic(join(folder, 'p'))
  const { caseId } = clinic
  await clinic.write()
  clinic.time.now = Date.parse('2026-11-23T04:30:00.000Z')
  const first = await sign(clinic, 1)
  expect(first).toMatchObject({ signedAt: '2026-11-23T04:30:00.000Z', zone: { name: 'America/Bogota', utcOffset: '-05:00' } })
  const pdf = await clinic.content.readAll(first.pdfSha256)
  expect(printed(folder, pdf)).toContain('22 Nov 2026, 23:30 UTC−05:00 (America/Bogota, clock of the signing workstation)')
  expect(JSON.parse(readRecord(pdf)?.statement ?? '{}')).toMatchObject({ domain: 'consilium/sign-off/3', zone: { utcOffset: '-05:00' } })
  expect((await verifySignedPackage({ pdf })).ok).toBe(true)
  // The letter on the delivery has the signatory's day, whoever prints it where.
  process.env.TZ = 'Europe/Helsinki'
  await clinic.delivery.setConsultation({ caseId, startsAt: '2026-11-24T14:00:00.000Z', minutes: 45, channel: 'video', patientTimeZone: 'America/Bogota', clinicianTimeZone: 'America/Bogota', state: 'booked' })
  await clinic.delivery.release({ caseId, recipient: 'patient' })
  const letter = printed(folder, await clinic.content.readAll((await clinic.delivery.letter({ caseId, language: 'en' })).pdfSha256))
  expect(letter).toContain('On 22 November 2026 we handed over')
  expect(letter).not.toContain('23 November 2026')
  expect((await clinic.delivery.view({ caseId })).dueFollowUps[0]).toEqual({ months: 1, dueOn: '2026-12-22' })
  // A zone that is changed afterwards is a changed statement.
  expect(signOffStatement({ ...first, zone: { name: 'Europe/Helsinki', utcOffset: '+02:00' } })).not.toBe(signOffStatement(first))

  process.env.TZ = 'Europe/Helsinki'
  await clinic.reports.amend({ caseId, reportId: first.reportId, reason: 'Llegó la anatomía patológica' })
  await clinic.edit('biomarkers', (doc, o) => setField(doc, o, 'pdl1Tps', value('60')), 2)
  clinic.time.now = Date.parse('2026-11-24T22:30:00.000Z')
  expect(await sign(clinic, 2)).toMatchObject({ zone: { name: 'Europe/Helsinki', utcOffset: '+02:00' } })
  // Read at a third place: the stamp tells the day where the next version was signed, the block the one where this was.
  process.env.TZ = 'UTC'
  const stamped = printed(folder, await clinic.content.readAll((await clinic.delivery.exportAs({ caseId, reportId: first.reportId, form: 'pdf' })).sha256))
  expect(stamped).toContain('replaced by version 2 on 25 Nov 2026, 00:30 UTC+02:00')
  expect(stamped).toContain('22 Nov 2026, 23:30 UTC−05:00')
  const fhir = JSON.parse(Buffer.from(await clinic.content.readAll((await clinic.delivery.exportAs({ caseId, reportId: first.reportId, form: 'fhir' })).sha256)).toString('utf8'))
  expect(fhir.timestamp).toBe('2026-11-22T23:30:00.000-05:00')
  await clinic.close()
})

test('what was signed before the zone was kept verifies as it was', async () => {
  const clinic = await openReportClinic(join(temporaryFolder(), 'p'))
  await clinic.write()
  const { zone: _zone, ...older } = await sign(clinic, 1)
  expect(JSON.parse(signOffStatement(SignOff.parse(older)))).toMatchObject({ domain: 'consilium/sign-off/2' })
  expect(signOffStatement(SignOff.parse(older))).not.toContain('zone')
  await clinic.close()
})
