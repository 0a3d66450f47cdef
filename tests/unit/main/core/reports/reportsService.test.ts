import { expect, test } from 'vitest'
import { addThread, settleThread } from '#shared/casedoc/comments.ts'
import { setField, setNarrative } from '#shared/casedoc/edit.ts'
import { roomName, rowKey } from '#shared/casedoc/layout.ts'
import { readSection } from '#shared/casedoc/read.ts'
import { ReviewCase } from '#shared/domain/reviewCase.ts'
import { putCase } from '../../../../../src/main/core/cases/caseStore.ts'
import { listDocuments } from '../../../../../src/main/core/documents/documentStore.ts'
import { addSeenPages } from '../../../../../src/main/core/documents/seenPageStore.ts'
import { commentsRoom } from '../../../../../src/main/core/reports/gatherReport.ts'
import { reportIdOf } from '../../../../../src/main/core/reports/reportStore.ts'
import { openReportClinic, PASSPHRASE } from '../../../../support/reports/reportClinic.ts'
import { pdfPages } from '../../../../support/reports/pdfText.ts'
import { doctor, reviewCase, value } from '../../../../support/reports/lungCase.ts'
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

test('pages that the signer never had in view are said before signing, by file, and hold nothing up', async () => {
  const clinic = await openReportClinic(temporaryFolder())
  const { caseId } = clinic
  await clinic.write()
  const reportId = clinic.reports.list({ caseId }).reports[0]!.id
  const [document] = clinic.db.read((r) => listDocuments(r, caseId))
  clinic.db.write((tx) => tx.run('DELETE FROM seen_page WHERE case_id = ? AND sha256 = ? AND page = 1', [caseId, document!.sha256]))
  expect(await clinic.reports.obstacles({ caseId, reportId })).toEqual([{ code: 'pagesUnseen', severity: 'warning', sectionKey: 'material', fieldKey: null, detail: `${document!.name} (1)` }])
  clinic.db.write((tx) => addSeenPages(tx, caseId, document!.sha256, [1]))
  expect(await clinic.reports.obstacles({ caseId, reportId })).toEqual([])
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

test('an expert’s review is kept with the fingerprint of what they read; a later change asks for it again', async () => {
  const clinic = await openReportClinic(temporaryFolder())
  const { caseId } = clinic
  await clinic.write()
  const { id: reportId } = clinic.reports.current({ caseId })
  const row = '018f0000-0000-7000-8000-000000000021'
  await clinic.edit('panel', (doc, o) => {
    for (const [field, text] of Object.entries({ order: '1', name: 'Dra. Chen', discipline: 'Oncología', country: 'US', licence: 'MA-1', conflict: 'none', vote: 'agrees' })) setField(doc, o, rowKey('experts', row, field), value(text))
  })
  const codes = async () => (await clinic.reports.obstacles({ caseId, reportId })).map(({ code, fieldKey }) => `${code} ${fieldKey}`)
  expect(await codes()).toEqual([`fieldEmpty experts/${row}/reviewed`])
  const { reviewedContent } = await clinic.reports.attest({ caseId, reportId, row })
  expect(reviewedContent).toMatch(/^[0-9a-f]{64}$/)
  expect(await codes()).toEqual([])
  await clinic.edit('followUp', (doc, o) => setNarrative(doc, o, [{ type: 'paragraph', content: [{ type: 'text', text: 'Revisión en un mes.' }] }]))
  expect(await codes()).toEqual([`reviewOutdated experts/${row}/reviewed`])
  await clinic.reports.attest({ caseId, reportId, row })
  expect(await codes()).toEqual([])
  expect(clinic.db.read((r) => r.all("SELECT event FROM audit WHERE event = 'report.reviewed'"))).toHaveLength(2)
  await clinic.close()
})

test('a comment that blocks stands before signing until it is settled', async () => {
  const clinic = await openReportClinic(temporaryFolder())
  const { caseId } = clinic
  await clinic.write()
  const report = clinic.reports.current({ caseId })
  const room = commentsRoom(report)
  const origin = { actorId: doctor.id, room, tool: 'test' }
  const id = '018f0000-0000-7000-8000-000000000031'
  const thread = { id, section: 'followUp', fragment: 'body', from: '{}', to: '{}', quote: 'Tomografía de control', text: '¿Con contraste?', suggestion: null, blocking: true, author: doctor.id, authorName: doctor.name, createdAt: '2026-11-22T20:00:00.000Z' }
  const found = async () => (await clinic.reports.obstacles({ caseId, reportId: report.id })).map(({ code, sectionKey, detail }) => [code, sectionKey, detail])
  await clinic.rooms.edit(room, origin, (doc) => addThread(doc, origin, thread))
  expect(await found()).toEqual([['threadOpen', 'followUp', 'Tomografía de control']])
  const settle = (state: 'open' | 'resolved') => clinic.rooms.edit(room, origin, (doc) => settleThread(doc, origin, id, { state, by: doctor.id, byName: doctor.name, at: '2026-11-22T21:00:00.000Z' }))
  await settle('resolved')
  expect(await found()).toEqual([])
  await settle('open')
  expect(await found()).toHaveLength(1)
  await clinic.close()
})

test('a new report names the issuer that the last one of its programme named; without one the field stays empty', async () => {
  const clinic = await openReportClinic(temporaryFolder())
  const issuerOf = async (caseId: string) => readSection(await clinic.rooms.snapshot(roomName({ kind: 'section', caseId, report: 1, section: 'caseAndProgramme' }))).fields.issuer?.value
  await clinic.write()
  clinic.reports.current({ caseId: clinic.caseId })
  const issuer = await issuerOf(clinic.caseId)
  expect(issuer).toBeTruthy()
  const second = (policyId: string, id: string) => {
    const other = ReviewCase.parse({ ...reviewCase(), id, caseNumber: `CN-${id.slice(-4).toUpperCase()}`, policyId })
    clinic.db.write((tx) => putCase(tx, { ...other, team: [{ user: clinic.session.user, role: clinic.session.user.role }] }))
    clinic.reports.current({ caseId: id })
    return id
  }
  const same = second('oncology-remote', '018f0000-0000-7000-8000-00000000a001')
  await expect.poll(() => issuerOf(same)).toBe(issuer)
  expect(await issuerOf(second('insurer-second-opinion', '018f0000-0000-7000-8000-00000000a002'))).toBeUndefined()
  await clinic.close()
})

test('an amendment tells what it says otherwise than the version before, and the version before what it says otherwise', { timeout: 60_000 }, async () => {
  const clinic = await openReportClinic(temporaryFolder())
  const { caseId, reports } = clinic
  await clinic.write()
  const reportId = reports.list({ caseId }).reports[0]!.id
  const { contentHash } = await reports.preview({ caseId, reportId, language: 'es' })
  await clinic.signOff.sign({ caseId, reportId, seenHash: contentHash, language: 'es', attestations: { personallyReviewed: true, noConflictOfInterest: true }, passphrase: PASSPHRASE })
  const next = await reports.amend({ caseId, reportId, reason: 'Llegó un resultado' })
  expect((await reports.changes({ caseId, reportId: next.id, against: reportId })).sections).toEqual([])
  await clinic.edit('stage', (doc, o) => setField(doc, o, 'stageGroup', value('IIIB')), 2)
  const told = await reports.changes({ caseId, reportId: next.id, against: reportId })
  expect(told).toMatchObject({ against: 1, sections: [{ key: 'stage', lines: [[{ kind: 'same' }, { kind: 'removed', text: 'IIIA' }, { kind: 'added', text: 'IIIB' }]] }] })
  expect((await reports.changes({ caseId, reportId, against: next.id })).sections[0]?.lines[0]?.[2]).toEqual({ kind: 'added', text: 'IIIA' })
  await expect(reports.changes({ caseId, reportId, against: reportIdOf(caseId, 9) })).rejects.toMatchObject({ code: 'REPORT_NOT_FOUND' })
  await clinic.close()
})
