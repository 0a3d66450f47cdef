// The cases open as tabs, in the order opened. A case joins when it is visited and leaves by its cross.
import { create } from 'zustand'

const MOST = 6

interface OpenCases {
  caseIds: readonly string[]
  visit(caseId: string): void
  leave(caseId: string): void
}

export const useOpenCases = create<OpenCases>((set) => ({
  caseIds: [],
  visit: (caseId) => set((s) => (s.caseIds.includes(caseId) ? {} : { caseIds: [...s.caseIds, caseId].slice(-MOST) })),
  leave: (caseId) => set((s) => ({ caseIds: s.caseIds.filter((id) => id !== caseId) })),
}))
