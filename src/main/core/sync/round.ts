// One meeting with the server: commands out, what changed there in, texts evened out, files moved. Every step may be cut and repeated.
import type { Command, CaseHead } from '#shared/contract/service/service.contract.ts'
import { caseError } from '#shared/contract/errors.ts'
import { isoInstant, type Clock } from '#shared/kit/clock.ts'
import { newUuid } from '#shared/kit/ids.ts'
import type { AuditLog } from '../audit/auditLog.ts'
import type { Session } from '../identity/session.ts'
import type { createBlobSync } from './blobSync.ts'
import { isPublished, rememberVersion, type createOutbox } from './outbox.ts'
import type { Replica } from './replica.ts'
import type { RoomSync } from './roomSync.ts'
import type { ServerLink } from './serverLink.ts'
import { knownServer } from './serverRecord.ts'

export interface RoundPorts {
  readonly session: Session
  readonly link: ServerLink
  readonly outbox: ReturnType<typeof createOutbox>
  readonly rooms: RoomSync
  readonly blobs: ReturnType<typeof createBlobSync>
  readonly replica: Replica
  readonly audit: AuditLog
  readonly clock: Clock
  /** A case changed here because of the server. */
  changed(caseId: string): void
}

/** @throws CaseError SERVER_UNREACHABLE (try later) · SERVER_DIFFERENT (never merged: another server or a restored one) */
export async function meetServer(ports: RoundPorts, signal: AbortSignal): Promise<void> {
  const { session, link, rooms, blobs } = ports
  const known = session.db.read(knownServer)
  if (!known) return
  const identity = await link.call((client) => client.identity())
  if (identity.serverId !== known.serverId || identity.epoch !== known.epoch) throw caseError('SERVER_DIFFERENT', {})

  publishNew(ports)
  await sendCommands(ports, ({ body }) => body.type !== 'report.sign')
  const heads = await link.call((client) => client.cases())
  await takeCases(ports, heads)
  await rooms.exchange(heads.flatMap((head) => head.rooms))
  // A signature goes after its texts: the server compares what it holds with what was signed.
  if (rooms.unsent().length === 0) await sendCommands(ports, () => true)
  await blobs.move(signal)
  session.db.write((tx) => tx.run('UPDATE sync_server SET last_synced_at = ?', [isoInstant(ports.clock.now())]))
}

/** Whatever the server has not been told of yet. Read and queued in one transaction, so that nothing is told twice or forgotten. */
function publishNew(ports: RoundPorts): void {
  const { session, outbox, blobs, replica, clock } = ports
  session.db.write((tx) => {
    const told = (caseId: string, path: string, value: string) =>
      tx.get('SELECT 1 FROM outbox WHERE case_id = ? AND json_extract(body, ?) = ?', [caseId, path, value]) !== undefined
    for (const caseId of replica.caseIds(tx)) {
      const isNew = !isPublished(tx, caseId) && !told(caseId, '$.type', 'case.publish')
      if (isNew) outbox.enqueue(tx, caseId, { type: 'case.publish', reviewCase: replica.readCase(tx, caseId) })
      const known = new Set(tx.all<{ sha256: string }>('SELECT sha256 FROM sync_blob WHERE case_id = ?', [caseId]).map((row) => row.sha256))
      const { documents, instances } = replica.newMaterial(tx, caseId, (sha256) => known.has(sha256))
      if (documents.length + instances.length > 0) {
        const material = { schema: 'consilium-material/1' as const, importId: newUuid(clock.now()), documents, instances }
        outbox.enqueue(tx, caseId, { type: 'case.addMaterial', material })
      }
      const reports = replica.reports(tx, caseId).filter(({ id }) => !told(caseId, '$.report.id', id))
      for (const report of reports) outbox.enqueue(tx, caseId, { type: 'report.open', report })
      const acts = replica.waitingPanelActs(tx, caseId).filter(({ id }) => !told(caseId, '$.eventId', id))
      for (const { id, act } of acts) outbox.enqueue(tx, caseId, { type: 'panel.act', eventId: id, act })
      for (const job of replica.blobs(tx, caseId)) if (!known.has(job.sha256)) blobs.want(tx, 'up', job)
    }
  })
}

async function sendCommands(ports: RoundPorts, chosen: (command: Command) => boolean): Promise<void> {
  for (let commands = ports.outbox.next().filter(chosen); commands.length > 0; commands = ports.outbox.next().filter(chosen)) {
    for (const command of commands) await sendCommand(ports, command)
  }
}

async function sendCommand({ session, link, outbox, replica, audit, changed }: RoundPorts, command: Command): Promise<void> {
  const outcome = await link.call((client) => client.submit(command))
  const panel = command.body.type === 'panel.act' ? await link.call((client) => client.panel({ caseId: command.caseId })) : null
  session.db.write((tx) => {
    outbox.settle(tx, command, outcome)
    if (command.body.type === 'report.sign') {
      if (outcome.kind === 'accepted') replica.putSignOff(tx, command.body.signOff, outcome.countersignature)
      else replica.markSignOffConflict(tx, command.body.signOff.id)
    }
    if (command.body.type === 'panel.act' && outcome.kind !== 'accepted') replica.refusePanelAct(tx, command.body.eventId, outcome.reason)
    if (panel) replica.putPanel(tx, command.caseId, panel)
    const actor = { userId: session.user.id, role: session.user.role }
    audit.append(tx, 'sync.commandSettled', actor, { command: command.id, type: command.body.type, outcome: outcome.kind })
  })
  changed(command.caseId)
}

async function takeCases(ports: RoundPorts, heads: readonly CaseHead[]): Promise<void> {
  const { session, link, replica, blobs } = ports
  for (const { caseId, version } of heads) {
    const seen = session.db.read((r) => ({
      version: r.get<{ v: number }>('SELECT server_version AS v FROM sync_case WHERE case_id = ?', [caseId])?.v ?? 0,
      here: replica.caseIds(r).includes(caseId),
      complete: r.get("SELECT 1 FROM sync_blob WHERE case_id = ? AND direction = 'down' AND state = 'waiting'", [caseId]) === undefined,
    }))
    if (seen.here && seen.version >= version && seen.complete) continue
    const theirs = await link.call((client) => client.fetch({ caseId }))
    session.db.write((tx) => {
      replica.putCase(tx, theirs.reviewCase)
      const before = new Set(replica.blobs(tx, caseId).map((job) => job.sha256))
      for (const material of theirs.material) replica.putMaterial(tx, caseId, material)
      for (const report of theirs.reports) replica.putReport(tx, report)
      for (const { signOff, countersignature } of theirs.signOffs) replica.putSignOff(tx, signOff, countersignature)
      replica.putPanel(tx, caseId, theirs.panel)
      for (const job of replica.blobs(tx, caseId)) if (!before.has(job.sha256)) blobs.want(tx, 'down', job)
      rememberVersion(tx, caseId, version)
    })
    ports.changed(caseId)
  }
}
