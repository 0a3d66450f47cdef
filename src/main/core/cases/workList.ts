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
  /** The last order that was asked for; valid until an entry changes, because a page turn asks for the same again. */
  let ordered: { key: string; found: Entry[] } | null = null

  const stop = live.watch(({ caseId, topic }) => {
    if (topic === 'profile') return
    ordered = null
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

  function find({ filter, text, pinned }: PageRequest, all: readonly Entry[], day: string): Entry[] {
    const key = JSON.stringify([filter, text, pinned, day])
    if (ordered?.key === key) return ordered.found
    const words = foldForSearch(text).split(/\s+/).filter(Boolean)
    const fits = (entry: Entry) => (filter === null || belongsTo(entry, filter, day)) && words.every((word) => entry.words.includes(word))
    const found = inOrder(all.filter(fits), new Set(pinned))
    ordered = { key, found }
    return found
  }

  function page(request: PageRequest): z.infer<typeof WorkListPage> {
    const known = current()
    const all = [...known.values()]
    const day = today()
    const found = find(request, all, day)
    const counts = Object.fromEntries(FILTERS.map((filter) => [filter, 0])) as Record<Filter, number>
    for (const entry of all) for (const filter of FILTERS) if (belongsTo(entry, filter, day)) counts[filter]++
    const at = request.selected === null ? -1 : found.findIndex(({ id }) => id === request.selected)
    return {
      lines: found.slice(request.offset, request.offset + request.limit).map(({ line }) => line),
      offset: request.offset,
      total: found.length,
      all: all.length,
      at: at < 0 ? null : at,
      counts,
      needsSomeone: all.filter(({ quarantined, blockers }) => quarantined > 0 || blockers > 0).length,
      bytes: all.reduce((sum, { line }) => sum + line.onDeviceBytes, 0),
    }
  }

  return { page, lines: () => [...current().values()].map(({ line }) => line), stop }
}

function entryOf(line: Line): Entry {
  const { patient, caseNumber, condition } = line.reviewCase
  return { ...factsOf(line), line, words: foldForSearch(`${patient.familyName} ${patient.givenName} ${caseNumber} ${condition}`) }
}
