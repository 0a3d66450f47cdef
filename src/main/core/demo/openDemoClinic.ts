// "Try the demo clinic": a profile of its own, three generated bundles, taken in like any others. Everything in it is fictional.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { JobId } from '#shared/kit/ids.ts'
import type { NewProfile } from '../identity/profileService.ts'
import type { JobRunner } from '../jobs/jobRunner.ts'
import type { Workplace } from '../openWorkplace.ts'
import type { HostPorts } from '../ports.ts'
import { recordDemoIntake } from './recordDemoIntake.ts'

/** Printed on the screen: the demo holds nobody's data. */
export const DEMO_PASSPHRASE = 'demo clinic'
/** Who works in the demo clinic. */
export const DEMO_PERSON = { name: 'Dr Helen Okafor', role: 'physician', licence: 'DEMO-0001' } as const
const DEMO_SEED = 1

interface Ports {
  jobs: JobRunner
  host: HostPorts
  makeProfile(profile: NewProfile): Promise<unknown>
  work(): Workplace
}

export async function openDemoClinic({ jobs, host, makeProfile, work }: Ports): Promise<{ jobId: JobId; passphrase: string }> {
  await makeProfile({ ...DEMO_PERSON, passphrase: DEMO_PASSPHRASE, demo: true })
  const { bundles, audit, session } = work()
  session.db.write((tx) => audit.append(tx, 'demo.opened', { userId: session.user.id, role: session.user.role }, { seed: DEMO_SEED }))
  const { jobId } = jobs.start('demo', async (job) => {
    // Plain files, because a bundle is what a patient sends; they hold generated phantoms only and go when the job ends.
    // Loaded here: nobody else needs the generator, and the start should not wait for it.
    const { writeDemoClinic } = await import('./writeDemoClinic.ts')
    const outDirectory = await mkdtemp(join(tmpdir(), 'consilium-demo-'))
    try {
      const { bundles: written } = await writeDemoClinic({
        outDirectory,
        seed: DEMO_SEED,
        resourcesDirectory: host.paths.resourcesDirectory,
        signal: job.signal,
        onProgress: (done, total, caseNumber) => job.report({ doneItems: done, totalItems: total, current: caseNumber }),
      })
      for (const { path } of written) {
        const { importId, jobId: importJob } = await bundles.importPath(path, { caseId: null })
        const end = await lastOf(jobs.watch(importJob, job.signal))
        const { caseId } = bundles.result({ importId })
        if (end?.state !== 'done' || caseId === null) throw new Error('a demo bundle was not taken in')
        recordDemoIntake(work(), caseId)
      }
    } finally {
      await rm(outDirectory, { recursive: true, force: true })
    }
  })
  return { jobId: JobId.parse(jobId), passphrase: DEMO_PASSPHRASE }
}

async function lastOf<T>(values: AsyncGenerator<T> | undefined): Promise<T | undefined> {
  let last: T | undefined
  for await (const value of values ?? []) last = value
  return last
}
