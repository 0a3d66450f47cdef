// What is led to a room: what one window says, whose newest word counts, and how words are numbered. Pure.
import { z } from 'zod'
import { SharedView } from './sharedView.ts'
import { STAGES } from './stage.ts'

const Where = z.object({ stage: z.enum(STAGES), item: z.number().int().min(0), view: SharedView.nullable() })
const Steering = Where.extend({
  /** Grows with every word of the presenter: the newest of all their windows counts. */
  n: z.number().int(),
  /** Point of the image, 0 to 1 across and down; null = no pointer. */
  pointer: z.tuple([z.number(), z.number()]).nullable(),
  blank: z.boolean(),
  /** Names may be seen by the room. */
  names: z.boolean(),
  /** Series that the presenter has looked at and lets the room see although their pixels may name the patient. */
  pixels: z.array(z.string()).default([]),
  /** What the room goes on seeing while the presenter looks elsewhere. */
  frozen: Where.nullable(),
})
export type Steering = z.infer<typeof Steering>
/** A change of what is led; numbers are given when it is said. */
export type Change = Partial<Omit<Steering, 'n'>>

/** What somebody says who does not present. */
const Elsewhere = z.object({ here: z.literal(true), at: Where.nullable() })
export type Elsewhere = z.infer<typeof Elsewhere>
/** @returns null = they look at what is led */
export const elsewhereOf = (said: unknown): Elsewhere['at'] => Elsewhere.safeParse(said).data?.at ?? null

export const START: Steering = { n: 0, stage: 'story', item: 0, view: null, pointer: null, blank: false, names: false, pixels: [], frozen: null }

/** What one window says in the presence of the case's board document. */
export interface Said {
  readonly personId: string
  /** Said by this very window. */
  readonly own: boolean
  readonly words: unknown
}

export interface Led {
  readonly led: Steering
  /** This very window said it last: its own hand is ahead of its words. */
  readonly isOwnWord: boolean
  /** The highest number that anybody has used, who presented before included. */
  readonly newest: number
}

/**
 * @param before what was led until now: it stands until the presenter says something newer
 * @param presenterId all windows of this person count
 */
export function ledOf(before: Steering, presenterId: string, said: Iterable<Said>): Led {
  let led = before
  let isOwnWord = false
  let newest = before.n
  for (const { personId, own, words } of said) {
    const one = Steering.safeParse(words).data
    if (!one) continue
    newest = Math.max(newest, one.n)
    if (personId !== presenterId || one.n < led.n) continue
    // A window that repeats what another one said has not said it: it shows it like everybody else.
    isOwnWord = own && (one.n > led.n || led === before || isOwnWord)
    led = one
  }
  return { led, isOwnWord, newest }
}

/**
 * The number of a new word: later than every word that was heard, and, by the clock, than those of a window that was closed and that nobody here has heard.
 * @param now milliseconds
 */
export const numberOf = (newest: number, now: number): number => Math.max(newest + 1, now)

/**
 * The number under which a window that has just come says where things stand.
 * @param led of what it heard; 0 = nothing: it begins anew
 * @param openedAt milliseconds; a key pressed since counts more
 */
export const firstNumberOf = (led: number, newest: number, openedAt: number): number => (led > 0 ? led : Math.max(newest, openedAt))
