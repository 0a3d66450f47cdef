// What a new mark shall look like, and by which gesture it is put on the page. Pure.
import { type Highlight, type MarkStamp, shapeOf } from '#shared/domain/annotation.ts'
import type { Gesture } from '../../viewers/marks/mark.ts'

/** A tool of the marker; `stamp` only of a stamp. */
export interface MarkLook {
  shape: NonNullable<Highlight['shape']>
  stamp?: MarkStamp
}

const GESTURES: Readonly<Record<MarkLook['shape'], Gesture>> = { highlight: 'words', underline: 'words', area: 'area', note: 'point', ink: 'ink', stamp: 'point' }

export const gestureOf = (look: MarkLook | null): Gesture | null => look && GESTURES[look.shape]

export const isSameLook = (a: MarkLook | null, b: MarkLook): boolean => a?.shape === b.shape && a.stamp === b.stamp

/** Tools that may also take words that are selected already. */
export const takesWords = ({ shape }: MarkLook): boolean => shape !== 'ink' && shape !== 'area'

/** The look of a mark that is there. */
export function lookOf(highlight: Pick<Highlight, 'shape' | 'stamp' | 'anchor'>): MarkLook {
  return { shape: shapeOf(highlight), ...(highlight.stamp ? { stamp: highlight.stamp } : {}) }
}
