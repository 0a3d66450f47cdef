// The worker's side: takes one request at a time from its starter and answers it. Knows no task by name.
import { parentPort, type Transferable } from 'node:worker_threads'
import { TaskRefusal, type TaskContext, type TaskRegistry, type TaskReply, type TaskRequest } from './task.ts'

/** Serves the registry's tasks to the thread that started this worker, until it is terminated. */
export function serveTasks(registry: TaskRegistry): void {
  const port = parentPort
  if (port === null) throw new Error('tasks are served in a worker only')
  port.on('message', async (request: TaskRequest) => {
    const moved: Transferable[] = []
    const context: TaskContext = {
      message: (value, transfer = []) => port.postMessage({ id: request.id, kind: 'message', value } satisfies TaskReply, transfer),
      transfer: (...items) => moved.push(...items),
    }
    try {
      const load = Object.hasOwn(registry, request.task) ? registry[request.task] : undefined
      if (load === undefined) throw new TaskRefusal('TASK_UNKNOWN')
      const output = await (await load()).run(request.input, context)
      port.postMessage({ id: request.id, kind: 'done', output } satisfies TaskReply, moved)
    } catch (cause) {
      port.postMessage(describeFailure(request.id, cause))
    }
  })
}

/** Parsers throw strings, objects and errors whose text is patient data: only a code and our own code's places leave. */
function describeFailure(id: number, cause: unknown): TaskReply {
  const code = cause instanceof TaskRefusal || hasSystemCode(cause) ? cause.code : null
  const frames = cause instanceof Error ? (cause.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line)) : []
  return { id, kind: 'failed', code, where: frames.slice(0, 8).map(nameOfFrame).join(' < ') }
}

function hasSystemCode(cause: unknown): cause is Error & { code: string } {
  return cause instanceof Error && 'code' in cause && typeof cause.code === 'string' && /^[A-Z0-9_]{2,60}$/.test(cause.code)
}

/** "at parseHeader (/home/x/src/a.ts:3:4)" becomes "parseHeader a.ts:3": no path of this machine. */
function nameOfFrame(line: string): string {
  const place = /([^/\\\s(]+):(\d+):\d+\)?$/.exec(line)
  const name = /^\s+at (?:async )?([\w.$<>]+) \(/.exec(line)
  return `${name?.[1] ?? '?'} ${place ? `${place[1]}:${place[2]}` : ''}`.trim()
}
