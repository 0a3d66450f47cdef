// The workstation's core and its only composition root. A host gives ports; the core gives services. Knows no window and no transport.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { caseError } from '#shared/contract/errors.ts'
import type { JobAnswer } from '#shared/contract/workstation/jobs.contract.ts'
import type { ProfileStatus } from '#shared/contract/workstation/profile.contract.ts'
import { newUuid } from '#shared/kit/ids.ts'
import { createContentRoutes } from './content/contentRoutes.ts'
import { createUploads } from './content/uploads.ts'
import type { RoomSocket } from './collab/rooms.ts'
import { openDemoClinic } from './demo/openDemoClinic.ts'
import type { HostedCore } from './hosting/hostedCore.ts'
import type { OpenSession } from './identity/openSession.ts'
import { createProfileService, type NewProfile } from './identity/profileService.ts'
import type { KdfCost } from './identity/keyring.ts'
import { createJobRunner } from './jobs/createJobRunner.ts'
import { openWorkplace, type Workplace } from './openWorkplace.ts'
import type { HostPorts } from './ports.ts'
import { lockDataDirectory } from './storage/instanceLock.ts'
import type { WalkthroughRequest } from './walkthrough/walkthroughScenario.ts'
import { createLiveBus } from './workspace/liveBus.ts'

export type Core = Awaited<ReturnType<typeof createCore>>

/**
 * @param tuning tests stretch passphrases less
 * @throws CaseError STORE_IN_USE
 */
export async function createCore(host: HostPorts, tuning: { kdf?: KdfCost } = {}) {
  const { dataDirectory } = host.paths
  const unlockStore = lockDataDirectory(dataDirectory)
  const jobs = createJobRunner(host.clock, host.log)
  const live = createLiveBus()
  const uploads = createUploads({ directory: join(dataDirectory, 'uploads'), clock: host.clock })
  const profile = createProfileService({ dataDirectory, custody: host.custody, clock: host.clock, log: host.log, ...tuning })
  let workplace: Workplace | null = null

  async function enter(session: OpenSession, event: string): Promise<Workplace> {
    const people = { known: () => profile.status().profiles, confirm: profile.confirm }
    const opened = openWorkplace(session, { host, jobs, uploads, live, people, onRevoked: (confirm) => void destroy(session.user.id, confirm) })
    const actor = { userId: session.user.id, role: session.user.role }
    try {
      await opened.sync.mustHoldLease()
    } catch (ended) {
      await opened.close()
      profile.lock()
      throw ended
    }
    session.db.write((tx) => opened.audit.append(tx, event, actor, { failedAttempts: session.failedAttempts }))
    workplace = opened
    live.publish('profile')
    return opened
  }

  function work(): Workplace {
    if (!workplace) throw caseError('LOCKED', {})
    return workplace
  }

  async function lock(): Promise<void> {
    const closing = workplace
    workplace = null
    await jobs.stop()
    await closing?.close()
    profile.lock()
    live.publish('profile')
  }

  /** The server revoked this device: lock, destroy the profile's keys, then tell the server, as far as it can be reached. */
  async function destroy(userId: string, confirm: () => Promise<void>): Promise<void> {
    await lock()
    profile.destroy(userId)
    live.publish('profile')
    host.log.warn('profile.destroyed')
    await confirm().catch(() => host.log.warn('profile.destroyedUntold'))
  }

  /** A profile is entered from the locked state only: a wrong passphrase must not close the one that is open. */
  function mustBeLocked(): void {
    if (workplace) throw caseError('NOT_ALLOWED', {})
  }

  const profileDoor = {
    status: (): ProfileStatus => profile.status(),
    async create(input: NewProfile) {
      mustBeLocked()
      const { user, recoveryCode, session } = await profile.create(input)
      await enter(session, 'profile.created')
      return { user, recoveryCode }
    },
    async unlock(input: { userId: string; passphrase: string }) {
      mustBeLocked()
      return (await enter(await profile.unlock(input), 'profile.unlocked')).session.user
    },
    async recover(input: { userId: string; recoveryCode: string; passphrase: string }) {
      mustBeLocked()
      return (await enter(await profile.recover(input), 'profile.recovered')).session.user
    },
    async changePassphrase(input: { passphrase: string; next: string }) {
      const { session, audit } = work()
      await profile.changePassphrase(input)
      session.db.write((tx) => audit.append(tx, 'profile.passphraseChanged', { userId: session.user.id, role: session.user.role }, {}))
      return {}
    },
    async renewRecoveryCode(input: { passphrase: string }) {
      const { session, audit } = work()
      const recoveryCode = await profile.renewRecoveryCode(input)
      session.db.write((tx) => audit.append(tx, 'profile.recoveryCodeRenewed', { userId: session.user.id, role: session.user.role }, {}))
      return { recoveryCode }
    },
  }

  const content = createContentRoutes({
    session: () => workplace?.session ?? null,
    content: () => workplace?.content ?? null,
    uploads,
    exports: { open: (exportId) => workplace?.bundles.openExport(exportId) ?? workplace?.board.openPrint(exportId) ?? workplace?.reading.openTaken(exportId) },
    imaging: {
      openFrame: async (_session, study, series, instance, frame) => workplace?.imaging.openFrame(study, series, instance, frame),
      openThumbnail: async (_session, study, series) => workplace?.imaging.openThumbnail(study, series),
      openMarkPicture: async (_session, study, caseId, annotationId) => workplace?.markPictures.open(study, caseId, annotationId),
    },
  })

  return {
    profile: profileDoor,
    work,
    lock,
    live,
    content,
    hostInfo: host.info,
    /** What scripts/notices.mjs wrote. */
    notices: async () => ({ text: await readFile(join(host.paths.resourcesDirectory, 'licences', 'NOTICE.txt'), 'utf8') }),
    openDemo: () => openDemoClinic({ jobs, host, makeProfile: profileDoor.create, work }),
    /** The main job on the demo's lung case, done by the unlocked profile without a window. */
    async walkthrough(request: Pick<WalkthroughRequest, 'passphrase' | 'outDirectory' | 'seed' | 'signal' | 'onStep'>) {
      // Loaded here: it brings the demo's generator along.
      const { runWalkthrough } = await import('./walkthrough/walkthroughScenario.ts')
      return runWalkthrough({ ...request, work: work(), jobs, clock: host.clock, resourcesDirectory: host.paths.resourcesDirectory })
    },
    serveRoom(socket: RoomSocket) {
      if (!workplace) return socket.close(4401, 'locked')
      const { id, name, role } = workplace.session.user
      workplace.rooms.connect(socket, { userId: id, name, role })
    },
    watchJob(jobId: string, signal?: AbortSignal) {
      const watched = jobs.watch(jobId, signal)
      if (!watched) throw caseError('JOB_NOT_FOUND', {})
      return watched
    },
    cancelJob(jobId: string): Record<string, never> {
      if (!jobs.cancel(jobId)) throw caseError('JOB_NOT_FOUND', {})
      return {}
    },
    pauseJob({ jobId, paused }: { jobId: string; paused: boolean }): Record<string, never> {
      if (!jobs.pause(jobId, paused)) throw caseError('JOB_NOT_FOUND', {})
      return {}
    },
    answerJob({ jobId, answer }: { jobId: string; answer: JobAnswer }): Record<string, never> {
      if (!jobs.answer(jobId, answer)) throw caseError('JOB_NOT_FOUND', {})
      return {}
    },
    /** Logs what kind of thing went wrong under a number that the screen shows; never its message. */
    reportFault(error: unknown): string {
      const incident = newUuid(host.clock.now()).slice(-12)
      const kind = error instanceof Error ? error.name : typeof error
      host.log.error('fault', { incident, kind, at: placeOf(error) })
      return incident
    },
    async stop() {
      await lock()
      uploads.forget(null)
      unlockStore()
    },
  } satisfies HostedCore & Record<string, unknown>
}

/** Innermost function and line of our own code: enough to find it, nothing of the data. */
function placeOf(error: unknown): string {
  const frame = error instanceof Error ? /\n\s+at (?:async )?([\w.$<> ]+)? ?\(?[^\n]*[/\\]([\w.-]+\.[jt]s:\d+)/.exec(error.stack ?? '') : null
  return frame ? `${frame[1] ?? ''} ${frame[2] ?? ''}`.trim() : 'unknown'
}
