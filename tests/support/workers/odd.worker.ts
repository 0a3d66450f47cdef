// A worker whose tasks misbehave in every way the core must survive.
import { serveTasks } from '../../../src/main/core/jobs/serveTasks.ts'
import { TaskRefusal, type Task } from '../../../src/main/core/jobs/task.ts'

const task = <I, O>(run: Task<I, O>) => async () => ({ run })
let calls = 0

serveTasks({
  echo: task((input: unknown, context) => {
    context.message('seen')
    return input
  }),
  countCalls: task(() => ++calls),
  sleep: task((ms: number) => new Promise((resolve) => setTimeout(resolve, ms, ++calls))),
  giveBytes: task((length: number, context) => {
    const bytes = new Uint8Array(length).fill(7)
    context.transfer(bytes.buffer)
    return bytes
  }),
  loopForever: task(() => {
    for (;;);
  }),
  fillHeap: task(() => {
    const kept: object[] = []
    for (;;) kept.push({ at: kept.length, text: String(kept.length) })
  }),
  fillBuffers: task(async () => {
    const kept: Uint8Array[] = []
    for (;;) {
      kept.push(new Uint8Array(8 * 1024 * 1024).fill(1))
      await new Promise((resolve) => setTimeout(resolve, 5))
    }
  }),
  throwText: task(() => {
    throw 'DOE^JANE is not a date'
  }),
  throwError: task(() => {
    throw new Error('DOE^JANE is not a date')
  }),
  refuse: task(() => {
    throw new TaskRefusal('TOO_DEEP')
  }),
  leave: task(() => process.exit(3)),
  passphraseVariable: task(() => process.env.CONSILIUM_PASSPHRASE ?? null),
})
