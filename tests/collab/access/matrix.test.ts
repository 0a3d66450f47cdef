// Who may do what: every role x every procedure of both contracts x own, assigned, other's, closed, broken glass. Nothing is assumed of a procedure without a row.
import { isContractProcedure } from '@orpc/contract'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { serviceContract, type CommandBody } from '../../../src/shared/contract/service/service.contract.ts'
import { workstationContract } from '../../../src/shared/contract/workstation/index.ts'
import { ROLES, type Role } from '../../../src/shared/domain/people.ts'
import type { ReviewCase } from '../../../src/shared/domain/reviewCase.ts'
import { newUuid } from '../../../src/shared/kit/ids.ts'
import { roomName } from '../../../src/shared/casedoc/layout.ts'
import { aCase, openServiceRig, type RigPerson } from '../../support/serviceRig.ts'
import { openTestWorkstation } from '../../support/workstation.ts'
import { SERVER, WORKSTATION } from './rows.ts'

function accessOf(router: object, path: string[] = []): [string, unknown][] {
  return Object.entries(router).flatMap(([name, value]): [string, unknown][] =>
    isContractProcedure(value) ? [[[...path, name].join('.'), (value['~orpc'].meta as { access: unknown }).access]] : accessOf(value as object, [...path, name]),
  )
}

describe('every procedure has a row, and the row says what the contract says', () => {
  const cases: [string, object, Readonly<Record<string, string | readonly string[]>>][] = [['workstation', workstationContract, WORKSTATION], ['server', serviceContract, SERVER]]
  test.each(cases)('%s', (_name, contract, rows) => {
    const found = accessOf(contract)
    expect(found.length).toBeGreaterThan(28)
    const missing = found.filter(([path]) => !(path in rows)).map(([path, access]) => `  '${path}': '${String(access)}',`)
    expect(missing, `Procedures without a row in the authorisation matrix. Decide who may call them and add to tests/collab/access/rows.ts:\n${missing.join('\n')}\n`).toEqual([])
    const gone = Object.keys(rows).filter((path) => !found.some(([known]) => known === path))
    expect(gone, 'Rows of tests/collab/access/rows.ts whose procedure no longer exists: delete them').toEqual([])
    for (const [path, access] of found) expect(access, path).toEqual(rows[path])
  })
})

describe('workstation', () => {
  test('locked, only what stands before unlock answers; unlocked, a case of others is not there', async () => {
    const ws = await openTestWorkstation()
    try {
      const call = (path: string, input: object) => {
        const [group = '', name = ''] = path.split('.')
        const router = ws.client as unknown as Record<string, Record<string, (input: object) => Promise<unknown>>>
        const procedure = router[group]?.[name]
        if (!procedure) throw new Error(path)
        return procedure(input).then(
          () => 'answered',
          (error: { code?: string }) => error.code ?? 'no code',
        )
      }
      const foreign = { caseId: newUuid(Date.now()) }
      const guarded = Object.keys(WORKSTATION).filter((path) => WORKSTATION[path] !== 'anyone')
      for (const path of guarded) expect(await call(path, foreign), path).toBe('LOCKED')
      await ws.signUp('Dr One', 'physician')
      for (const path of guarded.filter((p) => WORKSTATION[p] === 'team')) expect(await call(path, foreign), path).toBe('CASE_NOT_FOUND')
    } finally {
      await ws.stop()
    }
  })
})

const SITUATIONS = ['own', 'assigned', 'other', 'closedOwn', 'closedAssigned', 'breakGlass'] as const
type Situation = (typeof SITUATIONS)[number]
const OFFICES: readonly Role[] = ['administrator', 'auditor']
const MEDICAL: readonly Role[] = ['physician', 'radiologist', 'pathologist', 'surgeon', 'chair', 'medicalOncologist', 'radiationOncologist', 'surgicalOncologist', 'specialist', 'signatory']
const DECIDES: readonly Role[] = ['caseManager', 'chair']

/** The rules in words of the issue, written down here a second time: the product's own table is shared/domain/caseStanding. */
function expected(body: CommandBody['type'], role: Role, situation: Situation): string {
  if (situation === 'other') return 'notMember'
  if (situation === 'breakGlass') return 'readOnly'
  const closed = situation.startsWith('closed')
  const own = situation === 'own' || situation === 'closedOwn'
  const deny = closed && !body.startsWith('report.') ? 'closed' : 'wrongRole'
  switch (body) {
    case 'case.publish':
      return 'accepted'
    case 'case.update':
    case 'case.addMaterial':
    case 'panel.act':
      return !closed || DECIDES.includes(role) ? 'accepted' : deny
    case 'case.assign':
    case 'case.unassign':
      return DECIDES.includes(role) || (own && !closed) ? 'accepted' : deny
    case 'report.open':
      return 'accepted'
    case 'quarantine.act':
      // Nobody can act on a file that the case does not have; whoever gets that far may act.
      return 'unknownFile'
    case 'report.sign':
    case 'report.act':
      // A medical role gets as far as its signature being checked; the one sent here is nobody's.
      return MEDICAL.includes(role) ? 'badSignature' : 'wrongRole'
  }
}

describe('server', () => {
  let rig: Awaited<ReturnType<typeof openServiceRig>>
  let spare: RigPerson
  let extra: RigPerson
  beforeAll(async () => {
    rig = await openServiceRig()
    spare = await rig.person('physician', { name: 'Dr Spare' })
    extra = await rig.person('physician', { name: 'Dr Extra' })
  })
  afterAll(() => rig.stop())

  const outcomeOf = (call: Promise<unknown>) => call.then(() => 'answered', (error: { code?: string }) => error.code ?? String(error))

  test('without sign-in only what is for anyone answers', async () => {
    const client = rig.as(null)
    const calls: Record<string, () => Promise<unknown>> = { lease: () => client.lease(), people: () => client.people(), cases: () => client.cases(), fetch: () => client.fetch({ caseId: aCase().id }), users: () => client.administration.users(), audit: () => client.audit.verify() }
    for (const [name, call] of Object.entries(calls)) expect(await outcomeOf(call()), name).toBe('NOT_SIGNED_IN')
    expect(await outcomeOf(client.identity())).toBe('answered')
  })

  test('offices: every role at every office procedure', async () => {
    const owner = await rig.person('physician', { name: 'Dr Owner' })
    const reviewCase = await rig.publish(owner)
    const { caseId, userId } = { caseId: reviewCase.id, userId: spare.user.id }
    const query = { from: null, to: null, actor: '', event: '', caseId: null }
    const reason = 'a reason'
    for (const role of ROLES) {
      const client = rig.as(await rig.person(role))
      const calls: Record<string, () => Promise<unknown>> = {
        'administration.users': () => client.administration.users(),
        'administration.invite': () => client.administration.invite({ name: 'Dr New', role: 'physician', licence: null, days: 7 }),
        'administration.setUser': () => client.administration.setUser({ userId, role: 'physician', administrator: false, disabled: false }),
        'administration.accounts': () => client.administration.accounts(),
        'administration.makeAccount': () => client.administration.makeAccount({ login: `of.${role}`, name: 'Dr New', role: 'physician', licence: null }),
        'administration.renewAccount': () => client.administration.renewAccount({ login: 'nobody' }),
        'administration.devices': () => client.administration.devices(),
        'administration.revokeDevice': () => client.administration.revokeDevice({ device: spare.device, reason }),
        'administration.assignments': () => client.administration.assignments(),
        'administration.assign': () => client.administration.assign({ caseId, userId }),
        'administration.unassign': () => client.administration.unassign({ caseId, userId, reason }),
        'administration.hold': () => client.administration.hold({ caseId, held: false, reason }),
        'administration.setRegion': () => client.administration.setRegion({ caseId, region: null, reason }),
        'administration.erase': () => client.administration.erase({ caseId, reason }),
        'administration.putPolicy': async () => client.administration.putPolicy((await client.administration.policy()).policy),
        'administration.putExpert': () => client.administration.putExpert({ userId, credentials: '', specialty: '', licenceExpiresOn: null, country: 'ES', languages: [], timeZone: 'Europe/Madrid' }),
        'administration.breakGlasses': () => client.administration.breakGlasses(),
        'administration.reviewBreakGlass': () => client.administration.reviewBreakGlass({ id: newUuid(0), verdict: 'justified' }),
        'audit.search': () => client.audit.search({ ...query, before: null, limit: 1 }),
        'audit.export': () => client.audit.export({ ...query, event: 'no such event', format: 'csv' }),
        'audit.verify': () => client.audit.verify(),
        'administration.policy': () => client.administration.policy(),
        'administration.experts': () => client.administration.experts(),
        lease: () => client.lease(),
        people: () => client.people(),
        cases: () => client.cases(),
      }
      for (const path of Object.keys(SERVER).filter((p) => SERVER[p] === 'administrator' || SERVER[p] === 'auditor')) expect(Object.keys(calls), `no call for ${path} in the matrix`).toContain(path)
      for (const [path, call] of Object.entries(calls)) {
        const row = SERVER[path]
        const allowed = row === 'signedIn' || (row === 'administrator' && role === 'administrator') || (row === 'auditor' && OFFICES.includes(role))
        // Allowed and without anything to do it on: erasure of an open case, a review of nothing.
        const answer = path === 'administration.erase' ? 'RETENTION' : path === 'administration.reviewBreakGlass' || path === 'administration.renewAccount' ? 'NOT_ALLOWED' : 'answered'
        expect(await outcomeOf(call()), `${role} ${path}`).toBe(allowed ? answer : 'NOT_ALLOWED')
      }
    }
  })

  test.each(SITUATIONS)('cases: every role at every command and read, %s', async (situation) => {
    for (const role of ROLES) {
      const { person, reviewCase } = await arrange(role, situation)
      if (!person) continue
      const client = rig.as(person)
      const mayRead = situation !== 'other'
      expect(await outcomeOf(client.fetch({ caseId: reviewCase.id })), `${role} fetch`).toBe(mayRead ? 'answered' : 'CASE_NOT_FOUND')
      const section = roomName({ kind: 'section', caseId: reviewCase.id, report: 1, section: 'diagnosis' })
      await expectRoom(person, section, mayRead)
      for (const body of bodies(reviewCase)) {
        const { version } = await rig.db.selectFrom('case_record').select('version').where('case_id', '=', reviewCase.id).executeTakeFirstOrThrow()
        const outcome = await client.submit({ id: newUuid(Date.now()), caseId: reviewCase.id, baseVersion: version, createdAt: '', body })
        expect(outcome.kind === 'accepted' ? 'accepted' : outcome.reason, `${role} ${body.type} ${situation}`).toBe(expected(body.type, role, situation))
      }
    }
  })

  /** Whether the room opens at all; what may be written in it is the next test's. */
  async function expectRoom(person: RigPerson, room: string, mayRead: boolean) {
    const access = await rig.accessTo(room, person)
    expect(access !== 'none', `${person.user.role} ${room}`).toBe(mayRead)
  }

  async function arrange(role: Role, situation: Situation): Promise<{ person: RigPerson | null; reviewCase: ReviewCase }> {
    const person = await rig.person(role)
    const owns = situation === 'own' || situation === 'closedOwn'
    const stage = situation.startsWith('closed') ? ('delivered' as const) : ('review' as const)
    if (OFFICES.includes(role)) {
      // An office is never on a case: publishing and assignment are refused, broken glass stays shut.
      const reviewCase = await rig.publish(spare, { stage })
      const chair = await rig.person('chair')
      await rig.db.insertInto('case_member').values({ case_id: reviewCase.id, user_id: chair.user.id, is_owner: false }).execute()
      const { version } = await rig.db.selectFrom('case_record').select('version').where('case_id', '=', reviewCase.id).executeTakeFirstOrThrow()
      const assigned = await rig.as(chair).submit({ id: newUuid(Date.now()), caseId: reviewCase.id, baseVersion: version, createdAt: '', body: { type: 'case.assign', userId: person.user.id } })
      expect(assigned).toMatchObject({ kind: 'rejected', reason: 'wrongRole' })
      expect(await outcomeOf(rig.as(person).breakGlass({ caseNumber: reviewCase.caseNumber, reason: 'a long enough reason' }))).toBe('CASE_NOT_FOUND')
      expect(await outcomeOf(rig.as(person).fetch({ caseId: reviewCase.id }))).toBe('CASE_NOT_FOUND')
      return { person: null, reviewCase }
    }
    const reviewCase = await rig.publish(owns ? person : spare, { stage })
    if (situation === 'assigned' || situation === 'closedAssigned') await rig.db.insertInto('case_member').values({ case_id: reviewCase.id, user_id: person.user.id, is_owner: false }).execute()
    if (situation === 'breakGlass') await rig.as(person).breakGlass({ caseNumber: reviewCase.caseNumber, reason: 'a long enough reason' })
    return { person, reviewCase }
  }

  function bodies(reviewCase: ReviewCase): CommandBody[] {
    const report = { id: newUuid(Date.now()), caseId: reviewCase.id, number: 1, templateId: 'onc/1', status: 'preliminary', language: 'es', replaces: null, amendmentReason: null, createdAt: '2026-11-16T09:00:00.000Z' }
    const signOff = { id: newUuid(0), caseId: reviewCase.id, reportId: report.id, reportNumber: 1, contentHash: '0'.repeat(64), signer: spare.user, signedAt: '', timeSource: 'server', deviceCounter: 1, auditHead: '', signature: 'x', publicKey: 'x', pdfSha256: '0'.repeat(64), state: 'awaitingCountersignature' }
    const act = { kind: 'withdrawal', id: newUuid(0), caseId: reviewCase.id, reportId: report.id, reportNumber: 1, contentHash: '0'.repeat(64), signer: spare.user, signedAt: '', auditHead: '', reason: 'Wrong patient', signature: 'x', publicKey: 'x' }
    return [
      { type: 'case.publish', reviewCase },
      { type: 'case.addMaterial', material: { schema: 'consilium-material/1', importId: newUuid(0), documents: [], instances: [] } },
      { type: 'case.assign', userId: spare.user.id },
      { type: 'case.assign', userId: extra.user.id },
      { type: 'case.unassign', userId: extra.user.id },
      { type: 'report.open', report } as never,
      { type: 'report.sign', signOff, rooms: [] } as never,
      { type: 'report.act', act } as never,
      { type: 'case.update', reviewCase },
    ]
  }

  test('the psychologist’s section: theirs alone once one is on the case, and nobody else’s sections theirs by broken glass', async () => {
    const owner = await rig.person('physician')
    const psychologist = await rig.person('psychologist')
    const reviewCase = await rig.publish(owner)
    const room = (section: string) => roomName({ kind: 'section', caseId: reviewCase.id, report: 1, section })
    expect(await rig.accessTo(room('psychologicalRecommendations'), owner)).toBe('write')
    expect(await rig.accessTo(room('psychologicalRecommendations'), psychologist)).toBe('none')
    await rig.db.insertInto('case_member').values({ case_id: reviewCase.id, user_id: psychologist.user.id, is_owner: false }).execute()
    expect(await rig.accessTo(room('psychologicalRecommendations'), owner)).toBe('read')
    expect(await rig.accessTo(room('psychologicalRecommendations'), psychologist)).toBe('write')
    expect(await rig.accessTo(room('diagnosis'), psychologist)).toBe('write')
    const stranger = await rig.person('radiologist')
    await rig.as(stranger).breakGlass({ caseNumber: reviewCase.caseNumber, reason: 'patient collapsed on the ward' })
    expect(await rig.accessTo(room('diagnosis'), stranger)).toBe('read')
  })
})
