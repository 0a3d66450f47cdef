import { expect, test } from 'vitest'
import { caseError } from '../../../../../src/shared/contract/errors.ts'
import { createJobRunner } from '../../../../../src/main/core/jobs/createJobRunner.ts'
import type { JobContext, Progress } from '../../../../../src/main/core/jobs/jobRunner.ts'

const runner = () => createJobRunner({ now: () => Date.UTC(2026, 10, 22) })
const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

async function all(progress: AsyncGenerator<Progress> | undefined): Promise<Progress[]> {
  const seen: Progress[] = []
  for await (const one of progress ?? []) seen.push(one)
  return seen
}

test('a watcher sees the state now, changes at most ten a second, and the end', async () => {
  const jobs = runner()
  const { jobId, done } = jobs.start('import', async (job) => {
    for (let i = 1; i <= 200; i++) {
      job.report({ doneItems: i, totalItems: 200 })
      await wait(1)
    }
  })
  const started = Date.now()
  const seen = await all(jobs.watch(jobId))
  const seconds = (Date.now() - started) / 1000
  expect(seen[0]).toMatchObject({ state: 'running' })
  expect(seen.at(-1)).toMatchObject({ state: 'done', doneItems: 200, totalItems: 200, error: null })
  expect(seen.length).toBeLessThanOrEqual(seconds * 10 + 3)
  expect(seen.length).toBeGreaterThan(2)
  expect(await done).toMatchObject({ state: 'done' })
})

test('a watcher that comes late gets the end at once', async () => {
  const jobs = runner()
  const { jobId, done } = jobs.start('demo', async () => undefined)
  await done
  expect((await all(jobs.watch(jobId))).map((p) => p.state)).toEqual(['done'])
})

test('an expected end is told by its code, any other as INTERNAL', async () => {
  const jobs = runner()
  const refused = jobs.start('import', async () => {
    throw caseError('SOURCE_NOT_READABLE', {})
  })
  const broken = jobs.start('import', async () => {
    throw new Error('DOE^JANE')
  })
  expect(await refused.done).toMatchObject({ state: 'failed', error: 'SOURCE_NOT_READABLE' })
  expect(await broken.done).toMatchObject({ state: 'failed', error: 'INTERNAL' })
})

const untilAborted = (job: JobContext) =>
  new Promise<void>((_, reject) => job.signal.addEventListener('abort', () => reject(new Error('stopped')), { once: true }))

test('a cancelled job ends as cancelled, also for its watcher', async () => {
  const jobs = runner()
  const { jobId } = jobs.start('export', untilAborted)
  setTimeout(() => jobs.cancel(jobId), 20)
  expect((await all(jobs.watch(jobId))).at(-1)).toMatchObject({ state: 'cancelled', error: null })
  expect(jobs.cancel(jobId)).toBe(false)
  expect(jobs.cancel('unknown')).toBe(false)
})

test('a job that finished its work although cancel came is done, not cancelled', async () => {
  const jobs = runner()
  const { jobId, done } = jobs.start('export', () => wait(30).then(() => undefined))
  jobs.cancel(jobId)
  expect(await done).toMatchObject({ state: 'done' })
})

test('stopping waits for every job to end', async () => {
  const jobs = runner()
  let cleanedUp = false
  jobs.start('sync', (job) => untilAborted(job).finally(() => wait(20).then(() => { cleanedUp = true })))
  await jobs.stop()
  expect(cleanedUp).toBe(true)
})

test('a watcher that goes away does not stay behind', async () => {
  const jobs = runner()
  const { jobId } = jobs.start('sync', untilAborted)
  const abort = new AbortController()
  const watching = all(jobs.watch(jobId, abort.signal))
  setTimeout(() => abort.abort(), 20)
  expect(await watching).toHaveLength(1)
  expect(jobs.watch('unknown')).toBeUndefined()
  await jobs.stop()
})
