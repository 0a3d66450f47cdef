// The tasks of parse.worker: whatever reads foreign bytes. One line per task; modules load at first use.
import type { TaskRegistry } from '../task.ts'

export const parseTasks = {
  readDicomHeaders: () => import('./readDicomHeaders.ts'),
  inflateDicom: () => import('./inflateDicom.ts'),
  readPresentations: () => import('./readPresentations.ts'),
  readStructureSet: () => import('./readStructureSet.ts'),
  decodeFrames: () => import('./decodeFrames.ts'),
  readDocumentFacts: () => import('./readDocumentFacts.ts'),
  findPdfPassage: () => import('./findPdfPassage.ts'),
} satisfies TaskRegistry

export type ParseTasks = typeof parseTasks
