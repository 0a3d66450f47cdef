// Owns the signatures around a sign-off on this workstation: the order of the signatories, co-signatures before it, a withdrawal after it. Knows no transport.
import { setField } from '#shared/casedoc/edit.ts'
import { roomName } from '#shared/casedoc/layout.ts'
import { caseError } from '#shared/contract/errors.ts'
import type { SigningProgress } from '#shared/contract/workstation/signOff.contract.ts'
import type { Report } from '#shared/domain/report.ts'
import { lifecycleStep } from '#shared/domain/reportLifecycle.ts'
import { CoSignature, type SignedAct, signedActStatement, type SignedActText, Withdrawal } from '#shared/domain/signedAct.ts'
import { SIGNING_ORDER, signatoriesOf, signingSteps } from '#shared/domain/signingOrder.ts'
import { zoneAt } from '#shared/domain/zones.ts'
import { isoInstant } from '#shared/kit/clock.ts'
import { newUuid, UserId } from '#shared/kit/ids.ts'
import { addStep, readCase } from '../cases/caseStore.ts'
import type { Rooms } from '../collab/rooms.ts'
import type { SigningKeys } from '../identity/session.ts'
import { contentOf, gatherReport } from '../reports/gatherReport.ts'
import { keepBlockers, readReport, setReportStatus } from '../reports/reportStore.ts'
import type { Writable } from '../storage/handles.ts'
import { prepareSigning, roomNames, type SignRequest } from './prepareSigning.ts'
import { addSignedAct, listCoSignatures, listSignedActs } from './signedActStore.ts'
import { enqueueSignedAct, isServed } from './signedCommand.ts'
import { findSignOff } from './signOffStore.ts'
import type { SignOffPorts } from './signOffService.ts'

interface OfReport {
  caseId: string
  reportId: string
}

export function createSignedActs(ports: SignOffPorts & { readonly rooms: Pick<Rooms, 'edit'> }) {
  const { session, rooms, audit, live, clock, resources } = ports
  const { db, user } = session
  const actor = { userId: user.id, role: user.role }

  function list({ caseId }: { caseId: string }): SignedAct[] {
    return db.read((r) => listSignedActs(r, caseId))
  }

  /** Where the order of signatures stands over the text as it is now. @param language of the pages that are looked at @throws CaseError REPORT_NOT_FOUND */
  async function progress({ caseId, reportId, language }: OfReport & { language: Report['language'] }): Promise<SigningProgress> {
    const { report, acts } = db.read((r) => ({ report: readReport(r, caseId, reportId), acts: listCoSignatures(r, caseId, reportId) }))
    const { facts } = await gatherReport({ db, rooms, resources, softwareVersion: ports.softwareVersion }, report, language)
    const signatories = signatoriesOf(facts)
    const steps = signatories.length === 0 ? [] : signingSteps(signatories, acts, contentOf(facts).contentHash)
    return { steps: steps.map(({ person, ...step }) => ({ ...step, person: { ...person, id: UserId.parse(person.id) } })), language: acts.at(-1)?.language ?? null, disciplines: facts.programme.signing.disciplines }
  }

  /**
   * Says who signs this version and in which order; nobody named = one signature is enough.
   * @throws CaseError REPORT_NOT_FOUND, NOT_ALLOWED for a version that is not being written, or a person who is not of the team
   */
  async function setOrder({ caseId, reportId, userIds }: OfReport & { userIds: readonly string[] }): Promise<void> {
    const report = db.read((r) => readReport(r, caseId, reportId))
    if (!lifecycleStep(report.status, 'coSign', user.role, report).allowed) throw caseError('NOT_ALLOWED', {})
    const { team } = db.read((r) => readCase(r, caseId))
    if (userIds.some((id) => !team.some((member) => member.user.id === id))) throw caseError('NOT_ALLOWED', {})
    db.write((tx) => audit.append(tx, 'report.signingOrderSet', actor, { caseId, reportId, order: userIds.join(' ') }))
    const room = roomName({ kind: 'section', caseId, report: report.number, section: SIGNING_ORDER.section })
    const origin = { actorId: user.id, room, tool: 'signOff' }
    await rooms.edit(room, origin, (doc) => setField(doc, origin, SIGNING_ORDER.field, { value: userIds.join(' '), changedAt: isoInstant(clock.now()), changedBy: user.id }))
    live.publish('reports', caseId)
    live.publish('signOffs', caseId)
  }

  /**
   * A signature before the last: the version stays open, and any change of it asks for this signature again.
   * @throws CaseError REPORT_NOT_FOUND, REPORT_SIGNED, NOT_ALLOWED, REPORT_CHANGED, REPORT_HAS_OBSTACLES, PASSPHRASE_WRONG
   */
  async function coSign(request: SignRequest): Promise<CoSignature> {
    const prepared = await prepareSigning(ports, request, 'coSign')
    const { report, content, before, change, template } = prepared
    const text = {
      ...madeNow(report, content.contentHash), kind: 'coSignature' as const, language: request.language,
      place: before.length + 1, after: before.map(({ signature }) => signature), attestations: request.attestations,
    }
    const act = CoSignature.parse(await session.withSigningKeys(request.passphrase, (keys) => signed(keys, text)))
    db.write((tx) => {
      if (findSignOff(tx, report.id)) throw caseError('REPORT_SIGNED', {})
      if (rooms.lastChange(tx, roomNames(report, template)) !== change) throw caseError('REPORT_CHANGED', { contentHash: content.contentHash })
      keep(tx, act, report, 'report.coSigned', 'event.reportCoSigned', String(report.number))
    })
    tell(act.caseId)
    return act
  }

  /**
   * Marks a signed version as entered in error. Its text and its signature stay; the server and everybody on the case are told.
   * @throws CaseError REPORT_NOT_FOUND, NOT_ALLOWED, PASSPHRASE_WRONG
   */
  async function withdraw({ caseId, reportId, reason, passphrase }: OfReport & { reason: string; passphrase: string }): Promise<Withdrawal> {
    const { report, signOff } = db.read((r) => ({ report: readReport(r, caseId, reportId), signOff: findSignOff(r, reportId) }))
    const step = lifecycleStep(report.status, 'withdraw', user.role, report)
    if (!step.allowed || !signOff) throw caseError('NOT_ALLOWED', {})
    const text = { ...madeNow(report, signOff.contentHash), kind: 'withdrawal' as const, reason }
    const act = Withdrawal.parse(await session.withSigningKeys(passphrase, (keys) => signed(keys, text)))
    db.write((tx) => {
      keep(tx, act, report, 'report.withdrawn', 'event.reportWithdrawn', `${report.number}. ${reason}`)
      setReportStatus(tx, reportId, step.next)
      keepBlockers(tx, reportId, 0)
    })
    tell(caseId)
    return act
  }

  function signedNow() {
    const now = clock.now()
    return { signedAt: isoInstant(now), zone: zoneAt(now) }
  }

  function madeNow({ caseId, id, number }: Report, contentHash: SignedActText['contentHash']) {
    return { caseId, reportId: id, reportNumber: number, contentHash, signer: user, ...signedNow(), auditHead: db.read((r) => audit.head(r).hash) }
  }

  function signed<T extends SignedActText>(keys: SigningKeys, text: T): Promise<T & Pick<SignedAct, 'id' | 'signature' | 'publicKey'>> {
    return Promise.resolve({ ...text, id: newUuid(clock.now()), signature: keys.sign(Buffer.from(signedActStatement(text), 'utf8')), publicKey: keys.publicKey })
  }

  /** Inside the caller's transaction: the act, the case's history, the audit, the command to the server. */
  function keep(tx: Writable, act: SignedAct, report: Report, event: string, labelKey: string, title: string): void {
    addSignedAct(tx, act, true)
    addStep(tx, act.caseId, { at: act.signedAt, labelKey, title, actorName: user.name })
    audit.append(tx, event, actor, { caseId: act.caseId, reportId: act.reportId, actId: act.id, contentHash: act.contentHash })
    audit.sealHead(tx)
    if (isServed(tx)) enqueueSignedAct(tx, clock, act, report)
  }

  function tell(caseId: string): void {
    for (const topic of ['reports', 'signOffs', 'case'] as const) live.publish(topic, caseId)
    live.publish('cases')
  }

  return { list, progress, setOrder, coSign, withdraw }
}
