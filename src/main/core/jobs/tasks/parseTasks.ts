// The tasks of parse.worker: whatever reads foreign bytes. One line per task; modules load at first use.
import type { TaskRegistry } from '../task.ts'

export const parseTasks = {} satisfies TaskRegistry

export type ParseTasks = typeof parseTasks
