// The main job from bundle to signed report on the generated lung case, by the real core, without a window.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { createAuditLog } from '../../src/main/core/audit/createAuditLog.ts'
import { createBundlesService } from '../../src/main/core/bundles/bundlesService.ts'
import { createCasesService } from '../../src/main/core/cases/casesService.ts'
import { createIntakeService } from '../../src/main/core/cases/intakeService.ts'
import { createRooms } from '../../src/main/core/collab/createRooms.ts'
import { createContentStore } from '../../src/main/core/content/createContentStore.ts'
import { createUploads } from '../../src/main/core/content/uploads.ts'
import { createProfileService } from '../../src/main/core/identity/profileService.ts'
import { createImagingService } from '../../src/main/core/imaging/imagingService.ts'
import { createJobRunner } from '../../src/main/core/jobs/createJobRunner.ts'
import { openReports } from '../../src/main/core/reports/openReports.ts'
import { runWalkthrough, WALKTHROUGH_STEPS } from '../../src/main/core/walkthrough/walkthroughScenario.ts'
import { hasPreflight, hasProgram, preflight, run } from '../support/reports/programs.ts'

const folder = process.env.CONSILIUM_WALKTHROUGH_OUT ?? mkdtempSync(join(tmpdir(), 'consilium-walkthrough-'))
afterAll(() => {
  if (!process.env.CONSILIUM_WALKTHROUGH_OUT) rmSync(folder, { recursive: true, force: true })
})

test('the demo case goes from bundle to a signed, exported and verified report', async () => {
  const none = () => undefined
  const log = { info: none, warn: none, error: none }
  const clock = { now: () => Date.now() }
  const passphrase = 'siete barcos verdes al alba'
  const resourcesDirectory = join(import.meta.dirname, '../../resources')
  const dataDirectory = join(folder, `store-${Date.now()}`)
  const profile = createProfileService({ dataDirectory, custody: { deviceSecret: async () => null }, clock, log, kdf: { memoryKib: 1024, iterations: 1, parallelism: 1 } })
  const { session } = await profile.create({ name: 'Dra. Helena Okafor', role: 'physician', licence: 'MA-284417', passphrase })
  const content = createContentStore({ db: session.db, caseKey: session.caseKey, directory: join(dataDirectory, 'blobs'), clock, log })
  const audit = createAuditLog({ clock, device: session })
  const imaging = createImagingService({ session, content, log })
  const jobs = createJobRunner(clock, log)
  const live = { publish: none, watch: () => none, async *listen() {} }
  const rooms = createRooms({ session, clock, log, rights: { isMember: () => true, isReadOnly: () => false, team: () => [] } })
  const host = { clock, log, custody: { deviceSecret: async () => null }, picker: { pick: async () => null }, paths: { dataDirectory, resourcesDirectory }, info: { host: 'test' as const, picker: 'upload' as const, version: '0.1.0', platform: 'test' } }
  const opened = openReports({ session, rooms, content, audit, imaging, live, host })
  const cases = createCasesService({ session, clock, audit, live, resources: opened.resources })
  const uploads = createUploads({ directory: join(dataDirectory, 'uploads'), clock })
  const bundles = createBundlesService({ session, content, jobs, audit, live, clock, log, picker: host.picker, uploads, imaging, softwareVersion: host.info.version })

  const steps: string[] = []
  const intake = createIntakeService({ session, clock, audit, live, resources: opened.resources })
  const work = { session, bundles, cases, intake, imaging, rooms, content, reports: opened.reports, signOff: opened.signOff }
  const result = await runWalkthrough({ work, jobs, clock, passphrase, outDirectory: join(folder, 'out'), resourcesDirectory, seed: 1, onStep: (step) => steps.push(step) })
  expect(steps).toEqual([...WALKTHROUGH_STEPS])
  expect(result.verify.findings.filter(({ ok }) => !ok)).toEqual([])
  expect(result.verify.ok).toBe(true)
  expect(result.warnings.filter(({ severity }) => severity === 'blocker')).toEqual([])
  if (hasProgram('pdfsig')) expect(run('pdfsig', '-nocert', result.signedPdf).text).toContain('Signature is Valid')
  if (hasPreflight) expect(preflight(result.signedPdf)).toContain('is a valid PDF/A-1b file')
  await rooms.stop()
  await jobs.stop()
  await content.close()
  profile.lock()
})
