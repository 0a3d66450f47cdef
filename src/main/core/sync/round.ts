// One meeting with the server: commands out, what changed there in, texts evened out. Every step may be cut and repeated. Files travel beside it.
import type { CaseMaterial } from '#shared/bundle/material.ts'
import type { Command, CaseHead } from '#shared/contract/service/service.contract.ts'
import { CaseError, caseError } from '#shared/contract/errors.ts'
import { isoInstant, type Clock } from '#shared/kit/clock.ts'
import { newUuid } from '#shared/kit/ids.ts'
import type { AuditLog } from '../audit/auditLog.ts'
import { hearDirectory } from '../identity/licenceTerm.ts'
import type { Session } from '../identity/session.ts'
import type { Writable } from '../storage/handles.ts'
import { clinicRequest, forgetClinicExchange, takeClinicAnswer } from '../workspace/clinicEntries.ts'
import type { createBlobSync } from './blobSync.ts'
import type { createCaseConflicts } from './caseConflicts.ts'
import { isCountersigned } from '../signoff/countersignature.ts'
import { checkReceived } from './checkReceived.ts'
import { isPublished, rememberVersion, type createOutbox } from './outbox.ts'
import type { Replica } from './replica.ts'
import type { RoomSync } from './roomSync.ts'
import type { ServerLink } from './serverLink.ts'
import { knownServer } from './serverRecord.ts'
import { keepSharing, takeStanding } from './sharing.ts'

export interface RoundPorts {
  readonly session: Session
  readonly link: ServerLink
  readonly outbox: ReturnType<typeof createOutbox>
  readonly rooms: RoomSync
  readonly blobs: ReturnType<typeof createBlobSync>
  readonly replica: Replica
  readonly audit: AuditLog
  readonly conflicts: ReturnType<typeof createCaseConflicts>
  readonly clock: Clock
  /** A case changed here because of the server. */
  changed(caseId: string): void
  /** The directory says another day of the own licence than before. */
  licenceHeard(): void
}

/** @throws CaseError SERVER_UNREACHABLE (try later) · SERVER_DIFFERENT (never merged) · SERVER_EMPTIED (a person decides) · SERVER_REFUSED */
export async function meetServer(ports: RoundPorts): Promise<void> {
  const { session, link, rooms } = ports
  const known = session.db.read(knownServer)
  if (!known) return
  const identity = await link.call((client) => client.identity())
  if (identity.serverId !== known.serverId || identity.publicKey !== known.publicKey || identity.epoch < known.epoch) throw caseError('SERVER_DIFFERENT', {})
  if (identity.epoch > known.epoch) session.db.write((tx) => rejoin(tx, identity.epoch))

  publishNew(ports)
  await sendCommands(ports, ({ body }) => body.type !== 'report.sign')
  const heads = await link.call((client) => client.cases())
  refuseEmptied(ports, heads)
  keepSharing(session, heads)
  const refused = await takeCases(ports, heads, known.publicKey)
  await rooms.exchange(heads.flatMap((head) => head.rooms))
  // A signature goes after its texts: the server compares what it holds with what was signed.
  if (rooms.unsent().length === 0) await sendCommands(ports, () => true)
  await exchangeClinic(ports)
  await hearOfLicence(ports)
  session.db.write((tx) => tx.run('UPDATE sync_server SET last_synced_at = ?', [isoInstant(ports.clock.now())]))
  if (refused) throw refused
}

/** Words and phrases that the clinic shares; a few at most. */
async function exchangeClinic({ session, link }: RoundPorts): Promise<void> {
  const request = session.db.read(clinicRequest)
  const answer = await link.call((client) => client.clinic(request))
  session.db.write((tx) => takeClinicAnswer(tx, request.entries, answer))
}

/** What the directory says of the own licence is asked for once in this time. */
const LICENCE_MS = 15 * 60_000
const heardAt = new WeakMap<ServerLink, number>()

async function hearOfLicence({ session, link, clock, licenceHeard }: RoundPorts): Promise<void> {
  if (clock.now() - (heardAt.get(link) ?? Number.NEGATIVE_INFINITY) < LICENCE_MS) return
  const experts = await link.call((client) => client.administration.experts())
  heardAt.set(link, clock.now())
  if (session.db.write((tx) => hearDirectory(tx, experts, { userId: session.user.id, at: isoInstant(clock.now()) }))) licenceHeard()
}

/** Above these shares what is gone from a server was not taken away case by case (design README, decision 16). */
const BRAKE_SHARE = 0.05
const BRAKE_CASES = 20

/** Cases are taken off a device by word (`left`), never by absence: many at once missing means a server that lost them. */
function refuseEmptied({ session }: RoundPorts, heads: readonly CaseHead[]): void {
  const there = new Set<string>(heads.map(({ caseId }) => caseId))
  const published = session.db.read((r) => r.all<{ id: string }>("SELECT case_id AS id FROM sync_case WHERE standing = 'member'"))
  const missing = published.filter(({ id }) => !there.has(id)).length
  if (missing > BRAKE_CASES || missing > published.length * BRAKE_SHARE) throw caseError('SERVER_EMPTIED', { cases: missing })
}

/**
 * The server was restored from a backup, or lost what it had: everything this workstation was told of or told it goes there again.
 * Commands keep their ids, so that what the server still has is answered as before; texts even out by their state; files by their hash.
 */
export function rejoin(tx: Writable, epoch: number): void {
  tx.run('UPDATE sync_server SET epoch = ?', [epoch])
  forgetClinicExchange(tx)
  tx.run("UPDATE outbox SET state = 'waiting', settled_at = NULL WHERE state = 'done' AND reason IS NULL")
  tx.run("UPDATE sync_case SET server_version = 0 WHERE standing = 'member'")
  tx.run(`INSERT INTO sync_room (room, server_head, sent_seq)
    SELECT DISTINCT u.room, 0, -1 FROM doc_update u JOIN sync_case c ON u.room GLOB 'case/' || c.case_id || '/*' WHERE c.standing = 'member'
    ON CONFLICT (room) DO UPDATE SET server_head = 0, sent_seq = -1`)
  tx.run("UPDATE sync_blob SET direction = 'up', state = 'waiting' WHERE state = 'done'")
}

/** Whatever the server has not been told of yet. Read and queued in one transaction, so that nothing is told twice or forgotten. */
function publishNew(ports: RoundPorts): void {
  ports.session.db.write((tx) => {
    for (const caseId of ports.replica.caseIds(tx)) {
      // Read-only here, or no longer shared: nothing of it is told.
      if (tx.get("SELECT 1 FROM sync_case WHERE case_id = ? AND standing <> 'member'", [caseId])) continue
      tellFacts(tx, ports, caseId)
      tellContents(tx, ports, caseId)
    }
  })
}

function isTold(tx: Writable, caseId: string, path: string, value: string): boolean {
  return tx.get('SELECT 1 FROM outbox WHERE case_id = ? AND json_extract(body, ?) = ?', [caseId, path, value]) !== undefined
}

function tellFacts(tx: Writable, { outbox, replica, conflicts }: RoundPorts, caseId: string): void {
  if (!isPublished(tx, caseId)) {
    if (!isTold(tx, caseId, '$.type', 'case.publish')) outbox.enqueue(tx, caseId, { type: 'case.publish', reviewCase: replica.readCase(tx, caseId) })
    return
  }
  const changed = conflicts.changedHere(tx, caseId)
  const isWaiting = tx.get("SELECT 1 FROM outbox WHERE case_id = ? AND state <> 'done' AND json_extract(body, '$.type') = 'case.update'", [caseId])
  if (changed && !isWaiting) outbox.enqueue(tx, caseId, { type: 'case.update', reviewCase: changed })
}

function tellContents(tx: Writable, { outbox, blobs, replica, clock }: RoundPorts, caseId: string): void {
  const known = new Set(tx.all<{ sha256: string }>('SELECT sha256 FROM sync_blob WHERE case_id = ?', [caseId]).map((row) => row.sha256))
  const { documents, instances } = replica.newMaterial(tx, caseId, (sha256) => known.has(sha256))
  if (documents.length + instances.length > 0) {
    const material = { schema: 'consilium-material/1' as const, importId: newUuid(clock.now()), documents, instances }
    outbox.enqueue(tx, caseId, { type: 'case.addMaterial', material })
    replica.noteTold(tx, documents)
  }
  for (const report of replica.reports(tx, caseId)) {
    if (!isTold(tx, caseId, '$.report.id', report.id)) outbox.enqueue(tx, caseId, { type: 'report.open', report })
  }
  const acts = replica.waitingPanelActs(tx, caseId).filter(({ id }) => !isTold(tx, caseId, '$.eventId', id))
  for (const { id, act } of acts) outbox.enqueue(tx, caseId, { type: 'panel.act', eventId: id, act })
  for (const job of replica.blobs(tx, caseId)) if (!known.has(job.sha256)) blobs.want(tx, 'up', job)
  const isTravelling = (sha256: string) => tx.get('SELECT 1 FROM sync_blob WHERE case_id = ? AND sha256 = ?', [caseId, sha256]) !== undefined
  for (const { id, act } of replica.waitingQuarantineActs(tx, caseId, isTravelling)) {
    if (!isTold(tx, caseId, '$.eventId', id)) outbox.enqueue(tx, caseId, { type: 'quarantine.act', eventId: id, act })
  }
}

async function sendCommands(ports: RoundPorts, chosen: (command: Command) => boolean): Promise<void> {
  for (let commands = ports.outbox.next().filter(chosen); commands.length > 0; commands = ports.outbox.next().filter(chosen)) {
    for (const command of commands) await sendCommand(ports, command)
  }
}

async function sendCommand({ session, link, outbox, replica, audit, conflicts, changed }: RoundPorts, command: Command): Promise<void> {
  const outcome = await link.call((client) => client.submit(command))
  const { body } = command
  const panel = body.type === 'panel.act' ? await link.call((client) => client.panel({ caseId: command.caseId })) : null
  const quarantine = body.type === 'quarantine.act' ? await link.call((client) => client.quarantine({ caseId: command.caseId })) : null
  const serverKey = session.db.read(knownServer)?.publicKey ?? ''
  const signed = body.type === 'report.sign' ? body.signOff : body.type === 'report.act' ? body.act : null
  if (signed && outcome.kind === 'accepted' && !(outcome.countersignature && isCountersigned(signed, outcome.countersignature, serverKey))) {
    throw caseError('SERVER_REFUSED', { reason: 'countersignature' })
  }
  session.db.write((tx) => {
    outbox.settle(tx, command, outcome)
    if (outcome.kind === 'accepted' && (body.type === 'case.publish' || body.type === 'case.update')) conflicts.keepBase(tx, body.reviewCase)
    if (command.body.type === 'report.sign') {
      if (outcome.kind === 'accepted') replica.putSignOff(tx, command.body.signOff, outcome.countersignature)
      else replica.markSignOffConflict(tx, command.body.signOff.id)
    }
    if (body.type === 'report.act') {
      if (outcome.kind === 'accepted' && outcome.countersignature) replica.putSignedAct(tx, body.act, outcome.countersignature)
      else if (outcome.kind !== 'accepted') replica.refuseSignedAct(tx, body.act.id, outcome.reason)
    }
    if (command.body.type === 'panel.act' && outcome.kind !== 'accepted') replica.refusePanelAct(tx, command.body.eventId, outcome.reason)
    if (body.type === 'quarantine.act' && outcome.kind !== 'accepted') replica.refuseQuarantineAct(tx, body.eventId, outcome.reason)
    if (quarantine) {
      replica.putQuarantine(tx, command.caseId, quarantine)
      replica.followQuarantine(tx, command.caseId)
    }
    if (panel) replica.putPanel(tx, command.caseId, panel)
    const actor = { userId: session.user.id, role: session.user.role }
    audit.append(tx, 'sync.commandSettled', actor, { command: command.id, type: command.body.type, outcome: outcome.kind })
  })
  changed(command.caseId)
}

/** @returns the first refusal; one case that cannot be taken does not hold up the others */
async function takeCases(ports: RoundPorts, heads: readonly CaseHead[], serverKey: string): Promise<CaseError | null> {
  let refused: CaseError | null = null
  for (const head of heads) {
    try {
      await takeCase(ports, head, serverKey)
    } catch (error) {
      if (!(error instanceof CaseError) || error.code === 'SERVER_UNREACHABLE') throw error
      refused ??= error
    }
  }
  return refused
}

async function takeCase(ports: RoundPorts, { caseId, version, standing, until }: CaseHead, serverKey: string): Promise<void> {
  const { session, link, replica, blobs, conflicts } = ports
  const { db } = session
  const seen = db.read((r) => ({
    row: r.get<{ v: number; standing: string }>('SELECT server_version AS v, standing FROM sync_case WHERE case_id = ?', [caseId]),
    here: replica.caseIds(r).includes(caseId),
    complete: r.get("SELECT 1 FROM sync_blob WHERE case_id = ? AND direction = 'down' AND state = 'waiting'", [caseId]) === undefined,
  }))
  if (standing === 'left') {
    if (seen.row && seen.row.standing !== 'left') {
      db.write((tx) => takeStanding(tx, ports, caseId, 'left', null))
      ports.changed(caseId)
    }
    return
  }
  if (seen.here && seen.row && seen.row.v >= version && seen.complete && seen.row.standing === standing) return
  const theirs = await link.call((client) => client.fetch({ caseId }))
  checkReceived(caseId, theirs, serverKey)
  db.write((tx) => {
    const mine = replica.caseIds(tx).includes(caseId) ? replica.readCase(tx, caseId) : null
    replica.putCase(tx, mine ? conflicts.takeIn(tx, mine, theirs.reviewCase, theirs.changed) : theirs.reviewCase)
    const before = new Set(replica.blobs(tx, caseId).map((job) => job.sha256))
    replica.putQuarantine(tx, caseId, theirs.quarantine)
    for (const material of theirs.material) replica.putMaterial(tx, caseId, material)
    for (const report of theirs.reports) replica.putReport(tx, report)
    for (const { signOff, countersignature } of theirs.signOffs) replica.putSignOff(tx, signOff, countersignature)
    for (const { act, countersignature } of theirs.acts) replica.putSignedAct(tx, act, countersignature)
    replica.putPanel(tx, caseId, theirs.panel)
    replica.followQuarantine(tx, caseId)
    const told = toldBytes(theirs.material)
    for (const job of replica.blobs(tx, caseId)) if (!before.has(job.sha256)) blobs.want(tx, 'down', { ...job, bytes: job.bytes || (told.get(job.sha256) ?? 0) })
    rememberVersion(tx, caseId, version)
    takeStanding(tx, ports, caseId, standing, until)
    conflicts.keepBase(tx, theirs.reviewCase)
  })
  ports.changed(caseId)
}

/** Sizes of files that are not here yet, as their sender told them; of what was unpacked from a file at least the file's own. */
function toldBytes(material: readonly CaseMaterial[]): Map<string, number> {
  const all = material.flatMap(({ instances }) => instances)
  const unpacked = all.flatMap(({ header, bytes }) => (typeof header['framesSha256'] === 'string' ? [[header['framesSha256'], bytes] as const] : []))
  return new Map([...unpacked, ...all.map(({ sha256, bytes }) => [sha256, bytes] as const)])
}
