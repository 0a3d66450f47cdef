// The server's rooms put together without a port: real database (PGlite in memory), real files, its own contract's client as any caller.
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { randomBytes } from 'node:crypto'
import { createRouterClient } from '@orpc/server'
import { createCaseOffice } from '../../src/server/administration/cases.ts'
import { createErasure } from '../../src/server/administration/erasure.ts'
import { createPeopleOffice } from '../../src/server/administration/people.ts'
import { createRulesOffice } from '../../src/server/administration/rules.ts'
import { createServerAudit } from '../../src/server/audit/serverAudit.ts'
import { createBlobFiles } from '../../src/server/blobs/blobFiles.ts'
import { createBoards } from '../../src/server/board/boardEvents.ts'
import { createCommands } from '../../src/server/cases/commands.ts'
import { noAnnouncer } from '../../src/server/collab/announcements.ts'
import { createServerRooms } from '../../src/server/collab/serverRooms.ts'
import { createServiceRouter } from '../../src/server/http/serviceProcedures.ts'
import type { Caller } from '../../src/server/access/caller.ts'
import { createDevices } from '../../src/server/identity/devices.ts'
import { createLocalAccounts } from '../../src/server/identity/localAccounts.ts'
import { createOrganisationSignOn, type SignOnSettings } from '../../src/server/identity/organisationSignOn.ts'
import { openServerIdentity } from '../../src/server/identity/serverIdentity.ts'
import { createCaseVault } from '../../src/server/storage/caseVault.ts'
import { openServerDatabase } from '../../src/server/storage/database.ts'
import { newSigningKey, type signEd25519 } from '../../src/shared/node/ed25519.ts'
import type { Role } from '../../src/shared/domain/people.ts'
import { ReviewCase, standardQuestions } from '../../src/shared/domain/reviewCase.ts'
import { newUuid, UserId } from '../../src/shared/kit/ids.ts'
import { suiteDatabase } from './postgres.ts'

export interface RigPerson extends Caller {
  readonly deviceKey: Parameters<typeof signEd25519>[0]
  readonly signing: ReturnType<typeof newSigningKey>
}

export async function openServiceRig({ signOn = null, now: start = Date.parse('2026-11-22T09:00:00.000Z') }: { signOn?: SignOnSettings | null; now?: number } = {}) {
  const databaseUrl = await suiteDatabase()
  const directory = mkdtempSync(join(tmpdir(), 'consilium-rig-'))
  let now = start
  const clock = { now: () => now }
  const masterKey = randomBytes(32)
  const vault = createCaseVault({ masterKey, clock })
  const db = await openServerDatabase(databaseUrl ? { url: databaseUrl } : { directory: join(directory, 'database') }, { vault, blobDirectory: join(directory, 'blobs') })
  const identity = await openServerIdentity(db, directory)
  const audit = createServerAudit({ clock, vault })
  const files = createBlobFiles(join(directory, 'blobs'))
  const organisation = createOrganisationSignOn({ settings: signOn, db, clock })
  const accounts = createLocalAccounts({ db, clock, audit, isOffered: !organisation.isOffered })
  const devices = createDevices({ db, clock, audit, identity, organisation, accounts, invitedOnly: false })
  const rooms = createServerRooms({ db, clock, vault, announce: noAnnouncer, onFault: () => undefined })
  const office = { db, clock, audit, vault }
  const commands = createCommands({ ...office, newFileId: files.newId, signing: { countersignKey: identity.countersignKey, publicKey: identity.publicKey, roomsFrozen: rooms.freeze } })
  const router = createServiceRouter({
    ...office,
    identity,
    organisation,
    accounts,
    devices,
    commands,
    boards: createBoards(office),
    people: createPeopleOffice(office),
    rules: createRulesOffice(office),
    cases: createCaseOffice(office),
    erasure: createErasure({ ...office, files, announce: noAnnouncer }),
  })

  /** A person with a device, put into the tables as enrolment does. */
  async function person(role: Role, { administrator = role === 'administrator', name = `Dr ${role}` } = {}): Promise<RigPerson> {
    const id = UserId.parse(newUuid(now))
    const device = newSigningKey()
    const signing = newSigningKey()
    const created_at = new Date(now).toISOString()
    await db.insertInto('app_user').values({ id, name, role, licence: null, signing_key: signing.publicKey, created_at, is_admin: administrator, disabled_at: null }).execute()
    await db.insertInto('device').values({ public_key: device.publicKey, user_id: id, created_at, revoked_at: null, last_seen_at: null, purged_at: null }).execute()
    return { user: { id, name, role, licence: null }, device: device.publicKey, administrator, deviceKey: device.privateKey, signing }
  }

  const as = (caller: Caller | null) => createRouterClient(router, { context: { caller } })

  /** A published case of the owner. */
  async function publish(owner: Caller, change: Partial<ReviewCase> = {}): Promise<ReviewCase> {
    const reviewCase = ReviewCase.parse({ ...aCase(), ...change })
    const outcome = await as(owner).submit({ id: newUuid(now), caseId: reviewCase.id, baseVersion: 0, createdAt: new Date(now).toISOString(), body: { type: 'case.publish', reviewCase } })
    if (outcome.kind !== 'accepted') throw new Error(`not published: ${JSON.stringify(outcome)}`)
    return reviewCase
  }

  return {
    db,
    vault,
    identity,
    rooms,
    files,
    audit,
    devices,
    organisation,
    directory,
    masterKey,
    as,
    accessTo: (room: string, { user }: Caller) => rooms.access(room, { userId: user.id, role: user.role }),
    person,
    publish,
    /** Lets time pass. */
    later(ms: number) {
      now += ms
    },
    now: () => now,
    async stop() {
      rooms.stop()
      await db.destroy()
    },
  }
}

let number = 0

export function aCase(): ReviewCase {
  number++
  return ReviewCase.parse({
    id: newUuid(Date.now()),
    caseNumber: `CN-2026-${String(number).padStart(4, '0')}`,
    packId: 'onc/1',
    policyId: 'oncology-remote',
    stage: 'review',
    patient: { familyName: 'PHANTOM', givenName: 'Demo', birthDate: '1963-03-14', sex: 'male', identifiers: [] },
    allergies: null,
    condition: 'Lung cancer',
    requestedOn: '2026-11-16',
    dueOn: null,
    language: 'es',
    motives: ['confirmDiagnosis'],
    patientWords: '',
    questions: standardQuestions(),
    team: [],
    openedAt: '2026-11-16T09:00:00.000Z',
    version: 0,
  })
}
