// The evidence tray: proofs made at a document or an image, waiting to be put behind a sentence of the report. Kept for this session only;
// the annotation a proof names is what lasts.
import { create } from 'zustand'
import type { Proof } from '#shared/domain/report.ts'

const MOST = 8

interface EvidenceState {
  /** Newest first; of one case only, because a proof never crosses cases. */
  lastProofs: readonly Proof[]
  caseId: string | null
  /** Puts a proof on top; a proof of another case clears the tray first. */
  offer(proof: Proof, caseId: string): void
  /** Takes the newest proof of this case off the tray. */
  take(caseId: string): Proof | null
  /** Somebody at a text of this case takes proofs at once. @returns ends it */
  receive(caseId: string, take: (proof: Proof) => boolean): () => void
  /** Hands a proof to whoever takes it at once. @returns false when nobody does */
  give(proof: Proof, caseId: string): boolean
  clear(): void
}

let receiver: { caseId: string; take(proof: Proof): boolean } | null = null

export const useEvidence = create<EvidenceState>((set, get) => ({
  lastProofs: [],
  caseId: null,
  offer: (proof, caseId) =>
    set((s) => {
      const kept = s.caseId === caseId ? s.lastProofs.filter((p) => p.annotationId !== proof.annotationId) : []
      return { caseId, lastProofs: [proof, ...kept].slice(0, MOST) }
    }),
  take: (caseId) => {
    const { lastProofs, caseId: owner } = get()
    const [newest] = owner === caseId ? lastProofs : []
    if (newest) set({ lastProofs: lastProofs.slice(1) })
    return newest ?? null
  },
  receive: (caseId, take) => {
    const mine = { caseId, take }
    receiver = mine
    return () => {
      if (receiver === mine) receiver = null
    }
  },
  give: (proof, caseId) => receiver?.caseId === caseId && receiver.take(proof),
  clear: () => set({ lastProofs: [], caseId: null }),
}))
