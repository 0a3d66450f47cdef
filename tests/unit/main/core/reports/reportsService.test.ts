import { expect, test } from 'vitest'
import { setField, setNarrative } from '#shared/casedoc/edit.ts'
import { reportIdOf } from '../../../../../src/main/core/reports/reportStore.ts'
import { openReportClinic } from '../../../../support/reports/reportClinic.ts'
import { pdfPages } from '../../../../support/reports/pdfText.ts'
import { value } from '../../../../support/reports/lungCase.ts'
import { temporaryFolder } from '../../../../support/temporaryFolder.ts'

test('the first report of a case is made when somebody asks for it, once, in the language and template of the case', async () => {
  const clinic = await openReportClinic(temporaryFolder())
  const { caseId } = clinic
  const { reports, template } = clinic.reports.list({ caseId })
  expect(reports).toMatchObject([{ id: reportIdOf(caseId, 1), number: 1, status: 'preliminary', language: 'es', templateId: 'onc/1', replaces: null }])
  expect(template.sections).toHaveLength(21)
  expect(clinic.reports.list({ caseId }).reports).toEqual(reports)
  expect(clinic.db.read((r) => r.all("SELECT event FROM audit WHERE event = 'report.opened'"))).toHaveLength(1)
  await clinic.close()
})

test('what stands before signing is counted for the work list', async () => {
  const clinic = await openReportClinic(temporaryFolder())
  const { caseId } = clinic
  expect(clinic.db.read((r) => clinic.countBlockers(r, caseId))).toBe(0)
  const reportId = clinic.reports.list({ caseId }).reports[0]!.id
  const empty = await clinic.reports.obstacles({ caseId, reportId })
  expect(clinic.db.read((r) => clinic.countBlockers(r, caseId))).toBe(empty.filter(({ severity }) => severity === 'blocker').length)
  expect(empty.length).toBeGreaterThan(40)
  expect(clinic.told).toContain('cases')
  await clinic.write()
  expect(await clinic.reports.obstacles({ caseId, reportId })).toEqual([])
  expect(clinic.db.read((r) => clinic.countBlockers(r, caseId))).toBe(0)
  await clinic.close()
})

test('the preview is the PDF of the bytes whose hash it names, rendered once, and changes with the text', async () => {
  const clinic = await openReportClinic(temporaryFolder())
  const { caseId } = clinic
  await clinic.write()
  const reportId = clinic.reports.list({ caseId }).reports[0]!.id
  const first = await clinic.reports.preview({ caseId, reportId, language: 'es' })
  const pages = await pdfPages(await clinic.content.readAll(first.pdfSha256))
  expect(pages.join(' ')).toContain('BORRADOR')
  expect(pages[0]?.replaceAll(' ', '')).toContain(first.contentHash.slice(0, 16))
  expect(await clinic.reports.preview({ caseId, reportId, language: 'es' })).toEqual(first)
  expect(clinic.db.read((r) => r.all('SELECT * FROM report_preview'))).toHaveLength(1)

  const english = await clinic.reports.preview({ caseId, reportId, language: 'en' })
  expect(english.contentHash).not.toBe(first.contentHash)
  await clinic.edit('followUp', (doc, o) => setNarrative(doc, o, [{ type: 'paragraph', content: [{ type: 'text', text: 'Revisión en un mes.' }] }]))
  const changed = await clinic.reports.preview({ caseId, reportId, language: 'es' })
  expect(changed.contentHash).not.toBe(first.contentHash)
  expect((await pdfPages(await clinic.content.readAll(changed.pdfSha256))).join(' ')).toContain('Revisión en un mes.')
  await clinic.close()
})

test('only a signed report can be amended', async () => {
  const clinic = await openReportClinic(temporaryFolder())
  const { caseId } = clinic
  const reportId = clinic.reports.list({ caseId }).reports[0]!.id
  await expect(clinic.reports.amend({ caseId, reportId, reason: 'porque sí' })).rejects.toMatchObject({ code: 'NOT_ALLOWED' })
  await expect(clinic.reports.amend({ caseId, reportId: reportIdOf(caseId, 9), reason: 'porque sí' })).rejects.toMatchObject({ code: 'REPORT_NOT_FOUND' })
  await clinic.close()
})

test('a report that states a visit in person takes the notice and the title of a medical report', async () => {
  const clinic = await openReportClinic(temporaryFolder())
  const { caseId } = clinic
  await clinic.write()
  const reportId = clinic.reports.list({ caseId }).reports[0]!.id
  await clinic.edit('caseAndProgramme', (doc, o) => setField(doc, o, 'legalStatus', value('medicalReport')))
  expect((await clinic.reports.obstacles({ caseId, reportId })).map(({ code }) => code)).toEqual(['titleNotAllowed'])
  await clinic.edit('caseAndProgramme', (doc, o) => setField(doc, o, 'inPersonEncounterOn', value('2026-11-20')))
  const { pdfSha256, obstacles } = await clinic.reports.preview({ caseId, reportId, language: 'es' })
  expect(obstacles).toEqual([])
  const text = (await pdfPages(await clinic.content.readAll(pdfSha256))).join(' ')
  expect(text).toContain('Informe médico de segunda opinión')
  expect(text).not.toContain('No es un informe médico')
  await clinic.close()
})

test('what patient and treating doctor read is made from the stored report, in either language', async () => {
  const clinic = await openReportClinic(temporaryFolder())
  const { id: reportId } = clinic.reports.current({ caseId: clinic.caseId })
  await clinic.write()
  const [es, en] = [await clinic.reports.pages({ caseId: clinic.caseId, reportId, language: 'es' }), await clinic.reports.pages({ caseId: clinic.caseId, reportId, language: 'en' })]
  expect([es.patient.title, en.patient.title]).toEqual(['Su segunda opinión', 'Your second opinion'])
  expect(es.patient.parts.map(({ key }) => key)).toEqual(en.patient.parts.map(({ key }) => key))
  await expect(clinic.reports.pages({ caseId: clinic.caseId, reportId: clinic.caseId, language: 'es' })).rejects.toMatchObject({ code: 'REPORT_NOT_FOUND' })
  await clinic.close()
})
