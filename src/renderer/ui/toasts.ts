// Results that happen elsewhere or later, and undo of deletes. Never errors, saves or clinical warnings (look note §4).
import { create } from 'zustand'

export interface Toast {
  id: number
  words: string
  /** Takes the deed back; the toast then stays 8 s. */
  undo?: () => void
  /** Leads to the result. */
  open?: { words: string; go: () => void }
}

const MOST = 2

interface ToastState {
  toasts: readonly Toast[]
  nextId: number
  show(toast: Omit<Toast, 'id'>): void
  dismiss(id: number): void
}

export const useToasts = create<ToastState>((set) => ({
  toasts: [],
  nextId: 1,
  show: (toast) => set((s) => ({ toasts: [...s.toasts, { ...toast, id: s.nextId }].slice(-MOST), nextId: s.nextId + 1 })),
  dismiss: (id) => set((s) => ({ toasts: s.toasts.filter((toast) => toast.id !== id) })),
}))
