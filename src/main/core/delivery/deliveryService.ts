// Owns what happens after the signature on this workstation: gates, packages, the call about the opinion, follow-up. Knows no transport and no window.
import { listRegisters, readRegister, setRegister } from '#shared/casedoc/registers.ts'
import type { DeliveryStatistics, DeliveryView, Exported } from '#shared/contract/workstation/delivery.contract.ts'
import { caseError } from '#shared/contract/errors.ts'
import { CanonicalReport } from '#shared/domain/canonicalReport.ts'
import { AfterCare, CallNote, closedGates, Consultation, deadlines, FollowUp, NO_CONSENT, RECIPIENTS, Release, SponsorConsent, type Recipient } from '#shared/domain/delivery.ts'
import type { Report } from '#shared/domain/report.ts'
import { lifecycleStep } from '#shared/domain/reportLifecycle.ts'
import { Extract } from '#shared/domain/extract.ts'
import { type Language, PackId } from '#shared/domain/reviewCase.ts'
import { type Clock, isoInstant } from '#shared/kit/clock.ts'
import { newUuid, Sha256 } from '#shared/kit/ids.ts'
import type { DeviceAuditLog } from '../audit/createAuditLog.ts'
import { addStep, changeCase, listCaseIds, readCase } from '../cases/caseStore.ts'
import type { Rooms } from '../collab/rooms.ts'
import type { ContentStore } from '../content/contentStore.ts'
import type { Session } from '../identity/session.ts'
import { runTask } from '../jobs/workers.ts'
import { careRoom, readCare } from '../psychology/laneStore.ts'
import { calendarDay } from '../reports/calendarDay.ts'
import { listReports, readReport } from '../reports/reportStore.ts'
import type { ReportResources } from '../reports/reportResources.ts'
import type { ReportsService } from '../reports/reportsService.ts'
import type { RenderPorts } from '../reports/renderReport.ts'
import type { LiveBus } from '../workspace/liveBus.ts'
import { buildPackage, packageContent, type PackageInput } from './buildPackage.ts'
import { dayInZone, deliveredLetter } from './deliveredLetter.ts'
import { createExtracts } from './extracts.ts'
import { openAddendum } from './openAddendum.ts'
import { readingFiles } from './readingFiles.ts'
import { caseStatistics } from './statistics.ts'
import { filesOfVersion, newestVersion, signedVersion } from './versions.ts'

export interface DeliveryPorts extends RenderPorts {
  readonly session: Pick<Session, 'db' | 'user' | 'devicePublicKey' | 'signAsDevice' | 'withSigningKeys'>
  readonly rooms: Pick<Rooms, 'snapshot' | 'edit'>
  readonly content: Pick<ContentStore, 'stage' | 'readAll' | 'has'>
  readonly audit: Pick<DeviceAuditLog, 'append' | 'head'>
  readonly live: Pick<LiveBus, 'publish'>
  readonly clock: Clock
  readonly softwareVersion: string
  readonly reports: Pick<ReportsService, 'amend' | 'list' | 'pages'>
  readonly resources: Pick<ReportResources, 'programme' | 'template'>
}

interface OfCase {
  caseId: string
}
const EXPORT_FILES = { pdf: ['report.pdf', 'application/pdf'], fhir: ['report.fhir.json', 'application/fhir+json'], docx: ['report.docx', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'], html: ['report.html', 'text/html'] } as const

export function createDeliveryService(ports: DeliveryPorts) {
  const { session, rooms, content, audit, live, clock } = ports
  const { db, user } = session
  const actor = { userId: user.id, role: user.role }
  const authored = () => ({ at: isoInstant(clock.now()), byName: user.name })

  async function put(caseId: string, event: string, fields: Record<string, string | number>, key: string, value: object): Promise<void> {
    db.write((tx) => audit.append(tx, event, actor, { caseId, ...fields }))
    const room = careRoom(caseId)
    const origin = { actorId: user.id, room, tool: 'delivery' }
    await rooms.edit(room, origin, (doc) => setRegister(doc, origin, key, value))
    live.publish('delivery', caseId)
  }

  async function view({ caseId }: OfCase): Promise<DeliveryView> {
    const doc = await rooms.snapshot(careRoom(caseId))
    const care = readCare(doc)
    const { reviewCase, report, signOff } = newest(caseId)
    const releases = listRegisters(doc, 'release', Release).entries
    const consultation = readRegister(doc, 'consultation', Consultation) ?? null
    const consent = readRegister(doc, 'consent', SponsorConsent) ?? NO_CONSENT
    const facts = {
      status: report?.status ?? null,
      mayRelease: report !== undefined && lifecycleStep(report.status, 'release', user.role, report).allowed,
      isCountersigned: signOff?.state === 'final',
      openSafetyCards: care.flags.filter(({ settledAt }) => settledAt === null).length,
      consultationOffered: consultation !== null,
      wishes: care.wishes,
      consent,
    }
    const first = releases.filter(({ recipient }) => recipient === 'patient').map(({ at }) => at).sort()[0]
    const deliveredOn = first === undefined ? null : dayInZone(first, signOff?.zone)
    return {
      reportNumber: signOff?.reportNumber ?? null,
      contentHash: signOff?.contentHash ?? null,
      gates: RECIPIENTS.map((recipient) => ({ recipient, closed: closedGates(facts, recipient) })),
      consent,
      wishes: care.wishes,
      releases,
      extracts: listRegisters(doc, 'extract', Extract).entries,
      consultation,
      notes: listRegisters(doc, 'call', CallNote).entries,
      followUps: listRegisters(doc, 'followUp', FollowUp).entries,
      afterCare: listRegisters(doc, 'afterCare', AfterCare).entries,
      ...deadlines({ requestedOn: reviewCase.requestedOn, deliveredOn }),
    }
  }

  const newest = (caseId: string) => db.read((r) => newestVersion(r, caseId))

  /** @throws CaseError REPORT_NOT_FOUND for a version that was never signed */
  async function inputOf(caseId: string, recipient: Recipient, reportId: string, consent: SponsorConsent, isPackage: boolean): Promise<PackageInput> {
    const { version, report, reviewCase } = db.read((r) => ({ version: signedVersion(r, caseId, reportId), report: listReports(r, caseId).find(({ id }) => id === reportId), reviewCase: readCase(r, caseId) }))
    if (!version) throw caseError('REPORT_NOT_FOUND', {})
    const files = await filesOfVersion(ports, version)
    const { contentHash, signedAt, zone } = version.signOff
    const { wishes, seenScores } = readCare(await rooms.snapshot(careRoom(caseId)))
    const whole = CanonicalReport.parse(JSON.parse(Buffer.from(files.canonical).toString('utf8')))
    return {
      ...version, ...files, readings: isPackage ? await readingFiles(recipient, { report: whole, contentHash, signedAt, zone, seenScores }, (language) => ports.reports.pages({ caseId, reportId, language })) : [], status: report?.status ?? 'final', recipient, consent, wishes, seenScores,
      freeVisitUntil: deadlines({ requestedOn: reviewCase.requestedOn, deliveredOn: null }).freeVisitUntil,
      createdAt: isoInstant(clock.now()), softwareVersion: ports.softwareVersion,
      station: { publicKey: session.devicePublicKey, sign: (bytes) => session.signAsDevice(bytes) },
    }
  }

  /**
   * Builds the recipient's package and records that it left the house.
   * @throws CaseError RELEASE_CLOSED with the gates that are closed
   */
  async function release({ caseId, recipient }: OfCase & { recipient: Recipient }): Promise<DeliveryView> {
    const now = await view({ caseId })
    const closed = now.gates.find((gate) => gate.recipient === recipient)?.closed ?? []
    const { signOff } = newest(caseId)
    if (closed.length > 0 || !signOff) throw caseError('RELEASE_CLOSED', { gates: closed.join(' ') })
    const built = await buildPackage(await inputOf(caseId, recipient, signOff.reportId, now.consent, true))
    const { sha256, bytes } = await store(caseId, built.zip, 'application/zip')
    const one: Release = { id: newUuid(clock.now()), recipient, reportNumber: signOff.reportNumber, contentHash: signOff.contentHash, packageSha256: sha256, bytes, ...authored() }
    await put(caseId, 'delivery.released', { recipient, packageSha256: sha256, contentHash: signOff.contentHash }, `release/${one.id}`, one)
    db.write((tx) => {
      if (recipient === 'patient') changeCase(tx, caseId, () => ({ stage: 'delivered' }))
      addStep(tx, caseId, { at: one.at, labelKey: `event.handedOver.${recipient}`, title: String(one.reportNumber), actorName: user.name })
    })
    for (const topic of ['case', 'cases'] as const) live.publish(topic, caseId)
    return view({ caseId })
  }

  /**
   * One form of a signed version, for the treating doctor's scope: the newest, or the one that is asked for. What was superseded or withdrawn leaves with its stamp.
   * @throws CaseError REPORT_NOT_FOUND when it is not signed
   */
  async function exportAs({ caseId, form, reportId }: OfCase & { form: keyof typeof EXPORT_FILES | 'package'; reportId?: string | undefined }): Promise<Exported> {
    const asked = reportId ?? newest(caseId).signOff?.reportId
    if (asked === undefined) throw caseError('REPORT_NOT_FOUND', {})
    const input = await inputOf(caseId, 'treatingDoctor', asked, NO_CONSENT, form === 'package')
    const { reportNumber, contentHash } = input.signOff
    const named = { reportNumber, contentHash, fate: input.fate?.kind ?? null }
    db.write((tx) => audit.append(tx, 'delivery.exported', actor, { caseId, form, contentHash }))
    if (form === 'package') return { ...(await store(caseId, (await buildPackage(input)).zip, 'application/zip')), mediaType: 'application/zip', ...named }
    const [name, mediaType] = EXPORT_FILES[form]
    const file = (await packageContent(input)).files.find((one) => one.name === name)
    if (!file) throw caseError('REPORT_NOT_FOUND', {})
    return { ...(await store(caseId, file.bytes, mediaType)), mediaType, ...named }
  }

  const extracts = createExtracts({
    ...ports,
    situation: async (caseId, recipient) => {
      const { gates, consent } = await view({ caseId })
      return { closed: gates.find((gate) => gate.recipient === recipient)?.closed ?? [], consent }
    },
    keep: async (caseId, pdf, made) => {
      const one = made(await store(caseId, pdf, 'application/pdf'))
      await put(caseId, 'delivery.extractSigned', { recipient: one.recipient, contentHash: one.contentHash, extractHash: one.extractHash, pdfSha256: one.pdfSha256 }, `extract/${one.id}`, one)
    },
  })

  /** Chosen sections as a signed PDF. @throws CaseError REPORT_NOT_FOUND, RELEASE_CLOSED, NOT_ALLOWED, PASSPHRASE_WRONG, CERTIFICATE_REFUSED */
  async function makeExtract(request: Parameters<typeof extracts.make>[0]): Promise<DeliveryView> {
    await extracts.make(request)
    return view(request)
  }

  /** The letter that closes the delivery. @throws CaseError NOT_ALLOWED while nothing was handed over to the patient */
  async function letter({ caseId, language }: OfCase & { language: Language }): Promise<{ pdfSha256: Sha256; name: string }> {
    const { reviewCase, signOff } = newest(caseId)
    const print = deliveredLetter(reviewCase, await view({ caseId }), language, ports.resources, { now: isoInstant(clock.now()), zone: signOff?.zone })
    const { sha256 } = await store(caseId, (await runTask('derive', 'renderLetterPdf', print)).pdf, 'application/pdf')
    db.write((tx) => audit.append(tx, 'case.letterMade', actor, { caseId, kind: 'delivered', pdfSha256: sha256 }))
    return { pdfSha256: Sha256.parse(sha256), name: `${print.fileName}.pdf` }
  }

  async function store(caseId: string, bytes: Uint8Array, mediaType: string): Promise<{ sha256: string; bytes: number }> {
    const staged = await content.stage(once(bytes), caseId)
    db.write((tx) => staged.claim(tx, caseId, mediaType))
    return { sha256: staged.sha256, bytes: staged.bytes }
  }

  async function setConsent({ caseId, ...consent }: OfCase & SponsorConsent): Promise<DeliveryView> {
    await put(caseId, 'delivery.consentRecorded', { consent: JSON.stringify(consent) }, 'consent', consent)
    return view({ caseId })
  }

  async function setConsultation({ caseId, ...given }: OfCase & Omit<Consultation, 'at' | 'byName'>): Promise<DeliveryView> {
    await put(caseId, 'delivery.consultationSet', { state: given.state }, 'consultation', { ...given, ...authored() })
    return view({ caseId })
  }

  async function noteCall({ caseId, ...given }: OfCase & Omit<CallNote, 'at' | 'byName'>): Promise<DeliveryView> {
    await put(caseId, 'delivery.callNoted', { question: given.question }, `call/${String(given.question).padStart(2, '0')}`, { ...given, ...authored() })
    return view({ caseId })
  }

  /** The next version with what the call brought, open for its signature. @throws CaseError REPORT_NOT_FOUND, NOT_ALLOWED */
  async function addendum({ caseId, reportId }: OfCase & { reportId: string }): Promise<Report> {
    const report = db.read((r) => readReport(r, caseId, reportId))
    if (!lifecycleStep(report.status, 'addendum', user.role, report).allowed) throw caseError('NOT_ALLOWED', {})
    const { notes } = await view({ caseId })
    return openAddendum({ reports: ports.reports, rooms, actorId: user.id }, { caseId, reportId, notes, questions: db.read((r) => readCase(r, caseId)).questions, day: calendarDay(clock.now()) })
  }

  async function recordFollowUp({ caseId, ...given }: OfCase & Omit<FollowUp, 'at' | 'byName'>): Promise<DeliveryView> {
    await put(caseId, 'delivery.followUpRecorded', { months: given.months, outcome: given.outcome }, `followUp/${String(given.months).padStart(2, '0')}`, { ...given, ...authored() })
    return view({ caseId })
  }

  async function setAfterCare({ caseId, ...given }: OfCase & Omit<AfterCare, 'at' | 'byName'>): Promise<DeliveryView> {
    await put(caseId, 'delivery.afterCareSet', { kind: given.kind, state: given.state }, `afterCare/${given.kind}`, { ...given, ...authored() })
    return view({ caseId })
  }

  /** As the template that is here has it: reports of both languages count as one. */
  function axisLabel({ template }: CanonicalReport, axis: string) {
    const id = PackId.safeParse(template.id)
    return id.success ? ports.resources.template(id.data).sections.flatMap(({ fields }) => fields).find(({ key }) => key === axis)?.label : undefined
  }

  /** Over every case of this profile: how often the opinion changes something, how long it takes, what came of it. */
  async function statistics(): Promise<DeliveryStatistics> {
    const ids = db.read((r) => listCaseIds(r))
    const lines = []
    for (const caseId of ids) {
      const { reviewCase, signOff } = newest(caseId)
      if (!signOff || !content.has(signOff.contentHash, caseId)) continue
      const canonical = CanonicalReport.parse(JSON.parse(Buffer.from(await content.readAll(signOff.contentHash)).toString('utf8')))
      const followUps = listRegisters(await rooms.snapshot(careRoom(caseId)), 'followUp', FollowUp).entries
      lines.push({ requestedOn: reviewCase.requestedOn, signedAt: signOff.signedAt, zone: signOff.zone, canonical, followUps })
    }
    return caseStatistics(lines, axisLabel)
  }

  return { view, release, exportAs, letter, extractChoice: extracts.choice, makeExtract, setConsent, setConsultation, noteCall, openAddendum: addendum, recordFollowUp, setAfterCare, statistics }
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}
