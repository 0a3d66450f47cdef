// What one version of a report says that another does not: section by section, paragraph by paragraph, word by word. Pure; compares what is read, not how it was typed.
import { z } from 'zod'
import type { CanonicalBlock, CanonicalInline, CanonicalReport } from './canonicalReport.ts'

export const CHANGES = ['same', 'added', 'removed'] as const

export const RedlinePart = z.object({ kind: z.enum(CHANGES), text: z.string() })
export type RedlinePart = z.infer<typeof RedlinePart>

export const Redline = z.object({
  /** Version that is compared with. */
  against: z.number().int().positive(),
  /** Sections that differ, in their order; each with its changed lines only. */
  sections: z.array(z.object({ key: z.string(), number: z.number().int(), title: z.string(), lines: z.array(z.array(RedlinePart).min(1)) })),
})
export type Redline = z.infer<typeof Redline>

export function redline(before: CanonicalReport, now: CanonicalReport): Redline {
  const old = new Map(before.sections.map((section) => [section.key, section]))
  const both = [...now.sections, ...before.sections.filter(({ key }) => !now.sections.some((one) => one.key === key))]
  const sections = both.flatMap((section) => {
    const lines = changedLines(linesOf(before, old.get(section.key)), linesOf(now, now.sections.find(({ key }) => key === section.key)))
    return lines.length > 0 ? [{ key: section.key, number: section.number, title: section.title, lines }] : []
  })
  return { against: before.reportNumber, sections }
}

type Section = CanonicalReport['sections'][number]

/** Everything a reader sees of a section, one line per value, row and paragraph; a proof reads as its own name, as its number may move. */
function linesOf(report: CanonicalReport, section: Section | undefined): string[] {
  if (!section) return []
  // Two passages of one page have one label: their words tell them apart.
  const labels = new Map(report.proofs.map(({ number, label, anchor }) => [number, anchor.kind === 'passage' && anchor.quote !== '' ? `${label}: ${anchor.quote}` : label]))
  const answers = section.kind === 'questions' ? report.answers.flatMap(({ number, question, answer, confidenceLabel, body }) => [`${number}. ${question}: ${[answer, confidenceLabel].filter(Boolean).join(' · ')}`, ...textLines(body, labels)]) : []
  return [
    ...section.fields.map((field) => valueLine(field, labels)),
    ...(section.noneBecause === null ? [] : [section.noneBecause]),
    ...(section.lists ?? []).flatMap(({ rows }) => rows.map(({ name, proofs, fields }) => [[name, ...named(proofs, labels)].join(' '), ...fields.map((field) => valueLine(field, labels))].join(' · '))),
    ...answers,
    ...textLines(section.body, labels),
  ].filter((line) => line.trim() !== '')
}

type Labels = ReadonlyMap<number, string>

const named = (proofs: readonly number[] = [], labels: Labels) => proofs.map((proof) => `[${labels.get(proof) ?? proof}]`)
const valueLine = ({ label, display, proofs }: Section['fields'][number], labels: Labels) => [`${label}: ${display}`, ...named(proofs, labels)].join(' ')

function textLines(blocks: readonly CanonicalBlock[], labels: Labels): string[] {
  return blocks.flatMap((block): string[] => {
    switch (block.type) {
      case 'list':
        return block.items.flatMap((item) => textLines(item, labels))
      case 'table':
        return [...(block.caption ? [block.caption] : []), ...block.rows.map((row) => row.map((cell) => inlineText(cell, labels)).join(' · '))]
      case 'chart':
        return [block.chart.inWords]
      case 'figure':
        return [`${block.caption} [${labels.get(block.proof) ?? block.proof}]`]
      default:
        return [inlineText(block.content, labels)]
    }
  })
}

function inlineText(content: readonly CanonicalInline[], labels: Labels): string {
  return content.map((inline) => (inline.type === 'text' ? inline.text : inline.type === 'break' ? ' ' : inline.type === 'proof' ? `[${labels.get(inline.proof) ?? inline.proof}]` : '[?]')).join('').trim()
}

/** Lines that are in one only; a line that was rewritten is told word by word. */
function changedLines(before: readonly string[], now: readonly string[]): RedlinePart[][] {
  const changed: RedlinePart[][] = []
  let removed: string[] = []
  let added: string[] = []
  const flush = () => {
    const pairs = pairLines(removed, added)
    changed.push(...pairs)
    removed = []
    added = []
  }
  for (const { kind, item } of compared(before, now)) {
    if (kind === 'same') flush()
    else (kind === 'removed' ? removed : added).push(item)
  }
  flush()
  return changed
}

/** Least share of common words by which two lines count as one that was rewritten. */
const SAME_LINE = 0.4

function pairLines(removed: readonly string[], added: readonly string[]): RedlinePart[][] {
  const left = [...removed]
  const lines = added.map((line): RedlinePart[] => {
    const at = left.findIndex((other) => likeness(other, line) >= SAME_LINE)
    const [was] = at < 0 ? [] : left.splice(at, 1)
    return was === undefined ? [{ kind: 'added', text: line }] : joined(compared(wordsOf(was), wordsOf(line)))
  })
  return [...left.map((text): RedlinePart[] => [{ kind: 'removed', text }]), ...lines]
}

const wordsOf = (line: string) => line.match(/\s+|[^\s]+/gu) ?? []

function likeness(a: string, b: string): number {
  const [left, right] = [a, b].map((line) => new Set(line.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []))
  if (!left || !right || left.size + right.size === 0) return 0
  const common = [...left].filter((word) => right.has(word)).length
  return (2 * common) / (left.size + right.size)
}

function joined(parts: readonly { kind: RedlinePart['kind']; item: string }[]): RedlinePart[] {
  const out: RedlinePart[] = []
  for (const { kind, item } of parts) {
    const last = out.at(-1)
    if (last?.kind === kind) last.text += item
    else out.push({ kind, text: item })
  }
  return out
}

/** Longest common subsequence (Wagner and Fischer 1974); what both have at their ends is set aside first. */
function compared(before: readonly string[], now: readonly string[]): { kind: RedlinePart['kind']; item: string }[] {
  let start = 0
  while (start < before.length && start < now.length && before[start] === now[start]) start++
  let end = 0
  while (end < before.length - start && end < now.length - start && before[before.length - 1 - end] === now[now.length - 1 - end]) end++
  const [a, b] = [before.slice(start, before.length - end), now.slice(start, now.length - end)]
  const same = (item: string) => ({ kind: 'same', item }) as const
  return [...before.slice(0, start).map(same), ...middle(a, b), ...now.slice(now.length - end).map(same)]
}

function middle(a: readonly string[], b: readonly string[]): { kind: RedlinePart['kind']; item: string }[] {
  const width = b.length + 1
  const length = new Uint32Array((a.length + 1) * width)
  const at = (i: number, j: number) => length[i * width + j] ?? 0
  for (let i = a.length - 1; i >= 0; i--) for (let j = b.length - 1; j >= 0; j--) length[i * width + j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1))
  const out: { kind: RedlinePart['kind']; item: string }[] = []
  let [i, j] = [0, 0]
  while (i < a.length || j < b.length) {
    const [x, y] = [a[i], b[j]]
    if (x !== undefined && x === y) {
      out.push({ kind: 'same', item: x })
      i++
      j++
    } else if (y === undefined || (x !== undefined && at(i + 1, j) >= at(i, j + 1))) {
      if (x !== undefined) out.push({ kind: 'removed', item: x })
      i++
    } else {
      out.push({ kind: 'added', item: y })
      j++
    }
  }
  return out
}
