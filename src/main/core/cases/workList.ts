// The work list's index: every line of the person, kept in memory and read again only where the core said that something changed.
import type { z } from 'zod'
import type { WorkListPage } from '#shared/contract/workstation/cases.contract.ts'
import { belongsTo, FILTERS, type Filter, foldForSearch, inOrder, type WorkFacts } from '#shared/domain/workList.ts'
import type { LiveBus } from '../workspace/liveBus.ts'
import { factsOf, type Line } from './caseLines.ts'

interface Entry extends WorkFacts {
  readonly line: Line
  readonly words: string
}

export interface PageRequest {
  filter: Filter | null
  text: string
  pinned: readonly string[]
  selected: string | null
  offset: number
  limit: number
}

export interface WorkListPorts {
  live: Pick<LiveBus, 'watch'>
  /** Every line of the person, newest case first. */
  readAll(): Line[]
  /** One line; null when the case is not the person's any more. */
  readOne(caseId: string): Line | null
  today(): string
}

export function createWorkList({ live, readAll, readOne, today }: WorkListPorts) {
  let entries: Map<string, Entry> | null = null
  const stale = new Set<string>()
  /** Order and counts of all entries; good until an entry, the day or the pins change. A typed letter only filters. */
  let summary: { key: string; ordered: Entry[]; counts: Record<Filter, number>; needsSomeone: number; bytes: number } | null = null

  const stop = live.watch(({ caseId, topic }) => {
    if (topic === 'profile') return
    summary = null
    if (caseId === null) entries = null
    else stale.add(caseId)
  })

  function current(): Map<string, Entry> {
    if (!entries) {
      entries = new Map(readAll().map((line) => [line.reviewCase.id, entryOf(line)]))
      stale.clear()
    }
    for (const caseId of stale) {
      const line = readOne(caseId)
      if (line) entries.set(caseId, entryOf(line))
      else entries.delete(caseId)
    }
    stale.clear()
    return entries
  }

  function summaryOf(known: ReadonlyMap<string, Entry>, pinned: readonly string[], day: string) {
    const key = JSON.stringify([pinned, day])
    if (summary?.key === key) return summary
    const all = [...known.values()]
    const counts = Object.fromEntries(FILTERS.map((filter) => [filter, all.filter((entry) => belongsTo(entry, filter, day)).length])) as Record<Filter, number>
    summary = {
      key,
      ordered: inOrder(all, new Set(pinned)),
      counts,
      needsSomeone: all.filter(({ quarantined, blockers }) => quarantined > 0 || blockers > 0).length,
      bytes: all.reduce((sum, { line }) => sum + line.onDeviceBytes, 0),
    }
    return summary
  }

  function page({ filter, text, pinned, selected, offset, limit }: PageRequest): z.infer<typeof WorkListPage> {
    const day = today()
    const { ordered, counts, needsSomeone, bytes } = summaryOf(current(), pinned, day)
    const words = foldForSearch(text).split(/\s+/).filter(Boolean)
    const found = ordered.filter((entry) => (filter === null || belongsTo(entry, filter, day)) && words.every((word) => entry.words.includes(word)))
    const at = selected === null ? -1 : found.findIndex(({ id }) => id === selected)
    return { lines: found.slice(offset, offset + limit).map(({ line }) => line), offset, total: found.length, all: ordered.length, at: at < 0 ? null : at, counts, needsSomeone, bytes }
  }

  return { page, lines: () => [...current().values()].map(({ line }) => line), stop }
}

function entryOf(line: Line): Entry {
  const { patient, caseNumber, condition } = line.reviewCase
  return { ...factsOf(line), line, words: foldForSearch(`${patient.familyName} ${patient.givenName} ${caseNumber} ${condition}`) }
}
