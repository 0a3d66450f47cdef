// Privacy mask: names and birth dates on the screen are covered while somebody looks over the shoulder. Elements say so with class "private".
import { create } from 'zustand'

export const usePrivacy = create<{ masked: boolean; toggle(): void }>((set) => ({
  masked: false,
  toggle: () => set((s) => ({ masked: !s.masked })),
}))
