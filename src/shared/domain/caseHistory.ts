// What a case held at a time, as plain items, and what differs between two times. Read from what is kept; nothing is ever changed by it.
import { z } from 'zod'
import { Anchor } from './annotation.ts'

export const HISTORY_KINDS = ['document', 'study', 'mark', 'measurement', 'keyImage', 'remark', 'value', 'course', 'field', 'text', 'lesion', 'panel', 'board', 'step'] as const

/** Where an item stands; what does not apply is null. */
const HistoryPlace = z.object({
  documentId: z.string().nullable(),
  StudyInstanceUID: z.string().nullable(),
  anchor: Anchor.nullable(),
  annotationId: z.string().nullable(),
  report: z.number().int().nullable(),
  section: z.string().nullable(),
  /** Of a coded value: its field, its row's field or its question's ("3.answer"). */
  register: z.string().nullable(),
})

export const HistoryItem = z.object({
  /** The same thing at another time has the same key. */
  key: z.string(),
  kind: z.enum(HISTORY_KINDS),
  /** Of a mark in a document: its stamp, else its shape. Of an act of panel or board: which one, of a vote its choice. */
  look: z.string().nullable().default(null),
  /** As written; of a coded value its code, of a step its key. */
  words: z.string(),
  byName: z.string().nullable(),
  /** When it came or was last changed; null when that is not recorded. */
  at: z.string().nullable(),
  place: HistoryPlace,
})
export type HistoryItem = z.infer<typeof HistoryItem>

export const NOWHERE: HistoryItem['place'] = { documentId: null, StudyInstanceUID: null, anchor: null, annotationId: null, report: null, section: null, register: null }

export const HISTORY_CHANGES = ['added', 'changed', 'removed'] as const
export const DigestItem = HistoryItem.extend({ change: z.enum(HISTORY_CHANGES) })
export type DigestItem = z.infer<typeof DigestItem>

/** What is new to this person. */
export const CaseDigest = z.object({
  /** When they last said that they had seen everything; null = never. */
  since: z.string().nullable(),
  /** Newest first. */
  items: z.array(DigestItem),
  /** How many more there are. */
  more: z.number().int(),
})
export type CaseDigest = z.infer<typeof CaseDigest>

/** When something happened, and how much: a stop of the slider. */
export const HistoryMoment = z.object({ at: z.string(), changes: z.number().int().positive() })
export type HistoryMoment = z.infer<typeof HistoryMoment>

/** An item with what is needed to tell whether it changed, and by whom. */
export interface HeldItem extends HistoryItem {
  readonly author: string | null
  /** Differs as soon as anything about the item does. */
  readonly stamp: string
}

/** @param isOwn whether the person themselves brought the change about: it is no news to them */
export function differences(before: readonly HeldItem[], now: readonly HeldItem[], isOwn: (item: HeldItem) => boolean): DigestItem[] {
  const old = new Map(before.map((item) => [item.key, item]))
  const kept = new Set(now.map(({ key }) => key))
  const told = (item: HeldItem, change: DigestItem['change']): DigestItem[] => (isOwn(item) ? [] : [{ ...plain(item), change }])
  return [
    ...now.flatMap((item) => {
      const was = old.get(item.key)
      return was === undefined ? told(item, 'added') : was.stamp === item.stamp ? [] : told(item, 'changed')
    }),
    // Whoever took it away is not its author.
    ...before.filter(({ key }) => !kept.has(key)).flatMap((item) => told({ ...item, author: null }, 'removed')),
  ]
}

export function plain({ author: _author, stamp: _stamp, ...item }: HeldItem): HistoryItem {
  return item
}
