// Owns the reports of one unlocked profile: drafts, what stands before signing, the preview, amendments. Knows no transport; signs nothing.
import * as Y from 'yjs'
import { canonicalReport } from '#shared/casedoc/canonical.ts'
import { setField } from '#shared/casedoc/edit.ts'
import { roomName, rowKey } from '#shared/casedoc/layout.ts'
import { readingPages } from '#shared/casedoc/readingPages.ts'
import { caseError } from '#shared/contract/errors.ts'
import type { AmendmentKind, Report, ReportPreview, ReportTemplate, SigningObstacle } from '#shared/domain/report.ts'
import { lifecycleStep } from '#shared/domain/reportLifecycle.ts'
import { redline, type Redline } from '#shared/domain/redline.ts'
import type { Language } from '#shared/domain/reviewCase.ts'
import type { ReadingPages } from '#shared/domain/readingPage.ts'
import { signingObstacles } from '#shared/domain/signingObstacles.ts'
import { signatoriesOf, signingSteps } from '#shared/domain/signingOrder.ts'
import { type Clock, isoInstant } from '#shared/kit/clock.ts'
import { Sha256 } from '#shared/kit/ids.ts'
import type { AuditLog } from '../audit/auditLog.ts'
import type { DeviceAuditLog } from '../audit/createAuditLog.ts'
import { addStep, changeCase, readCase } from '../cases/caseStore.ts'
import type { Rooms } from '../collab/rooms.ts'
import type { ContentStore } from '../content/contentStore.ts'
import { listUnseen } from '../documents/seenPageStore.ts'
import { findLicence } from '../identity/licenceTerm.ts'
import type { Session } from '../identity/session.ts'
import { listCoSignatures } from '../signoff/signedActStore.ts'
import { findSignOff } from '../signoff/signOffStore.ts'
import type { LiveBus } from '../workspace/liveBus.ts'
import { calendarDay } from './calendarDay.ts'
import { contentOf, type GatherPorts, type GatheredReport, gatherReport, PANEL, sectionRooms } from './gatherReport.ts'
import { keptReadings } from './keptReadings.ts'
import { ISSUER, knownIssuer } from './knownIssuer.ts'
import type { RenderPorts } from './renderReport.ts'
import type { ReportResources } from './reportResources.ts'
import { findPreview, keepBlockers, keepPreview, listReports, putReport, readReport, reportIdOf, setReportStatus } from './reportStore.ts'

export interface ReportsPorts extends RenderPorts {
  readonly session: Pick<Session, 'db' | 'user'>
  readonly rooms: Pick<Rooms, 'snapshot' | 'edit' | 'freeze' | 'freezeWithin' | 'lastChange'>
  readonly content: Pick<ContentStore, 'stage' | 'has'>
  readonly audit: AuditLog & Pick<DeviceAuditLog, 'sealHead'>
  readonly live: Pick<LiveBus, 'publish'>
  readonly clock: Clock
  readonly resources: ReportResources
  readonly softwareVersion: string
}

export type ReportsService = ReturnType<typeof createReportsService>
interface OfReport {
  caseId: string
  reportId: string
}

export function createReportsService(ports: ReportsPorts) {
  const { session, rooms, content, audit, live, clock, resources } = ports
  const { db, user } = session
  const actor = { userId: user.id, role: user.role }
  const gathering: GatherPorts = { db, rooms, resources, softwareVersion: ports.softwareVersion }
  // Asked with every rest of the hands; what is previewed and signed is read anew.
  const looking: GatherPorts = { ...gathering, read: keptReadings(db, rooms) }

  /** Newest first; makes the first draft when the case has none. @throws CaseError CASE_NOT_FOUND */
  function list({ caseId }: { caseId: string }): { reports: Report[]; template: ReportTemplate } {
    const known = db.read((r) => listReports(r, caseId))
    const reports = known.length > 0 ? known : openFirst(caseId)
    const newest = reports[0]
    if (!newest) throw new Error('a case has at least its first report')
    return { reports, template: resources.template(newest.templateId) }
  }

  /** The report that is being written, or the newest signed one. @throws CaseError CASE_NOT_FOUND */
  function current({ caseId }: { caseId: string }): Report {
    const [newest] = list({ caseId }).reports
    if (!newest) throw new Error('a case has at least its first report')
    return newest
  }

  function openFirst(caseId: string): Report[] {
    const reports = db.write((tx) => {
      const { id, packId, language } = readCase(tx, caseId)
      if (listReports(tx, caseId).length === 0) {
        const createdAt = isoInstant(clock.now())
        const reportId = reportIdOf(caseId, 1)
        putReport(tx, { id: reportId, caseId: id, number: 1, templateId: packId, status: 'preliminary', language, replaces: null, amendmentReason: null, amendmentKind: 'amended', createdAt })
        audit.append(tx, 'report.opened', actor, { caseId, reportId, number: 1 })
      }
      return listReports(tx, caseId)
    })
    live.publish('reports', caseId)
    for (const report of reports) void prefillIssuer(report)
    return reports
  }

  /** One centre issues what this workstation writes: its name is there already, to be read and changed. Left empty it blocks the signature. */
  async function prefillIssuer(report: Report): Promise<void> {
    try {
      const issuer = await knownIssuer(db, rooms, report)
      if (issuer !== null) await set(report, ISSUER.section, { [ISSUER.field]: issuer })
    } catch {
      // The store was closed meanwhile, or the report signed: the field stays as it is.
    }
  }

  /** Sets coded values of a section in this person's name, durable when it resolves. */
  async function set({ caseId, number }: Report, section: string, values: Readonly<Record<string, string>>): Promise<void> {
    const room = roomName({ kind: 'section', caseId, report: number, section })
    const origin = { actorId: user.id, room, tool: 'report' }
    const changedAt = isoInstant(clock.now())
    await rooms.edit(room, origin, (doc) => {
      for (const [key, value] of Object.entries(values)) setField(doc, origin, key, { value, changedAt, changedBy: user.id })
    })
  }

  /**
   * An expert of the panel's list has reviewed the report as it stands: kept with the fingerprint of what they read.
   * @throws CaseError REPORT_NOT_FOUND, REPORT_SIGNED
   */
  async function attest({ caseId, reportId, row }: OfReport & { row: string }): Promise<{ reviewedContent: string }> {
    const report = db.read((r) => readReport(r, caseId, reportId))
    if (report.status !== 'preliminary') throw caseError('REPORT_SIGNED', {})
    const { reviewable = '' } = (await gatherReport(gathering, report, report.language)).facts
    await set(report, PANEL, { [rowKey('experts', row, 'reviewed')]: 'true', [rowKey('experts', row, 'reviewedContent')]: reviewable })
    db.write((tx) => audit.append(tx, 'report.reviewed', actor, { caseId, reportId, row, reviewable }))
    return { reviewedContent: reviewable }
  }

  /** Blockers and warnings as the report stands now, in its own language. @throws CaseError REPORT_NOT_FOUND */
  async function obstacles({ caseId, reportId }: OfReport): Promise<SigningObstacle[]> {
    const report = db.read((r) => readReport(r, caseId, reportId))
    return judge(report, await gatherReport(looking, report, report.language))
  }

  function judge(report: Report, { facts }: GatheredReport): SigningObstacle[] {
    const { licence, isSigned, acts, unseen } = db.read((r) => ({ licence: findLicence(r), unseen: listUnseen(r, report.caseId, facts.documents), isSigned: findSignOff(r, report.id) !== undefined, acts: listCoSignatures(r, report.caseId, report.id) }))
    const signatories = signatoriesOf(facts)
    // Without an order nothing is hashed for it: this runs with every look at the report.
    const steps = signatories.length === 0 || isSigned ? [] : signingSteps(signatories, acts, contentOf(facts).contentHash)
    const found = signingObstacles(facts, { signer: user, today: calendarDay(clock.now()), isSigned, licence, steps, unseen })
    const blockers = isSigned ? 0 : found.filter(({ severity }) => severity === 'blocker').length
    if (db.write((tx) => keepBlockers(tx, report.id, blockers))) live.publish('cases', report.caseId)
    return found
  }

  /** @param language of every word the pages add @throws CaseError REPORT_NOT_FOUND */
  async function pages({ caseId, reportId, language }: OfReport & { language: Language }): Promise<ReadingPages> {
    const report = db.read((r) => readReport(r, caseId, reportId))
    return readingPages((await gatherReport(looking, report, report.language)).facts, language)
  }

  /** What this version says otherwise than another of the same case, in the report's language. @throws CaseError REPORT_NOT_FOUND */
  async function changes({ caseId, reportId, against }: OfReport & { against: string }): Promise<Redline> {
    const [report, other] = db.read((r) => [readReport(r, caseId, reportId), readReport(r, caseId, against)] as const)
    const read = async (one: Report) => canonicalReport((await gatherReport(gathering, one, report.language)).facts)
    return redline(await read(other), await read(report))
  }

  /**
   * The PDF of exactly the bytes that would be signed now, and their hash.
   * @param language of the words the report adds; the authors' text stays as written
   * @throws CaseError REPORT_NOT_FOUND
   */
  async function preview({ caseId, reportId, language }: OfReport & { language: Language }): Promise<ReportPreview> {
    const report = db.read((r) => readReport(r, caseId, reportId))
    const gathered = await gatherReport(gathering, report, language)
    const found = judge(report, gathered)
    const made = contentOf(gathered.facts)
    const pictures = await ports.printer.pictures(made)
    const kept = db.read((r) => findPreview(r, caseId, made.contentHash, pictures.length))
    const { pdfSha256, pdfBytes } = kept && content.has(kept.pdfSha256, caseId) ? kept : await store(caseId, made.contentHash, pictures.length, await ports.printer.pages(made, pictures, null))
    return { reportId: report.id, contentHash: made.contentHash, pdfSha256: Sha256.parse(pdfSha256), pdfBytes, obstacles: found }
  }

  async function store(caseId: string, contentHash: string, pictures: number, pdf: Uint8Array) {
    const staged = await content.stage(once(pdf), caseId)
    const row = { pdfSha256: staged.sha256, pdfBytes: staged.bytes }
    db.write((tx) => {
      staged.claim(tx, caseId, 'application/pdf')
      keepPreview(tx, caseId, contentHash, pictures, row)
    })
    return row
  }

  /**
   * The next version of a signed report, with its text to change. Asked twice, the version that is open already.
   * @throws CaseError REPORT_NOT_FOUND, NOT_ALLOWED for a report that is not signed
   */
  async function amend({ caseId, reportId, reason, kind = 'amended' }: OfReport & { reason: string; kind?: AmendmentKind }): Promise<Report> {
    const { report, newer } = db.read((r) => ({ report: readReport(r, caseId, reportId), newer: listReports(r, caseId).find(({ replaces }) => replaces === reportId) }))
    if (newer) return newer
    if (!lifecycleStep(report.status, 'amend', user.role, report).allowed) throw caseError('NOT_ALLOWED', {})
    const number = report.number + 1
    // The text first: a version that exists has its text, whatever happens in between.
    for (const { key, room } of sectionRooms(report, resources.template(report.templateId))) await copyRoom(room, caseId, number, key)
    const next: Report = {
      ...report,
      id: reportIdOf(caseId, number),
      number,
      status: 'preliminary',
      replaces: report.id,
      amendmentReason: reason,
      amendmentKind: kind,
      createdAt: isoInstant(clock.now()),
    }
    db.write((tx) => {
      putReport(tx, next)
      addStep(tx, caseId, { at: next.createdAt, labelKey: 'event.reportAmended', title: String(number), actorName: user.name })
      audit.append(tx, 'report.amended', actor, { caseId, reportId: next.id, replaces: report.id, number, kind })
    })
    live.publish('reports', caseId)
    return next
  }

  async function copyRoom(from: string, caseId: string, report: number, section: string): Promise<void> {
    const update = Y.encodeStateAsUpdate(await rooms.snapshot(from))
    const room = roomName({ kind: 'section', caseId, report, section })
    await rooms.edit(room, { actorId: user.id, room, tool: 'amendment' }, (doc) => Y.applyUpdate(doc, update))
  }

  /**
   * Gives up a draft (cancelled). Its text stays as it is; the reason is kept in the case's history.
   * @throws CaseError REPORT_NOT_FOUND, NOT_ALLOWED
   */
  async function close({ caseId, reportId, reason }: OfReport & { reason: string }): Promise<Report> {
    const report = db.read((r) => readReport(r, caseId, reportId))
    const step = lifecycleStep(report.status, 'cancel', user.role, report)
    if (!step.allowed) throw caseError('NOT_ALLOWED', {})
    const names = sectionRooms(report, resources.template(report.templateId)).map(({ room }) => room)
    db.write((tx) => {
      setReportStatus(tx, reportId, step.next)
      keepBlockers(tx, reportId, 0)
      rooms.freezeWithin(tx, names)
      changeCase(tx, caseId, () => ({ stage: 'notAssessable' }))
      addStep(tx, caseId, { at: isoInstant(clock.now()), labelKey: 'event.reportCancelled', title: `${report.number}. ${reason}`, actorName: user.name })
      audit.append(tx, 'report.closed', actor, { caseId, reportId, action: 'cancel' })
      audit.sealHead(tx)
    })
    await rooms.freeze(names)
    for (const topic of ['reports', 'signOffs', 'case'] as const) live.publish(topic, caseId)
    live.publish('cases')
    return { ...report, status: step.next }
  }

  return { list, current, obstacles, phrases: resources.phrases, attest, pages, changes, preview, amend, close }
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}
