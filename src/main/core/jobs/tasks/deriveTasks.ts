// The tasks of derive.worker: whatever makes something new out of our own data. One line per task; modules load at first use.
import type { TaskRegistry } from '../task.ts'

export const deriveTasks = {
  argon2id: () => import('./argon2id.ts'),
  checkSpelling: () => import('./checkSpelling.ts'),
  renderThumbnail: () => import('./renderThumbnail.ts'),
  renderProofRasters: () => import('./renderProofRasters.ts'),
  renderLetterPdf: () => import('./renderLetterPdf.ts'),
  renderMinutesPdf: () => import('./renderMinutesPdf.ts'),
  renderReportPdf: () => import('./renderReportPdf.ts'),
} satisfies TaskRegistry

export type DeriveTasks = typeof deriveTasks
