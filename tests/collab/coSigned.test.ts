// Two clinicians at two workstations sign one version in the order it asks for; a withdrawal by one reaches the other. Real server, real files.
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { setField } from '../../src/shared/casedoc/edit.ts'
import { roomName } from '../../src/shared/casedoc/layout.ts'
import { CaseId, ReportId } from '../../src/shared/kit/ids.ts'
import { startServerProcess } from '../support/serverProcess.ts'
import { openTestWorkstation, PASSPHRASE, until } from '../support/workstation.ts'

const open: { stop(): Promise<unknown> | unknown }[] = []
afterEach(async () => {
  for (const thing of open.splice(0).reverse()) await thing.stop()
})
const attestations = { personallyReviewed: true, noConflictOfInterest: true } as const

test('a version is co-signed at one workstation, closed at the other, and withdrawn for both', { timeout: 800_000 }, async () => {
  const server = await startServerProcess()
  open.push(server)
  const [lead, second] = [await openTestWorkstation(), await openTestWorkstation()]
  open.push(lead, second)
  const me = await lead.signUp('Dr Lead', 'physician', 'L-1')
  const colleague = await second.signUp('Dr Second', 'radiologist', 'L-2')
  const at = { serverUrl: server.url, enrolmentCode: server.enrolmentCode ?? '' }
  await lead.client.sync.connect(at)
  await second.client.sync.connect(at)
  const meet = async () => {
    for (const one of [lead, second, lead, second]) await one.client.sync.syncNow()
  }

  const walked = await lead.core.walkthrough({ passphrase: PASSPHRASE, outDirectory: mkdtempSync(join(tmpdir(), 'co-signed-')), seed: 1 })
  const caseId = CaseId.parse(walked.caseId)
  const first = ReportId.parse(walked.reportId)
  await lead.client.sync.assign({ caseId, userId: colleague.id })
  await until('the colleague holds the signed report', async () => {
    await meet()
    const lists = await Promise.all([lead, second].map(async ({ client }) => ((await client.cases.list()).length > 0 ? client.signOff.list({ caseId }) : [])))
    const { reviewCase } = await lead.client.cases.get({ caseId })
    return reviewCase.team.length === 2 && lists.every(([signOff]) => signOff?.state === 'final')
  }, 120)

  const { id: reportId } = await lead.client.reports.amend({ caseId, reportId: first, reason: 'A second discipline signs, too', kind: 'corrected' })
  await lead.client.signOff.setOrder({ caseId, reportId, userIds: [colleague.id, me.id] })
  const hashAt = async ({ client }: typeof lead) => (await client.reports.preview({ caseId, reportId, language: 'es' })).contentHash
  const sameText = () =>
    until('both see the same bytes', async () => {
      await meet()
      const known = await second.client.reports.list({ caseId })
      return known.reports.some(({ id }) => id === reportId) && (await hashAt(lead)) === (await hashAt(second))
    }, 120)
  await sameText()
  const states = async ({ client }: typeof lead) => (await client.signOff.progress({ caseId, reportId, language: 'es' })).steps.map(({ person, state, isStale }) => `${person.name} ${state}${isStale ? '!' : ''}`)
  const request = async (one: typeof lead) => ({ caseId, reportId, seenHash: (await hashAt(one)) as never, language: 'es' as const, attestations, passphrase: PASSPHRASE })

  await second.client.signOff.coSign(await request(second))
  await until('the lead sees the co-signature', async () => {
    await meet()
    return (await states(lead))[0] === 'Dr Second signed'
  })
  expect(await states(lead)).toEqual(['Dr Second signed', 'Dr Lead due'])

  // One value changes before the last signature: the co-signature counts no more, at both workstations.
  const room = roomName({ kind: 'section', caseId, report: 2, section: 'biomarkers' })
  const origin = { actorId: me.id, room, tool: 'test' }
  await lead.core.work().rooms.edit(room, origin, (doc) => setField(doc, origin, 'pdl1Tps', { value: '61', changedAt: '2026-11-22T10:00:00.000Z', changedBy: me.id }))
  await sameText()
  expect(await states(second)).toEqual(['Dr Second due!', 'Dr Lead waiting'])
  await expect(lead.client.signOff.sign(await request(lead))).rejects.toMatchObject({ code: 'REPORT_HAS_OBSTACLES' })
  await second.client.signOff.coSign(await request(second))
  await until('signed again', async () => {
    await meet()
    return (await states(lead))[0] === 'Dr Second signed'
  })
  const signOff = await lead.client.signOff.sign(await request(lead))
  expect(signOff.coSignatures).toHaveLength(1)
  const ofVersion = async ({ client }: typeof lead) => (await client.signOff.list({ caseId })).find((one) => one.reportId === reportId)
  await until('final at both', async () => {
    await meet()
    return (await Promise.all([ofVersion(lead), ofVersion(second)])).every((one) => one?.state === 'final') && second.core.work().content.has(signOff.pdfSha256, caseId)
  }, 120)
  const status = async ({ client }: typeof lead) => (await client.reports.list({ caseId })).reports.find(({ id }) => id === reportId)?.status
  expect([await status(lead), await status(second)]).toEqual(['corrected', 'corrected'])
  await until('frozen and proven at the other, too', async () => {
    await meet()
    return (await second.client.signOff.verify({ caseId, reportId })).ok
  }, 120)

  await second.client.signOff.withdraw({ caseId, reportId, reason: 'Wrong side in the summary', passphrase: PASSPHRASE })
  await until('withdrawn at both', async () => {
    await meet()
    return (await status(lead)) === 'entered-in-error'
  })
  expect((await lead.client.signOff.acts({ caseId })).filter(({ kind }) => kind === 'withdrawal')).toMatchObject([{ reason: 'Wrong side in the summary', signer: { name: 'Dr Second' } }])
  expect((await lead.client.cases.events({ caseId })).some((event) => JSON.stringify(event).includes('Wrong side in the summary'))).toBe(true)
  const { gates } = await lead.client.delivery.view({ caseId })
  expect(gates.find(({ recipient }) => recipient === 'patient')?.closed).toContain('withdrawn')
})
