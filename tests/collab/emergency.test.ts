// Who holds a case and who no longer does: told to the team, opened in an emergency for reading and for a time, closed again by word or by the clock.
import { afterEach, expect, test } from 'vitest'
import { startServerProcess, type ServerProcess } from '../support/serverProcess.ts'
import { writeSmallBundle } from '../support/smallBundle.ts'
import { openTestWorkstation, until, type TestWorkstation } from '../support/workstation.ts'

const open: { stop(): Promise<unknown> | unknown }[] = []
afterEach(async () => {
  for (const thing of open.splice(0).reverse()) await thing.stop()
})

async function at(server: ServerProcess, name: string): Promise<TestWorkstation> {
  const ws = await openTestWorkstation()
  open.push(ws)
  await ws.signUp(name, 'physician', 'L-1')
  await ws.client.sync.connect({ serverUrl: server.url, enrolmentCode: server.enrolmentCode ?? '' })
  return ws
}

const idsOf = async (ws: TestWorkstation) => (await ws.client.cases.list()).map((line) => line.reviewCase.id)

test('an emergency opens a case for reading, ends by review and by the clock without a server; the team sees who has its newest state', async () => {
  const server = await startServerProcess()
  open.push(server)
  const owner = await at(server, 'Dr Owner')
  const caseId = await owner.takeIn(writeSmallBundle())
  await until('published', async () => (await owner.client.sync.syncNow()).state === 'synced', 60)
  expect(await owner.client.sync.sharing()).toEqual([{ caseId, emergencyUntil: null, people: [] }])
  const stranger = await at(server, 'Dr Stranger')
  await stranger.client.sync.syncNow()
  expect(await idsOf(stranger)).toEqual([])

  const { caseNumber, version } = (await owner.client.cases.get({ caseId })).reviewCase
  await expect(stranger.client.administration.breakGlass({ caseNumber: 'CN-1999-9999', reason: 'bleeding after the biopsy' })).rejects.toMatchObject({ code: 'SERVER_REFUSED', data: { reason: 'CASE_NOT_FOUND' } })
  const glass = await stranger.client.administration.breakGlass({ caseNumber, reason: 'bleeding after the biopsy' })
  await stranger.client.sync.syncNow()
  expect(await idsOf(stranger)).toEqual([caseId])
  expect(await stranger.client.sync.sharing()).toEqual([{ caseId, emergencyUntil: glass.until, people: [] }])
  await expect(stranger.client.cases.updateIntake({ caseId, baseVersion: version, patientWords: 'changed' })).rejects.toMatchObject({ code: 'EMERGENCY_READ_ONLY' })
  await until('its files', async () => (await stranger.client.sync.syncNow()).incoming.blobs === 0, 60)
  expect((await stranger.client.sync.status()).state).toBe('synced')

  // Reviewed by the owner, who administers this server: the case leaves the stranger's device at its next contact.
  const [entry] = await owner.client.administration.breakGlasses()
  await owner.client.administration.reviewBreakGlass({ id: entry?.id ?? '', verdict: 'notJustified' })
  await stranger.client.sync.syncNow()
  expect(await idsOf(stranger)).toEqual([])
  await expect(stranger.client.cases.get({ caseId })).rejects.toMatchObject({ code: 'CASE_NOT_FOUND' })

  // On the team: everybody sees who has what.
  const colleague = (await owner.client.sync.people()).find(({ name }) => name === 'Dr Stranger')
  await owner.client.sync.assign({ caseId, userId: colleague?.id ?? ('' as never) })
  await owner.client.sync.syncNow()
  expect((await owner.client.sync.sharing())[0]?.people).toMatchObject([{ name: 'Dr Stranger', hasNewest: false }])
  await stranger.client.sync.syncNow()
  await owner.client.sync.syncNow()
  expect((await owner.client.sync.sharing())[0]?.people).toMatchObject([{ name: 'Dr Stranger', hasNewest: true }])

  // What somebody changed after having seen all, that person has; those who have not fetched it have not.
  const theirs = (await stranger.client.cases.get({ caseId })).reviewCase
  await stranger.client.cases.updateIntake({ caseId, baseVersion: theirs.version, patientWords: 'told on the telephone' })
  await stranger.client.sync.syncNow()
  const sharing = async (ws: TestWorkstation) => (await ws.client.sync.sharing())[0]?.people
  await until('the owner stands behind', async () => {
    await stranger.client.sync.syncNow()
    return (await sharing(stranger))?.[0]?.name === 'Dr Owner'
  })
  expect(await sharing(stranger)).toMatchObject([{ name: 'Dr Owner', hasNewest: false }])
  await owner.client.sync.syncNow()
  await owner.client.sync.syncNow()
  expect(await sharing(owner)).toMatchObject([{ name: 'Dr Stranger', hasNewest: true }])
  const { session } = stranger.core.work()

  // Off the team: it is said, and the case closes here.
  await owner.client.administration.unassignPerson({ caseId, userId: colleague?.id ?? ('' as never), reason: 'no longer needed' })
  await stranger.client.sync.syncNow()
  expect(await idsOf(stranger)).toEqual([])

  // By the clock alone, while the server is away.
  await stranger.client.administration.breakGlass({ caseNumber, reason: 'second emergency of the night' })
  await stranger.client.sync.syncNow()
  expect(await idsOf(stranger)).toEqual([caseId])
  await server.kill9()
  session.db.write((tx) => tx.run('UPDATE sync_case SET until = ? WHERE case_id = ?', [new Date(Date.now() - 1).toISOString(), caseId]))
  await stranger.client.sync.syncNow()
  expect(await idsOf(stranger)).toEqual([])
}, 300_000)
