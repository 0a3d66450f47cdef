// The few PDFs opened last stay open for a moment, so that going back to a proof needs no second opening. Locking drops them. Knows no engine.
import type { OpenPdf } from './engine.ts'

const MOST = 3
const KEPT_MS = 120_000

const kept = new Map<string, { pdf: OpenPdf; timer: number }>()

/** Takes over a document that is no longer shown. */
export function keepPdf(address: string, pdf: OpenPdf): void {
  drop(address)
  kept.set(address, { pdf, timer: window.setTimeout(() => drop(address), KEPT_MS) })
  for (const oldest of [...kept.keys()].slice(0, Math.max(0, kept.size - MOST))) drop(oldest)
}

/** Gives a kept document to who shows it now. */
export function takePdf(address: string): OpenPdf | null {
  const found = kept.get(address)
  if (!found) return null
  window.clearTimeout(found.timer)
  kept.delete(address)
  return found.pdf
}

function drop(address: string): void {
  void takePdf(address)?.close()
}

/** At lock: nothing clinical stays in this window's memory. */
export function dropPdfs(): void {
  for (const address of [...kept.keys()]) drop(address)
}
