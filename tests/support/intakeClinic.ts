// An unlocked profile with the real database, content store, audit, jobs and workers, in a folder of the test's own: what the intake rooms run on.
import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { createAuditLog } from '../../src/main/core/audit/createAuditLog.ts'
import { createBundlesService } from '../../src/main/core/bundles/bundlesService.ts'
import { createDataRequests } from '../../src/main/core/cases/dataRequests.ts'
import { createIntakeService } from '../../src/main/core/cases/intakeService.ts'
import { createQuarantineService } from '../../src/main/core/cases/quarantineService.ts'
import { createCasesService } from '../../src/main/core/cases/casesService.ts'
import { createContentStore } from '../../src/main/core/content/createContentStore.ts'
import { createUploads } from '../../src/main/core/content/uploads.ts'
import { createDocumentDesk } from '../../src/main/core/documents/documentDesk.ts'
import { createImagingService } from '../../src/main/core/imaging/imagingService.ts'
import { createJobRunner } from '../../src/main/core/jobs/createJobRunner.ts'
import { loadReportResources } from '../../src/main/core/reports/reportResources.ts'
import { openDatabase } from '../../src/main/core/storage/openDatabase.ts'
import { createLiveBus } from '../../src/main/core/workspace/liveBus.ts'
import { caseError } from '../../src/shared/contract/errors.ts'
import { type Role, User } from '../../src/shared/domain/people.ts'
import { CaseId } from '../../src/shared/kit/ids.ts'
import { newSigningKey, signEd25519 } from '../../src/shared/node/ed25519.ts'

const secret = (purpose: string) => createHash('sha256').update(`intake clinic ${purpose}`).digest()
const none = () => undefined

export type IntakeClinic = ReturnType<typeof openIntakeClinic>

/** @param directory an earlier clinic's folder opens the same profile again */
export function openIntakeClinic(directory: string, userName = 'Dr Helen Okafor', role: Role = 'physician') {
  /** Tests move `clock.at`. */
  const clock = { at: Date.UTC(2026, 10, 22, 9), now: (): number => clock.at }
  const log = { info: none, warn: none, error: none }
  const user = User.parse({ id: '01936a00-0000-7000-8000-00000000000a', name: userName, role, licence: '28/1' })
  const db = openDatabase({ file: join(directory, 'vault.db'), key: secret('db') })
  const station = newSigningKey()
  const session = { db, user, devicePublicKey: station.publicKey, signAsDevice: (bytes: Uint8Array) => signEd25519(station.privateKey, bytes) }
  const content = createContentStore({ db, caseKey: secret, directory: join(directory, 'blobs'), clock, log })
  const audit = createAuditLog({ clock, device: { devicePublicKey: 'test device', signAsDevice: () => '' } })
  const jobs = createJobRunner(clock, log)
  const live = createLiveBus()
  const resources = loadReportResources(join(import.meta.dirname, '../../resources'))
  const uploads = createUploads({ directory: join(directory, 'uploads'), clock })
  uploads.adopt(session)
  const imaging = createImagingService({ session, content, log })
  const picker = { pick: async () => null }
  const bundles = createBundlesService({ session, content, jobs, audit, live, clock, log, picker, uploads, imaging, softwareVersion: '0.0.0-test' })
  const cases = createCasesService({ session, clock, audit, live, resources })
  const intake = createIntakeService({ session, clock, audit, live, resources })
  const dataRequests = createDataRequests({ session, clock, audit, live, resources, intake, content })
  /** People of the workstation besides the user, and the passphrases that open them. */
  const people = new Map<string, string>([[user.id, 'my own passphrase']])
  const quarantine = createQuarantineService({
    session, clock, audit, live, bundles,
    others: () => [...people.keys()].filter((id) => id !== user.id).map((id) => ({ id, initials: 'PS' })),
    confirm: async ({ userId, passphrase }) => {
      if (people.get(userId) !== passphrase) throw caseError('PASSPHRASE_WRONG', { attemptsLeft: 4, waitSeconds: 0 })
      return 'PS'
    },
  })

  const documentDesk = createDocumentDesk({ session, audit, live, content, clock })

  async function finished(jobId: string) {
    const watched = jobs.watch(jobId)
    let last: { state: string; error: string | null } | undefined
    if (watched) for await (const progress of watched) last = progress
    return last
  }

  /** Takes in a path and waits for the end. */
  async function takeIn(path: string, caseId: string | null = null) {
    const { importId, jobId } = await bundles.importPath(path, { caseId: caseId === null ? null : CaseId.parse(caseId) })
    const end = await finished(jobId)
    return { ...bundles.result({ importId }), end }
  }

  async function close() {
    cases.stop()
    dataRequests.stop()
    await jobs.stop()
    await content.close()
    db.close()
  }

  return { db, user, clock, audit, intake, documentDesk, dataRequests, quarantine, people, content, jobs, uploads, imaging, bundles, cases, takeIn, finished, close }
}
