import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { checkFhir } from '../../../../../src/main/core/delivery/fhirChecks.ts'
import { unpackZip } from '../../../../../src/main/core/delivery/unpackZip.ts'
import { verifyPackage } from '../../../../../src/main/core/delivery/verifyPackage.ts'
import { CanonicalReport } from '../../../../../src/shared/domain/canonicalReport.ts'
import { setField } from '../../../../../src/shared/casedoc/edit.ts'
import { roomName, rowKey } from '../../../../../src/shared/casedoc/layout.ts'
import { setRegister } from '../../../../../src/shared/casedoc/registers.ts'
import { LEFT_OUT } from '../../../../../src/shared/domain/withoutOutlook.ts'
import { radiologist, signByBoth } from '../../../../support/reports/coSigner.ts'
import { value } from '../../../../support/reports/lungCase.ts'
import { openReportClinic, PASSPHRASE, type ReportClinic } from '../../../../support/reports/reportClinic.ts'
import { temporaryFolder } from '../../../../support/temporaryFolder.ts'

const attestations = { personallyReviewed: true, noConflictOfInterest: true } as const
const offered = { startsAt: '2026-11-24T09:00:00.000Z', minutes: 45, channel: 'video', patientTimeZone: 'America/Bogota', clinicianTimeZone: 'Europe/Madrid', state: 'offered' } as const

async function signed(clinic: ReportClinic, reportId: string) {
  const { contentHash } = await clinic.reports.preview({ caseId: clinic.caseId, reportId, language: 'es' })
  return clinic.signOff.sign({ caseId: clinic.caseId, reportId, seenHash: contentHash, language: 'es', attestations, passphrase: PASSPHRASE })
}

async function aSignedCase(change: (clinic: ReportClinic) => Promise<void> = async () => undefined) {
  const clinic = await openReportClinic(join(temporaryFolder(), 'd'))
  await clinic.write()
  await change(clinic)
  const reportId = clinic.reports.list({ caseId: clinic.caseId }).reports[0]!.id
  return { clinic, caseId: clinic.caseId, reportId, signOff: await signed(clinic, reportId), delivery: clinic.delivery }
}

const filesOf = async (clinic: ReportClinic, sha256: string) => unpackZip(Buffer.from(await clinic.content.readAll(sha256)))
const textOf = (files: ReadonlyMap<string, Uint8Array>) => [...files].filter(([name]) => /\.(html|json|js)$/.test(name)).map(([, bytes]) => Buffer.from(bytes).toString('utf8')).join('\n')

test('nothing leaves the house while a gate is closed, and each gate says which', async () => {
  const clinic = await openReportClinic(join(temporaryFolder(), 'd'))
  const { caseId, delivery } = clinic
  await clinic.write()
  const reportId = clinic.reports.list({ caseId }).reports[0]!.id
  const closed = async (recipient: string) => (await delivery.view({ caseId })).gates.find((one) => one.recipient === recipient)?.closed
  expect(await closed('patient')).toEqual(['signed', 'consultationOffered'])
  await signed(clinic, reportId)
  expect(await closed('treatingDoctor')).toEqual([])
  expect(await closed('sponsor')).toEqual(['consent'])
  const room = roomName({ kind: 'care', caseId })
  const origin = { actorId: clinic.session.user.id, room, tool: 'test' }
  const flag = (settledAt: string | null) => clinic.rooms.edit(room, origin, (doc) => setRegister(doc, origin, 'safety/1', { id: '1', openedAt: '2026-11-22T20:00:00.000Z', settledAt }))
  await flag(null)
  expect(await closed('patient')).toEqual(['safetyCard', 'consultationOffered'])
  await expect(delivery.release({ caseId, recipient: 'treatingDoctor' })).rejects.toMatchObject({ code: 'RELEASE_CLOSED', data: { gates: 'safetyCard' } })
  await flag('2026-11-22T21:00:00.000Z')
  await delivery.setConsultation({ caseId, ...offered })
  const { releases } = await delivery.release({ caseId, recipient: 'patient' })
  expect(releases).toMatchObject([{ recipient: 'patient', reportNumber: 1 }])
  await clinic.signedActs.withdraw({ caseId, reportId, reason: 'Error de registro', passphrase: PASSPHRASE })
  expect(await closed('patient')).toEqual(['withdrawn'])
  await clinic.close()
})

test('the treating doctor gets everything, and it proves itself; one changed byte anywhere is found', { timeout: 60_000 }, async () => {
  const { clinic, caseId, signOff, delivery } = await aSignedCase()
  const { releases } = await delivery.release({ caseId, recipient: 'treatingDoctor' })
  const files = await filesOf(clinic, releases[0]!.packageSha256)
  expect([...files.keys()].filter((name) => !name.startsWith('images/')).sort()).toEqual(['both-opinions.html', 'both-opinions.pdf', 'index.html', 'manifest.js', 'report.docx', 'report.fhir.json', 'report.html', 'report.json', 'report.pdf', 'sources.html', 'to-do.html', 'to-do.pdf', 'treating-doctor.html', 'verify.html'])
  expect(createHash('sha256').update(files.get('report.json')!).digest('hex')).toBe(signOff.contentHash)
  expect(createHash('sha256').update(files.get('report.pdf')!).digest('hex')).toBe(signOff.pdfSha256)
  const whole = await verifyPackage(files)
  expect(whole.findings.filter(({ ok }) => !ok)).toEqual([])
  expect(whole.findings.map(({ code }) => code)).toEqual(expect.arrayContaining(['packageSignature', 'fileHash', 'recordSignature', 'pdfSignature', 'pdfWhole', 'contentHash']))

  let flipped = 0
  for (const [name, bytes] of files) {
    const step = name === 'manifest.js' ? 1 : Math.max(1, Math.floor(bytes.length / 150))
    for (let at = 0; at < bytes.length; at += step) {
      const changed = Buffer.from(bytes)
      changed[at] = (changed[at] ?? 0) ^ (1 << (at % 8))
      const { ok } = await verifyPackage(new Map([...files, [name, changed]]))
      if (ok) expect.fail(`${name} byte ${at} changed and nobody saw it`)
      flipped++
    }
  }
  expect(flipped).toBeGreaterThan(3000)
  const without = new Map(files)
  without.delete('index.html')
  expect((await verifyPackage(without)).findings).toContainEqual({ ok: false, code: 'fileMissing', detail: 'index.html' })
  expect((await verifyPackage(new Map([...files, ['more.html', Buffer.from('x')]]))).findings).toContainEqual({ ok: false, code: 'fileUnknown', detail: 'more.html' })
  await clinic.close()
})

test('the sponsor gets an extract: no psychology, no motive, no images, no signed file, unless each is consented to', async () => {
  const { clinic, caseId, signOff, delivery } = await aSignedCase()
  await delivery.setConsent({ caseId, release: true, psychology: false, motive: false, images: false })
  const [first] = (await delivery.release({ caseId, recipient: 'sponsor' })).releases
  const files = await filesOf(clinic, first!.packageSha256)
  const canonical = JSON.parse(Buffer.from(await clinic.content.readAll(signOff.contentHash)).toString('utf8'))
  const text = textOf(files)
  expect([...files.keys()].some((name) => /\.(pdf|png)$/.test(name) || name === 'report.json')).toBe(false)
  const psychological = canonical.sections.find((section: { kind: string }) => section.kind === 'psychologicalRecommendations')
  expect(psychological).toBeDefined()
  expect(text).not.toContain(psychological.title)
  expect(canonical.patientWords.length).toBeGreaterThan(10)
  expect(text).not.toContain(canonical.patientWords.slice(0, 24))
  expect(text).not.toMatch(/SOPInstanceUID|ImagingStudy/)
  expect((await verifyPackage(files)).findings.filter(({ ok }) => !ok)).toEqual([])
  clinic.time.now += 60_000
  await delivery.setConsent({ caseId, release: true, psychology: true, motive: false, images: false })
  const second = (await delivery.release({ caseId, recipient: 'sponsor' })).releases.at(-1)
  expect(textOf(await filesOf(clinic, second!.packageSha256))).toContain(psychological.title)
  // Each consent opens its own part and no other.
  for (const only of ['psychology', 'motive', 'images'] as const) {
    clinic.time.now += 60_000
    await delivery.setConsent({ caseId, release: true, psychology: false, motive: false, images: false, [only]: true })
    const scoped = textOf(await filesOf(clinic, (await delivery.release({ caseId, recipient: 'sponsor' })).releases.at(-1)!.packageSha256))
    expect({ psychology: scoped.includes(psychological.title), motive: scoped.includes(canonical.patientWords.slice(0, 24)), images: /SOPInstanceUID|ImagingStudy/.test(scoped) }).toEqual({ psychology: only === 'psychology', motive: only === 'motive', images: only === 'images' })
  }
  await clinic.close()
})

test('a patient who does not want the outlook does not get it, nor the file that holds it', { timeout: 60_000 }, async () => {
  const { clinic, caseId, signOff, delivery } = await aSignedCase(async (clinic) => {
    await clinic.edit('motiveAndQuestions', (doc, o) => setField(doc, o, 'informationPreference', value('noPrognosis')))
    await clinic.edit('options', (doc, o) => setField(doc, o, rowKey('options', '018f0000-0000-7000-8000-000000000001', 'benefit'), value('Mejora la supervivencia de la mayoría')))
  })
  await delivery.setConsultation({ caseId, ...offered })
  const [release] = (await delivery.release({ caseId, recipient: 'patient' })).releases
  const files = await filesOf(clinic, release!.packageSha256)
  expect([...files.keys()].filter((name) => /\.pdf$|report\.json/.test(name)).sort()).toEqual(['in-plain-words-en.pdf', 'in-plain-words-es.pdf'])
  const text = textOf(files)
  expect(text).not.toContain('statusAndOutlook')
  // Neither the section of the outlook nor the answer about it, on any page.
  const canonical = JSON.parse(Buffer.from(await clinic.content.readAll(signOff.contentHash)).toString('utf8'))
  const outlook = [canonical.answers.find(({ number }: { number: number }) => number === 7).answer, ...canonical.sections.find(({ key }: { key: string }) => key === 'statusAndOutlook').fields.map(({ display }: { display: string }) => display)].filter((words) => words?.length > 24)
  for (const words of outlook) expect(text).not.toContain(words)
  // What speaks of it in another section gives way to a sentence that says so, in every form.
  const docx = Buffer.from((await unpackZip(Buffer.from(files.get('report.docx')!))).get('word/document.xml')!).toString('utf8')
  expect(JSON.stringify(canonical)).toContain('la supervivencia de la mayor')
  for (const form of [text, docx]) expect(form).not.toContain('la supervivencia de la mayor')
  for (const form of [text, docx]) expect(form).toContain(LEFT_OUT.es)
  await clinic.close()
})

test('what the patient wants to hear now counts at the release: the outlook withheld after the signature, nobody to tell, totals only when asked for', { timeout: 60_000 }, async () => {
  const { clinic, caseId, signOff, delivery } = await aSignedCase()
  await delivery.setConsultation({ caseId, ...offered })
  const room = roomName({ kind: 'care', caseId })
  const origin = { actorId: clinic.session.user.id, room, tool: 'test' }
  const keep = (key: string, value: object) => clinic.rooms.edit(room, origin, (doc) => setRegister(doc, origin, key, value))
  const scores = [{ instrument: 'PHQ-9', takenOn: '2026-11-20', total: 12, max: 27, band: 'moderate' }]
  const given = async (recipient: 'patient' | 'sponsor' | 'treatingDoctor') => {
    clinic.time.now += 60_000
    return filesOf(clinic, (await delivery.release({ caseId, recipient })).releases.find(({ at, recipient: to }) => to === recipient && Date.parse(at) === clinic.time.now)!.packageSha256)
  }
  await keep('wishes', { informationPreference: 'fullWithoutPrognosis', decisionRole: 'own', mayBeTold: '' })
  await keep('seenScores', { scores })
  const files = await given('patient')
  const canonical = JSON.parse(Buffer.from(await clinic.content.readAll(signOff.contentHash)).toString('utf8'))
  const outlook: string = canonical.answers.find(({ number }: { number: number }) => number === 7).answer
  expect(outlook.length).toBeGreaterThan(24)
  expect(textOf(files)).not.toContain(outlook)
  expect(textOf(files)).not.toContain('statusAndOutlook')
  expect(files.has('report.pdf')).toBe(false)
  expect(Buffer.from(files.get('questionnaires.html')!).toString('utf8')).toMatch(/no es un diagnóstico[\s\S]*12 de 27/u)
  const bundle = JSON.parse(Buffer.from(files.get('report.fhir.json')!).toString('utf8'))
  expect(checkFhir(bundle)).toEqual([])
  expect(JSON.stringify(bundle)).toContain('"code":"44261-6"')
  await delivery.setConsent({ caseId, release: true, psychology: true, motive: true, images: true })
  for (const recipient of ['sponsor', 'treatingDoctor'] as const) {
    const theirs = await given(recipient)
    expect(textOf(theirs)).not.toMatch(/44261-6|12 de 27/u)
    expect(theirs.has('questionnaires.html')).toBe(false)
  }
  await keep('wishes', { informationPreference: 'none', decisionRole: 'family', mayBeTold: ' ' })
  await expect(delivery.release({ caseId, recipient: 'patient' })).rejects.toMatchObject({ code: 'RELEASE_CLOSED', data: { gates: 'nobodyToTell' } })
  await keep('wishes', { informationPreference: 'none', decisionRole: 'family', mayBeTold: 'Su hija' })
  expect((await delivery.view({ caseId })).gates[0]).toEqual({ recipient: 'patient', closed: [] })
  await clinic.close()
})

test('every row of every list stands in each form that leaves the house, with each of its values', async () => {
  const { clinic, caseId, signOff, delivery } = await aSignedCase()
  const canonical = CanonicalReport.parse(JSON.parse(Buffer.from(await clinic.content.readAll(signOff.contentHash)).toString('utf8')))
  const rows = canonical.sections.flatMap(({ kind, lists }) => (kind === 'signatures' ? [] : (lists ?? []).flatMap((list) => [list.title, ...list.rows.flatMap(({ name, fields }) => [name, ...fields.flatMap(({ label, display }) => [label, display])])])))
  // Options, recommendations, material, experts and the rest: the lung case fills most of its lists.
  expect(canonical.sections.filter(({ lists }) => (lists ?? []).some((list) => list.rows.length > 0)).length).toBeGreaterThan(6)
  const plain = (text: string) => text.replace(/<\/?(?:b|i|sup|strong|em|span|mark|a|code)\b[^>]*>/gu, '').replace(/<[^>]+>/gu, ' ').replace(/\\"/gu, '"').replace(/&#(\d+);/gu, (_, code) => String.fromCodePoint(Number(code))).replace(/&(lt|gt|quot|amp);/gu, (_, name: 'lt' | 'gt' | 'quot' | 'amp') => ({ lt: '<', gt: '>', quot: '"', amp: '&' })[name]).replace(/\s+/gu, ' ')
  const exported = async (form: 'docx' | 'fhir' | 'html') => {
    const bytes = Buffer.from(await clinic.content.readAll((await delivery.exportAs({ caseId, form })).sha256))
    return plain(form === 'docx' ? Buffer.from((await unpackZip(bytes)).get('word/document.xml')!).toString('utf8') : bytes.toString('utf8'))
  }
  for (const form of ['docx', 'fhir', 'html'] as const) {
    const text = await exported(form)
    expect(rows.map((words) => words.replace(/\s+/gu, ' ').replace(/[.\s]+$/u, '')).filter((words) => !text.includes(words)), form).toEqual([])
  }
  await clinic.close()
})

test('the FHIR document passes our checks, and they find what a general validator lets pass', async () => {
  const { clinic, caseId, delivery } = await aSignedCase()
  const { sha256 } = await delivery.exportAs({ caseId, form: 'fhir' })
  const bundle = JSON.parse(Buffer.from(await clinic.content.readAll(sha256)).toString('utf8'))
  expect(checkFhir(bundle)).toEqual([])
  const types = bundle.entry.map(({ resource }: { resource: { resourceType: string } }) => resource.resourceType)
  expect(types[0]).toBe('Composition')
  expect(new Set(types)).toEqual(new Set(['Composition', 'Patient', 'Organization', 'Practitioner', 'Observation', 'DocumentReference', 'ImagingStudy', 'Condition', 'DiagnosticReport', 'Provenance']))
  const broken = (change: (copy: typeof bundle) => void) => {
    const copy = structuredClone(bundle)
    change(copy)
    return checkFhir(copy).map(({ code }) => code)
  }
  const of = (copy: typeof bundle, type: string) => copy.entry.find(({ resource }: { resource: { resourceType: string } }) => resource.resourceType === type).resource
  // The three that dependencies.md §5 measured as let through.
  expect(broken((copy) => { of(copy, 'DiagnosticReport').status = 'banana' })).toEqual(['binding'])
  expect(broken((copy) => { Object.assign(of(copy, 'Observation'), { valueString: 'x', valueInteger: 1 }) })).toEqual(['choice'])
  expect(broken((copy) => { of(copy, 'DiagnosticReport').subject.reference = 'urn:uuid:00000000-0000-4000-8000-000000000000' })).toEqual(['reference'])
  expect(broken((copy) => { copy.entry.reverse() })).toContain('document')
  expect(broken((copy) => { delete of(copy, 'Composition').title })).toEqual(['required'])
  await clinic.close()
})

test('everybody who signed stands in the FHIR document in their order, each with their own signature', async () => {
  const clinic = await openReportClinic(join(temporaryFolder(), 'd'))
  await clinic.write()
  const { caseId } = clinic
  const signOff = await signByBoth(clinic, 'es')
  const { sha256 } = await clinic.delivery.exportAs({ caseId, form: 'fhir' })
  const bundle = JSON.parse(Buffer.from(await clinic.content.readAll(sha256)).toString('utf8'))
  expect(checkFhir(bundle)).toEqual([])
  const entries: { fullUrl: string; resource: { resourceType: string; name: { text: string }[] } & Record<string, never> }[] = bundle.entry
  const nameOf = ({ reference }: { reference: string }) => entries.find(({ fullUrl }) => fullUrl === reference)?.resource.name[0]?.text
  const of = (type: string) => entries.find(({ resource }) => resource.resourceType === type)?.resource as unknown as { agent: { who: { reference: string } }[]; signature: { who: { reference: string }; type: { code: string }[]; data: string }[]; attester: { mode: string; party: { reference: string } }[]; resultsInterpreter: { reference: string }[] }
  const both = [radiologist.name, clinic.session.user.name]
  expect(of('Provenance').agent.map(({ who }) => nameOf(who))).toEqual(both)
  expect(of('Provenance').signature.map(({ who }) => nameOf(who))).toEqual(both)
  // Author and co-author of HL7's value set signature-type.
  expect(of('Provenance').signature.map(({ type }) => type[0]?.code)).toEqual(['1.2.840.10065.1.12.1.2', '1.2.840.10065.1.12.1.1'])
  expect(of('Provenance').signature.map(({ data }) => Buffer.from(data, 'base64').toString('base64url'))).toEqual([...(signOff.coSignatures ?? []), signOff.signature])
  expect(of('Composition').attester.map(({ mode, party }) => `${mode} ${nameOf(party)}`)).toEqual([`professional ${both[0]}`, `legal ${both[1]}`])
  expect(of('DiagnosticReport').resultsInterpreter.map(nameOf)).toEqual(both)
  await clinic.close()
})

test('the call becomes an addendum that is signed; follow-ups and statistics are kept', async () => {
  const { clinic, caseId, reportId, delivery } = await aSignedCase()
  await delivery.noteCall({ caseId, question: 1, discussed: true, note: 'Se explicó la biopsia', teachBack: 'Entiendo que es un cáncer de pulmón' })
  const next = await delivery.openAddendum({ caseId, reportId })
  expect(next).toMatchObject({ number: 2, amendmentKind: 'appended', replaces: reportId })
  expect((await delivery.openAddendum({ caseId, reportId })).id).toBe(next.id)
  const second = await signed(clinic, next.id)
  const text = Buffer.from(await clinic.content.readAll(second.contentHash)).toString('utf8')
  expect(text).toContain('¿Es correcto el diagnóstico?')
  expect(text).toContain('Entiendo que es un cáncer de pulmón')
  expect(text.split('Entiendo que es').length).toBe(2)
  expect(clinic.reports.list({ caseId }).reports.map(({ status }) => status)).toEqual(['appended', 'final'])
  await delivery.recordFollowUp({ caseId, months: 3, adviceFollowed: 'partly', why: '', outcome: 'better', note: '' })
  await delivery.setAfterCare({ caseId, kind: 'inPersonVisit', state: 'asked', note: '' })
  const { afterCare } = await delivery.setAfterCare({ caseId, kind: 'inPersonVisit', state: 'done', note: '14 de enero' })
  expect(afterCare).toMatchObject([{ kind: 'inPersonVisit', state: 'done', note: '14 de enero', byName: 'Dra. Helena Okafor' }])
  const statistics = await delivery.statistics()
  expect(statistics).toMatchObject({ signed: 1, outcomes: [{ value: 'better', count: 1 }], followed: [{ value: 'partly', count: 1 }] })
  expect(statistics.axes.length).toBeGreaterThan(3)
  // Named in both languages, whatever the reports are written in.
  expect(statistics.axes.find(({ axis }) => axis === 'agreementDiagnosis')?.label).toEqual({ en: 'Diagnosis', es: 'Diagnóstico' })
  await clinic.close()
})
