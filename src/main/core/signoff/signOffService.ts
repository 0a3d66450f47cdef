// Owns the act of signing on this workstation and its proof afterwards. Knows no transport and no window.
import { caseError } from '#shared/contract/errors.ts'
import { signedStatus } from '#shared/domain/reportLifecycle.ts'
import { SignOff, signOffStatement } from '#shared/domain/signOff.ts'
import { transition } from '#shared/domain/caseStatus.ts'
import { zoneAt } from '#shared/domain/zones.ts'
import { type Clock, isoInstant } from '#shared/kit/clock.ts'
import { newUuid, Sha256, SignOffId } from '#shared/kit/ids.ts'
import { X509Certificate } from 'node:crypto'
import type { z } from 'zod'
import type { AuditLog } from '../audit/auditLog.ts'
import type { DeviceAuditLog } from '../audit/createAuditLog.ts'
import { addStep, changeCase } from '../cases/caseStore.ts'
import type { Rooms } from '../collab/rooms.ts'
import type { ContentStore, StagedBlob } from '../content/contentStore.ts'
import type { Session, SigningKeys } from '../identity/session.ts'
import type { ProofRaster } from '../reports/pdf/proofRaster.ts'
import type { RenderPorts } from '../reports/renderReport.ts'
import type { ReportResources } from '../reports/reportResources.ts'
import { keepBlockers, readReport, setReportStatus } from '../reports/reportStore.ts'
import type { Writable } from '../storage/handles.ts'
import type { LiveBus } from '../workspace/liveBus.ts'
import { enqueueSignature, isServed } from './signedCommand.ts'
import { type Prepared, prepareSigning, roomNames, type SignRequest } from './prepareSigning.ts'
import { carryRecord } from './signedRecord.ts'
import { addSignOff, findSignOff, listSignOffs, nextDeviceCounter } from './signOffStore.ts'
import { signPdf } from './signPdf.ts'
import { verifyKeptSignOff } from './verifyKeptSignOff.ts'
import type { SignatureFinding } from './verifySignedPackage.ts'

export interface SignOffPorts extends RenderPorts {
  readonly session: Pick<Session, 'db' | 'user' | 'withSigningKeys'>
  readonly rooms: Pick<Rooms, 'snapshot' | 'freeze' | 'freezeWithin' | 'isFrozen' | 'lastChange'>
  readonly content: Pick<ContentStore, 'stage' | 'readAll' | 'has'>
  readonly audit: AuditLog & Pick<DeviceAuditLog, 'head' | 'sealHead'>
  readonly live: Pick<LiveBus, 'publish'>
  readonly clock: Clock
  readonly resources: ReportResources
  readonly softwareVersion: string
}

export type SignOffService = ReturnType<typeof createSignOffService>

export function createSignOffService(ports: SignOffPorts) {
  const { session, rooms, content, audit, live, clock, resources } = ports
  const { db, user } = session
  let turn: Promise<unknown> = Promise.resolve()

  function list({ caseId }: { caseId: string }): SignOff[] {
    return db.read((r) => listSignOffs(r, caseId))
  }

  /**
   * Signs what the signer saw. One after the other: each signature carries the device's next number.
   * @throws CaseError REPORT_NOT_FOUND, REPORT_SIGNED, NOT_ALLOWED, REPORT_CHANGED, REPORT_HAS_OBSTACLES, PASSPHRASE_WRONG
   */
  function sign(request: SignRequest): Promise<SignOff> {
    const result = turn.then(() => signNow(request))
    turn = result.catch(() => undefined)
    return result
  }

  async function signNow(request: SignRequest): Promise<SignOff> {
    const prepared = await prepareSigning(ports, request, 'sign')
    const pictures = await ports.printer.pictures(prepared.content)
    const signOff = await session.withSigningKeys(request.passphrase, (keys) => signWith(keys, request, prepared, pictures))
    // The rows are frozen by the transaction; this closes what windows have open.
    await rooms.freeze(roomNames(prepared.report, prepared.template))
    for (const topic of ['reports', 'signOffs', 'case'] as const) live.publish(topic, signOff.caseId)
    live.publish('cases')
    return signOff
  }

  async function signWith(keys: SigningKeys, { attestations, cardPin }: SignRequest, prepared: Prepared, pictures: readonly ProofRaster[]): Promise<SignOff> {
    const { report, content: made, before } = prepared
    const now = clock.now()
    const signedAt = isoInstant(now)
    const zone = zoneAt(now)
    const certificate = new X509Certificate(keys.pdfCertificate)
    if (Date.parse(certificate.validTo) < clock.now()) throw caseError('CERTIFICATE_REFUSED', { reason: 'expired' })
    const { deviceCounter, auditHead, served } = db.read((r) => ({ deviceCounter: nextDeviceCounter(r), auditHead: audit.head(r).hash, served: isServed(r) }))
    const act = { caseId: report.caseId, reportId: report.id, reportNumber: report.number, contentHash: made.contentHash, signer: user, attestations, coSignatures: before.map(({ signature }) => signature), signedAt, zone, deviceCounter, auditHead }
    const proof = { signature: keys.sign(Buffer.from(signOffStatement(act), 'utf8')), publicKey: keys.publicKey }
    const printed = { name: user.name, role: user.role, licence: user.licence, signedAt, zone, publicKey: keys.publicKey, isRsa: certificate.publicKey.asymmetricKeyType === 'rsa', coSigners: before.map(({ signer: { name, role, licence }, signedAt: at, zone: there }) => ({ name, role, licence, signedAt: at, zone: there })), record: carryRecord({ ...act, ...proof }, before) }
    const pdf = await signPdf(await ports.printer.pages(made, pictures, printed), keys, cardPin)
    const blobs = { pdf: await content.stage(once(pdf), report.caseId), canonical: await content.stage(once(Buffer.from(made.text, 'utf8')), report.caseId) }
    const signOff = SignOff.parse({
      ...act,
      ...proof,
      id: SignOffId.parse(newUuid(clock.now())),
      timeSource: 'workstationClock',
      pdfSha256: Sha256.parse(blobs.pdf.sha256),
      state: served ? 'awaitingCountersignature' : 'final',
    } satisfies z.input<typeof SignOff>)
    try {
      db.write((tx) => commit(tx, prepared, signOff, blobs))
    } catch (error) {
      await Promise.all([blobs.pdf.discard(), blobs.canonical.discard()])
      throw error
    }
    return signOff
  }

  /** One transaction: nothing was changed since it was read, the record, the frozen documents, the audit, the command to the server. */
  function commit(tx: Writable, prepared: Prepared, signOff: SignOff, blobs: { pdf: StagedBlob; canonical: StagedBlob }): void {
    const { caseId, reportId, contentHash } = signOff
    const names = roomNames(prepared.report, prepared.template)
    if (findSignOff(tx, reportId)) throw caseError('REPORT_SIGNED', {})
    if (rooms.lastChange(tx, names) !== prepared.change) throw caseError('REPORT_CHANGED', { contentHash })
    blobs.pdf.claim(tx, caseId, 'application/pdf')
    blobs.canonical.claim(tx, caseId, 'application/json')
    addSignOff(tx, signOff, true)
    setReportStatus(tx, reportId, signedStatus(prepared.report))
    keepBlockers(tx, reportId, 0)
    rooms.freezeWithin(tx, names)
    const stage = transition('reporting', signOff.state === 'final' ? 'sign' : 'awaitCountersignature', user.role)
    if (stage === null) throw caseError('NOT_ALLOWED', {})
    changeCase(tx, caseId, () => ({ stage }))
    addStep(tx, caseId, { at: signOff.signedAt, labelKey: 'event.reportSigned', title: String(signOff.reportNumber), actorName: user.name })
    audit.append(tx, 'report.signed', { userId: user.id, role: user.role }, { caseId, reportId, signOffId: signOff.id, contentHash, pdfSha256: signOff.pdfSha256, deviceCounter: signOff.deviceCounter })
    audit.sealHead(tx)
    if (signOff.state !== 'final') enqueueSignature(tx, clock, { signOff, report: prepared.report, rooms: prepared.gathered.roomDigests })
  }

  /** @throws CaseError REPORT_NOT_FOUND when the report is not there or was not signed */
  async function verify({ caseId, reportId }: { caseId: string; reportId: string }): Promise<{ ok: boolean; findings: SignatureFinding[] }> {
    const { report, signOff } = db.read((r) => ({ report: readReport(r, caseId, reportId), signOff: findSignOff(r, reportId) }))
    if (!signOff) throw caseError('REPORT_NOT_FOUND', {})
    return verifyKeptSignOff(ports, signOff, roomNames(report, resources.template(report.templateId)))
  }

  return { list, sign, verify }
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}
