// The tasks of parse.worker: whatever reads foreign bytes. One line per task; modules load at first use.
import type { TaskRegistry } from '../task.ts'

export const parseTasks = {
  readDicomHeaders: () => import('./readDicomHeaders.ts'),
  inflateDicom: () => import('./inflateDicom.ts'),
  readPresentations: () => import('./readPresentations.ts'),
  readDicomElements: () => import('./readDicomElements.ts'),
  readReadableObject: () => import('./readReadableObject.ts'),
  readStructureSet: () => import('./readStructureSet.ts'),
  decodeFrames: () => import('./decodeFrames.ts'),
  readDocumentFacts: () => import('./readDocumentFacts.ts'),
  readDocumentText: () => import('./readDocumentText.ts'),
  readReadableDocument: () => import('./readReadableDocument.ts'),
  recognisePages: () => import('./recognisePages.ts'),
  locateQuotes: () => import('./locateQuotes.ts'),
  readAttachments: () => import('./readAttachments.ts'),
  readOwnMarks: () => import('./readOwnMarks.ts'),
  arrangePages: () => import('./arrangePages.ts'),
  writeMarkedCopy: () => import('./writeMarkedCopy.ts'),
  readP12: () => import('./readP12.ts'),
  findPdfPassage: () => import('./findPdfPassage.ts'),
} satisfies TaskRegistry

export type ParseTasks = typeof parseTasks
