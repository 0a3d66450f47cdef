// Short forms for writing report text in code: words and proofs become blocks.
import type { Proof } from '#shared/domain/report.ts'
import type { Block, Inline } from '#shared/domain/reportContent.ts'

type Part = string | Proof | Inline

/** One paragraph; a string is plain text, a proof becomes its chip. */
export function paragraph(...parts: Part[]): Block {
  return { type: 'paragraph', content: parts.map(inlineOf) }
}

export function heading(text: string): Block {
  return { type: 'heading', level: 4, content: [{ type: 'text', text }] }
}

export function list(...items: (readonly Part[])[]): Block {
  return { type: 'list', ordered: false, items: items.map((parts) => [paragraph(...parts)]) }
}

/** A statement its author stands for without a proof. */
export function judged(text: string): Inline {
  return { type: 'text', text, judgement: true }
}

export function bold(text: string): Inline {
  return { type: 'text', text, bold: true }
}

function inlineOf(part: Part): Inline {
  if (typeof part === 'string') return { type: 'text', text: part }
  return 'annotationId' in part ? { type: 'proof', proof: part } : part
}
