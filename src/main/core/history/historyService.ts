// What is new to this person in a case, and the case as it stood at a time: both read from the append-only log and from what was received. Never changes the case.
import { itemsOfRoom } from '#shared/casedoc/historyItems.ts'
import { parseRoomName } from '#shared/casedoc/layout.ts'
import { type CaseDigest, type DigestItem, differences, HISTORY_KINDS, type HeldItem, type HistoryItem, type HistoryMoment, NOWHERE, plain } from '#shared/domain/caseHistory.ts'
import { roomAccess } from '#shared/domain/caseStanding.ts'
import type { ReviewCase } from '#shared/domain/reviewCase.ts'
import { type Clock, isoInstant } from '#shared/kit/clock.ts'
import { listSteps, readCase } from '../cases/caseStore.ts'
import { changeTimes, docAsItWas, lastOfCase, type LogPoint, writersSince } from '../collab/roomHistory.ts'
import type { WorkstationRooms } from '../collab/createRooms.ts'
import { listDocuments } from '../documents/documentStore.ts'
import type { Session } from '../identity/session.ts'
import { listStudies } from '../imaging/imagingStore.ts'
import type { Readable } from '../storage/handles.ts'
import { actItems } from './actItems.ts'
import { documentKey, documentStamp, type Look, readLook, writeLook } from './lookStore.ts'

export interface HistoryPorts {
  readonly session: Pick<Session, 'db' | 'user'>
  readonly rooms: Pick<WorkstationRooms, 'list' | 'snapshot'>
  readonly clock: Clock
}

const MOST_TOLD = 200
const LONGEST_TOLD = 300
const MOST_SHOWN = 5_000
const LONGEST_SHOWN = 20_000
const MOST_MOMENTS = 1_000

export type HistoryService = ReturnType<typeof createHistoryService>

export function createHistoryService({ session: { db, user }, rooms, clock }: HistoryPorts) {
  /** What the last digest of a case covered, and what was known before: "seen" means that, not what came while it was read. */
  const covered = new Map<string, { now: Omit<Look, 'at'>; before: Look['known'] }>()
  const lookNow = (r: Readable, caseId: string) => ({ upto: lastOfCase(r, caseId), step: lastStep(r, caseId), known: Object.fromEntries(received(r, caseId).map(({ key, stamp }) => [key, stamp])) })

  /** Shared documents that this person may read and that have a history to tell. */
  function readableRooms(reviewCase: ReviewCase) {
    return rooms.list(reviewCase.id).flatMap((name) => {
      const room = parseRoomName(name)
      return room && roomAccess(room, user.role, reviewCase.team, { standing: 'own', closed: false }) !== 'none' ? [{ name, room }] : []
    })
  }

  const namesIn = ({ team }: ReviewCase) => (userId: string) => team.find((member) => member.user.id === userId)?.user.name ?? null

  async function digest({ caseId }: { caseId: string }): Promise<CaseDigest> {
    const { look, reviewCase, writers } = db.read((r) => {
      const seen = readLook(r, caseId)
      covered.set(caseId, { now: lookNow(r, caseId), before: seen?.known ?? {} })
      return { look: seen, reviewCase: readCase(r, caseId), writers: seen ? writersSince(r, caseId, seen.upto) : new Map<string, Set<string>>() }
    })
    if (!look) return { since: null, items: [], more: 0 }
    const items: DigestItem[] = db.read((r) => [...receivedSince(r, caseId, look, user.id), ...stepsSince(r, caseId, look, user.name)])
    for (const { name, room } of readableRooms(reviewCase)) {
      const wrote = writers.get(name)
      if (!wrote) continue
      const before = itemsOfRoom(room, db.read((r) => docAsItWas(r, name, { seq: look.upto })), namesIn(reviewCase))
      const now = itemsOfRoom(room, await rooms.snapshot(name), namesIn(reviewCase))
      const onlyMe = [...wrote].every((actor) => actor === user.id)
      items.push(...differences(before, now, ({ author }) => (author === null ? onlyMe : author === user.id)))
      await breath()
    }
    items.sort((a, b) => ((a.at ?? '') > (b.at ?? '') ? -1 : 1))
    return { since: look.at, items: items.slice(0, MOST_TOLD).map((item) => shortened(item, LONGEST_TOLD)), more: Math.max(0, items.length - MOST_TOLD) }
  }

  /** Everything that the last digest covered has been looked at. */
  function seen({ caseId }: { caseId: string }): { at: string } {
    const at = isoInstant(clock.now())
    db.write((tx) => {
      const { now, before } = covered.get(caseId) ?? { now: lookNow(tx, caseId), before: {} }
      // What one did oneself since the digest was noted there and then.
      const own = Object.entries(readLook(tx, caseId)?.known ?? {}).filter(([key, stamp]) => stamp !== before[key])
      writeLook(tx, caseId, { at, ...now, known: { ...now.known, ...Object.fromEntries(own) } })
    })
    return { at }
  }

  /** Oldest first; more than a thousand are thinned, the last one always among them. */
  function moments({ caseId }: { caseId: string }): HistoryMoment[] {
    const all = db.read((r) => [
      ...changeTimes(r, caseId),
      ...[...listSteps(r, caseId).map(({ at }) => at), ...received(r, caseId).flatMap(({ at }) => at ?? [])].filter((at) => at.length > 10).map((at) => ({ at, changes: 1 })),
    ])
    const bySecond = new Map<string, HistoryMoment>()
    for (const { at, changes } of all) {
      const bucket = bySecond.get(at.slice(0, 19))
      bySecond.set(at.slice(0, 19), { at: bucket && bucket.at > at ? bucket.at : at, changes: changes + (bucket?.changes ?? 0) })
    }
    const sorted = [...bySecond.values()].sort((a, b) => (a.at < b.at ? -1 : 1))
    const every = Math.ceil(sorted.length / MOST_MOMENTS)
    return sorted.filter((_, i) => (sorted.length - 1 - i) % every === 0)
  }

  /** What was received until then and what the shared documents said. Documents that were set aside since are not in the case and not shown. */
  async function asItWas({ caseId, at }: { caseId: string; at: string }): Promise<{ at: string; items: HistoryItem[]; more: number }> {
    const reviewCase = db.read((r) => readCase(r, caseId))
    const items: HistoryItem[] = db.read((r) => [
      // What came before arrivals were noted was there all the time.
      ...received(r, caseId).filter((item) => item.at === null || item.at <= at).map(plain),
      ...steps(r, caseId).filter((item) => item.at <= at).map(({ item }) => item),
    ])
    const point: LogPoint = { at }
    for (const { name, room } of readableRooms(reviewCase)) {
      items.push(...itemsOfRoom(room, db.read((r) => docAsItWas(r, name, point)), namesIn(reviewCase)).map(plain))
      await breath()
    }
    return { at, items: items.slice(0, MOST_SHOWN).map((item) => shortened(item, LONGEST_SHOWN)), more: Math.max(0, items.length - MOST_SHOWN) }
  }

  return { digest, seen, moments, asItWas }
}

/** The core serves others between two documents. */
const breath = () => new Promise<void>((resolve) => setImmediate(resolve))

const shortened = <T extends HistoryItem>(item: T, longest: number): T => (item.words.length <= longest ? item : { ...item, words: `${item.words.slice(0, longest)}…` })

/** Documents and studies of the case as it is now, and what panel and board did. */
function received(r: Readable, caseId: string): HeldItem[] {
  const arrivals = new Map(r.all<{ uid: string; at: string }>('SELECT study_uid AS uid, at FROM study_arrival WHERE case_id = ?', [caseId]).map(({ uid, at }) => [uid, at]))
  return [
    ...listDocuments(r, caseId).map((document): HeldItem => ({
      key: documentKey(document), kind: 'document', look: null, words: document.name, byName: null, at: document.receivedAt, place: { ...NOWHERE, documentId: document.id }, author: null,
      stamp: documentStamp(document),
    })),
    ...listStudies(r, caseId).map(({ StudyInstanceUID, StudyDescription, studyDate, series }): HeldItem => ({
      key: `study/${StudyInstanceUID}`, kind: 'study', look: null, words: [StudyDescription || series.map(({ Modality }) => Modality).join(', '), studyDate ?? ''].filter(Boolean).join(' · '), byName: null,
      at: arrivals.get(StudyInstanceUID) ?? null, place: { ...NOWHERE, StudyInstanceUID }, author: null, stamp: JSON.stringify(series.map(({ SeriesInstanceUID, instances }) => [SeriesInstanceUID, instances])),
    })),
    ...actItems(r, caseId),
  ]
}

function receivedSince(r: Readable, caseId: string, { known }: Look, me: string): DigestItem[] {
  const now = received(r, caseId)
  const before = Object.entries(known).map(([key, stamp]): HeldItem => ({ key, kind: kindOfKey(key), look: null, words: '', byName: null, at: null, place: NOWHERE, author: null, stamp }))
  return differences(before, now, ({ author }) => author === me)
}

const kindOfKey = (key: string) => HISTORY_KINDS.find((kind) => key.startsWith(`${kind}/`)) ?? 'document'

function steps(r: Readable, caseId: string): { seq: number; at: string; item: HistoryItem }[] {
  const numbers = r.all<{ seq: number }>('SELECT seq FROM case_step WHERE case_id = ? ORDER BY seq', [caseId])
  return listSteps(r, caseId).map(({ at, labelKey, title, actorName, documentId, StudyInstanceUID }, i) => ({
    seq: numbers[i]?.seq ?? 0,
    at,
    item: { key: `step/${numbers[i]?.seq ?? i}`, kind: 'step', look: null, words: [labelKey, title].join('\n'), byName: actorName, at, place: { ...NOWHERE, documentId: documentId ?? null, StudyInstanceUID: StudyInstanceUID ?? null } },
  }))
}

function stepsSince(r: Readable, caseId: string, look: Look, me: string): DigestItem[] {
  return steps(r, caseId).filter(({ seq, item }) => seq > look.step && item.byName !== me).map(({ item }) => ({ ...item, change: 'added' }))
}

function lastStep(r: Readable, caseId: string): number {
  return r.get<{ seq: number | null }>('SELECT max(seq) AS seq FROM case_step WHERE case_id = ?', [caseId])?.seq ?? 0
}
