// The signed opinion meets the server: countersigned there, readable and frozen at a colleague's, and not signable twice.
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { CaseId } from '../../src/shared/kit/ids.ts'
import { startServerProcess } from '../support/serverProcess.ts'
import { openTestWorkstation, PASSPHRASE, until } from '../support/workstation.ts'

const open: { stop(): Promise<unknown> | unknown }[] = []
afterEach(async () => {
  for (const thing of open.splice(0).reverse()) await thing.stop()
})

test('a report signed at one workstation is countersigned by the server and final and frozen at the other', { timeout: 300_000 }, async () => {
  const server = await startServerProcess()
  open.push(server)
  const signer = await openTestWorkstation()
  const reader = await openTestWorkstation()
  open.push(signer, reader)
  await signer.signUp('Dr Signer', 'physician', 'L-1')
  const colleague = await reader.signUp('Dr Reader', 'radiologist', 'L-2')
  const at = { serverUrl: server.url, enrolmentCode: server.enrolmentCode ?? '' }
  await signer.client.sync.connect(at)
  await reader.client.sync.connect(at)

  const outDirectory = mkdtempSync(join(tmpdir(), 'signed-report-'))
  const walked = await signer.core.walkthrough({ passphrase: PASSPHRASE, outDirectory, seed: 1 })
  const caseId = CaseId.parse(walked.caseId)
  await until('countersigned', async () => {
    await signer.client.sync.syncNow()
    return (await signer.client.signOff.list({ caseId }))[0]?.state === 'final'
  }, 120)

  await signer.client.sync.assign({ caseId, userId: colleague.id })
  await until('the colleague holds the signed report', async () => {
    await signer.client.sync.syncNow()
    await reader.client.sync.syncNow()
    const [line] = await reader.client.cases.list()
    if (!line) return false
    const [signOff] = await reader.client.signOff.list({ caseId })
    return signOff?.state === 'final' && reader.core.work().content.has(signOff.pdfSha256, caseId)
  }, 120)

  const [theirs] = await reader.client.signOff.list({ caseId })
  expect(theirs?.contentHash).toBe(walked.contentHash)
  const { rooms } = reader.core.work()
  const sections = rooms.list(caseId).filter((room) => room.includes('/report/1/'))
  expect(sections.length).toBeGreaterThan(15)
  await until('frozen there too', async () => {
    await reader.client.sync.syncNow()
    return sections.every((room) => rooms.isFrozen(room))
  })
  const [room = ''] = sections
  await expect(rooms.edit(room, { actorId: colleague.id, room, tool: 'test' }, (doc) => void doc.getMap('fields').set('late', { value: 'x' }))).rejects.toMatchObject({ code: 'REPORT_SIGNED' })
  const unproven = async () => (await reader.client.signOff.verify({ caseId, reportId: CaseId.parse(walked.reportId) as never })).findings.filter((f) => !f.ok)
  // The report's sources come after the report itself; until then the proof names each one that is not here yet.
  await until('every file the report stands on is there', async () => {
    await reader.client.sync.syncNow()
    return (await unproven()).every(({ code }) => code !== 'fileMissing')
  }, 120)
  expect(await unproven()).toEqual([])
})
