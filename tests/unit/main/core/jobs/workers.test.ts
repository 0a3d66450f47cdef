import { afterEach, expect, test } from 'vitest'
import { startThread, type TaskThread } from '../../../../../src/main/core/jobs/taskThread.ts'
import { createThreadPool, type ThreadPool } from '../../../../../src/main/core/jobs/threadPool.ts'
import { openWorkerPool, runTask } from '../../../../../src/main/core/jobs/workers.ts'

const odd = new URL('../../../../support/workers/odd.worker.ts', import.meta.url)
const timeoutMs = 20_000
const opened: { stop(): Promise<void> }[] = []

function thread(memoryMb = 256): TaskThread {
  const started = startThread(odd, memoryMb)
  opened.push(started)
  return started
}

function pool(size: number, idleMs = 10_000): ThreadPool {
  const started = createThreadPool(odd, { size, memoryMb: 256, idleMs })
  opened.push({ stop: started.close })
  return started
}

afterEach(async () => {
  await Promise.all(opened.splice(0).map((one) => one.stop()))
})

// RFC 9106 §5.3 uses a secret and associated data, which the passphrase path has not; this vector is from the reference implementation's test.c:
// version 0x13, t=2, m=65536 KiB, p=1, "password", "somesalt".
test('a passphrase is stretched to the reference implementation’s Argon2id key', async () => {
  const encode = (text: string) => new TextEncoder().encode(text)
  const key = await runTask('derive', 'argon2id', {
    passphrase: encode('password'),
    salt: encode('somesalt'),
    memoryKib: 65536,
    iterations: 2,
    parallelism: 1,
  })
  expect(Buffer.from(key).toString('hex')).toBe('09316115d5cf24ed5a15a31a3ba326e5cf32edc24702987c02b6566f61913cf7')
})

test('a pool of the real worker answers several calls', async () => {
  const derive = openWorkerPool('derive', { size: 1 })
  opened.push({ stop: derive.close })
  const input = () => ({ passphrase: new Uint8Array([1]), salt: new Uint8Array(16), memoryKib: 64, iterations: 1, parallelism: 1 })
  const [a, b] = await Promise.all([derive.run('argon2id', input()), derive.run('argon2id', input())])
  expect(a).toEqual(b)
  expect(a).toHaveLength(32)
})

test('a task answers, tells progress, and moves buffers both ways', async () => {
  const seen: unknown[] = []
  const bytes = new Uint8Array([1, 2, 3])
  const one = thread()
  expect(await one.run('echo', bytes, { timeoutMs, transfer: [bytes.buffer], onMessage: (value) => seen.push(value) })).toEqual(new Uint8Array([1, 2, 3]))
  expect(bytes.byteLength).toBe(0)
  expect(seen).toEqual(['seen'])
  expect(await one.run('giveBytes', 4, { timeoutMs })).toEqual(new Uint8Array([7, 7, 7, 7]))
})

test('a parser that never ends is stopped', async () => {
  const one = thread()
  await expect(one.run('loopForever', null, { timeoutMs: 300 })).rejects.toMatchObject({ reason: 'timedOut' })
  expect(one.alive).toBe(false)
})

test('a parser that fills the heap is stopped and the core lives', async () => {
  await expect(thread(32).run('fillHeap', null, { timeoutMs })).rejects.toMatchObject({ reason: 'memoryExceeded' })
})

test('a parser that fills memory outside the heap is stopped as well', async () => {
  await expect(thread(96).run('fillBuffers', null, { timeoutMs })).rejects.toMatchObject({ reason: 'memoryExceeded' })
})

test('a cancelled task ends at once', async () => {
  const abort = new AbortController()
  const run = thread().run('loopForever', null, { timeoutMs, signal: abort.signal })
  setTimeout(() => abort.abort(), 100)
  await expect(run).rejects.toMatchObject({ reason: 'cancelled' })
})

test('nothing a parser throws leaves its worker but a code and places in our code', async () => {
  const one = thread()
  const told = async (task: string) => one.run(task, null, { timeoutMs }).catch((failure: unknown) => failure)
  expect(await told('throwText')).toMatchObject({ reason: 'failed', code: null })
  const thrown = await told('throwError')
  expect(thrown).toMatchObject({ reason: 'failed', code: null, where: expect.stringContaining('odd.worker.ts:') })
  expect(JSON.stringify(thrown) + String(thrown)).not.toMatch(/DOE|\//)
  expect(await told('refuse')).toMatchObject({ reason: 'failed', code: 'TOO_DEEP' })
  expect(await told('noSuchTask')).toMatchObject({ reason: 'failed', code: 'TASK_UNKNOWN' })
  expect(one.alive).toBe(true)
})

test('a worker does not see the environment of the core', async () => {
  process.env.CONSILIUM_PASSPHRASE = 'secret'
  try {
    expect(await thread().run('passphraseVariable', null, { timeoutMs })).toBe(null)
  } finally {
    delete process.env.CONSILIUM_PASSPHRASE
  }
})

test('a worker that dies is reported and replaced by the pool', async () => {
  const one = pool(1)
  await expect(one.run('leave', null, { timeoutMs })).rejects.toMatchObject({ reason: 'crashed' })
  expect(await one.run('countCalls', null, { timeoutMs })).toBe(1)
  expect(await one.run('countCalls', null, { timeoutMs })).toBe(2)
  await expect(one.run('loopForever', null, { timeoutMs: 200 })).rejects.toMatchObject({ reason: 'timedOut' })
  expect(await one.run('countCalls', null, { timeoutMs })).toBe(1)
})

test('a pool runs no more tasks at once than it has workers, and none is forgotten', async () => {
  const two = pool(2)
  const counts = await Promise.all(Array.from({ length: 12 }, () => two.run('sleep', 20, { timeoutMs }) as Promise<number>))
  expect(counts).toHaveLength(12)
  expect(counts.filter((count) => count === 1).length).toBeLessThanOrEqual(2)
})

test('a call that waits for a worker can be cancelled, the next one runs', async () => {
  const one = pool(1)
  const abort = new AbortController()
  const first = one.run('sleep', 300, { timeoutMs })
  const second = one.run('sleep', 1, { timeoutMs, signal: abort.signal })
  const third = one.run('countCalls', null, { timeoutMs })
  abort.abort()
  await expect(second).rejects.toMatchObject({ reason: 'cancelled' })
  await first
  expect(await third).toBe(2)
})

test('an idle worker is ended', async () => {
  const one = pool(1, 50)
  expect(await one.run('countCalls', null, { timeoutMs })).toBe(1)
  await new Promise((resolve) => setTimeout(resolve, 300))
  expect(await one.run('countCalls', null, { timeoutMs })).toBe(1)
})

test('closing a pool fails what runs and what waits', async () => {
  const one = pool(1)
  const running = one.run('loopForever', null, { timeoutMs }).catch((failure: unknown) => failure)
  const waiting = one.run('countCalls', null, { timeoutMs }).catch((failure: unknown) => failure)
  await one.close()
  expect(await running).toMatchObject({ reason: 'closed' })
  expect(await waiting).toMatchObject({ reason: 'closed' })
})
