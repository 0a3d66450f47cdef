// The tasks of seal.worker: whatever writes encrypted files. One line per task; modules load at first use.
import type { TaskRegistry } from '../task.ts'

export const sealTasks = {
  takeFiles: () => import('./takeFiles.ts'),
} satisfies TaskRegistry

export type SealTasks = typeof sealTasks
